import { meaningOfBreak } from '../lib/break-words.ts';
import styles from './break-facts.module.css';
import { HashText } from './hash-text.tsx';

interface BreakFactsProps {
  readonly what: string | null | undefined;
  readonly expected?: string | null | undefined;
  readonly found?: string | null | undefined;
}

/** What kind of break it is, and what was expected against what was found. */
export function BreakFacts({ what, expected, found }: BreakFactsProps) {
  const meaning = meaningOfBreak(what);
  return (
    <div className={styles.facts}>
      {meaning !== null && <p className={styles.meaning}>{meaning}</p>}
      {expected && found && (
        <dl className={styles.sides}>
          <dt>Expected</dt>
          <dd>
            <HashText hash={expected} head={0} />
          </dd>
          <dt className={styles.found}>Found</dt>
          <dd className={styles.found}>
            <HashText hash={found} head={0} />
          </dd>
        </dl>
      )}
    </div>
  );
}
