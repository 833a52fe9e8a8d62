import { createPrivateKey, createPublicKey, hash, type KeyObject, sign } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** What docs/ledger.md says of records, trees and signed notes, written once more: tests make exports with it. */
export interface ExportedRecord {
  readonly seq: number;
  readonly hash: string;
  readonly entry: string;
}

export interface NoteKey {
  readonly name: string;
  readonly privateKey: KeyObject;
}

interface Vectors {
  readonly records: readonly ExportedRecord[];
  readonly vkey: string;
  readonly seedHex: string;
  readonly checkpoints: readonly { readonly size: number; readonly note: string }[];
  readonly tampered: readonly {
    readonly name: string;
    readonly records: readonly ExportedRecord[];
    readonly firstBroken: number | null;
  }[];
}

const ED25519 = 1;
const COSIGNATURE = 4;
/** PKCS#8 of an Ed25519 key (RFC 8410), up to its 32 bytes. */
const PKCS8_HEAD = '302e020100300506032b657004220420';

export const vectors = readVectors();
export const vectorKey: NoteKey = { name: vectors.vkey.split('+')[0] ?? '', privateKey: keyOfSeed(vectors.seedHex) };

function readVectors(): Vectors {
  const folder = fileURLToPath(new URL('../../packages/server/src/domain/testdata/ledger/', import.meta.url));
  const read = (name: string) => JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'));
  const { records } = read('chain.json');
  const { vkey, seedHex, checkpoints } = read('checkpoints.json');
  return { records, vkey, seedHex, checkpoints, tampered: read('tampered.json').cases };
}

export function keyOfSeed(seedHex: string): KeyObject {
  return createPrivateKey({ key: Buffer.from(PKCS8_HEAD + seedHex, 'hex'), format: 'der', type: 'pkcs8' });
}

export function jsonLines(values: readonly object[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}

export function hashOf(entry: string): string {
  return hash('sha256', `\u0000${entry}`, 'hex');
}

/** The same entries with every `prev` and hash as if they had been written so, from record `from` on. */
export function hashedAgain(records: readonly ExportedRecord[], from = 0): ExportedRecord[] {
  let prev = from === 0 ? '0'.repeat(64) : (records[from - 1]?.hash ?? '');
  return records.map((record, i) => {
    if (i < from) return record;
    const entry = record.entry.replace(/"prev":"[0-9a-f]{64}"/, `"prev":"${prev}"`);
    prev = hashOf(entry);
    return { seq: record.seq, hash: prev, entry };
  });
}

/** RFC 6962 §2.1, as it is defined. */
export function rootOf(hashes: readonly string[]): Buffer {
  if (hashes.length <= 1) return Buffer.from(hashes[0] ?? hash('sha256', '', 'hex'), 'hex');
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  return hash(
    'sha256',
    Buffer.concat([Buffer.of(1), rootOf(hashes.slice(0, split)), rootOf(hashes.slice(split))]),
    'buffer',
  );
}

/** A checkpoint over these records, signed by each of the keys. */
export function noteOver(records: readonly ExportedRecord[], ...keys: readonly NoteKey[]): string {
  const root = rootOf(records.map((record) => record.hash)).toString('base64');
  const body = `${keys[0]?.name}\n${records.length}\n${root}\n`;
  const lines = keys.map((key) => signatureLine(key, ED25519, sign(null, Buffer.from(body), key.privateKey)));
  return `${body}\n${lines.join('')}`;
}

/** The note with a witness's cosignature (C2SP tlog-cosignature). */
export function cosigned(note: string, witness: NoteKey, seconds: number): string {
  const [body = ''] = note.split('\n\n');
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(seconds));
  const message = Buffer.from(`cosignature/v1\ntime ${seconds}\n${body}\n`);
  const signature = sign(null, message, witness.privateKey);
  return note + signatureLine(witness, COSIGNATURE, Buffer.concat([time, signature]));
}

export function vkeyOf(key: NoteKey, type = ED25519): string {
  const bytes = Buffer.concat([Buffer.of(type), publicBytes(key)]);
  return `${key.name}+${idOf(key, type).toString('hex')}+${bytes.toString('base64')}`;
}

export function witnessKeyOf(witness: NoteKey): string {
  return vkeyOf(witness, COSIGNATURE);
}

function signatureLine(key: NoteKey, type: number, signature: Buffer): string {
  return `— ${key.name} ${Buffer.concat([idOf(key, type), signature]).toString('base64')}\n`;
}

function idOf(key: NoteKey, type: number): Buffer {
  const named = Buffer.concat([Buffer.from(`${key.name}\n`), Buffer.of(type), publicBytes(key)]);
  return hash('sha256', named, 'buffer').subarray(0, 4);
}

function publicBytes({ privateKey }: NoteKey): Buffer {
  return Buffer.from(createPublicKey(privateKey).export({ format: 'jwk' }).x ?? '', 'base64url');
}
