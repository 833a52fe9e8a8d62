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

/** The root that was signed of a ledger at this size; null: not known. */
export type SignedRoot = (ledger: string, size: number) => Promise<string | null>;

/**
 * Proofs about a ledger as it is stored, each checked before it is handed out. Throw where records are missing: such a ledger
 * does not verify.
 */
export class LedgerProofs {
  readonly #database: Database;
  readonly #signed: SignedRoot;

  /** `signed` tells the root that was signed of a ledger at a size, if that is known: no proof may lead to another. */
  constructor(database: Database, signed: SignedRoot = () => Promise.resolve(null)) {
    this.#database = database;
    this.#signed = signed;
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
    await this.#demandSigned(ledger, size, rootHex);
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
    await this.#demandSigned(ledger, to, toRootHex);
    return { from, to, fromRootHex, toRootHex, hashes };
  }

  /** Of the first `size` records. */
  root(ledger: string, size: number): Promise<string> {
    return this.#root(new Subtrees(this.#database, ledger), size);
  }

  async #demandSigned(ledger: string, size: number, rootHex: string): Promise<void> {
    const signed = await this.#signed(ledger, size);
    if (signed !== null && signed !== rootHex) throw doesNotFit(ledger);
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
    `What is stored of the Merkle tree of ledger ${ledger} does not fit its records, or what was signed of it. Verify the ledger.`,
  );
}
