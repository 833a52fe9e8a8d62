import { parseSignedNote } from '../domain/signed-note.ts';
import type { Database, Statement } from '../store/database.ts';
import type { CheckpointFolder } from './checkpoint-folder.ts';
import type { CheckpointSigner } from './checkpoint-key.ts';
import { LedgerShrunk, type LedgerTrees } from './trees.ts';

export interface SignedCheckpoint {
  /** A signed note (C2SP tlog-checkpoint), with the cosignatures of witnesses if there are any of this size. */
  readonly note: string;
  readonly size: number;
  readonly rootHex: string;
}

interface LedgerRow {
  readonly origin: string;
  readonly isOpen: boolean;
}

const LEDGER: Statement = {
  name: 'checkpoint-ledger',
  text: `select origin, sealed_at is null as "isOpen" from ledger_head where ledger = $1
    union all select origin, false from ledger_epoch where ledger = $1`,
};

/**
 * Signed checkpoints of a ledger as it stands. Of a ledger that is sealed or closed nothing is signed any more: what was kept
 * of it before says what it was.
 */
export class Checkpoints {
  readonly #database: Database;
  readonly #trees: LedgerTrees;
  readonly #folder: CheckpointFolder;
  readonly #signer: CheckpointSigner;

  constructor(parts: { database: Database; trees: LedgerTrees; folder: CheckpointFolder; signer: CheckpointSigner }) {
    this.#database = parts.database;
    this.#trees = parts.trees;
    this.#folder = parts.folder;
    this.#signer = parts.signer;
  }

  /** Null: no such ledger, or none was kept of it before it was sealed. */
  async current(ledger: string): Promise<SignedCheckpoint | null> {
    const row = (await this.#database.query<LedgerRow>(LEDGER, [ledger]))[0];
    if (row === undefined) return null;
    const kept = this.#folder.newest(ledger);
    if (!row.isOpen) return kept === null ? null : this.#withCosignatures(ledger, kept);
    try {
      const { tree, rootHex } = await this.#trees.current(ledger);
      const note = this.#signer.sign(row.origin, tree.size, rootHex);
      return this.#withCosignatures(ledger, { note, size: tree.size, rootHex });
    } catch (error) {
      if (!(error instanceof LedgerShrunk)) throw error;
      return kept;
    }
  }

  /** The root that was signed at this size; null: of another size. */
  async rootAt(ledger: string, size: number): Promise<string | null> {
    const kept = this.#folder.kept(ledger).find((one) => one.size === size);
    if (kept !== undefined) return kept.rootHex;
    const current = await this.current(ledger);
    return current?.size === size ? current.rootHex : null;
  }

  /** What was cosigned may have been signed by an older key of ours: the cosignatures alone are taken. */
  #withCosignatures(ledger: string, checkpoint: SignedCheckpoint): SignedCheckpoint {
    const cosigned = this.#folder.cosigned(ledger);
    if (cosigned === null) return checkpoint;
    const { body, signatures } = parseSignedNote(cosigned);
    if (!checkpoint.note.startsWith(`${body}\n`)) return checkpoint;
    const [origin] = body.split('\n');
    const ofWitnesses = signatures.filter(({ name }) => name !== origin).map(({ line }) => `${line}\n`);
    return { ...checkpoint, note: checkpoint.note + ofWitnesses.join('') };
  }
}
