import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { renderCheckpointBody, signCheckpoint, verifierKey } from '../domain/checkpoint.ts';
import { createSecretFile, readSecretFile, SecretFileError } from '../store/secret-file.ts';

/** Signs checkpoints of every ledger of this installation. */
export interface CheckpointSigner {
  /** A signed note (C2SP signed-note, tlog-checkpoint). */
  sign(origin: string, size: number, rootHex: string): string;
  /** What an auditor checks it with. */
  vkey(origin: string): string;
}

/**
 * The Ed25519 key in `file` (PKCS#8 PEM, mode 0600), made there on first use. It is never in the database, whose owner it
 * keeps in check. Throws SecretFileError where others can reach it or where the file holds something else.
 */
export function loadCheckpointSigner(file: string): CheckpointSigner {
  let pem = readSecretFile(file);
  if (pem === null) {
    fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    const { privateKey } = generateKeyPairSync('ed25519');
    createSecretFile(file, String(privateKey.export({ type: 'pkcs8', format: 'pem' })));
    pem = readSecretFile(file) ?? '';
  }
  return checkpointSigner(readKey(file, pem));
}

export function checkpointSigner(privateKey: KeyObject): CheckpointSigner {
  const publicKey = createPublicKey(privateKey);
  return {
    sign: (origin, size, rootHex) =>
      signCheckpoint(renderCheckpointBody({ origin, size, rootHex }), { name: origin, privateKey }),
    vkey: (origin) => verifierKey(origin, publicKey),
  };
}

function readKey(file: string, pem: string): KeyObject {
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
