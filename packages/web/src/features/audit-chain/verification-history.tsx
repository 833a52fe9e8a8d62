import { Button } from '@mantine/core';
import type { VerificationCause, VerificationPartsFragment } from '../../gql/generated/graphql.ts';
import { titleOfBreak } from '../../lib/break-words.ts';
import { formatCount, formatExact, formatSecond } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { type State, StateMark } from '../../ui/state-mark.tsx';
import { RequesterName } from './requester-name.tsx';
import type { Chain } from './use-chain.ts';
import type { VerificationHistory } from './use-verification-history.ts';
import styles from './verification-history.module.css';
import { recordsOf } from './verification-words.ts';

interface VerificationHistoryListProps {
  readonly history: VerificationHistory;
  readonly chain: Chain;
}

const CAUSES: Readonly<Record<VerificationCause, string>> = {
  DEMAND: 'On demand',
  BACKGROUND: 'After a start',
};

/** Who looked when, and what they found. */
export function VerificationHistoryList({ history, chain }: VerificationHistoryListProps) {
  const { verifications, loading, failure, hasMore } = history;
  const now = useNow(60_000);
  if (failure === null && !loading && verifications.length === 0) {
    return (
      <EmptyState title="No verification yet">
        Every start of the server is followed by one; anybody here can start one at any time with Verify.
      </EmptyState>
    );
  }
  return (
    <>
      <div className={styles.names} aria-hidden="true">
        <span>When</span>
        <span>Why</span>
        <span>Who</span>
        <span className={styles.records}>Records</span>
        <span className={styles.verdict}>Verdict</span>
      </div>
      <ul className={styles.list} aria-label="Verifications, newest first">
        {verifications.map((verification) => (
          <Entry key={verification.startedAt} verification={verification} chain={chain} now={now} />
        ))}
      </ul>
      {failure !== null && (
        <ErrorState title="The verifications could not be read" retry={history.reload}>
          {failure}
        </ErrorState>
      )}
      {failure === null && (
        <div className={styles.end}>
          {loading && 'Reading verifications…'}
          {!loading && hasMore && (
            <Button size="xs" variant="default" onClick={history.loadMore}>
              Older verifications
            </Button>
          )}
          {!loading && !hasMore && 'That is every verification of this ledger.'}
        </div>
      )}
    </>
  );
}

interface EntryProps {
  readonly verification: VerificationPartsFragment;
  readonly chain: Chain;
  readonly now: Date;
}

function Entry({ verification, chain, now }: EntryProps) {
  const at = new Date(verification.startedAt);
  const verdict = verdictOf(verification);
  const { epoch } = verification;
  return (
    <li className={styles.entry}>
      <time className={`${styles.when} tabular`} dateTime={verification.startedAt} title={formatExact(at)}>
        {formatSecond(at, now)}
      </time>
      <span className={`${styles.cause} ${styles.quiet}`}>{CAUSES[verification.cause]}</span>
      <span className={styles.who}>
        <span className="visually-hidden">by </span>
        <RequesterName id={verification.requestedBy} />
      </span>
      <span className={`${styles.records} tabular`}>
        {formatCount(verification.verified)}
        <span className="visually-hidden"> records</span>
      </span>
      <div className={styles.verdict}>
        <p className={styles.word} data-state={verdict.state}>
          <StateMark state={verdict.state} size={14} />
          {verdict.word}
          {chain.epochs.length > 0 && <span className={styles.quiet}>epoch {epoch}</span>}
        </p>
        {verdict.why !== null && <p className={styles.why}>{verdict.why}</p>}
      </div>
    </li>
  );
}

interface EntryVerdict {
  readonly state: State;
  readonly word: string;
  readonly why: string | null;
}

function verdictOf(verification: VerificationPartsFragment): EntryVerdict {
  const { state, ok, explanation, firstBroken, what, verified, total } = verification;
  if (state === 'RUNNING') {
    return { state: 'later', word: 'Running', why: `${formatCount(verified)} of ${recordsOf(total)}` };
  }
  if (ok === true) return { state: 'pass', word: 'Verified', why: null };
  if (ok === false) {
    const title = firstBroken ? titleOfBreak(what, formatCount(firstBroken)) : null;
    return { state: 'fail', word: title ? `Broken: ${title}` : 'Broken', why: explanation ?? null };
  }
  const wasStopped = explanation?.startsWith('Stopped by ') === true;
  return { state: 'warn', word: wasStopped ? 'Stopped' : 'Not finished', why: explanation ?? null };
}
