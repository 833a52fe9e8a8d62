import { Link } from '@tanstack/react-router';
import type { ListedChangeFragment } from '../../gql/generated/graphql.ts';
import { formatExact, formatMoment } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import { Fold } from '../../ui/fold.tsx';
import type { State } from '../../ui/state-mark.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { Differences } from './differences.tsx';
import styles from './ended-change.module.css';

type Ended = Exclude<ListedChangeFragment['status'], 'PENDING'>;

const ENDED: Readonly<Record<Ended, { readonly word: string; readonly state: State }>> = {
  APPROVED: { word: 'Approved', state: 'pass' },
  REJECTED: { word: 'Rejected', state: 'fail' },
  SUPERSEDED: { word: 'Superseded', state: 'not-allowed' },
  WITHDRAWN: { word: 'Withdrawn', state: 'not-allowed' },
};

/** A change that was decided on: what became of it in a line, what it was about behind a fold. */
export function EndedChange({ change }: { readonly change: ListedChangeFragment }) {
  const { trustProfile, status, decidedBy, decidedAt, reason, proposedBy, differences } = change;
  const now = useNow(60_000);
  if (status === 'PENDING') return null;
  const { word, state } = ENDED[status];
  const by = decidedBy ? `${word} by ${decidedBy.name}` : word;
  return (
    <article className={styles.change} aria-label={`Change of ${trustProfile.name}`}>
      <div className={styles.line}>
        <Link className="quiet-link" to="/admin/trust-profiles/$profileId" params={{ profileId: trustProfile.id }}>
          {trustProfile.name}
        </Link>
        <StateWord state={state} detail={reason || undefined}>
          {by}
        </StateWord>
        {decidedAt && (
          <time className={styles.when} title={formatExact(new Date(decidedAt))}>
            {formatMoment(new Date(decidedAt), now)}
          </time>
        )}
      </div>
      <Fold label="What it was about" hint={`proposed by ${proposedBy.name}`}>
        <Differences label={`What was proposed for ${trustProfile.name}`} rows={differences} />
      </Fold>
    </article>
  );
}
