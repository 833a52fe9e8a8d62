import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';

/** PEM, by the names that web servers look for. */
export interface DeliveredFiles {
  readonly 'cert.pem': string;
  readonly 'chain.pem': string;
  readonly 'fullchain.pem': string;
  /** Only when the server made the key; readable by its owner alone. */
  readonly 'privkey.pem'?: string;
}

export interface KnownPathWriter {
  /** Makes `files` what a reader finds in `folder`, below the root, and keeps the version before. `version` names it: a serial. */
  write(delivery: { folder: string; version: string; files: DeliveredFiles }): Promise<void>;
}

const NAMES = ['cert.pem', 'chain.pem', 'fullchain.pem', 'privkey.pem'] as const;
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
    async write({ folder, version, files }) {
      const base = path.join(root, folder);
      const versions = path.join(base, VERSIONS);
      await fs.mkdir(versions, { recursive: true, mode: FOLDER_MODE });
      await writeVersion(versions, version, files);
      const names = NAMES.filter((name) => files[name] !== undefined);
      for (const name of names) await link(base, name);
      const before = await fs.readlink(path.join(base, CURRENT)).catch(() => null);
      await swap(base, path.join(VERSIONS, version));
      for (const name of NAMES) if (!names.includes(name)) await fs.rm(path.join(base, name), { force: true });
      await removeOld(versions, [version, before === null ? version : path.basename(before)]);
    },
  };
}

async function writeVersion(versions: string, version: string, files: DeliveredFiles): Promise<void> {
  const unfinished = path.join(versions, `${UNFINISHED}${randomBytes(8).toString('hex')}`);
  await fs.mkdir(unfinished, { mode: FOLDER_MODE });
  for (const name of NAMES) {
    const text = files[name];
    if (text === undefined) continue;
    const file = await fs.open(path.join(unfinished, name), 'wx', name === 'privkey.pem' ? KEY_MODE : FILE_MODE);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
  }
  await sync(unfinished);
  try {
    await fs.rename(unfinished, path.join(versions, version));
  } catch (error) {
    // It stands there whole from an earlier try: a version only ever appears by this rename.
    if (!isCode(error, 'ENOTEMPTY') && !isCode(error, 'EEXIST')) throw error;
    await fs.rm(unfinished, { recursive: true });
  }
  await sync(versions);
}

/** A link through `.current`, unless it is there. What somebody else put there is not ours to replace. */
async function link(base: string, name: string): Promise<void> {
  const target = path.join(CURRENT, name);
  const file = path.join(base, name);
  try {
    await fs.symlink(target, file);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
    const found = await fs.readlink(file).catch(() => null);
    if (found !== target) throw new Error(`${file} was not made by this server; move it away to have it delivered`);
  }
}

async function swap(base: string, target: string): Promise<void> {
  const next = path.join(base, `${CURRENT}-${randomBytes(8).toString('hex')}`);
  await fs.symlink(target, next);
  await fs.rename(next, path.join(base, CURRENT));
  await sync(base);
}

/** The version before stays, for whoever is reading it right now. */
async function removeOld(versions: string, keep: readonly string[]): Promise<void> {
  for (const name of await fs.readdir(versions)) {
    if (!keep.includes(name)) await fs.rm(path.join(versions, name), { recursive: true, force: true });
  }
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
