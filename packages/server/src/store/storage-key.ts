import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { createSecretFile, readSecretFile, SecretFileError } from './secret-file.ts';

const KEY_BYTES = 32;

/**
 * The key that wraps every CA key at rest, 32 bytes: read from `keys/storage-key` in the data folder (hex, mode 0600,
 * in a folder of mode 0700), or made there. Throws SecretFileError where other accounts can reach it or where the
 * file does not hold a key; it is never replaced, since what it wraps would be lost with it.
 */
export function loadStorageKey(dataFolder: string): Buffer {
  const folder = path.join(dataFolder, 'keys');
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const mode = fs.statSync(folder).mode & 0o777;
  if ((mode & 0o077) !== 0) {
    throw new SecretFileError(`${folder} holds keys but other accounts can enter it. Run: chmod 700 ${folder}`);
  }

  const file = path.join(folder, 'storage-key');
  let content = readSecretFile(file);
  if (content === null) {
    createSecretFile(file, `${randomBytes(KEY_BYTES).toString('hex')}\n`);
    content = readSecretFile(file);
  }
  const hex = content?.trim() ?? '';
  if (!/^[0-9a-f]{64}$/i.test(hex)) {
    throw new SecretFileError(
      `${file} must hold ${KEY_BYTES} bytes in hex (${KEY_BYTES * 2} digits). Put back the file from a backup: ` +
        'the CA keys in the database can be opened only with it.',
    );
  }
  return Buffer.from(hex, 'hex');
}
