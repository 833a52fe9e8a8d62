import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** What a ledger's operator signs: that the ledger of this origin had this root at this size (C2SP tlog-checkpoint). */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  /** Lower-case hex, 32 bytes. */
  readonly rootHex: string;
}

export interface CheckpointSigner {
  /** Name of the key, which is the origin of the ledger. */
  readonly name: string;
  readonly privateKey: KeyObject;
}

/** Signature type Ed25519 in C2SP signed-note. */
const ED25519 = 0x01;
const KEY_ID_BYTES = 4;
const SIGNATURE_BYTES = 64;
const ROOT_BYTES = 32;
const PUBLIC_KEY_BYTES = 32;
const KEY_NAME = /^[^\s+\p{Cc}]+$/u;
const SIZE = /^(?:0|[1-9]\d{0,15})$/;
const SIGNATURE_LINE = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/;
/** A signed note holds no control character but the newline. */
const CONTROL = /[^\P{Cc}\n]/u;

/** The signed part: three lines, each ended by a newline. */
export function renderCheckpointBody({ origin, size, rootHex }: Checkpoint): string {
  requireKeyName(origin);
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError(`A checkpoint cannot have the size ${size}.`);
  if (!/^[0-9a-f]{64}$/.test(rootHex)) throw new TypeError('The root of a checkpoint is 64 lower-case hex digits.');
  return `${origin}\n${size}\n${Buffer.from(rootHex, 'hex').toString('base64')}\n`;
}

/** The whole signed note. Ed25519 is deterministic: the same body and key give the same note. */
export function signCheckpoint(body: string, signer: CheckpointSigner): string {
  if (!body.startsWith(`${signer.name}\n`)) throw new Error(`The key ${signer.name} signs only its own ledger.`);
  const publicKey = rawPublicKey(createPublicKey(signer.privateKey));
  const signature = sign(null, Buffer.from(body), signer.privateKey);
  const blob = Buffer.concat([keyId(signer.name, publicKey), signature]);
  return `${body}\n— ${signer.name} ${blob.toString('base64')}\n`;
}

/** A verifier key as signed-note writes it: name, key id and public key, in one line to hand to an auditor. */
export function verifierKey(name: string, publicKey: KeyObject): string {
  requireKeyName(name);
  const raw = rawPublicKey(publicKey);
  const key = Buffer.concat([Buffer.of(ED25519), raw]).toString('base64');
  return `${name}+${keyId(name, raw).toString('hex')}+${key}`;
}

/**
 * Checks a signed note against a verifier key and reads it. Throws an Error in plain words where the note is malformed,
 * speaks for another ledger, or is not signed by that key. Cosignatures of witnesses and extension lines are let be.
 */
export function openCheckpoint(note: string, vkey: string): Checkpoint {
  const verifier = parseVerifierKey(vkey);
  if (CONTROL.test(note) || !note.isWellFormed())
    throw new Error('The checkpoint holds characters that a signed note cannot.');
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n')) throw new Error('The checkpoint has no signature block.');
  const body = note.slice(0, split + 1);
  const lines = note.slice(split + 2, -1).split('\n');
  const signatures = lines.flatMap((line) => signatureBy(verifier, line));
  if (signatures.length === 0) throw new Error(`The checkpoint is not signed by ${verifier.name}.`);
  const bytes = Buffer.from(body);
  if (!signatures.every((signature) => verify(null, bytes, verifier.publicKey, signature))) {
    throw new Error(`The signature of ${verifier.name} does not fit the checkpoint.`);
  }
  return parseBody(body, verifier.name);
}

interface Verifier {
  readonly name: string;
  readonly id: Buffer;
  readonly publicKey: KeyObject;
}

function parseVerifierKey(vkey: string): Verifier {
  const [name = '', idHex = '', ...rest] = vkey.split('+');
  // The key's base64 may itself hold a plus.
  const key = decodeBase64(rest.join('+'));
  if (!KEY_NAME.test(name) || key?.length !== 1 + PUBLIC_KEY_BYTES || key[0] !== ED25519) {
    throw new Error('The verifier key is not an Ed25519 key of the signed-note format.');
  }
  const raw = key.subarray(1);
  const id = keyId(name, raw);
  if (id.toString('hex') !== idHex)
    throw new Error('The verifier key does not carry its own key id; it was copied wrongly.');
  const x = raw.toString('base64url');
  return { name, id, publicKey: createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }) };
}

/** The signature on this line if it is the verifier's, in a list; an empty list for anybody else's. */
function signatureBy(verifier: Verifier, line: string): Buffer[] {
  const [, name, text = ''] = SIGNATURE_LINE.exec(line) ?? [];
  const blob = decodeBase64(text);
  if (blob === null || blob.length <= KEY_ID_BYTES) throw new Error('The checkpoint has a malformed signature line.');
  if (name !== verifier.name || !blob.subarray(0, KEY_ID_BYTES).equals(verifier.id)) return [];
  const signature = blob.subarray(KEY_ID_BYTES);
  if (signature.length !== SIGNATURE_BYTES) throw new Error('An Ed25519 signature has 64 bytes; this one does not.');
  return [signature];
}

function parseBody(body: string, name: string): Checkpoint {
  const [origin = '', size = '', rootText = '', ...extensions] = body.slice(0, -1).split('\n');
  // The key id is not signed, so a note of one ledger could be shown under the name of another that has the same key.
  if (origin !== name) throw new Error(`The checkpoint is of ${origin}, not of ${name}.`);
  const root = decodeBase64(rootText);
  if (!SIZE.test(size) || !Number.isSafeInteger(Number(size))) throw new Error('The checkpoint has no readable size.');
  if (root?.length !== ROOT_BYTES) throw new Error('The checkpoint has no readable root.');
  if (extensions.includes('')) throw new Error('The checkpoint has an empty line in its body.');
  return { origin, size: Number(size), rootHex: root.toString('hex') };
}

/** First four bytes of SHA-256(name || LF || type || public key). */
function keyId(name: string, publicKey: Buffer): Buffer {
  const digest = createHash('sha256').update(`${name}\n`).update(Buffer.of(ED25519)).update(publicKey).digest();
  return digest.subarray(0, KEY_ID_BYTES);
}

function rawPublicKey(publicKey: KeyObject): Buffer {
  const { crv, x } = publicKey.export({ format: 'jwk' });
  if (crv !== 'Ed25519' || typeof x !== 'string') throw new TypeError('Checkpoints are signed with Ed25519 keys only.');
  return Buffer.from(x, 'base64url');
}

/** Standard base64 with padding, and only in its one canonical spelling; null for anything else. */
function decodeBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}

function requireKeyName(name: string): void {
  if (!KEY_NAME.test(name))
    throw new TypeError(`A key's name has no spaces, no plus and no control characters: ${JSON.stringify(name)}.`);
}
