import type { ChainBreakKind } from './chain.ts';

/** Why a ledger is sealed: the first record that is not as it was written, and how much of the ledger before it is right. */
export interface SealedVerdict {
  readonly firstBroken: number | null;
  readonly what: ChainBreakKind | null;
  readonly explanation: string;
  readonly expected: string | null;
  readonly found: string | null;
  /** Records from the first that were right, and the Merkle root over them; null where only the tail was looked at. */
  readonly size: number;
  readonly root: string | null;
}

/** What a verification says of an epoch that was closed because it did not verify. */
export interface ClosedEpochFinding {
  readonly ledger: string;
  readonly epoch: number;
  /** As it was when it was closed, break and all. What was changed once more after that is not. */
  readonly isAsAcknowledged: boolean;
  readonly size: number;
  readonly firstBroken: number | null;
  readonly explanation: string;
  readonly acknowledgedBy: string;
  readonly reason: string;
}
