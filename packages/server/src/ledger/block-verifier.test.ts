import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareDraft, renderEntry } from '../domain/audit-record.ts';
import type { AuditRecordType, JsonObject } from '../domain/audit-record-types.ts';
import { type ChainRecord, ChainVerifier, hashEntry, ZERO_HASH } from '../domain/chain.ts';
import { BlockVerifier } from './block-verifier.ts';
import { checkColumns, type RecordColumns } from './record-columns.ts';

const LEDGER = 'org_1';

type Row = ChainRecord & RecordColumns;

function rowsOf(details: readonly JsonObject[], types: readonly AuditRecordType[] = ['request.commented']): Row[] {
  let prev = ZERO_HASH;
  return details.map((detail, seq) => {
    const type = types[seq % types.length] ?? 'request.commented';
    const [subjectId, actorId] = [`apr_${seq}`, `usr_${seq % 3}`];
    const actor = { kind: 'user', id: actorId, name: 'Mara "M" Ümit' } as const;
    const prepared = prepareDraft({ type, actor, subject: { id: subjectId, kind: 'request' }, detail });
    const entry = renderEntry(prepared, { ledger: LEDGER, prev, seq, ts: '2026-11-23T13:48:20.000Z' });
    prev = hashEntry(entry);
    return { seq, hash: prev, entry, type, subjectId, actorId };
  });
}

function textOf(rows: readonly Row[]): string {
  return rows.map((row) => [row.seq, row.hash, row.type, row.subjectId, row.actorId, row.entry].join('\t')).join('\n');
}

function isRight(rows: readonly Row[], text = Buffer.from(textOf(rows))): boolean {
  return new BlockVerifier(LEDGER, new ChainVerifier({ ledger: LEDGER })).verify({ records: rows.length, text });
}

/** What a look at every record by itself finds. */
function isRightOneByOne(rows: readonly Row[]): boolean {
  const chain = new ChainVerifier({ ledger: LEDGER });
  return rows.every((row) => chain.push(row) === null && checkColumns(row.seq, row.entry, row) === null);
}

const details = Array.from({ length: 12 }, (_, i) => ({
  text: `it's "${i}" — ok\n`,
  count: i,
  list: ['a', i],
  reason: null,
}));
const rows = rowsOf(details, ['request.commented', 'request.approved']);

describe('a block of records', () => {
  it('is right where every record is, whichever shapes they have', () => {
    expect(isRight(rows)).toBe(true);
    expect(isRight([])).toBe(true);
    const mixed = rowsOf([...details, {}, { other: { nested: [{}, []] } }, { count: 2 ** 53 - 1 }, ...details]);
    expect(isRight(mixed)).toBe(true);
  });

  it('leads the chain to where the records themselves lead it', () => {
    const [fast, slow] = [new ChainVerifier({ ledger: LEDGER }), new ChainVerifier({ ledger: LEDGER })];
    new BlockVerifier(LEDGER, fast).verify({ records: rows.length, text: Buffer.from(textOf(rows)) });
    for (const row of rows) slow.push(row);
    expect(fast.position()).toEqual(slow.position());
    expect(fast.root()).toBe(slow.root());
  });

  it('is not right with any one byte changed, wherever it stands', () => {
    const bytes = Buffer.from(textOf(rows));
    const property = fc.property(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, mask) => {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(at) ^ mask, at);
      expect(isRight(rows, changed)).toBe(false);
    });
    fc.assert(property, { numRuns: 1_000 });
  });

  it('is right exactly where a look at every record says so, also of an entry that was changed and hashed again', () => {
    const junk = fc.constantFrom(...'"\\{}[],:09ua-Z .\n\t', '\\n', '\\u001f', '\\/', 'é', '', '00', ',"a":1', 'm');
    let right = 0;
    const property = fc.property(fc.nat(), junk, fc.nat({ max: 2 }), (where, text, cut) => {
      const last = rows.at(-1);
      if (last === undefined) throw new Error('no rows');
      const at = where % last.entry.length;
      const entry = last.entry.slice(0, at) + text + last.entry.slice(at + cut);
      const changed = [...rows.slice(0, -1), { ...last, entry, hash: hashEntry(entry) }];
      expect(isRight(changed)).toBe(isRightOneByOne(changed));
      right += isRight(changed) ? 1 : 0;
    });
    fc.assert(property, { numRuns: 3_000 });
    expect(right).toBeGreaterThan(50);
  });

  it.each<[string, (row: Row) => Partial<Row>]>([
    ['a number', ({ seq }) => ({ seq: seq + 1 })],
    ['a hash', () => ({ hash: ZERO_HASH })],
    ['a type', () => ({ type: 'request.rejected' })],
    ['a subject', () => ({ subjectId: 'apr_other' })],
    ['an actor', () => ({ actorId: 'usr_other' })],
    ['a tab in a column', ({ type }) => ({ type: `${type}\t` })],
    ['columns that changed places', ({ subjectId, actorId }) => ({ subjectId: actorId, actorId: subjectId })],
  ])('is not right where %s beside an entry is another', (_, change) => {
    const row = rows[7];
    if (row === undefined) throw new Error('no rows');
    expect(isRight(rows.map((one) => (one === row ? { ...row, ...change(row) } : one)))).toBe(false);
  });

  it('is not right where one row holds the text of two, or two lines are missing', () => {
    const text = Buffer.from(textOf(rows));
    expect(isRight(rows.slice(1), text)).toBe(false);
    expect(isRight([...rows, ...rows.slice(-1)], Buffer.from(textOf(rows)))).toBe(false);
  });

  it('is not right in bytes that are no UTF-8, though they would be hashed as they stand', () => {
    const text = Buffer.from(textOf(rows)).toString('latin1').replaceAll('it', '\xff');
    expect(isRight(rows, Buffer.from(text, 'latin1'))).toBe(false);
  });
});
