import { CompactTree } from '../domain/merkle.ts';
import type { Database, Statement } from '../store/database.ts';

const HEAD: Statement = { name: 'roots-head', text: 'select size from ledger_head where ledger = $1' };
const HASHES: Statement = {
  name: 'roots-hashes',
  text: 'select seq, hash from ledger_record where ledger = $1 and seq >= $2 and seq < $3 order by seq',
};
/** Few enough that nobody waits for the hashing of one read. */
const READ_LIMIT = 2_000;
const KEPT_LEDGERS = 1_000;

export interface LedgerRoot {
  readonly size: number;
  readonly rootHex: string;
}

/** Merkle roots (RFC 6962 §2.1) of ledgers as they stand: a root costs what was appended since the last one was asked for. */
export class LedgerRoots {
  readonly #database: Database;
  readonly #trees = new Map<string, CompactTree>();
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** Throws where there is no such ledger, or where records of it are missing. */
  current(ledger: string): Promise<LedgerRoot> {
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

  async #grow(ledger: string): Promise<LedgerRoot> {
    const size = (await this.#database.query<{ size: number }>(HEAD, [ledger]))[0]?.size;
    if (size === undefined) throw new Error(`there is no ledger ${ledger}`);
    let tree = this.#trees.get(ledger) ?? new CompactTree();
    // Shorter than it was: an old backup was put back.
    if (tree.size > size) tree = new CompactTree();
    this.#trees.delete(ledger);
    while (tree.size < size) {
      const from = tree.size;
      const rows = await this.#database.query<{ seq: number; hash: string }>(HASHES, [
        ledger,
        from,
        Math.min(size, from + READ_LIMIT),
      ]);
      for (const { seq, hash } of rows) {
        if (seq !== tree.size) break;
        tree.append(hash);
      }
      if (tree.size === from) throw new Error(`record ${from} of ledger ${ledger} is missing`);
    }
    this.#trees.set(ledger, tree);
    const oldest = this.#trees.keys().next();
    if (this.#trees.size > KEPT_LEDGERS && oldest.done !== true) this.#trees.delete(oldest.value);
    return { size, rootHex: tree.root() };
  }
}
