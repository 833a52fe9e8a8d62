import { parseSignedNote } from '../domain/signed-note.ts';
import type { Database, Statement } from '../store/database.ts';
import type { CheckpointFolder } from './checkpoint-folder.ts';
import type { CheckpointSigner } from './checkpoint-key.ts';
import type { LedgerIdentity } from './ledger-identity.ts';
import { LedgerSuspect, type LedgerTrees } from './trees.ts';

export interface SignedCheckpoint {
  /** A signed note (C2SP tlog-checkpoint), with the cosignatures of witnesses if there are any of this size. */
  readonly note: string;
  readonly size: number;
  readonly rootHex: string;
}

const LEDGER: Statement = {
  name: 'checkpoint-ledger',
  text: `select sealed_at is null as "isOpen" from ledger_head where ledger = $1
    union all select false from ledger_epoch where ledger = $1`,
};

export interface CheckpointsParts {
  readonly database: Database;
  readonly trees: LedgerTrees;
  readonly folder: CheckpointFolder;
  readonly signer: CheckpointSigner;
  readonly identity: LedgerIdentity;
}

/**
 * Signed checkpoints of a ledger as it stands. Of a ledger that is sealed, closed or not what its name says nothing is signed:
 * what was kept of it before says what it was.
 */
export class Checkpoints {
  readonly #parts: CheckpointsParts;
  /** Whoever asks while an answer is made gets the same. */
  readonly #asked = new Map<string, Promise<SignedCheckpoint | null>>();

  constructor(parts: CheckpointsParts) {
    this.#parts = parts;
  }

  /** Null: no such ledger, or none was kept of it before it was sealed. */
  current(ledger: string): Promise<SignedCheckpoint | null> {
    const asked = this.#asked.get(ledger);
    if (asked !== undefined) return asked;
    const answer = this.#current(ledger).finally(() => this.#asked.delete(ledger));
    this.#asked.set(ledger, answer);
    return answer;
  }

  /** The signed note. Throws LedgerSuspect where the ledger is not what its name says. */
  async sign(ledger: string, size: number, rootHex: string): Promise<string> {
    const origin = await this.#parts.identity.originOf(ledger);
    if (origin === null) throw new LedgerSuspect(`ledger ${ledger} is not what its name says`, null);
    return this.#parts.signer.sign(origin, size, rootHex);
  }

  async #current(ledger: string): Promise<SignedCheckpoint | null> {
    const { database, trees, folder } = this.#parts;
    const row = (await database.query<{ isOpen: boolean }>(LEDGER, [ledger]))[0];
    if (row === undefined) return null;
    const kept = folder.newest(ledger);
    if (!row.isOpen) return kept === null ? null : this.#withCosignatures(ledger, kept);
    try {
      const { tree, rootHex } = await trees.current(ledger);
      const note = await this.sign(ledger, tree.size, rootHex);
      return this.#withCosignatures(ledger, { note, size: tree.size, rootHex });
    } catch (error) {
      if (!(error instanceof LedgerSuspect)) throw error;
      return kept;
    }
  }

  /** What was cosigned may have been signed by an older key of ours: the cosignatures alone are taken. */
  #withCosignatures(ledger: string, checkpoint: SignedCheckpoint): SignedCheckpoint {
    const cosigned = this.#parts.folder.cosigned(ledger);
    if (cosigned === null) return checkpoint;
    const { body, signatures } = parseSignedNote(cosigned);
    if (!checkpoint.note.startsWith(`${body}\n`)) return checkpoint;
    const [origin] = body.split('\n');
    const ofWitnesses = signatures.filter(({ name }) => name !== origin).map(({ line }) => `${line}\n`);
    return { ...checkpoint, note: checkpoint.note + ofWitnesses.join('') };
  }
}
