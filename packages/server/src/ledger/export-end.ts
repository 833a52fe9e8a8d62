import type { ChainBreakKind, ChainVerifier } from '../domain/chain.ts';
import { type Checkpoint, parseCheckpointBody } from '../domain/checkpoint.ts';
import { judgeNote } from '../domain/judge-note.ts';
import { parseSignedNote, type SignedNote, type Verifier } from '../domain/signed-note.ts';
import { counted } from '../domain/wording.ts';
import { type ExportClosing, ExportFormatError } from './export-lines.ts';

/** Where an export does not verify: at a record, or (null) in one of its checkpoints. */
export interface ExportBreak {
  readonly seq: number | null;
  readonly what: ChainBreakKind | null;
  readonly explanation: string;
}

export interface ExportEnd {
  /** Of all records, and whole. */
  readonly chain: ChainVerifier;
  /** What the ledger was opened as. */
  readonly origin: string | null;
  readonly closing: ExportClosing | null;
  /** Of this ledger. */
  readonly verifiers: readonly Verifier[];
  /** Whether those are from somewhere else than the export. */
  readonly areGiven: boolean;
}

/** Holds the records to the checkpoint in the last line. Throws ExportFormatError where that is none. */
export function checkEnd(
  { chain, origin, closing, verifiers, areGiven }: ExportEnd,
  say: (fact: string) => void,
): ExportBreak | null {
  if (closing === null) {
    return { seq: chain.size, what: 'cut off', explanation: 'The export has no checkpoint at its end.' };
  }
  const { note, checkpoint } = readClosing(closing);
  if (checkpoint.origin !== origin) {
    return inCheckpoint(`It is of ${checkpoint.origin}, but this ledger was opened as ${origin ?? 'nothing'}.`);
  }
  const broken = checkRecords(chain, checkpoint);
  if (broken !== null) return broken;
  say(`checkpoint: ${origin}, ${counted(chain.size, 'record')}, root ${chain.root()}`);
  const whose = areGiven ? 'that you gave' : 'in the export';
  if (verifiers.length === 0) return inCheckpoint(`No verifier key ${whose} is of this ledger, ${origin}.`);
  const judged = judgeNote(note, verifiers);
  if (judged !== 'right') {
    return inCheckpoint(`It has ${judged === 'wrong' ? 'a wrong' : 'no'} signature of the key ${whose}.`);
  }
  say(`signature: right, by the key ${whose}${areGiven ? '' : '; compare it with one that you got elsewhere'}`);
  return null;
}

export function inCheckpoint(explanation: string): ExportBreak {
  return { seq: null, what: null, explanation };
}

function checkRecords(chain: ChainVerifier, { size, rootHex }: Checkpoint): ExportBreak | null {
  if (size !== chain.size) {
    const explanation = `The checkpoint is of ${counted(size, 'record')}, the export has ${chain.size}.`;
    return { seq: Math.min(size, chain.size), what: size > chain.size ? 'cut off' : 'rewritten', explanation };
  }
  return rootHex === chain.root()
    ? null
    : inCheckpoint('The Merkle root of the records is another one: they were rewritten.');
}

function readClosing({ checkpoint }: ExportClosing): { note: SignedNote; checkpoint: Checkpoint } {
  try {
    // A note without a signature is one that nobody signed, which is said later.
    const note = checkpoint.endsWith('\n\n')
      ? { body: checkpoint.slice(0, -1), signatures: [] }
      : parseSignedNote(checkpoint);
    return { note, checkpoint: parseCheckpointBody(note.body) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ExportFormatError(`Its last line holds no checkpoint: ${why}`, { cause: error });
  }
}
