import { verify } from 'node:crypto';
import { type SignedNote, signaturesBy, type Verifier } from './signed-note.ts';

/** `unknown`: none of the keys made any of its signatures. `wrong`: one did by its id, but for another text. */
export type NoteJudgement = 'right' | 'wrong' | 'unknown';

/** Whether one of these keys (of the type Ed25519) signed the note; one that fits is enough, whoever else signed. */
export function judgeNote(note: SignedNote, verifiers: readonly Verifier[]): NoteJudgement {
  const bytes = Buffer.from(note.body);
  const fits = verifiers.flatMap((verifier) =>
    signaturesBy(verifier, note).map(({ signature }) => verify(null, bytes, verifier.publicKey, signature)),
  );
  if (fits.length === 0) return 'unknown';
  return fits.includes(true) ? 'right' : 'wrong';
}
