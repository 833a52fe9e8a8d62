import { describe, expect, test } from 'vitest';
import { findNotes } from './find-notes.ts';
import { judgeNote } from './judge-note.ts';
import { parseVerifierKey, SIGNATURE_TYPE } from './signed-note.ts';
import { checkpointVectors } from './testdata/ledger-vectors.ts';

const { checkpoints, vkey } = checkpointVectors;
const verifier = parseVerifierKey(vkey, SIGNATURE_TYPE.ed25519);
const origin = verifier.name;
const noteOf = (size: number) => checkpoints.find((one) => one.size === size)?.note ?? '';
const found = (text: string) => findNotes(Buffer.from(text), origin);

describe('notes found in a file', () => {
  test('are exactly what was signed, however the lines were broken and marked', () => {
    const quoted = noteOf(7)
      .replaceAll('\n', '\r\n >> ')
      .replaceAll(/(.{50})(?=.)/g, '$1\r\n >> ');
    const { notes, others } = found(`Mara wrote:\r\n >> ${quoted}\r\n\r\nRegards`);
    expect(notes.map(({ body }) => body)).toEqual([`${noteOf(7).split('\n\n')[0]}\n`]);
    expect(notes.map((note) => judgeNote(note, [verifier]))).toEqual(['right']);
    expect(others).toBe(0);
  });

  test('are each counted once, and those of other ledgers apart', () => {
    const elsewhere = noteOf(3).replaceAll(origin, 'other.example/ledger/org_1');
    const text = [noteOf(3), noteOf(7), elsewhere, noteOf(3), `<pre>${noteOf(7)}</pre>`, elsewhere].join('\n');
    const { notes, others } = found(text);
    expect(notes.map(({ body }) => body.split('\n')[1])).toEqual(['3', '7']);
    expect(others).toBe(1);
  });

  test.each([
    ['a ledger whose name ends alike', (note: string) => note.replaceAll(origin, `x.${origin}`)],
    ['a later epoch', (note: string) => note.replaceAll(origin, `${origin}/2`)],
  ])('are not those of %s', (_what, rename) => {
    expect(found(rename(noteOf(3)))).toEqual({ notes: [], others: 1 });
  });

  test.each([
    ['no signature', (note: string) => `${note.split('\n\n')[0]}\n`],
    ['no root', (note: string) => note.replace(/\n[^\n]{44}\n/, '\n')],
    ['a root of another spelling', (note: string) => note.replace(/.=\n\n/, 'B=\n\n')],
    ['a size with a zero in front', (note: string) => note.replace('\n3\n', '\n03\n')],
  ])('have all their parts: nothing is one with %s', (_what, spoil) => {
    expect(found(spoil(noteOf(3))).notes).toEqual([]);
  });

  test('keep the signature that is wrong from one that is of somebody else', () => {
    const [{ body, signatures } = { body: '', signatures: [] }] = found(noteOf(3)).notes;
    const other = { ...verifier, id: Buffer.alloc(4) };
    expect(judgeNote({ body, signatures }, [other])).toBe('unknown');
    expect(judgeNote({ body, signatures }, [other, verifier])).toBe('right');
    expect(judgeNote({ body: body.replace('\n3\n', '\n4\n'), signatures }, [verifier])).toBe('wrong');
  });

  test.each(['<', '> ', '=', ' ', '\n', 'ab ', '&', `${origin}\n`, '— a ', 'content-transfer-encoding: base64\n'])(
    'are found behind a great many of %j in little time',
    (piece) => {
      const text = `${piece.repeat(Math.ceil(200_000 / piece.length))}\n${noteOf(3)}`;
      expect(found(text).notes).toHaveLength(1);
    },
    2_000,
  );
});
