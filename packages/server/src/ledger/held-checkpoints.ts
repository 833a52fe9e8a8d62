import type { KeptCheckpoint } from '../domain/chain.ts';
import { parseCheckpointBody } from '../domain/checkpoint.ts';
import { findNotes } from '../domain/find-notes.ts';
import { judgeNote } from '../domain/judge-note.ts';
import type { SignedNote, Verifier } from '../domain/signed-note.ts';
import { counted } from '../domain/wording.ts';
import { ExportFormatError } from './export-lines.ts';

/** A file in which somebody kept checkpoints: a note, a saved mail, any text. */
export interface HeldFile {
  readonly name: string;
  readonly content: Buffer;
}

/** A checkpoint of the ledger that somebody holds. */
export interface HeldCheckpoint extends KeptCheckpoint {
  readonly file: string;
  readonly note: SignedNote;
}

/** Throws ExportFormatError for a file in which there is none of this ledger. */
export function readHeldCheckpoints(
  files: readonly HeldFile[],
  origin: string,
  say: (fact: string) => void,
): HeldCheckpoint[] {
  return files.flatMap(({ name, content }) => {
    const { notes, others } = findNotes(content, origin);
    const ofOthers = `${counted(others, 'checkpoint')} of other ledgers`;
    if (notes.length === 0) throw new ExportFormatError(`${name} holds no checkpoint of ${origin}, and ${ofOthers}.`);
    const besides = others > 0 ? `; ${ofOthers} were not looked at` : '';
    say(`held: ${name} has ${counted(notes.length, 'checkpoint')} of this ledger${besides}`);
    return notes.map((note) => ({ ...parseCheckpointBody(note.body), file: name, note }));
  });
}

/** Why a held checkpoint is not one of these keys; null where it is. */
export function strangeSignature({ size, file, note }: HeldCheckpoint, verifiers: readonly Verifier[]): string | null {
  const judged = judgeNote(note, verifiers);
  if (judged === 'right') return null;
  const what = judged === 'wrong' ? 'a wrong signature' : 'no signature';
  return `The checkpoint of size ${size} that you hold (${file}) has ${what} of the key that it was checked with.`;
}
