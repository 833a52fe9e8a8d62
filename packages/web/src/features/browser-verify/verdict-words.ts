import { titleOfBreak } from '../../lib/break-words.ts';
import type { ExportVerdict } from '../../lib/ledger/verify-export.ts';
import { formatCount, formatDuration } from '../../lib/time.ts';
import type { State } from '../../ui/state-mark.tsx';
import type { CheckState } from './use-browser-check.ts';

export interface CheckWords {
  readonly state: State | null;
  readonly title: string;
  readonly detail: string;
}

export interface CheckTotals {
  /** Records, as the server says; null where nobody knows. */
  readonly records: number | null;
  readonly recordsPerSecond: number | null;
  readonly secondsLeft: number | null;
}

/** How far it is while it runs, then its verdict. */
export function checkWords(check: CheckState, totals: CheckTotals): CheckWords {
  switch (check.kind) {
    case 'idle':
      return {
        state: 'later',
        title: 'Not verified in this browser yet',
        detail: 'Every hash, every link and the Merkle root are computed here, from the export, record by record.',
      };
    case 'running':
      return {
        state: null,
        title: 'Verifying every record in this browser',
        detail: runningWords(check.progress.records, totals),
      };
    case 'stopped':
      return {
        state: 'warn',
        title: 'You stopped the verification',
        detail: `After ${records(check.progress.records)}, which say nothing about the rest.`,
      };
    case 'failed':
      return { state: 'warn', title: 'This cannot be verified', detail: check.message };
    case 'ended':
      return verdictWords(check.verdict, check.milliseconds);
  }
}

function runningWords(done: number, { records: total, recordsPerSecond, secondsLeft }: CheckTotals): string {
  const of = total === null ? records(done) : `${formatCount(done)} of ${records(total)}`;
  if (recordsPerSecond === null) return of;
  const left = secondsLeft === null ? '' : ` · ${formatDuration(secondsLeft * 1_000)} left`;
  return `${of} · ${formatCount(recordsPerSecond)} a second${left}`;
}

function verdictWords({ broken, size }: ExportVerdict, milliseconds: number): CheckWords {
  const took = tookWords(size, milliseconds);
  if (broken === null) {
    const title =
      size === 1 ? 'Its only record verified in this browser' : `All ${records(size)} verified in this browser`;
    return { state: 'pass', title, detail: took };
  }
  if (broken.seq === null) return { state: 'fail', title: 'Does not verify', detail: broken.explanation };
  const before = broken.what === 'rewritten' ? '' : ` ${records(size)} before it ${size === 1 ? 'is' : 'are'} right.`;
  return {
    state: 'fail',
    title: `Does not verify: ${titleOfBreak(broken.what, formatCount(broken.seq))}`,
    detail: `${broken.explanation}${before}`,
  };
}

function tookWords(size: number, milliseconds: number): string {
  if (milliseconds < 1_000) return 'Took less than a second.';
  const speed = Math.round((size * 1_000) / milliseconds);
  return `Took ${formatDuration(milliseconds)}, ${formatCount(speed)} records a second.`;
}

/** When the text of an edited record must have been changed; null where nothing that was signed tells. */
export function whenChanged({ broken }: ExportVerdict): string | null {
  if (broken === null || broken.coveredBy === null) return null;
  const next = broken.namedByNext ? ', and the next record names it' : '';
  return `The checkpoint of size ${formatCount(broken.coveredBy)}, whose signature is right, covers the hash that was expected${next}. So the text was changed after that checkpoint was signed.`;
}

const records = (number: number): string => (number === 1 ? '1 record' : `${formatCount(number)} records`);
