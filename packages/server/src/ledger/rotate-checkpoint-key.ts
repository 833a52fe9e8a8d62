import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { SecretFileError, syncFolder } from '../store/secret-file.ts';
import {
  type CheckpointKeyPaths,
  type CheckpointKeys,
  checkpointKeyPaths,
  readCheckpointKeys,
  readPrivateKey,
} from './checkpoint-key-files.ts';

/** The public keys before and after. */
export interface KeyRotation {
  readonly old: KeyObject;
  readonly new: KeyObject;
  /** Whether the old one goes on signing. */
  readonly oldSigns: boolean;
}

const SECRET_MODE = 0o600;
const PUBLIC_MODE = 0o644;

/**
 * Puts a new key in the place of the one in `file`. The old one goes on signing as the previous key; where it is compromised
 * it is retired at once, and so is the previous one, which lay beside it. Each step is on disk before the next, there is a
 * current key at every moment, and what a crash cut short is finished by doing it again. Throws SecretFileError where the
 * key files are not as they must be; then nothing was changed.
 */
export function rotateCheckpointKey(file: string, { compromised }: { readonly compromised: boolean }): KeyRotation {
  const keys = readCheckpointKeys(file);
  if (keys === null) {
    throw new SecretFileError(`There is no checkpoint key in ${file} yet. The server makes it at its first start.`);
  }
  const paths = checkpointKeyPaths(file);
  const old = createPublicKey(keys.current);
  const next = readPrivateKey(paths.next) ?? makeNext(paths);
  // An old key that is among the retired already was being replaced as compromised when that was cut short.
  const retiresAtOnce = compromised || keys.retired.some((key) => key.equals(old));
  retire(paths, keys, leaving(keys, old, retiresAtOnce));
  if (retiresAtOnce) removeFile(paths.previous);
  else writeWhole(paths.previous, privatePem(keys.current), SECRET_MODE, paths);
  fs.renameSync(paths.next, paths.current);
  syncFolder(path.dirname(paths.current));
  return { old, new: createPublicKey(next), oldSigns: !retiresAtOnce };
}

/** Public keys that sign nothing any more after this rotation. */
function leaving({ current, previous }: CheckpointKeys, old: KeyObject, retiresAtOnce: boolean): KeyObject[] {
  // A rotation that was cut short has written the current key as the previous one already.
  const former = previous === null || previous.equals(current) ? [] : [createPublicKey(previous)];
  return retiresAtOnce ? [...former, old] : former;
}

function makeNext(paths: CheckpointKeyPaths): KeyObject {
  const { privateKey } = generateKeyPairSync('ed25519');
  writeWhole(paths.next, privatePem(privateKey), SECRET_MODE, paths);
  return privateKey;
}

function retire(paths: CheckpointKeyPaths, { retired }: CheckpointKeys, leavers: readonly KeyObject[]): void {
  const added = leavers.filter((leaver) => !retired.some((key) => key.equals(leaver)));
  if (added.length === 0) return;
  const pem = [...retired, ...added].map((key) => String(key.export({ type: 'spki', format: 'pem' }))).join('');
  writeWhole(paths.retired, pem, PUBLIC_MODE, paths);
}

/** Whole and durable before it has its name, and of whoever owns the current key: the server need not run as we do. */
function writeWhole(file: string, content: string, mode: number, { current }: CheckpointKeyPaths): void {
  const draft = `${file}.new`;
  fs.rmSync(draft, { force: true });
  const descriptor = fs.openSync(draft, 'wx', mode);
  try {
    const owner = fs.statSync(current);
    if (owner.uid !== process.getuid?.()) fs.fchownSync(descriptor, owner.uid, owner.gid);
    // Whatever the umask took away.
    fs.fchmodSync(descriptor, mode);
    fs.writeFileSync(descriptor, content);
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
  fs.renameSync(draft, file);
  syncFolder(path.dirname(file));
}

function removeFile(file: string): void {
  fs.rmSync(file, { force: true });
  syncFolder(path.dirname(file));
}

function privatePem(key: KeyObject): string {
  return String(key.export({ type: 'pkcs8', format: 'pem' }));
}
