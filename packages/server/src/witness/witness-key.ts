import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { createSecretFile, readSecretFile, SecretFileError } from '../store/secret-file.ts';

/**
 * The Ed25519 key in this file (PKCS#8 PEM, mode 0600), made there if `mayMake`. Throws SecretFileError where it is missing
 * and may not be made, where others can reach it, or where the file holds something else.
 */
export function loadWitnessKey(file: string, mayMake: boolean): KeyObject {
  if (readSecretFile(file) === null) {
    if (!mayMake) {
      throw new SecretFileError(
        `There is no ${file}, though checkpoints were cosigned before. Put the key back from a backup, or give its place with --key.`,
      );
    }
    fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    const { privateKey } = generateKeyPairSync('ed25519');
    createSecretFile(file, String(privateKey.export({ type: 'pkcs8', format: 'pem' })));
  }
  // What lies there now is the key, whoever came first.
  return parseKey(file, readSecretFile(file) ?? '');
}

function parseKey(file: string, pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Told below: the reason inside names parts of a secret.
  }
  throw new SecretFileError(`${file} must hold an Ed25519 private key (PKCS#8, PEM). Put it back from a backup.`);
}
