import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { errorCode } from './error-code.ts';

/** A secret lies in a file that other accounts can read, or cannot be read at all. The message says how to mend it. */
export class SecretFileError extends Error {
  override readonly name = 'SecretFileError';
}

/** Reads a secret, or null where there is no such file. Refuses a file that anybody but its owner can open. */
export function readSecretFile(file: string): string | null {
  let descriptor: number;
  try {
    descriptor = fs.openSync(file, 'r');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw new SecretFileError(`Cannot read ${file}: ${error instanceof Error ? error.message : String(error)}.`);
  }
  try {
    const mode = fs.fstatSync(descriptor).mode & 0o777;
    if ((mode & 0o077) !== 0) {
      const octal = mode.toString(8).padStart(4, '0');
      throw new SecretFileError(
        `${file} holds a secret but other accounts can open it (mode ${octal}). Run: chmod 600 ${file}`,
      );
    }
    return fs.readFileSync(descriptor, 'utf8');
  } finally {
    fs.closeSync(descriptor);
  }
}

/**
 * Creates a secret with mode 0600, whole and on disk before its name exists. False where the file existed already:
 * then nothing was written, and whoever came first has decided.
 */
export function createSecretFile(file: string, content: string): boolean {
  const draft = `${file}.${randomBytes(6).toString('hex')}.new`;
  const descriptor = fs.openSync(draft, 'wx', 0o600);
  try {
    fs.writeFileSync(descriptor, content);
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
  try {
    fs.linkSync(draft, file);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    fs.rmSync(draft, { force: true });
  }
  syncFolder(path.dirname(file));
  return true;
}

/** A new or renamed file survives a power cut only once its folder is on disk too. */
export function syncFolder(folder: string): void {
  const descriptor = fs.openSync(folder, 'r');
  try {
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}
