import { fromBase64 } from '../base64.ts';
import { toHex } from '../sha256.ts';
import { judgeNote, parseSignedNote, parseVerifierKey, type VerifierKey } from './signed-note.ts';

/** The signed part of a C2SP tlog-checkpoint. */
export interface CheckpointBody {
  readonly origin: string;
  /** Decimal. */
  readonly size: string;
  /** Lower-case hex. */
  readonly root: string;
}

export interface Checkpoint extends CheckpointBody {
  /** `name+8a3f01bc`: whose signature it is as the ledger's own, with the key's id. */
  readonly key: string;
  /** Those who signed it besides the ledger itself, each once. */
  readonly witnesses: readonly string[];
}

const SIZE = /^(?:0|[1-9]\d{0,15})$/;
const ROOT_BYTES = 32;

/** Null where it is malformed; whoever signed it. */
export function readCheckpointBody(body: string): CheckpointBody | null {
  const [origin = '', size = '', rootText = '', ...extensions] = body.slice(0, -1).split('\n');
  const root = fromBase64(rootText);
  if (!SIZE.test(size) || !Number.isSafeInteger(Number(size)) || root?.length !== ROOT_BYTES) return null;
  return extensions.includes('') ? null : { origin, size, root: toHex(root) };
}

/** Reads a C2SP tlog-checkpoint in its signed note, for showing; null if it is none. */
export function readCheckpoint(note: string): Checkpoint | null {
  const signed = parseSignedNote(note);
  const body = signed && readCheckpointBody(signed.body);
  if (!body) return null;
  // The key of a ledger has its origin for a name.
  const own = signed.signatures.find(({ name }) => name === body.origin);
  if (!own) return null;
  const others = signed.signatures.map(({ name }) => name).filter((name) => name !== body.origin);
  return { ...body, key: `${shortName(own.name)}+${own.keyId}`, witnesses: [...new Set(others)] };
}

/** The key's name is the origin, which stands beside it already. */
const shortName = (name: string): string => name.split('/')[0] ?? name;

/**
 * Whether one of these verifier keys (C2SP signed-note) signed the note. Null where this browser cannot tell: none of them
 * is of a signer of the note, or it lacks the cryptography, which is there on https and localhost only.
 */
export async function isSignedBy(note: string, verifierKeys: readonly string[]): Promise<boolean | null> {
  const signed = parseSignedNote(note);
  if (signed === null) return false;
  const judged = await judgeNote(signed, verifierKeys.flatMap(keyOf));
  if (judged === 'right') return true;
  return judged === 'wrong' ? false : null;
}

function keyOf(text: string): VerifierKey[] {
  try {
    return [parseVerifierKey(text)];
  } catch {
    return [];
  }
}
