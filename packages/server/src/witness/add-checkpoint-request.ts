import { type Checkpoint, parseCheckpointBody } from '../domain/checkpoint.ts';
import { decodeBase64, parseSignedNote, type SignedNote } from '../domain/signed-note.ts';

/** What is submitted to a witness (C2SP tlog-witness, add-checkpoint). Nothing of it is verified yet. */
export interface AddCheckpointRequest {
  /** Size of the checkpoint that the witness is thought to have cosigned last. */
  readonly oldSize: number;
  /** From there to the checkpoint; lower-case hex. */
  readonly proof: readonly string[];
  readonly note: SignedNote;
  readonly checkpoint: Checkpoint;
}

const OLD_SIZE = /^old (0|[1-9]\d{0,15})$/;
const MAX_PROOF_LINES = 63;
const HASH_BYTES = 32;

/** Throws an Error in plain words where the request is malformed. */
export function parseAddCheckpoint(body: Uint8Array): AddCheckpointRequest {
  const text = decode(body);
  const end = text.indexOf('\n\n');
  if (end < 0) throw new Error('The request has no empty line between the proof and the checkpoint.');
  const [old = '', ...proof] = text.slice(0, end).split('\n');
  const oldSize = Number(OLD_SIZE.exec(old)?.[1] ?? Number.NaN);
  if (!Number.isSafeInteger(oldSize)) throw new Error('The first line is not "old", a space and a size in decimal.');
  if (proof.length > MAX_PROOF_LINES) throw new Error(`A consistency proof has at most ${MAX_PROOF_LINES} lines.`);
  const note = parseSignedNote(text.slice(end + 2));
  const checkpoint = parseCheckpointBody(note.body);
  if (oldSize > checkpoint.size) {
    throw new Error(`The old size ${oldSize} is larger than that of the checkpoint, ${checkpoint.size}.`);
  }
  return { oldSize, proof: proof.map(parseHash), note, checkpoint };
}

function decode(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    throw new Error('The request is not UTF-8.');
  }
}

function parseHash(line: string): string {
  const bytes = decodeBase64(line);
  if (bytes?.length !== HASH_BYTES) throw new Error('A line of the consistency proof is not a hash in base64.');
  return bytes.toString('hex');
}
