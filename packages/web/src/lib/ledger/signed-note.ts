import { fromBase64, toBase64 } from '../base64.ts';
import { fromHex } from '../bytes.ts';
import { sha256Hex, toHex } from '../sha256.ts';

/** A note (C2SP signed-note) taken apart; nothing of it is verified yet. */
export interface SignedNote {
  /** What is signed: every line of the text, each ended by a newline. */
  readonly body: string;
  readonly signatures: readonly NoteSignature[];
}

export interface NoteSignature {
  readonly name: string;
  /** Eight hex digits. */
  readonly keyId: string;
  readonly signature: Uint8Array<ArrayBuffer>;
}

/** An Ed25519 key as C2SP signed-note writes it: `<name>+<key id>+<key>`. */
export interface VerifierKey {
  readonly name: string;
  /** Eight hex digits. */
  readonly id: string;
  readonly publicKey: Uint8Array<ArrayBuffer>;
}

/** `unknown`: none of the keys made any of its signatures. `unchecked`: one did by its id, and this browser cannot check it. */
export type NoteJudgement = 'right' | 'wrong' | 'unknown' | 'unchecked';

const KEY_ID_BYTES = 4;
const KEY_BYTES = 33;
const ED25519 = 1;
const KEY_NAME = /^[^\s+\p{Cc}]+$/u;
const SIGNATURE_LINE = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/;
/** A signed note holds no control character but the newline. */
const CONTROL = /[^\P{Cc}\n]/u;

/** Null where the text is no signed note. */
export function parseSignedNote(note: string): SignedNote | null {
  const split = note.lastIndexOf('\n\n');
  if (CONTROL.test(note) || !note.isWellFormed() || split < 0 || !note.endsWith('\n')) return null;
  const signatures = note
    .slice(split + 2, -1)
    .split('\n')
    .map(parseSignatureLine);
  return signatures.includes(null)
    ? null
    : { body: note.slice(0, split + 1), signatures: signatures.filter((one) => one !== null) };
}

/** All of it as one text, as it is handed on. */
export function renderNote({ body, signatures }: SignedNote): string {
  const lines = signatures.map(
    ({ name, keyId, signature }) => `— ${name} ${toBase64(Uint8Array.of(...fromHex(keyId), ...signature))}\n`,
  );
  return `${body}\n${lines.join('')}`;
}

function parseSignatureLine(line: string): NoteSignature | null {
  const [, name = '', text = ''] = SIGNATURE_LINE.exec(line) ?? [];
  const blob = fromBase64(text);
  if (blob === null || blob.length <= KEY_ID_BYTES) return null;
  return { name, keyId: toHex(blob.subarray(0, KEY_ID_BYTES)), signature: blob.slice(KEY_ID_BYTES) };
}

/** Throws an Error in plain words where the text is no verifier key. */
export function parseVerifierKey(text: string): VerifierKey {
  const [name = '', id = '', ...rest] = text.trim().split('+');
  // The key's base64 may itself hold a plus.
  const key = fromBase64(rest.join('+'));
  if (!KEY_NAME.test(name) || key?.length !== KEY_BYTES || key[0] !== ED25519) {
    throw new Error('This is no verifier key. One is a single line: <origin>+<key id>+<key>.');
  }
  const own = sha256Hex(Uint8Array.of(...new TextEncoder().encode(`${name}\n`), ...key)).slice(0, 2 * KEY_ID_BYTES);
  if (own !== id) throw new Error(`The id in this key is not its own, which is ${own}: it was copied wrongly.`);
  return { name, id, publicKey: key.slice(1) };
}

/** Whether one of these keys signed the note; one that fits is enough, whoever else signed. */
export async function judgeNote(note: SignedNote, keys: readonly VerifierKey[]): Promise<NoteJudgement> {
  const body = new TextEncoder().encode(note.body);
  const answers = await Promise.all(
    keys.flatMap((key) =>
      note.signatures
        .filter(({ name, keyId }) => name === key.name && keyId === key.id)
        .map(({ signature }) => isSignature(key, signature, body)),
    ),
  );
  if (answers.length === 0) return 'unknown';
  if (answers.includes(true)) return 'right';
  return answers.includes(null) ? 'unchecked' : 'wrong';
}

/** Null where the browser lacks the cryptography: it is there on https and localhost only, and Ed25519 only in newer ones. */
async function isSignature(
  { publicKey }: VerifierKey,
  signature: Uint8Array<ArrayBuffer>,
  body: Uint8Array<ArrayBuffer>,
): Promise<boolean | null> {
  if (!globalThis.isSecureContext) return null;
  try {
    const key = await crypto.subtle.importKey('raw', publicKey, { name: 'Ed25519' }, false, ['verify']);
    return await crypto.subtle.verify({ name: 'Ed25519' }, key, signature, body);
  } catch {
    return null;
  }
}
