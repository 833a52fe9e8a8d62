import { DomainError } from '../domain/errors.ts';
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

  /**
   * That records, each with its number and its hash, are in the tree of the first `size` ones, in their order. `signedRoot`: of
   * the checkpoint that they go with.
   */
  async inclusions(
    ledger: string,
    records: readonly { readonly seq: number; readonly hash: string }[],
    size: number,
    signedRoot: string | null,
  ): Promise<InclusionProof[]> {
    const subtrees = new Subtrees(this.#database, ledger);
    const rootHex = await this.#root(subtrees, size);
    if (signedRoot !== null && signedRoot !== rootHex) throw doesNotFit(ledger);
    const proofs: InclusionProof[] = [];
    for (const { seq, hash } of records) {
      const hashes = inclusionProof(seq, size, await rootsOf(subtrees, inclusionRanges(seq, size)));
      if (!verifyInclusion({ seq, size, leafHash: hash, proof: hashes, rootHex })) throw doesNotFit(ledger);
      proofs.push({ size, rootHex, hashes });
    }
    return proofs;
  }

  /** That the first `to` records begin with the first `from` ones, unchanged. `signedRoot`: of the checkpoint of `to`. */
  async consistency(ledger: string, from: number, to: number, signedRoot: string | null): Promise<ConsistencyProof> {
    const subtrees = new Subtrees(this.#database, ledger);
    const [fromRootHex, toRootHex, rootOf] = await Promise.all([
      this.#root(subtrees, from),
      this.#root(subtrees, to),
      rootsOf(subtrees, consistencyRanges(from, to)),
    ]);
    if (signedRoot !== null && signedRoot !== toRootHex) throw doesNotFit(ledger);
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

function doesNotFit(ledger: string): DomainError {
  return new DomainError(
    'CONFLICT',
    `What is stored of the Merkle tree of ledger ${ledger} does not fit its records, or what was signed of it. Verify the ledger; if it is whole, delete its rows from ledger_subtree: they are made again.`,
  );
}
