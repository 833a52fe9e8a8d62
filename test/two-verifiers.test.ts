import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type ExportedRecord,
  hashedAgain,
  hashOf,
  jsonLines,
  keyOfSeed,
  type NoteKey,
  noteOver,
  vectorKey,
  vectors,
  vkeyOf,
} from './harness/ledger-export.ts';
import { runProcess } from './harness/server-process.ts';
import { type Verdict, verdictsOfPython, verdictsOfServer } from './harness/two-verifiers.ts';

interface Case {
  readonly name: string;
  readonly content: string;
  /** Unless only that both say the same is expected. */
  readonly verdict?: Verdict;
}

const { records, vkey } = vectors;
const last = records.length - 1;
const hasCryptography = await runProcess('python3', ['-c', 'import cryptography']).then(
  ({ code }) => code === 0,
  () => false,
);

const exported = (those: readonly ExportedRecord[], checkpoint = noteOver(records, vectorKey), key = vkey) =>
  jsonLines([...those, { checkpoint, vkey: key }]);
const changed = (seq: number, change: (record: ExportedRecord) => ExportedRecord) =>
  records.map((record) => (record.seq === seq ? change(record) : record));
const flipped = (text: string, at: number, bit: number) =>
  text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ bit) + text.slice(at + 1);
const withOwnHash = ({ seq, entry }: ExportedRecord) => ({ seq, entry, hash: hashOf(entry) });

describe.skipIf(!hasCryptography)('two verifiers that share no code', () => {
  let folder = '';
  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-verifiers-'));
  });
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  const written = (name: string, content: string) => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, content);
    return file;
  };

  /** Each case by both verifiers; every verdict must be the same, and as expected. */
  async function compare(cases: readonly Case[], options: readonly string[] = []): Promise<void> {
    const files = cases.map(({ content }, i) => written(`${i}.jsonl`, content));
    const [python, server] = await Promise.all([verdictsOfPython(files, options), verdictsOfServer(files, options)]);
    const named = (verdicts: readonly Verdict[]) => cases.map(({ name }, i) => `${name}: ${verdicts[i]}`);
    expect(named(server)).toEqual(named(python));
    expect(named(server)).toEqual(named(cases.map(({ verdict }, i) => verdict ?? server[i] ?? '')));
  }

  test('verify a whole export, by its own key or one that was kept', async () => {
    const whole: Case[] = [{ name: 'whole', content: exported(records), verdict: 'verifies' }];
    await compare(whole);
    await compare(whole, ['--vkey', vkey]);
  });

  test('name the same first record whatever is done to any of them', async () => {
    const of = (seq: number): Case[] => {
      const without = records.filter((record) => record.seq !== seq);
      const next =
        seq === last ? [] : [records.with(seq, records[seq + 1] ?? never()).with(seq + 1, records[seq] ?? never())];
      const twice = records.flatMap((record) => (record.seq === seq ? [record, record] : [record]));
      return [
        {
          name: `the hash of ${seq} changed`,
          content: exported(changed(seq, (record) => ({ ...record, hash: flipped(record.hash, 9, 1) }))),
          verdict: `${seq} edited`,
        },
        {
          name: `${seq} dropped`,
          content: exported(without),
          verdict: seq === last ? `${seq} cut off` : `${seq} missing`,
        },
        ...next.map((swapped) => ({
          name: `${seq} swapped with the next`,
          content: exported(swapped),
          verdict: `${seq} reordered`,
        })),
        { name: `${seq} twice`, content: exported(twice), verdict: `${seq + 1} reordered` },
      ];
    };
    await compare(records.flatMap(({ seq }) => of(seq)));
  });

  test('find any letter that was changed at that record, and agree where hashes were made to fit', async () => {
    const everywhere = records
      .flatMap(({ seq, entry }) =>
        Array.from({ length: Math.ceil(entry.length / 11) }, (_, i) => ({
          seq,
          at: i * 11 + (seq % 11),
          bit: 1 << (i % 3),
        })),
      )
      .filter(({ seq, at }) => at < (records[seq]?.entry.length ?? 0));
    await compare(
      everywhere.flatMap(({ seq, at, bit }) => {
        const edit = (record: ExportedRecord) => ({ ...record, entry: flipped(record.entry, at, bit) });
        const name = `letter ${at} of ${seq}`;
        return [
          { name, content: exported(changed(seq, edit)), verdict: `${seq} edited` },
          {
            name: `${name}, with its own hash`,
            content: exported(changed(seq, (record) => withOwnHash(edit(record)))),
          },
          { name: `${name}, all hashed again`, content: exported(hashedAgain(changed(seq, edit), seq)) },
        ];
      }),
    );
  });

  test('find the tampered vectors alike', async () => {
    await compare(
      vectors.tampered.map(({ name, records: those }) => ({ name, content: exported(those.map(withOnlyThese)) })),
    );
  });

  test('find an export that ends or goes on where its checkpoint does not', async () => {
    const cut = records.slice(0, 5);
    await compare([
      { name: 'no checkpoint', content: jsonLines(records), verdict: '8 cut off' },
      { name: 'cut off, with the old checkpoint', content: exported(cut), verdict: '5 cut off' },
      { name: 'cut off, signed again', content: exported(cut, noteOver(cut, vectorKey)), verdict: 'verifies' },
      { name: 'more than was signed', content: exported(records, noteOver(cut, vectorKey)), verdict: '5 rewritten' },
      { name: 'lines behind', content: exported(records) + jsonLines(records), verdict: 'unreadable' },
    ]);
  });

  test('find records and checkpoints of another ledger', async () => {
    const other: NoteKey = { ...vectorKey, name: vectorKey.name.replace('_01', '_02') };
    const spliced = changed(4, (record) =>
      withOwnHash({ ...record, entry: record.entry.replaceAll('org_01', 'org_02') }),
    );
    await compare([
      { name: 'a record spliced in', content: exported(spliced), verdict: '4 rewritten' },
      {
        name: 'a checkpoint',
        content: exported(records, noteOver(records, other), vkeyOf(other)),
        verdict: 'null null',
      },
      { name: 'a key', content: exported(records, noteOver(records, vectorKey), vkeyOf(other)), verdict: 'null null' },
    ]);
  });

  test('take no signature of somebody else, over something else, or none', async () => {
    const stranger: NoteKey = { ...vectorKey, privateKey: keyOfSeed('11'.repeat(32)) };
    const [body = '', signature = ''] = noteOver(records, vectorKey).split('\n\n');
    const [, elsewhere = ''] = noteOver(records.slice(0, 3), vectorKey).split('\n\n');
    const byStranger = noteOver(records, stranger);
    const cases: Case[] = [
      { name: 'none', content: exported(records, `${body}\n\n`), verdict: 'null null' },
      { name: 'over something else', content: exported(records, `${body}\n\n${elsewhere}`), verdict: 'null null' },
      { name: 'a stranger', content: exported(records, byStranger), verdict: 'null null' },
      { name: 'a stranger besides', content: exported(records, byStranger + signature), verdict: 'verifies' },
      { name: 'a stranger with his key', content: exported(records, byStranger, vkeyOf(stranger)) },
    ];
    await compare(cases);
    await compare(cases, ['--vkey', vkey, '--vkey', vkeyOf({ ...vectorKey, privateKey: keyOfSeed('22'.repeat(32)) })]);
  });

  test('end alike on what is no export', async () => {
    const bytes = (content: string) => ({ content });
    await compare(
      [
        bytes(''),
        bytes('hello\n'),
        bytes('[]\n'),
        bytes(jsonLines([{ seq: 0, entry: records[0]?.entry }])),
        bytes(jsonLines([{ seq: 0, hash: '', entry: {} }])),
        bytes(jsonLines([{ checkpoint: 'hello', vkey }])),
        bytes(exported(records, 'hello')),
        bytes(exported(records, noteOver(records, vectorKey), 'hello')),
        bytes(`\ufeff${exported(records)}`),
      ].map(({ content }, i) => ({ name: `thing ${i}`, content, verdict: 'unreadable' })),
    );
  });

  describe('held to a checkpoint that somebody kept', () => {
    const heldAt = (size: number, key = vectorKey) => noteOver(records.slice(0, size), key);
    const asMail = (note: string) =>
      [
        'From: countersign@corp.example',
        'MIME-Version: 1.0',
        'Content-Type: text/plain; charset=utf-8',
        'Content-Transfer-Encoding: quoted-printable',
        '',
        'Keep this mail:',
        ...note
          .replaceAll('=', '=3D')
          .replaceAll('—', '=E2=80=94')
          .replaceAll(/(.{60})(?=.)/g, '$1=\n')
          .split('\n'),
      ].join('\r\n');
    const rewritten = hashedAgain(
      changed(2, (record) => ({ ...record, entry: record.entry.replace('mara', 'otto') })),
      2,
    );
    const rewrittenAndSigned = exported(rewritten, noteOver(rewritten, vectorKey));
    const cutAndSigned = exported(records.slice(0, 5), heldAt(5));

    test.each([
      [0, 'verifies', 'verifies'],
      [2, 'verifies', 'verifies'],
      [3, '2 rewritten', 'verifies'],
      [7, '6 rewritten', '5 cut off'],
    ])(
      'of size %i, find what was rewritten or cut off since, though it is signed',
      async (size, ofRewritten, ofCut) => {
        const cases: Case[] = [
          { name: 'whole', content: exported(records), verdict: 'verifies' },
          { name: 'rewritten', content: rewrittenAndSigned, verdict: ofRewritten },
          { name: 'cut off', content: cutAndSigned, verdict: ofCut },
          {
            name: 'edited before it',
            content: exported(changed(1, (one) => ({ ...one, hash: '' }))),
            verdict: size === 0 ? '1 edited' : '1 edited',
          },
          {
            name: 'dropped and moved',
            content: exported([...records.slice(0, 1), ...records.slice(2), ...records.slice(1, 2)]),
            verdict: '1 reordered',
          },
        ];
        await compare(cases, ['--checkpoint', written('mail.eml', asMail(heldAt(size))), '--vkey', vkey]);
      },
    );

    test('of several in several files, the first that does not fit counts', async () => {
      const files = [
        written('a.txt', heldAt(7) + heldAt(2)),
        written('b.txt', `> ${heldAt(3).replaceAll('\n', '\n> ')}`),
      ];
      await compare(
        [{ name: 'rewritten', content: rewrittenAndSigned, verdict: '2 rewritten' }],
        files.flatMap((file) => ['--checkpoint', file]),
      );
    });

    test('refuse a file without a checkpoint of this ledger, and a checkpoint that somebody else signed', async () => {
      const whole = (verdict: Verdict): Case[] => [{ name: 'whole', content: exported(records), verdict }];
      const elsewhere: NoteKey = { ...vectorKey, name: `x.${vectorKey.name}` };
      const forger: NoteKey = { ...vectorKey, privateKey: keyOfSeed('33'.repeat(32)) };
      const held = (content: string) => ['--checkpoint', written('held.txt', content)];
      await compare(whole('unreadable'), held(heldAt(3, elsewhere)));
      await compare(whole('unreadable'), held('no checkpoint at all'));
      await compare(whole('verifies'), held(heldAt(3, elsewhere) + heldAt(3)));
      await compare(whole('null null'), [...held(heldAt(3, forger)), '--vkey', vkey]);
      await compare(
        whole('null null'),
        held(heldAt(3).replace(/.(?=.{9}\n$)/, (letter) => (letter === 'A' ? 'B' : 'A'))),
      );
    });
  });
});

function withOnlyThese({ seq, hash, entry }: ExportedRecord): ExportedRecord {
  return { seq, hash, entry };
}

function never(): never {
  throw new Error('there is no such record');
}
