import fs from 'node:fs/promises';
import path from 'node:path';
import type { ChainPosition, KeptCheckpoint } from '../domain/chain.ts';
import { parseLedgerName } from '../domain/ledger-name.ts';
import { errorCode } from '../store/error-code.ts';
import { parsePosition, renderPosition } from './chain-position.ts';
import { HISTORY } from './checkpoint-history.ts';
import type { CheckpointSigner } from './checkpoint-key.ts';
import { syncFolder, writeWhole } from './durable-file.ts';

/** A checkpoint as it is kept, with the place in the chain that it was signed at. */
export interface FiledCheckpoint extends KeptCheckpoint {
  /** The signed note. */
  readonly note: string;
  /** Null where it was not kept, or does not fit the note. */
  readonly position: ChainPosition | null;
}

const CHECKPOINT = '.checkpoint';
const POSITION = '.position';
const COSIGNED = '.cosigned';
const FOLDER_MODE = 0o700;

/**
 * The newest checkpoint of each ledger, in files that whoever owns the database cannot reach: `<ledger>.checkpoint`, a
 * signed note; `<ledger>.position`, from where a verification can go on; `<ledger>.cosigned`, the newest that a witness signed.
 */
export class CheckpointFolder {
  readonly #folder: string;
  /** What lay there at the start, and the newest, by ledger. */
  readonly #found: Map<string, FiledCheckpoint>;
  readonly #newest: Map<string, FiledCheckpoint>;
  readonly #cosigned: Map<string, string>;

  private constructor(folder: string, found: Map<string, FiledCheckpoint>, cosigned: Map<string, string>) {
    this.#folder = folder;
    this.#found = new Map(found);
    this.#newest = found;
    this.#cosigned = cosigned;
  }

  /**
   * Nothing where there is no such folder. Throws where it cannot be used, or holds a checkpoint that this installation's
   * keys did not sign; `signer` is asked only if there is a checkpoint.
   */
  static async open(folder: string, signer: () => CheckpointSigner): Promise<CheckpointFolder> {
    const names = await fs.readdir(folder).catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') return [];
      throw error;
    });
    const found = new Map<string, FiledCheckpoint>();
    const cosigned = new Map<string, string>();
    for (const name of names) {
      const file = path.join(folder, name);
      if (name.endsWith(CHECKPOINT)) {
        const { ledger, checkpoint } = await readFiled(file, signer());
        found.set(ledger, checkpoint);
      } else if (name.endsWith(COSIGNED)) {
        const note = await fs.readFile(file, 'utf8');
        cosigned.set(openOwn(file, note, signer()).ledger, note);
      }
    }
    return new CheckpointFolder(folder, found, cosigned);
  }

  /** What a verification of this ledger is to be compared with, oldest first. */
  kept(ledger: string): readonly KeptCheckpoint[] {
    const both = [this.#found.get(ledger), this.#newest.get(ledger)].filter((one) => one !== undefined);
    return both.filter((one, index) => one.size !== both[index - 1]?.size);
  }

  ledgers(): readonly string[] {
    return [...this.#newest.keys()];
  }

  newest(ledger: string): FiledCheckpoint | null {
    return this.#newest.get(ledger) ?? null;
  }

  /** The newest note that a witness has signed too. */
  cosigned(ledger: string): string | null {
    return this.#cosigned.get(ledger) ?? null;
  }

  /** The newest epoch of an organization that a checkpoint is kept of; 0: none is. */
  newestEpoch(organizationId: string): number {
    const names = [...this.#newest.keys()].map(parseLedgerName);
    return Math.max(0, ...names.filter((name) => name.organizationId === organizationId).map(({ epoch }) => epoch));
  }

  /** As if it had lain there at the start. */
  async adopt(ledger: string, checkpoint: FiledCheckpoint): Promise<void> {
    await this.keep(ledger, checkpoint);
    await this.flush();
    this.#found.set(ledger, checkpoint);
  }

  /** Takes what is kept of a ledger out of the way, into a folder of its own: it is gone, and that was acknowledged. */
  async setAside(ledger: string): Promise<void> {
    const aside = path.join(this.#folder, 'gone');
    await fs.mkdir(aside, { recursive: true, mode: FOLDER_MODE });
    for (const ending of [CHECKPOINT, POSITION, COSIGNED, HISTORY]) {
      const file = this.#file(ledger, ending);
      await fs.rename(file, path.join(aside, path.basename(file))).catch((error: unknown) => {
        if (errorCode(error) !== 'ENOENT') throw error;
      });
    }
    for (const known of [this.#found, this.#newest, this.#cosigned]) known.delete(ledger);
    await this.flush();
  }

  /** Durable once `flush` has been called. A crash between the two files leaves the older position, which is not used. */
  async keep(ledger: string, checkpoint: FiledCheckpoint): Promise<void> {
    await this.#make();
    await writeWhole(this.#file(ledger, CHECKPOINT), checkpoint.note);
    if (checkpoint.position !== null) {
      await writeWhole(this.#file(ledger, POSITION), renderPosition(checkpoint.position));
    }
    this.#newest.set(ledger, checkpoint);
  }

  async keepCosigned(ledger: string, note: string): Promise<void> {
    await this.#make();
    await writeWhole(this.#file(ledger, COSIGNED), note);
    this.#cosigned.set(ledger, note);
    await this.flush();
  }

  /** One flush for everything that was kept since the last one. */
  flush(): Promise<void> {
    return syncFolder(this.#folder);
  }

  async #make(): Promise<void> {
    await fs.mkdir(this.#folder, { recursive: true, mode: FOLDER_MODE });
  }

  #file(ledger: string, ending: string): string {
    return path.join(this.#folder, `${fileName(ledger)}${ending}`);
  }
}

/** Epochs are `<organization>/<number>`. */
function fileName(ledger: string): string {
  return ledger.replaceAll('/', '_');
}

async function readFiled(
  file: string,
  signer: CheckpointSigner,
): Promise<{ ledger: string; checkpoint: FiledCheckpoint }> {
  const note = await fs.readFile(file, 'utf8');
  const { ledger, size, rootHex } = openOwn(file, note, signer);
  if (path.basename(file) !== `${fileName(ledger)}${CHECKPOINT}`) {
    throw new Error(
      `${file} is a checkpoint of ${ledger}, under the name of another ledger: give it its own name back.`,
    );
  }
  const text = await fs.readFile(file.slice(0, -CHECKPOINT.length) + POSITION, 'utf8').catch(() => '');
  return { ledger, checkpoint: { size, rootHex, note, position: parsePosition(text, { size, rootHex }) } };
}

function openOwn(file: string, note: string, signer: CheckpointSigner): KeptCheckpoint & { readonly ledger: string } {
  try {
    const { origin, size, rootHex } = signer.open(note);
    return { ledger: ledgerOf(origin), size, rootHex };
  } catch (error) {
    throw new Error(
      `${file} is not a checkpoint that this installation signed: put its checkpoint key back, or move the file away.`,
      { cause: error },
    );
  }
}

/** `<public host>/ledger/<ledger>`. */
function ledgerOf(origin: string): string {
  return origin.slice(origin.indexOf('/ledger/') + '/ledger/'.length);
}
