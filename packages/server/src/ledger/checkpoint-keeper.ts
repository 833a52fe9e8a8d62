import type { KeptCheckpoint } from '../domain/chain.ts';
import type { Database, Statement } from '../store/database.ts';
import type { CheckpointFolder } from './checkpoint-folder.ts';
import type { Checkpoints } from './checkpoints.ts';
import { LedgerSuspect, type LedgerTrees } from './trees.ts';

const OPEN: Statement = {
  name: 'keeper-open',
  text: 'select sealed_at is null as "isOpen" from ledger_head where ledger = $1',
};

export interface CheckpointKeeperOptions {
  readonly folder: CheckpointFolder;
  readonly database: Database;
  readonly trees: LedgerTrees;
  readonly checkpoints: Checkpoints;
  /** Of these nothing is kept until they are let go: they were there before this server, and are still to be verified. */
  readonly held: Iterable<string>;
  /** A new checkpoint of the ledger is kept. */
  readonly onKept?: (ledger: string) => void;
  /** What the database holds is not what is known of the ledger: somebody has to look. */
  readonly onSuspect: (ledger: string, known: KeptCheckpoint | null) => Promise<void>;
  readonly log: (message: string) => void;
}

/**
 * Signs a checkpoint of each ledger that moved and has it kept outside the database. Each continues the one before it: its
 * tree is grown from what was signed, so that nobody can have a history signed that another one was signed of before.
 */
export class CheckpointKeeper {
  readonly #options: CheckpointKeeperOptions;
  readonly #moved = new Set<string>();
  readonly #held: Set<string>;

  constructor(options: CheckpointKeeperOptions) {
    this.#options = options;
    this.#held = new Set(options.held);
  }

  /** Records were appended to this ledger. */
  moved(ledger: string): void {
    this.#moved.add(ledger);
  }

  /** The ledger was found to continue what is kept of it: from now on it is signed. */
  release(ledger: string): void {
    this.#held.delete(ledger);
    this.moved(ledger);
  }

  /** Ledgers of which nothing is kept yet. */
  get held(): number {
    return this.#held.size;
  }

  /** Writes a checkpoint of each ledger that moved; all share one flush of the folder. What fails is tried again. */
  async run(): Promise<void> {
    const ledgers = [...this.#moved].filter((ledger) => !this.#held.has(ledger));
    const kept: string[] = [];
    for (const ledger of ledgers) {
      this.#moved.delete(ledger);
      try {
        if (await this.#keep(ledger)) kept.push(ledger);
      } catch (error) {
        this.#moved.add(ledger);
        this.#options.log(`a checkpoint of ledger ${ledger} could not be kept: ${String(error)}`);
      }
    }
    if (kept.length === 0) return;
    await this.#options.folder.flush();
    for (const ledger of kept) this.#options.onKept?.(ledger);
  }

  async #keep(ledger: string): Promise<boolean> {
    const { folder, database, trees, checkpoints, onSuspect } = this.#options;
    const head = (await database.query<{ isOpen: boolean }>(OPEN, [ledger]))[0];
    // What was kept of a ledger before it was sealed says what it was.
    if (head?.isOpen !== true) return false;
    try {
      const { rootHex, ...position } = await trees.current(ledger);
      const { size } = position.tree;
      const before = folder.newest(ledger);
      if (before !== null && size < before.size) throw new LedgerSuspect(`${size} of ${before.size} records`, before);
      const note = await checkpoints.sign(ledger, size, rootHex);
      // Also where only the key has changed, or only the note is kept.
      if (note === before?.note && before.position !== null) return false;
      await folder.keep(ledger, { size, rootHex, note, position });
      return true;
    } catch (error) {
      if (!(error instanceof LedgerSuspect)) throw error;
      await onSuspect(ledger, error.known);
      return false;
    }
  }
}
