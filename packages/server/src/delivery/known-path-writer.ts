import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';

/** PEM, by the names that web servers look for. */
export interface DeliveredFiles {
  readonly 'cert.pem': string;
  readonly 'chain.pem': string;
  readonly 'fullchain.pem': string;
}

export interface KnownPathWriter {
  /**
   * Does all that can go wrong: makes `folder`, below the root, and writes the files where no reader looks yet. `finish`
   * adds the key, if the server made it, readable by its owner alone, and makes it all what a reader finds. The version
   * before stays. `version` names it: a serial.
   */
  prepare(delivery: {
    folder: string;
    version: string;
    files: DeliveredFiles;
  }): Promise<{ finish(key: string | null): Promise<void> }>;
}

const NAMES = ['cert.pem', 'chain.pem', 'fullchain.pem'] as const;
const KEY = 'privkey.pem';
const CURRENT = '.current';
const VERSIONS = '.versions';
const UNFINISHED = '.unfinished-';
const FOLDER_MODE = 0o755;
const KEY_MODE = 0o600;
const FILE_MODE = 0o644;

/**
 * Writes the known path. Each certificate gets a folder of its own; `cert.pem` and its siblings are links through
 * `.current`, which is swapped by one rename: whatever a crash or a reader does, it never sees the certificate of one and
 * the key of another.
 */
export function createKnownPathWriter(root: string): KnownPathWriter {
  return {
    async prepare({ folder, version, files }) {
      const base = path.join(root, folder);
      const versions = path.join(base, VERSIONS);
      await fs.mkdir(versions, { recursive: true, mode: FOLDER_MODE });
      for (const above of [root, path.dirname(base), base]) await sync(above);
      for (const name of [...NAMES, KEY]) await demandOurs(base, name);
      const unfinished = path.join(versions, `${UNFINISHED}${randomBytes(8).toString('hex')}`);
      await fs.mkdir(unfinished, { mode: FOLDER_MODE });
      for (const name of NAMES) await writeFile(path.join(unfinished, name), files[name], FILE_MODE);
      return {
        async finish(key) {
          if (key !== null) await writeFile(path.join(unfinished, KEY), key, KEY_MODE);
          await nameVersion(unfinished, path.join(versions, version));
          for (const name of key === null ? NAMES : [...NAMES, KEY]) await link(base, name);
          const before = await fs.readlink(path.join(base, CURRENT)).catch(() => null);
          await swap(base, path.join(VERSIONS, version));
          if (key === null) await fs.rm(path.join(base, KEY), { force: true });
          await removeOld(base, [version, before === null ? version : path.basename(before)]);
        },
      };
    },
  };
}

async function writeFile(file: string, text: string, mode: number): Promise<void> {
  const handle = await fs.open(file, 'wx', mode);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A version appears by this rename alone, so one that stands there from an earlier try is whole. */
async function nameVersion(unfinished: string, version: string): Promise<void> {
  await sync(unfinished);
  try {
    await fs.rename(unfinished, version);
  } catch (error) {
    if (!isCode(error, 'ENOTEMPTY') && !isCode(error, 'EEXIST')) throw error;
    await fs.rm(unfinished, { recursive: true });
  }
  await sync(path.dirname(version));
}

const targetOf = (name: string): string => path.join(CURRENT, name);

/** What somebody else put in a link's place is not ours to replace. */
async function demandOurs(base: string, name: string): Promise<void> {
  const file = path.join(base, name);
  const there = await fs.lstat(file).catch(() => null);
  if (there === null) return;
  const found = there.isSymbolicLink() ? await fs.readlink(file) : null;
  if (found !== targetOf(name))
    throw new Error(`${file} was not made by this server; move it away to have it delivered`);
}

async function link(base: string, name: string): Promise<void> {
  try {
    await fs.symlink(targetOf(name), path.join(base, name));
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
    await demandOurs(base, name);
  }
}

async function swap(base: string, target: string): Promise<void> {
  const next = path.join(base, `${CURRENT}-${randomBytes(8).toString('hex')}`);
  await fs.symlink(target, next);
  await fs.rename(next, path.join(base, CURRENT));
  await sync(base);
}

/** The version before stays, for whoever is reading it right now; what a crash left half done goes. */
async function removeOld(base: string, keep: readonly string[]): Promise<void> {
  const remove = (file: string) => fs.rm(file, { recursive: true, force: true });
  const versions = path.join(base, VERSIONS);
  for (const name of await fs.readdir(versions)) if (!keep.includes(name)) await remove(path.join(versions, name));
  for (const name of await fs.readdir(base)) if (name.startsWith(`${CURRENT}-`)) await remove(path.join(base, name));
}

/** Makes the names in a folder durable, where the system can. */
async function sync(folder: string): Promise<void> {
  const handle = await fs.open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
