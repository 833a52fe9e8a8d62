import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareDraft, readEntry, renderEntry } from './audit-record.ts';
import { canonicalJson } from './canonical-json.ts';
import { hashEntry } from './chain.ts';
import { showControls, undoDefusing } from './csv.ts';
import {
  CSV_COLUMNS,
  CSV_END,
  csvEnd,
  csvHead,
  csvRecord,
  type ExportedRecord,
  type ExportHead,
  isFiltered,
  jsonlEnd,
  jsonlHead,
  jsonlRecord,
} from './record-export.ts';
import { readCsv } from './testing/read-csv.ts';

const HEAD: ExportHead = {
  ledger: 'org_1',
  size: 7,
  head: 'c'.repeat(64),
  exportedAt: new Date('2026-11-24T08:00:00.000Z'),
  filter: { types: ['request.commented'], actorId: null, subjectId: null, from: '2026-11-01T00:00:00.000Z', to: null },
};

function recordOf(sequence: number, name: string, text: string): ExportedRecord {
  const draft = prepareDraft({
    type: 'request.commented',
    actor: { kind: 'user', id: 'usr_1', name },
    subject: { kind: 'request', id: 'apr_1' },
    detail: { text },
  });
  const place = { ledger: 'org_1', prev: '0'.repeat(64), seq: sequence, ts: '2026-11-24T07:00:00.000Z' };
  const entry = renderEntry(draft, place);
  return { sequence, entry, hash: hashEntry(entry) };
}

/** Whatever people may have written: names of spreadsheets' formulas among them. */
const words = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '=1+1',
    '@SUM(A1)',
    "'+1",
    '"=cmd|x"',
    '<script>alert(1)</script>',
    'two\r\nlines',
    '\u0000\u001b[31m',
  ),
);
const records = fc.array(fc.tuple(words, words), { maxLength: 5 });

describe('records as CSV', () => {
  it('are read back as they were exported, once the defusing is undone', () => {
    fc.assert(
      fc.property(records, (given) => {
        const made = given.map(([name, text], index) => recordOf(index, name, text));
        const file = csvHead() + made.map((record) => csvRecord('org_1', record)).join('') + csvEnd(HEAD, made.length);
        const [columns, ...rows] = readCsv(file).map((row) => row.map(undoDefusing));
        expect(columns).toEqual(CSV_COLUMNS);
        const end = rows.pop();
        expect(rows).toEqual(
          made.map(({ sequence, entry, hash }) => {
            const { ts, type, actor, subject, detail } = readEntry(entry);
            const who = [actor.kind, actor.id, showControls(actor.name)];
            const about = [subject.kind, subject.id, canonicalJson(detail)];
            return ['org_1', String(sequence), ts, type, ...who, ...about, hash];
          }),
        );
        expect(end?.[3]).toBe(CSV_END);
        expect(JSON.parse(end?.[9] ?? '')).toEqual({
          ledger: 'org_1',
          size: 7,
          head: HEAD.head,
          filter: HEAD.filter,
          records: made.length,
        });
      }),
    );
  });

  it('hold what somebody has tampered with as it stands', () => {
    const row = readCsv(csvRecord('org_1', { sequence: 3, hash: 'ab', entry: '=not an entry,"' }))[0];
    expect(row?.map(undoDefusing)).toEqual([
      'org_1',
      '3',
      '',
      'unreadable',
      '',
      '',
      '',
      '',
      '',
      '=not an entry,"',
      'ab',
    ]);
  });
});

describe('records as JSON lines', () => {
  it('are read back byte for byte, so that each hash can be checked', () => {
    fc.assert(
      fc.property(records, (given) => {
        const made = given.map(([name, text], index) => recordOf(index, name, text));
        const file = jsonlHead(HEAD) + made.map(jsonlRecord).join('') + jsonlEnd(made.length);
        const lines: unknown[] = file
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line));
        expect(lines.slice(1, -1)).toEqual(made.map(({ sequence, hash, entry }) => ({ seq: sequence, hash, entry })));
        for (const { entry, hash } of made) expect(hashEntry(entry)).toBe(hash);
        expect(lines[0]).toMatchObject({ export: { ledger: 'org_1', size: 7, head: HEAD.head, filter: HEAD.filter } });
        expect(lines.at(-1)).toEqual({ end: { records: made.length } });
      }),
    );
  });
});

describe('a filter', () => {
  it('narrows as soon as one thing is asked for', () => {
    const nothing = { types: null, actorId: null, subjectId: null, from: null, to: null };
    expect(isFiltered(nothing)).toBe(false);
    expect(isFiltered({ ...nothing, subjectId: 'apr_1' })).toBe(true);
  });
});
