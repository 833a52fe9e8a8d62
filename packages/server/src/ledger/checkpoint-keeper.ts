import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { KeptCheckpoint } from '../domain/chain.ts';
import { openCheckpoint } from '../domain/checkpoint.ts';
import type { Database, Statement } from '../store/database.ts';
import { errorCode } from '../store/error-code.ts';
import type { CheckpointSigner } from './checkpoint-key.ts';
import type { LedgerRoots } from './roots.ts';

const HEAD: Statement = {
  name: 'keeper-head',
  text: 'select origin, sealed_at as "sealedAt" from ledger_head where ledger = $1',
};
const LEDGERS: Statement = { name: 'keeper-ledgers', text: 'select ledger from ledger_head' };
const ENDING = '.checkpoint';
const FOLDER_MODE = 0o700;

export interface CheckpointKeeperOptions {
  readonly folder: string;
  readonly database: Database;
  readonly roots: LedgerRoots;
  readonly signer: CheckpointSigner;
  /** The ledger is shorter than a checkpoint of it, or has holes: somebody has to look. */
  readonly onSuspect: (ledger: string) => Promise<void>;
}

/**
 * Keeps the newest checkpoint of each ledger in a file, where whoever owns the database cannot reach it. Each new one is of
 * a longer ledger than the one before; verification compares the ledger with both what was found at the start and the newest.
 */
export class CheckpointKeeper {
  readonly #options: CheckpointKeeperOptions;
  /** By file name: what lay there at the start, and the newest. */
  readonly #found: ReadonlyMap<string, KeptCheckpoint>;
  readonly #newest: Map<string, KeptCheckpoint>;
  readonly #moved = new Set<string>();
  #mayWrite = false;

  private constructor(options: CheckpointKeeperOptions, found: ReadonlyMap<string, KeptCheckpoint>) {
    this.#options = options;
    this.#found = found;
    this.#newest = new Map(found);
  }

  /** Throws where the folder cannot be used, or holds a checkpoint that this installation's key did not sign. */
  static async open(options: CheckpointKeeperOptions): Promise<CheckpointKeeper> {
    await fs.mkdir(options.folder, { recursive: true, mode: FOLDER_MODE });
    return new CheckpointKeeper(options, await readFolder(options.folder, () => options.signer));
  }

  /** What a verification of this ledger is to be compared with, oldest first. */
  kept(ledger: string): readonly KeptCheckpoint[] {
    const name = fileName(ledger);
    const both = [this.#found.get(name), this.#newest.get(name)].filter((one) => one !== undefined);
    return both.filter((one, index) => one.size !== both[index - 1]?.size);
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
    try {
      for (const ledger of ledgers) await this.#keep(ledger);
      await sync(this.#options.folder);
    } catch (error) {
      for (const ledger of ledgers) this.#moved.add(ledger);
      throw error;
    }
  }

  async #keep(ledger: string): Promise<void> {
    const { folder, database, roots, signer, onSuspect } = this.#options;
    const name = fileName(ledger);
    const before = this.#newest.get(name);
    const head = (await database.query<{ origin: string; sealedAt: Date | null }>(HEAD, [ledger]))[0];
    // What was kept of a ledger before it was sealed says what it was.
    if (head === undefined || head.sealedAt !== null) return;
    const { size, rootHex } = await roots.current(ledger);
    if (before !== undefined && size < before.size) return onSuspect(ledger);
    if (size === before?.size) return;
    await writeWhole(path.join(folder, name), signer.sign(head.origin, size, rootHex));
    this.#newest.set(name, { size, rootHex });
  }
}

/** For a command that verifies beside a server, or without one: what is kept of a ledger. */
export async function readKeptCheckpoints(
  folder: string,
  signer: () => CheckpointSigner,
): Promise<(ledger: string) => readonly KeptCheckpoint[]> {
  const found = await readFolder(folder, signer);
  return (ledger) => [found.get(fileName(ledger))].filter((one) => one !== undefined);
}

/** By file name; nothing where there is no such folder. */
async function readFolder(folder: string, signer: () => CheckpointSigner): Promise<Map<string, KeptCheckpoint>> {
  const names = await fs.readdir(folder).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  });
  const found = new Map<string, KeptCheckpoint>();
  for (const name of names) {
    if (name.endsWith(ENDING)) found.set(name, await readKept(path.join(folder, name), signer()));
  }
  return found;
}

/** `<ledger>.checkpoint`; epochs are `<ledger>/<number>`. */
function fileName(ledger: string): string {
  return `${ledger.replaceAll('/', '_')}${ENDING}`;
}

async function readKept(file: string, signer: CheckpointSigner): Promise<KeptCheckpoint> {
  const note = await fs.readFile(file, 'utf8');
  const [origin = ''] = note.split('\n');
  try {
    const { size, rootHex } = openCheckpoint(note, signer.vkey(origin));
    return { size, rootHex };
  } catch (error) {
    throw new Error(
      `${file} is not a checkpoint that this installation signed: put its checkpoint key back, or move the file away.`,
      { cause: error },
    );
  }
}

/** Whole and durable before it has its name. */
async function writeWhole(file: string, text: string): Promise<void> {
  const draft = `${file}.${randomBytes(6).toString('hex')}.new`;
  const handle = await fs.open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await fs.rename(draft, file);
}

async function sync(folder: string): Promise<void> {
  const handle = await fs.open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // Some file systems cannot flush a folder; the files themselves are flushed.
    if (errorCode(error) !== 'EINVAL') throw error;
  } finally {
    await handle.close();
  }
}
