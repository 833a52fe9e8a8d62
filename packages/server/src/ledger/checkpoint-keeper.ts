import type { Database, Statement } from '../store/database.ts';
import type { CheckpointFolder } from './checkpoint-folder.ts';
import type { CheckpointSigner } from './checkpoint-key.ts';
import { LedgerShrunk, type LedgerTrees } from './trees.ts';

const HEAD: Statement = {
  name: 'keeper-head',
  text: 'select origin, sealed_at as "sealedAt" from ledger_head where ledger = $1',
};
const LEDGERS: Statement = { name: 'keeper-ledgers', text: 'select ledger from ledger_head' };

export interface CheckpointKeeperOptions {
  readonly folder: CheckpointFolder;
  readonly database: Database;
  readonly trees: LedgerTrees;
  readonly signer: CheckpointSigner;
  /** A new checkpoint of the ledger is kept. */
  readonly onKept?: (ledger: string) => void;
  /** The ledger is shorter than a checkpoint of it, or has holes: somebody has to look. */
  readonly onSuspect: (ledger: string) => Promise<void>;
}

/**
 * Signs a checkpoint of each ledger that moved and has it kept outside the database. Each continues the one before it: its
 * tree is grown from what was signed, so that nobody can have a history signed that another one was signed of before.
 */
export class CheckpointKeeper {
  readonly #options: CheckpointKeeperOptions;
  readonly #moved = new Set<string>();
  #mayWrite = false;

  constructor(options: CheckpointKeeperOptions) {
    this.#options = options;
  }

  /** Records were appended to this ledger. */
  moved(ledger: string): void {
    this.#moved.add(ledger);
  }

  /** From now on checkpoints are written; not before every ledger was found to continue what is kept of it. */
  async begin(): Promise<void> {
    for (const { ledger } of await this.#options.database.query<{ ledger: string }>(LEDGERS, [])) this.moved(ledger);
    this.#mayWrite = true;
  }

  /** Writes a checkpoint of each ledger that moved; all share one flush of the folder. */
  async run(): Promise<void> {
    if (!this.#mayWrite || this.#moved.size === 0) return;
    const ledgers = [...this.#moved];
    this.#moved.clear();
    const kept: string[] = [];
    try {
      for (const ledger of ledgers) if (await this.#keep(ledger)) kept.push(ledger);
      if (kept.length > 0) await this.#options.folder.flush();
    } catch (error) {
      for (const ledger of ledgers) this.#moved.add(ledger);
      throw error;
    }
    for (const ledger of kept) this.#options.onKept?.(ledger);
  }

  async #keep(ledger: string): Promise<boolean> {
    const { folder, database, trees, signer, onSuspect } = this.#options;
    const before = folder.newest(ledger);
    const head = (await database.query<{ origin: string; sealedAt: Date | null }>(HEAD, [ledger]))[0];
    // What was kept of a ledger before it was sealed says what it was.
    if (head === undefined || head.sealedAt !== null) return false;
    try {
      const { rootHex, ...position } = await trees.current(ledger);
      const { size } = position.tree;
      if (before !== null && size < before.size) throw new LedgerShrunk(`${size} of ${before.size} records`);
      const note = signer.sign(head.origin, size, rootHex);
      // Also where only the key has changed.
      if (note === before?.note) return false;
      await folder.keep(ledger, { size, rootHex, note, position });
      return true;
    } catch (error) {
      if (!(error instanceof LedgerShrunk)) throw error;
      await onSuspect(ledger);
      return false;
    }
  }
}
