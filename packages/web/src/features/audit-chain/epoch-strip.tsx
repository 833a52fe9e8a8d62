import type { EpochPartsFragment } from '../../gql/generated/graphql.ts';
import { formatMoment } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import styles from './epoch-strip.module.css';

interface EpochStripProps {
  readonly current: number;
  readonly closed: readonly EpochPartsFragment[];
  /** The closed epoch that is looked at; null: the present one. */
  readonly shown: number | null;
  readonly onOpen: (epoch: number | null) => void;
}

/** Which epoch is written now, and how each one before it came to its end; any of them can be opened. */
export function EpochStrip({ current, closed, shown, onOpen }: EpochStripProps) {
  const now = useNow(60_000);
  return (
    <nav className={styles.strip} aria-label="Epochs of this ledger">
      <EpochLink label={`Epoch ${current}`} isShown={shown === null} onOpen={() => onOpen(null)} />
      {[...closed].reverse().map(({ epoch, closedAt, closedBy, reason }) => (
        <span key={epoch}>
          {' · '}
          <EpochLink label={`Epoch ${epoch}`} isShown={shown === epoch} onOpen={() => onOpen(epoch)} /> was closed{' '}
          <time dateTime={closedAt}>{formatMoment(new Date(closedAt), now)}</time> by {closedBy.name} because: {reason}
        </span>
      ))}
    </nav>
  );
}

interface EpochLinkProps {
  readonly label: string;
  readonly isShown: boolean;
  readonly onOpen: () => void;
}

function EpochLink({ label, isShown, onOpen }: EpochLinkProps) {
  return (
    <button
      type="button"
      className={`text-link ${styles.open}`}
      aria-current={isShown ? 'true' : undefined}
      onClick={onOpen}
    >
      {label}
    </button>
  );
}
