import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { errorCode } from '../store/error-code.ts';
import { readSecretFile, SecretFileError } from '../store/secret-file.ts';

/** The files of the checkpoint key, all in one folder and named after the first. */
export interface CheckpointKeyPaths {
  /** Signs (private). */
  readonly current: string;
  /** The one before, which signs too, so that whoever knows only that one can go on verifying (private). */
  readonly previous: string;
  /** Sign nothing any more; what they signed is still accepted (public). */
  readonly retired: string;
  /** Made by a rotation and not in force yet (private). */
  readonly next: string;
}

/** What those files hold. */
export interface CheckpointKeys {
  readonly current: KeyObject;
  readonly previous: KeyObject | null;
  /** Public. */
  readonly retired: readonly KeyObject[];
}

const PUBLIC_KEY_BLOCK = /-----BEGIN PUBLIC KEY-----[A-Za-z0-9+/=\s]+-----END PUBLIC KEY-----/g;

export function checkpointKeyPaths(file: string): CheckpointKeyPaths {
  const { dir, name } = path.parse(file);
  const beside = (part: string) => path.join(dir, `${name}.${part}.pem`);
  return { current: file, previous: beside('previous'), retired: beside('retired'), next: beside('next') };
}

/**
 * Null where there is no key at all yet. Throws SecretFileError where one of the files cannot be read, can be reached by
 * other accounts, holds something else, or where there are older keys but no current one.
 */
export function readCheckpointKeys(file: string): CheckpointKeys | null {
  const paths = checkpointKeyPaths(file);
  const current = readPrivateKey(paths.current);
  const previous = readPrivateKey(paths.previous);
  const retired = readRetiredKeys(paths.retired);
  if (current !== null) return { current, previous, retired };
  const older = [previous !== null ? paths.previous : null, retired.length > 0 ? paths.retired : null].find(Boolean);
  if (older === undefined) return null;
  throw new SecretFileError(`There is no ${file}, though ${older} is there. Put the key back from a backup.`);
}

/** Null where there is no such file. */
export function readPrivateKey(file: string): KeyObject | null {
  const pem = readSecretFile(file);
  if (pem === null) return null;
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Told below: the reason inside names parts of a secret.
  }
  throw new SecretFileError(
    `${file} must hold an Ed25519 private key (PKCS#8, PEM). Put it back from a backup: without it nobody can tell ` +
      'that later checkpoints are of this installation.',
  );
}

function readRetiredKeys(file: string): KeyObject[] {
  const pem = readPublicFile(file);
  const keys = (pem.match(PUBLIC_KEY_BLOCK) ?? []).map((block) => readPublicKey(block));
  const isRight = pem.replaceAll(PUBLIC_KEY_BLOCK, '').trim() === '' && keys.every((key) => key !== null);
  if (isRight) return keys.filter((key) => key !== null);
  throw new SecretFileError(
    `${file} must hold Ed25519 public keys (PEM, one block after another) and nothing else. Put it back from a backup.`,
  );
}

function readPublicKey(pem: string): KeyObject | null {
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
}

/** Anybody may read it, but whoever can write it decides what is accepted as signed. */
function readPublicFile(file: string): string {
  try {
    const mode = fs.statSync(file).mode & 0o777;
    if ((mode & 0o022) === 0) return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return '';
    throw new SecretFileError(`Cannot read ${file}: ${error instanceof Error ? error.message : String(error)}.`);
  }
  throw new SecretFileError(
    `${file} says which keys are trusted, but other accounts can write it. Run: chmod 644 ${file}`,
  );
}
