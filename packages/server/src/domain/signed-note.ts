import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';

/** The signature types of C2SP signed-note that are known here; both keys are Ed25519. */
export const SIGNATURE_TYPE = {
  /** Ed25519 over the note's text. */
  ed25519: 0x01,
  /** Timestamped Ed25519 of a witness (C2SP tlog-cosignature). */
  cosignature: 0x04,
} as const;
export type SignatureType = (typeof SIGNATURE_TYPE)[keyof typeof SIGNATURE_TYPE];

/** What a verifier key says: whose signatures are looked for, and with what they are checked. */
export interface Verifier {
  readonly name: string;
  readonly id: Buffer;
  readonly publicKey: KeyObject;
}

/** A note taken apart; nothing of it is verified yet. */
export interface SignedNote {
  /** What is signed: every line of the text, each ended by a newline. */
  readonly body: string;
  readonly signatures: readonly NoteSignature[];
}

export interface NoteSignature {
  readonly name: string;
  readonly id: Buffer;
  /** What follows the key id. */
  readonly signature: Buffer;
  /** The line itself, without its newline. */
  readonly line: string;
}

export const ED25519_SIGNATURE_BYTES = 64;
const KEY_ID_BYTES = 4;
const PUBLIC_KEY_BYTES = 32;
const KEY_NAME = /^[^\s+\p{Cc}]+$/u;
const SIGNATURE_LINE = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/;
/** A signed note holds no control character but the newline. */
const CONTROL = /[^\P{Cc}\n]/u;

/** Throws an Error in plain words where the text is no signed note. Only checkpoints are signed notes here. */
export function parseSignedNote(note: string): SignedNote {
  if (CONTROL.test(note) || !note.isWellFormed())
    throw new Error('The checkpoint holds characters that a signed note cannot.');
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n')) throw new Error('The checkpoint has no signature block.');
  const lines = note.slice(split + 2, -1).split('\n');
  return { body: note.slice(0, split + 1), signatures: lines.map(parseSignatureLine) };
}

/** A line of a signature block, ended by its newline. */
export function renderSignatureLine(name: string, id: Buffer, signature: Buffer): string {
  return `— ${name} ${Buffer.concat([id, signature]).toString('base64')}\n`;
}

/**
 * The note's signatures by this key, of the type Ed25519; none where it did not sign. Throws an Error where one of them
 * does not fit the text: such a note is malformed, whoever else signed it.
 */
export function ed25519SignaturesBy(verifier: Verifier, note: SignedNote): NoteSignature[] {
  const own = signaturesBy(verifier, note);
  if (own.some(({ signature }) => signature.length !== ED25519_SIGNATURE_BYTES)) {
    throw new Error('An Ed25519 signature has 64 bytes; this one does not.');
  }
  const bytes = Buffer.from(note.body);
  if (!own.every(({ signature }) => verify(null, bytes, verifier.publicKey, signature))) {
    throw new Error(`The signature of ${verifier.name} does not fit the checkpoint.`);
  }
  return own;
}

/** Those that carry the name and the key id of this key; what they say is not looked at. */
export function signaturesBy(verifier: Verifier, note: SignedNote): NoteSignature[] {
  return note.signatures.filter(({ name, id }) => name === verifier.name && id.equals(verifier.id));
}

/** `<name>+<key id>+<key>`, in one line to hand to whoever verifies. */
export function renderVerifierKey(name: string, type: SignatureType, publicKey: KeyObject): string {
  requireKeyName(name);
  const raw = rawPublicKey(publicKey);
  const key = Buffer.concat([Buffer.of(type), raw]).toString('base64');
  return `${name}+${keyId(name, type, raw).toString('hex')}+${key}`;
}

/** Throws an Error in plain words where it is no verifier key of this type. */
export function parseVerifierKey(vkey: string, type: SignatureType): Verifier {
  const [name = '', idHex = '', ...rest] = vkey.split('+');
  // The key's base64 may itself hold a plus.
  const key = decodeBase64(rest.join('+'));
  if (!KEY_NAME.test(name) || key?.length !== 1 + PUBLIC_KEY_BYTES || key[0] !== type) {
    const kind = type === SIGNATURE_TYPE.ed25519 ? 'an Ed25519 key' : 'a cosignature key of a witness';
    throw new Error(`The verifier key is not ${kind} of the signed-note format.`);
  }
  const raw = key.subarray(1);
  const id = keyId(name, type, raw);
  if (id.toString('hex') !== idHex) {
    throw new Error(
      `The verifier key does not carry its own key id, which is ${id.toString('hex')}: its name or its key was changed.`,
    );
  }
  const x = raw.toString('base64url');
  return { name, id, publicKey: createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }) };
}

/** First four bytes of SHA-256(name || LF || type || public key). */
export function keyId(name: string, type: SignatureType, rawKey: Buffer): Buffer {
  const digest = createHash('sha256').update(`${name}\n`).update(Buffer.of(type)).update(rawKey).digest();
  return digest.subarray(0, KEY_ID_BYTES);
}

/** The 32 bytes of an Ed25519 public key. */
export function rawPublicKey(publicKey: KeyObject): Buffer {
  const { crv, x } = publicKey.export({ format: 'jwk' });
  if (crv !== 'Ed25519' || typeof x !== 'string') throw new TypeError('Checkpoints are signed with Ed25519 keys only.');
  return Buffer.from(x, 'base64url');
}

/** Standard base64 with padding, and only in its one canonical spelling; null for anything else. */
export function decodeBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}

export function isKeyName(name: string): boolean {
  return KEY_NAME.test(name);
}

export function requireKeyName(name: string): void {
  if (!isKeyName(name))
    throw new TypeError(`A key's name has no spaces, no plus and no control characters: ${JSON.stringify(name)}.`);
}

function parseSignatureLine(line: string): NoteSignature {
  const [, name = '', text = ''] = SIGNATURE_LINE.exec(line) ?? [];
  const blob = decodeBase64(text);
  if (blob === null || blob.length <= KEY_ID_BYTES) throw new Error('The checkpoint has a malformed signature line.');
  return { name, id: blob.subarray(0, KEY_ID_BYTES), signature: blob.subarray(KEY_ID_BYTES), line };
}
