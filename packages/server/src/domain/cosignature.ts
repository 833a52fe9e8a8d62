import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { parseCheckpointBody } from './checkpoint.ts';
import {
  ED25519_SIGNATURE_BYTES,
  keyId,
  parseSignedNote,
  parseVerifierKey,
  rawPublicKey,
  renderSignatureLine,
  renderVerifierKey,
  requireKeyName,
  SIGNATURE_TYPE,
  signaturesBy,
  type Verifier,
} from './signed-note.ts';

export interface Cosigner {
  /** Name of the witness's key, which is no ledger's. */
  readonly name: string;
  /** Ed25519. */
  readonly privateKey: KeyObject;
}

/** A witness's statement that, at this time, this was the largest consistent checkpoint of the ledger that it had seen. */
export interface Cosignature {
  /** POSIX seconds. */
  readonly time: number;
  /** As it stands in a note, ended by its newline. */
  readonly line: string;
}

const TIME_BYTES = 8;

/** The line, ended by a newline, that a witness adds to a note with this body at this time (C2SP tlog-cosignature). */
export function cosignCheckpoint(body: string, cosigner: Cosigner, time: number): string {
  requireKeyName(cosigner.name);
  if (!Number.isSafeInteger(time) || time <= 0) throw new RangeError(`A cosignature cannot be of the time ${time}.`);
  // A witness says nothing about what it cannot read.
  parseCheckpointBody(body);
  const publicKey = rawPublicKey(createPublicKey(cosigner.privateKey));
  const timestamp = Buffer.alloc(TIME_BYTES);
  timestamp.writeBigUInt64BE(BigInt(time));
  const signature = sign(null, cosignedMessage(body, time), cosigner.privateKey);
  const id = keyId(cosigner.name, SIGNATURE_TYPE.cosignature, publicKey);
  return renderSignatureLine(cosigner.name, id, Buffer.concat([timestamp, signature]));
}

/** The verifier key of a witness, in one line to hand to whoever checks its cosignatures. */
export function witnessKey(name: string, publicKey: KeyObject): string {
  return renderVerifierKey(name, SIGNATURE_TYPE.cosignature, publicKey);
}

/** Throws an Error in plain words where it is no verifier key of a witness. */
export function parseWitnessKey(vkey: string): Verifier {
  return parseVerifierKey(vkey, SIGNATURE_TYPE.cosignature);
}

/**
 * The newest cosignature on the note by the witness of this verifier key. Throws an Error in plain words where the note is
 * malformed, where this witness has not signed it, or where one of its cosignatures does not fit. Who else signed is let be.
 */
export function openCosignature(note: string, vkey: string): Cosignature {
  const verifier = parseWitnessKey(vkey);
  const signed = parseSignedNote(note);
  const [newest] = signaturesBy(verifier, signed)
    .map(({ signature, line }) => ({ time: verifiedTime(verifier, signed.body, signature), line: `${line}\n` }))
    .sort((a, b) => b.time - a.time);
  if (newest === undefined) throw new Error(`The checkpoint is not cosigned by ${verifier.name}.`);
  parseCheckpointBody(signed.body);
  return newest;
}

function verifiedTime(verifier: Verifier, body: string, blob: Buffer): number {
  if (blob.length !== TIME_BYTES + ED25519_SIGNATURE_BYTES) {
    throw new Error(
      `A cosignature has ${TIME_BYTES + ED25519_SIGNATURE_BYTES} bytes; that of ${verifier.name} does not.`,
    );
  }
  const time = Number(blob.readBigUInt64BE());
  if (!Number.isSafeInteger(time) || time === 0) {
    throw new Error(`The cosignature of ${verifier.name} carries no time that can be.`);
  }
  if (!verify(null, cosignedMessage(body, time), verifier.publicKey, blob.subarray(TIME_BYTES))) {
    throw new Error(`The cosignature of ${verifier.name} does not fit the checkpoint.`);
  }
  return time;
}

function cosignedMessage(body: string, time: number): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${time}\n${body}`);
}
