import { scanPlace } from '../domain/audit-record.ts';
import { type ChainPosition, type KeptCheckpoint, ZERO_HASH } from '../domain/chain.ts';
import { CompactTree } from '../domain/merkle.ts';
import type { Database, Statement } from '../store/database.ts';
import type { CommittedRecord } from './committer.ts';
import { FAN_OUT, keepSubtrees } from './subtrees.ts';

const HEAD: Statement = { name: 'tree-head', text: 'select size from ledger_head where ledger = $1' };
const HASHES: Statement = {
  name: 'tree-hashes',
  text: 'select seq, hash from ledger_record where ledger = $1 and seq >= $2 and seq < $3 order by seq',
};
const ENTRY: Statement = { name: 'tree-entry', text: 'select entry from ledger_record where ledger = $1 and seq = $2' };
/** Few enough that nobody waits for the hashing of one read. */
const READ_LIMIT = 2_000;
const KEPT_LEDGERS = 1_000;
const PREV = ',"prev":"';

/** What the database holds of the ledger is not what this server knows of it: fewer records, a hole, or another root. */
export class LedgerSuspect extends Error {
  override readonly name = 'LedgerSuspect';
  /** What is known; null where nothing is but that it is not whole. */
  readonly known: KeptCheckpoint | null;

  constructor(message: string, known: KeptCheckpoint | null) {
    super(message);
    this.known = known;
  }
}

/** Where a ledger stood when it was signed last. */
export interface SignedPlace extends KeptCheckpoint {
  /** Null where it is not kept: then the tree is grown from the first record, and held to the root. */
  readonly position: ChainPosition | null;
}

interface Grown {
  readonly tree: CompactTree;
  headHash: string;
  ts: string;
  /** Roots of complete subtrees of FAN_OUT records, from `firstSubtree` on, that are not stored yet. */
  readonly subtrees: string[];
  firstSubtree: number;
  /** Of the subtree that is being filled; null where the tree was taken up in its middle. */
  filling: CompactTree | null;
}

/**
 * The Merkle tree (RFC 6962 §2.1) of each ledger, grown as records are told. It goes on from what was
 * signed last, whatever has happened since to the records before that.
 */
export class LedgerTrees {
  readonly #database: Database;
  readonly #signed: (ledger: string) => SignedPlace | null;
  readonly #grown = new Map<string, Grown>();
  readonly #turns = new Map<string, Promise<unknown>>();
  /** Told while a tree was being read. */
  readonly #later = new Map<string, CommittedRecord[]>();

  /** `signed` tells where a ledger stood when it was signed last, as it is kept outside the database. */
  constructor(database: Database, signed: (ledger: string) => SignedPlace | null = () => null) {
    this.#database = database;
    this.#signed = signed;
  }

  /** Records of one ledger, as they were committed. Those that do not come next are read when they are needed. */
  readonly told = (records: readonly CommittedRecord[]): void => {
    const ledger = records[0]?.ledger ?? '';
    const grown = this.#grown.get(ledger);
    if (this.#turns.has(ledger)) this.#later.set(ledger, [...(this.#later.get(ledger) ?? []), ...records]);
    else if (grown !== undefined) appendNext(grown, records);
  };

  /** The tree over every record of now. Throws LedgerSuspect, or where there is no such ledger. */
  current(ledger: string): Promise<ChainPosition & { readonly rootHex: string }> {
    // One after the other, for they grow the same tree.
    const turn = (this.#turns.get(ledger) ?? Promise.resolve()).then(() => this.#grow(ledger));
    const ended = turn
      .catch(() => undefined)
      .finally(() => {
        if (this.#turns.get(ledger) === ended) this.#turns.delete(ledger);
      });
    this.#turns.set(ledger, ended);
    return turn;
  }

  async #grow(ledger: string): Promise<ChainPosition & { readonly rootHex: string }> {
    try {
      const grown = this.#grown.get(ledger) ?? this.#begin(ledger);
      const { size: known } = grown.tree;
      const rootHex = grown.tree.root();
      const size = (await this.#database.query<{ size: number }>(HEAD, [ledger]))[0]?.size;
      if (size === undefined) throw new Error(`there is no ledger ${ledger}`);
      if (size < known) {
        throw new LedgerSuspect(`ledger ${ledger} has ${size} records, and had ${known}`, { size: known, rootHex });
      }
      while (grown.tree.size < size) await this.#read(ledger, grown, size);
      this.#keep(ledger, grown);
      appendNext(grown, this.#later.get(ledger) ?? []);
      await this.#storeSubtrees(ledger, grown);
      const { tree, headHash, ts } = grown;
      return { headHash, ts, tree: tree.snapshot(), rootHex: tree.root() };
    } finally {
      this.#later.delete(ledger);
    }
  }

  #begin(ledger: string): Grown {
    const position = this.#signed(ledger)?.position ?? null;
    if (position === null) return grownFrom(new CompactTree(), ZERO_HASH, '');
    return grownFrom(CompactTree.restore(position.tree), position.headHash, position.ts);
  }

  async #read(ledger: string, grown: Grown, size: number): Promise<void> {
    const from = grown.tree.size;
    const signed = this.#signed(ledger);
    const stop = signed !== null && from < signed.size ? signed.size : size;
    const to = Math.min(size, stop, from + READ_LIMIT);
    const rows = await this.#database.query<{ seq: number; hash: string }>(HASHES, [ledger, from, to]);
    const missing = rows.findIndex(({ seq }, at) => seq !== from + at);
    if (rows.length < to - from || missing >= 0) {
      const hole = from + (missing < 0 ? rows.length : missing);
      throw new LedgerSuspect(`record ${hole} of ledger ${ledger} is missing`, signed);
    }
    const [next] = await this.#database.query<{ entry: string }>(ENTRY, [ledger, from]);
    if (!continues(next?.entry ?? '', grown.headHash)) {
      const known = { size: from, rootHex: grown.tree.root() };
      throw new LedgerSuspect(`record ${from} of ledger ${ledger} does not continue what is known of it`, known);
    }
    const [last] = await this.#database.query<{ entry: string }>(ENTRY, [ledger, to - 1]);
    const ts = scanPlace(last?.entry ?? '')?.ts ?? '';
    for (const { hash } of rows) append(grown, hash, ts);
    if (signed !== null && grown.tree.size === signed.size && grown.tree.root() !== signed.rootHex) {
      throw new LedgerSuspect(`ledger ${ledger} is not the one that was signed at ${signed.size} records`, signed);
    }
  }

  async #storeSubtrees(ledger: string, grown: Grown): Promise<void> {
    const hashes = [...grown.subtrees];
    if (hashes.length === 0) return;
    await keepSubtrees(this.#database, ledger, 1, grown.firstSubtree, hashes);
    grown.subtrees.splice(0, hashes.length);
    grown.firstSubtree += hashes.length;
  }

  #keep(ledger: string, grown: Grown): void {
    this.#grown.delete(ledger);
    this.#grown.set(ledger, grown);
    const oldest = this.#grown.keys().next();
    if (this.#grown.size > KEPT_LEDGERS && oldest.done !== true) this.#grown.delete(oldest.value);
  }
}

function grownFrom(tree: CompactTree, headHash: string, ts: string): Grown {
  const isAtStart = tree.size % FAN_OUT === 0;
  return {
    tree,
    headHash,
    ts,
    subtrees: [],
    firstSubtree: Math.ceil(tree.size / FAN_OUT),
    filling: isAtStart ? new CompactTree() : null,
  };
}

/** One that does not continue the tree is left for `current` to look at. */
function appendNext(grown: Grown, records: readonly CommittedRecord[]): void {
  for (const { seq, hash, ts, entry } of records) {
    if (seq === grown.tree.size && continues(entry, grown.headHash)) append(grown, hash, ts.toISOString());
  }
}

/** Whether the entry says that it comes after this hash. What an entry holds in its detail stands before its `prev`. */
function continues(entry: string, headHash: string): boolean {
  const at = entry.lastIndexOf(PREV);
  return at >= 0 && entry.startsWith(headHash, at + PREV.length);
}

function append(grown: Grown, hash: string, ts: string): void {
  grown.tree.append(hash);
  grown.headHash = hash;
  grown.ts = ts;
  grown.filling?.append(hash);
  if (grown.tree.size % FAN_OUT !== 0) return;
  if (grown.filling !== null) grown.subtrees.push(grown.filling.root());
  grown.filling = new CompactTree();
}
