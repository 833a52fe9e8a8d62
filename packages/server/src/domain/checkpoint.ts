import { createPublicKey, type KeyObject, sign } from 'node:crypto';
import {
  decodeBase64,
  ed25519SignaturesBy,
  keyId,
  parseSignedNote,
  parseVerifierKey,
  rawPublicKey,
  renderSignatureLine,
  renderVerifierKey,
  requireKeyName,
  SIGNATURE_TYPE,
} from './signed-note.ts';

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

const ROOT_BYTES = 32;
const SIZE = /^(?:0|[1-9]\d{0,15})$/;

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
  const id = keyId(signer.name, SIGNATURE_TYPE.ed25519, publicKey);
  return `${body}\n${renderSignatureLine(signer.name, id, signature)}`;
}

/** A verifier key as signed-note writes it: name, key id and public key, in one line to hand to an auditor. */
export function verifierKey(name: string, publicKey: KeyObject): string {
  return renderVerifierKey(name, SIGNATURE_TYPE.ed25519, publicKey);
}

/**
 * Checks a signed note against a verifier key and reads it. Throws an Error in plain words where the note is malformed,
 * speaks for another ledger, or is not signed by that key. Cosignatures of witnesses and extension lines are let be.
 */
export function openCheckpoint(note: string, vkey: string): Checkpoint {
  const verifier = parseVerifierKey(vkey, SIGNATURE_TYPE.ed25519);
  const signed = parseSignedNote(note);
  if (ed25519SignaturesBy(verifier, signed).length === 0) {
    throw new Error(`The checkpoint is not signed by ${verifier.name}.`);
  }
  const [origin] = signed.body.split('\n', 1);
  // The key id is not signed, so a note of one ledger could be shown under the name of another that has the same key.
  if (origin !== verifier.name) throw new Error(`The checkpoint is of ${origin}, not of ${verifier.name}.`);
  return parseCheckpointBody(signed.body);
}

/** Reads the signed part, whoever signed it. Throws an Error in plain words where it is malformed. */
export function parseCheckpointBody(body: string): Checkpoint {
  const [origin = '', size = '', rootText = '', ...extensions] = body.slice(0, -1).split('\n');
  const root = decodeBase64(rootText);
  if (!SIZE.test(size) || !Number.isSafeInteger(Number(size))) throw new Error('The checkpoint has no readable size.');
  if (root?.length !== ROOT_BYTES) throw new Error('The checkpoint has no readable root.');
  if (extensions.includes('')) throw new Error('The checkpoint has an empty line in its body.');
  return { origin, size: Number(size), rootHex: root.toString('hex') };
}
