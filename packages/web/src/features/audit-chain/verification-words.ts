import type { VerificationPartsFragment } from '../../gql/generated/graphql.ts';
import { titleOfBreak } from '../../lib/break-words.ts';
import type { Pace } from '../../lib/pace.ts';
import { formatCount, formatDuration, formatSecond } from '../../lib/time.ts';
import { count } from '../../lib/words.ts';
import type { State } from '../../ui/state-mark.tsx';
import { ownRecordsOf } from './verification-epoch.ts';

export interface VerificationWords {
  readonly state: State | null;
  readonly title: string;
  readonly detail: string;
}

export interface VerificationFacts {
  readonly current: VerificationPartsFragment | null;
  readonly pace: Pace | null;
  /** Size of the ledger that is written now; null while it is read. */
  readonly size: string | null;
  readonly stopping: boolean;
  /** Why the ledger is sealed; null where it is not. */
  readonly sealedBecause: string | null;
  readonly now: Date;
}

/** `1 record`, `1,284,602 records`. */
export const recordsOf = (number: string | bigint): string =>
  String(number) === '1' ? count(1, 'record') : `${formatCount(String(number))} records`;

/** How far it is while it runs, then its verdict. */
export function verificationWords(facts: VerificationFacts): VerificationWords {
  const { current, now, size, sealedBecause } = facts;
  if (size === null)
    return { state: null, title: 'Reading the chain', detail: 'Its size, and how it was last verified.' };
  if (sealedBecause !== null && current?.state !== 'RUNNING' && current?.ok !== false) {
    return {
      state: 'fail',
      title: 'Sealed: does not verify',
      detail: `${sealedBecause.replace(/\.$/, '')}. Only its end has been looked at since; verify the whole of it to see the first record that is wrong.`,
    };
  }
  if (current === null) {
    return {
      state: 'later',
      title: 'Not verified yet',
      detail: `${recordsOf(size)}. Verifying derives every hash again from the text as it is stored.`,
    };
  }
  const ended = current.verifiedAt ? ` Ended ${formatSecond(new Date(current.verifiedAt), now)}.` : '';
  if (current.state === 'RUNNING') return runningWords(current, facts);
  if (current.state === 'FAILED_TO_RUN' || current.ok === null || current.ok === undefined) {
    const why = (current.explanation ?? 'It was cut short').replace(/\.$/, '');
    const wasStopped = why.startsWith('Stopped by ');
    return {
      state: 'warn',
      title: wasStopped ? 'The verification was stopped' : 'The verification did not come to an end',
      detail: `${why}.${ended}`,
    };
  }
  return current.ok ? passedWords(current, facts, ended) : brokenWords(current, facts, ended);
}

function runningWords(current: VerificationPartsFragment, { pace, stopping }: VerificationFacts): VerificationWords {
  const speed = pace
    ? ` · ${formatCount(pace.recordsPerSecond)} a second · ${formatDuration(pace.secondsLeft * 1_000)} left`
    : '';
  return {
    state: null,
    title: stopping ? 'Stopping at the next step' : 'Verifying every record from its stored text',
    detail: `${formatCount(current.verified)} of ${recordsOf(current.total)}${speed}`,
  };
}

function passedWords(
  current: VerificationPartsFragment,
  { size }: VerificationFacts,
  ended: string,
): VerificationWords {
  const own = ownRecordsOf(current);
  const since = BigInt(size ?? own) - own;
  const more = since > 0n ? ` ${recordsOf(since)} came after.` : '';
  const before = current.closedEpochs.length > 0 ? ` ${closedWords(current)}` : '';
  return { state: 'pass', title: allVerified(own), detail: `${before}${ended}${more}`.trim() };
}

/** `All 1,284,602 records verified`. */
export const allVerified = (own: bigint): string =>
  own === 1n ? 'Its only record verified' : `All ${recordsOf(own)} verified`;

function closedWords({ closedEpochs }: VerificationPartsFragment): string {
  const changed = closedEpochs.find(({ isAsAcknowledged }) => !isAsAcknowledged);
  if (changed) return `Epoch ${changed.epoch} was changed once more after it was closed.`;
  const [only] = closedEpochs;
  if (only && closedEpochs.length === 1)
    return `Epoch ${only.epoch} is as it was when it was closed: broken, acknowledged.`;
  return `${closedEpochs.length} closed epochs are as they were: broken, acknowledged.`;
}

function brokenWords(
  current: VerificationPartsFragment,
  { size }: VerificationFacts,
  ended: string,
): VerificationWords {
  const explanation = current.explanation ? `${current.explanation.replace(/\.$/, '')}. ` : '';
  if (!current.firstBroken) return { state: 'fail', title: 'Does not verify', detail: `${explanation}${ended.trim()}` };
  const after = BigInt(size ?? current.total) - BigInt(current.firstBroken) - 1n;
  const rest = after > 0n ? ` ${formatCount(String(after))} after it are not vouched for.` : '';
  return {
    state: 'fail',
    title: `Does not verify: ${titleOfBreak(current.what, formatCount(current.firstBroken))}`,
    detail: `${explanation}${recordsOf(current.firstBroken)} before it are right.${rest}${ended}`,
  };
}
