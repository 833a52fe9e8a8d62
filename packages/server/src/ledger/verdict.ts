import type { ChainBreak, ChainBreakKind, ChainPosition, KeptCheckpoint } from '../domain/chain.ts';
import type { StateJob } from './state-scope.ts';

/** What a verification found. */
export interface LedgerVerdict {
  readonly ok: boolean;
  /** Records that were right, from the first. */
  readonly size: number;
  readonly head: string;
  /** Merkle root over them. */
  readonly root: string;
  readonly firstBroken: number | null;
  readonly what: ChainBreakKind | null;
  /** In words for whoever has to deal with it. */
  readonly explanation: string;
  readonly expected: string | null;
  readonly found: string | null;
  readonly recordsPerSecond: number;
}

export interface VerificationJob {
  readonly ledger: string;
  /** Kept where the ledger's database cannot reach them. */
  readonly checkpoints: readonly KeptCheckpoint[];
  /**
   * Everything before this is taken as verified: the pass starts with the last record before it, which must be the one that
   * the position was made after. Without it, everything is verified.
   */
  readonly resume?: ChainPosition;
  /** Also rebuild the state from the records, and compare it with the tables. */
  readonly state?: StateJob;
}

export interface VerificationProgress {
  readonly verified: number;
  readonly total: number;
}

/** What the worker is given when it is made. */
export interface WorkerInput {
  readonly databaseUrl: string;
  /** Counts the commits of the process; see GivingWay. */
  readonly commits: Int32Array;
}

/** What the worker says to whoever asked. */
export type WorkerAnswer =
  | { readonly kind: 'progress'; readonly progress: VerificationProgress }
  | { readonly kind: 'verdict'; readonly verdict: LedgerVerdict }
  | { readonly kind: 'failed'; readonly message: string };

export function verdictOf(
  chain: { readonly size: number; readonly headHash: string; root(): string },
  broken: ChainBreak | null,
  recordsPerSecond: number,
): LedgerVerdict {
  return {
    ok: broken === null,
    size: chain.size,
    head: chain.headHash,
    root: chain.root(),
    firstBroken: broken === null ? null : Math.min(Math.max(broken.seq, 0), Number.MAX_SAFE_INTEGER),
    what: broken?.what ?? null,
    explanation: broken === null ? `All ${chain.size} records verify.` : shortened(broken.explanation),
    expected: broken === null ? null : shortened(broken.expected),
    found: broken === null ? null : shortened(broken.found),
    recordsPerSecond,
  };
}

/** The same verdict with something that was found besides the chain. */
export function withBreak(verdict: LedgerVerdict, broken: ChainBreak | null): LedgerVerdict {
  if (!verdict.ok || broken === null) return verdict;
  const { seq, what, explanation, expected, found } = broken;
  return {
    ...verdict,
    ok: false,
    firstBroken: seq,
    what,
    explanation: shortened(explanation),
    expected: shortened(expected),
    found: shortened(found),
  };
}

const LONGEST_TEXT = 300;

/** Whoever tampered with a record chose what is found there; it is told, and recorded, as much as is of use. */
function shortened(text: string): string {
  const whole = text.toWellFormed().replaceAll(/[\p{Cc}]/gu, '\uFFFD');
  return whole.length <= LONGEST_TEXT ? whole : `${whole.slice(0, LONGEST_TEXT).toWellFormed()}…`;
}
