import { hash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { type Checkpoint, parseCheckpointBody } from '../domain/checkpoint.ts';
import { parseSignedNote } from '../domain/signed-note.ts';
import { syncFolder, writeWhole } from '../ledger/durable-file.ts';
import { errorCode } from '../store/error-code.ts';

/** The newest checkpoint of a ledger that this witness cosigned. */
export interface CosignedCheckpoint extends Checkpoint {
  /** With the signatures of the ledger that were verified, and the witness's own. */
  readonly note: string;
}

const ENDING = '.cosigned';
const DRAFT = /\.cosigned\.[0-9a-f]+\.new$/;

/** All that a witness remembers: a file a ledger, named by the SHA-256 of its origin. One process at a time uses the folder. */
export class CosignedFolder {
  readonly #folder: string;
  readonly #newest: Map<string, CosignedCheckpoint>;
  /** Of these nobody knows whether the last write came through. */
  readonly #unsure = new Set<string>();

  private constructor(folder: string, newest: Map<string, CosignedCheckpoint>) {
    this.#folder = folder;
    this.#newest = newest;
  }

  /** Throws an Error in plain words where a file is no checkpoint: forgetting one would let its ledger be rewritten. */
  static async open(folder: string): Promise<CosignedFolder> {
    const newest = new Map<string, CosignedCheckpoint>();
    for (const name of await fs.readdir(folder)) {
      const file = path.join(folder, name);
      // What was being written when a process died was never answered for.
      if (DRAFT.test(name)) await fs.rm(file);
      if (!name.endsWith(ENDING)) continue;
      const checkpoint = await readCosigned(file);
      newest.set(checkpoint.origin, checkpoint);
    }
    return new CosignedFolder(folder, newest);
  }

  /** Null for a ledger of which none was cosigned. */
  async newest(origin: string): Promise<CosignedCheckpoint | null> {
    if (this.#unsure.has(origin)) await this.#readAgain(origin);
    return this.#newest.get(origin) ?? null;
  }

  /** Sorted by origin. */
  all(): readonly CosignedCheckpoint[] {
    return [...this.#newest.values()].sort((a, b) => (a.origin < b.origin ? -1 : 1));
  }

  /** Durable once this has resolved. */
  async keep(checkpoint: CosignedCheckpoint): Promise<void> {
    this.#unsure.add(checkpoint.origin);
    await writeWhole(this.#file(checkpoint.origin), checkpoint.note);
    await syncFolder(this.#folder);
    this.#newest.set(checkpoint.origin, checkpoint);
    this.#unsure.delete(checkpoint.origin);
  }

  /** The file is right whether or not the write came through, but it may not be durable yet. */
  async #readAgain(origin: string): Promise<void> {
    await syncFolder(this.#folder);
    try {
      this.#newest.set(origin, await readCosigned(this.#file(origin)));
    } catch (error) {
      if (errorCode(error) !== 'ENOENT' || this.#newest.has(origin)) throw error;
    }
    this.#unsure.delete(origin);
  }

  #file(origin: string): string {
    return path.join(this.#folder, `${originHash(origin)}${ENDING}`);
  }
}

/** How C2SP tlog-witness names a ledger in an address: lower-case hex SHA-256 of its origin. */
export function originHash(origin: string): string {
  return hash('sha256', origin, 'hex');
}

async function readCosigned(file: string): Promise<CosignedCheckpoint> {
  const note = await fs.readFile(file, 'utf8');
  try {
    const checkpoint = parseCheckpointBody(parseSignedNote(note).body);
    if (path.basename(file) !== `${originHash(checkpoint.origin)}${ENDING}`) throw new Error('It has another name.');
    return { ...checkpoint, note };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${file} is not a checkpoint that this witness keeps: put it back from a backup. ${why}`, {
      cause: error,
    });
  }
}
