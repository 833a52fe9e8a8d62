import { count } from '../words.ts';
import type { KnownRoot } from './chain-check.ts';
import { readCheckpointBody } from './checkpoint.ts';
import { ExportUnreadable } from './export-lines.ts';
import { findNotes } from './find-notes.ts';
import type { SignedNote } from './signed-note.ts';

/** Something that may hold checkpoints: a note, a saved mail, any text that somebody pasted. */
export interface HeldText {
  /** What it is called in sentences: `yesterday.eml`. */
  readonly name: string;
  readonly content: Uint8Array;
}

/** A checkpoint of the ledger that somebody holds. */
export interface HeldCheckpoint extends KnownRoot {
  readonly from: string;
  readonly note: SignedNote;
}

/** Throws ExportUnreadable where one of them holds none of this ledger. */
export function findHeld(held: readonly HeldText[], origin: string): HeldCheckpoint[] {
  return held.flatMap(({ name, content }) => {
    const { notes, others } = findNotes(content, origin);
    if (notes.length === 0) {
      const instead = others === 0 ? '' : `, but ${count(others, 'checkpoint')} of other ledgers`;
      throw new ExportUnreadable(
        `${name} holds no checkpoint of this ledger, ${origin}${instead}. Give the whole mail, or the note with its signatures.`,
      );
    }
    return notes.flatMap((note) => {
      const body = readCheckpointBody(note.body);
      return body === null ? [] : [{ size: Number(body.size), root: body.root, from: name, note }];
    });
  });
}
