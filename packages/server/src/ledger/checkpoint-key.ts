import { createPublicKey, generateKeyPairSync, hash, type KeyObject } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import {
  type Checkpoint,
  openCheckpoint,
  renderCheckpointBody,
  signCheckpoint,
  verifierKey,
} from '../domain/checkpoint.ts';
import { createSecretFile } from '../store/secret-file.ts';
import { type CheckpointKeys, readCheckpointKeys } from './checkpoint-key-files.ts';

const KEY_ID_LENGTH = 16;

/** Signs checkpoints of every ledger of this installation. */
export interface CheckpointSigner {
  /** First hex digits of the SHA-256 of the current key's SubjectPublicKeyInfo. */
  readonly keyId: string;
  /** Of the key before, which signs too; null where there is none. */
  readonly previousKeyId: string | null;
  /** A signed note (C2SP signed-note, tlog-checkpoint): by the current key, then by the previous one if there is one. */
  sign(origin: string, size: number, rootHex: string): string;
  /** What an auditor checks it with: the current key. */
  vkey(origin: string): string;
  /** Every key whose signature is accepted: current, previous, retired. */
  vkeys(origin: string): readonly string[];
  /** Reads a note that any of those keys signed; throws an Error in plain words for any other. */
  open(note: string): Checkpoint;
  /** The newest of those keys that signed this note: what goes with a note that was kept. Throws as `open` does. */
  vkeyOf(note: string): string;
}

/**
 * The Ed25519 key in `file` (PKCS#8 PEM, mode 0600), made there on first use, and the older keys beside it. They are never
 * in the database, whose owner they keep in check. Throws SecretFileError where others can reach them or where a file holds
 * something else.
 */
export function loadCheckpointSigner(file: string): CheckpointSigner {
  return signerOf(readCheckpointKeys(file) ?? firstKey(file));
}

export function checkpointSigner(privateKey: KeyObject): CheckpointSigner {
  return signerOf({ current: privateKey, previous: null, retired: [] });
}

/** See CheckpointSigner.keyId. */
export function checkpointKeyId(publicKey: KeyObject): string {
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return hash('sha256', spki, 'hex').slice(0, KEY_ID_LENGTH);
}

/** Two servers may start at once on the same folder: what then lies in the file is the key of both. */
function firstKey(file: string): CheckpointKeys {
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync('ed25519');
  createSecretFile(file, String(privateKey.export({ type: 'pkcs8', format: 'pem' })));
  return readCheckpointKeys(file) ?? { current: privateKey, previous: null, retired: [] };
}

function signerOf({ current, previous, retired }: CheckpointKeys): CheckpointSigner {
  // A rotation that was cut short leaves a key in two places.
  const older = previous?.equals(current) === true ? null : previous;
  const signing = older === null ? [current] : [current, older];
  const publicKeys = [...signing.map((key) => createPublicKey(key)), ...retired];
  const [currentId = '', previousId = null] = signing.map((key) => checkpointKeyId(createPublicKey(key)));
  const vkeys = (origin: string) => [...new Set(publicKeys.map((key) => verifierKey(origin, key)))];
  return {
    keyId: currentId,
    previousKeyId: previousId,
    sign(origin, size, rootHex) {
      const body = renderCheckpointBody({ origin, size, rootHex });
      const notes = signing.map((privateKey) => signCheckpoint(body, { name: origin, privateKey }));
      return notes.reduce((first, other) => first + other.slice(body.length + 1));
    },
    vkey: (origin) => verifierKey(origin, createPublicKey(current)),
    vkeys,
    open: (note) => openWithAny(note, vkeys).checkpoint,
    vkeyOf: (note) => openWithAny(note, vkeys).vkey,
  };
}

function openWithAny(
  note: string,
  vkeys: (origin: string) => readonly string[],
): { readonly checkpoint: Checkpoint; readonly vkey: string } {
  const [origin = ''] = note.split('\n');
  const refusals: unknown[] = [];
  for (const vkey of vkeys(origin)) {
    try {
      return { checkpoint: openCheckpoint(note, vkey), vkey };
    } catch (error) {
      refusals.push(error);
    }
  }
  // The current key's refusal tells what is wrong with a note that is no note; any other is signed by nobody known.
  const [first] = refusals;
  const why = first instanceof Error ? first.message : String(first);
  throw new Error(`No key of this installation, current or former, signed that checkpoint. ${why}`, { cause: first });
}
