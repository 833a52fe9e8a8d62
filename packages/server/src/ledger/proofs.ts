import {
  consistencyProof,
  consistencyRanges,
  EMPTY_ROOT,
  inclusionProof,
  inclusionRanges,
  type LeafRange,
  verifyConsistency,
  verifyInclusion,
} from '../domain/merkle.ts';
import type { Database } from '../store/database.ts';
import { Subtrees } from './subtrees.ts';

export interface InclusionProof {
  readonly size: number;
  readonly rootHex: string;
  /** Lower-case hex, in the order of RFC 6962 §2.1.1. */
  readonly hashes: readonly string[];
}

export interface ConsistencyProof {
  readonly from: number;
  readonly to: number;
  readonly fromRootHex: string;
  readonly toRootHex: string;
  /** Lower-case hex, in the order of RFC 6962 §2.1.2. */
  readonly hashes: readonly string[];
}

/**
 * Proofs about a ledger as it is stored, each checked before it is handed out. Throw where records are missing: such a ledger
 * does not verify.
 */
export class LedgerProofs {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** That the record `seq`, which has this hash, is in the tree of the first `size` records. */
  async inclusion(ledger: string, seq: number, hash: string, size: number): Promise<InclusionProof> {
    const subtrees = new Subtrees(this.#database, ledger);
    const [rootHex, rootOf] = await Promise.all([
      subtrees.rootOf({ start: 0, end: size }),
      rootsOf(subtrees, inclusionRanges(seq, size)),
    ]);
    const hashes = inclusionProof(seq, size, rootOf);
    if (!verifyInclusion({ seq, size, leafHash: hash, proof: hashes, rootHex })) throw doesNotFit(ledger);
    return { size, rootHex, hashes };
  }

  /** That the first `to` records begin with the first `from` ones, unchanged. */
  async consistency(ledger: string, from: number, to: number): Promise<ConsistencyProof> {
    const subtrees = new Subtrees(this.#database, ledger);
    const [fromRootHex, toRootHex, rootOf] = await Promise.all([
      this.#root(subtrees, from),
      this.#root(subtrees, to),
      rootsOf(subtrees, consistencyRanges(from, to)),
    ]);
    const hashes = consistencyProof(from, to, rootOf);
    if (!verifyConsistency({ from, to, fromRootHex, toRootHex, proof: hashes })) throw doesNotFit(ledger);
    return { from, to, fromRootHex, toRootHex, hashes };
  }

  /** Of the first `size` records. */
  root(ledger: string, size: number): Promise<string> {
    return this.#root(new Subtrees(this.#database, ledger), size);
  }

  #root(subtrees: Subtrees, size: number): Promise<string> {
    return size === 0 ? Promise.resolve(EMPTY_ROOT) : subtrees.rootOf({ start: 0, end: size });
  }
}

async function rootsOf(subtrees: Subtrees, ranges: readonly LeafRange[]): Promise<(range: LeafRange) => string> {
  const roots = new Map(
    await Promise.all(ranges.map(async (range) => [range.start, await subtrees.rootOf(range)] as const)),
  );
  // Each range of a proof starts elsewhere.
  return ({ start }) => roots.get(start) ?? '';
}

function doesNotFit(ledger: string): Error {
  return new Error(`what is stored of the Merkle tree of ${ledger} does not fit its records`);
}
