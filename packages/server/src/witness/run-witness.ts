import fs from 'node:fs/promises';
import path from 'node:path';
import { DataFolderInUse, type DataFolderLock, lockDataFolder } from '../store/embedded/data-folder-lock.ts';
import { CosignedFolder } from './cosigned-folder.ts';
import { LedgersFile } from './ledgers-file.ts';
import { Witness } from './witness.ts';
import { loadWitnessKey } from './witness-key.ts';
import { type ListenAddress, startWitnessServer } from './witness-server.ts';

export interface WitnessSettings {
  readonly listen: ListenAddress;
  /** What it remembers. */
  readonly folder: string;
  readonly keyFile: string;
  /** Of the key: a host and a path, by convention. */
  readonly name: string;
  /** Lists the verifier keys of the ledgers. */
  readonly ledgersFile: string;
  readonly log: (line: string) => void;
}

export interface RunningWitness {
  readonly url: string;
  readonly vkey: string;
  /** As they are listed. */
  readonly ledgers: readonly string[];
  /** Finishes what is under way, and gives the folder back. */
  stop(): Promise<void>;
}

/** Throws an Error in plain words where a setting is wrong, a file cannot be used, or the address is taken. */
export async function runWitness(settings: WitnessSettings): Promise<RunningWitness> {
  const { listen, keyFile, name, log } = settings;
  const ledgers = await LedgersFile.open(settings.ledgersFile, log);
  const lock = await ownFolder(settings.folder);
  try {
    const folder = await CosignedFolder.open(settings.folder);
    const privateKey = loadWitnessKey(keyFile, folder.all().length === 0);
    const witness = new Witness({
      cosigner: { name, privateKey },
      ledgers: () => ledgers.current(),
      folder,
      now: () => Math.floor(Date.now() / 1000),
    });
    const server = await startWitnessServer({ ...listen, witness, log });
    return {
      url: server.url,
      vkey: witness.vkey,
      ledgers: (await ledgers.current()).names,
      async stop() {
        await server.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Whoever can write there can make the witness forget, and two witnesses on one folder would not know of each other. */
async function ownFolder(folder: string): Promise<DataFolderLock> {
  await fs.mkdir(folder, { recursive: true, mode: 0o700 });
  if (((await fs.stat(folder)).mode & 0o077) !== 0) {
    throw new Error(
      `Other accounts can open the folder ${path.resolve(folder)}. Run: chmod 700 ${path.resolve(folder)}`,
    );
  }
  try {
    return lockDataFolder(folder);
  } catch (error) {
    if (!(error instanceof DataFolderInUse)) throw error;
    throw new Error(
      `The folder ${path.resolve(folder)} is in use by another witness. Stop that one, or give this one a folder and a name of its own.`,
      { cause: error },
    );
  }
}
