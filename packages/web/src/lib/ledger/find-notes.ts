import { type NoteSignature, parseSignedNote, type SignedNote } from './signed-note.ts';
import { textsOfFile } from './texts-of-file.ts';

export interface FoundNotes {
  /** One for each size and root, with every signature line that was found under it. */
  readonly notes: readonly SignedNote[];
  /** How many checkpoints of other ledgers there are besides. */
  readonly others: number;
}

/** What means something else in a pattern. */
const SPECIAL = /[\\^$.*+?()[\]{}|/-]/;
const CHARACTER = '[A-Za-z0-9+/]';
const SIZE = '(0|[1-9]\\d{0,15})';
/** 32 bytes have one spelling, which ends in four bits. */
const ROOT = `(${CHARACTER}{42}[AEIMQUYcgkosw048]=)`;
/** An Ed25519 signature, a cosignature (both perhaps broken by a line end), and any other that is in one piece. */
const BLOB = [
  `(?:${CHARACTER}\\s*){91}=(?!=)`,
  `(?:${CHARACTER}\\s*){102}==`,
  `(?:${CHARACTER}{4}){6,}(?:${CHARACTER}{2}==|${CHARACTER}{3}=)?`,
].join('|');
const ANYBODYS = new RegExp(`(?<!\\S)(\\S+)\\s+${SIZE}\\s+${ROOT}\\s+\\S{1,3}\\s+\\1\\s`, 'g');

/**
 * Finds the checkpoints of a ledger in whatever somebody kept: a note, a saved mail, a reply that quotes one, a text that was
 * wrapped or pasted. Nothing of them is verified. A signed note holds nothing that a mail program could change without being
 * seen but line ends and spaces, which stand where they must.
 */
export function findNotes(raw: Uint8Array, origin: string): FoundNotes {
  const name = Array.from(origin, (character) => character.replace(SPECIAL, '\\$&')).join('\\s*');
  const signature = `\\S{1,3}\\s+(${name}|[^\\s+]+)\\s+(${BLOB})`;
  const ours = new RegExp(`(?<!\\S)${name}\\s+${SIZE}\\s+${ROOT}((?:\\s+${signature})+)`, 'g');
  const found = new Map<string, NoteSignature[]>();
  const others = new Set<string>();
  for (const text of textsOfFile(raw)) {
    for (const [, size = '', root = '', block = ''] of text.matchAll(ours)) {
      const body = `${origin}\n${size}\n${root}\n`;
      const lines = [...block.matchAll(new RegExp(signature, 'g'))].flatMap((line) => signatureOf(body, line));
      found.set(body, [...(found.get(body) ?? []), ...lines]);
    }
    for (const [, other = '', size = '', root = ''] of text.matchAll(ANYBODYS)) {
      if (other !== origin) others.add(`${other}\n${size}\n${root}`);
    }
  }
  return { notes: [...found].map(([body, signatures]) => ({ body, signatures })), others: others.size };
}

/** None where it only looked like one: words that follow a note. */
function signatureOf(body: string, [, name = '', blob = '']: RegExpExecArray): readonly NoteSignature[] {
  const note = parseSignedNote(`${body}\n— ${name.replaceAll(/\s/g, '')} ${blob.replaceAll(/\s/g, '')}\n`);
  return note?.signatures ?? [];
}
