import { describe, expect, test } from 'vitest';
import { compareRow, named, says, saysAll, saysTime, without } from './claims.ts';
import { compareFound, compareRows } from './compare-rows.ts';
import { at, story } from './testing/told.ts';

const [by] = story(['profile.created', 'dtp_1']);
if (by === undefined) throw new Error('the story has a record');
const expectedRow = (claims: ReturnType<typeof says>) => ({ thing: 'Thing t', newest: by, claims });

describe('a column', () => {
  test('is as it was recorded, whether it is text, a number, a list, an object or a time', () => {
    const claims = saysAll({ a: 'x', b: 1, c: ['x', 'y'], d: { p: 1, q: null }, e: at(5), f: null }, by);
    const row = { a: 'x', b: 1, c: ['x', 'y'], d: { p: 1 }, e: new Date(at(5)), f: null };
    expect(compareRow(expectedRow(claims), row)).toBeNull();
  });

  test.each([
    ['another value', { a: 'y' }, 'Thing t has a “y” in its table, but record 0 says “x”.'],
    ['none', { a: null }, 'Thing t has a empty in its table, but record 0 says “x”.'],
    [
      'what JSON of the ledger cannot be',
      { a: { 'odd key': 0.5 } },
      'Thing t has a {"odd key":0.5} in its table, but record 0 says “x”.',
    ],
  ])('that holds %s is told with what the record says', (_what, row, explanation) => {
    expect(compareRow(expectedRow(says('a', 'x', by)), row)).toMatchObject({ by, explanation });
  });

  test('is called as the database calls it, and shown cut short', () => {
    const found = compareRow(expectedRow(says('trustProfileId', null, by)), { trustProfileId: 'x'.repeat(500) });
    expect(found?.explanation).toContain(
      `Thing t has trust_profile_id “${'x'.repeat(199)}… in its table, but no record says so`,
    );
    expect(found?.found).toHaveLength(502);
  });

  test('in another order of its list is another value', () => {
    expect(compareRow(expectedRow(says('a', ['x', 'y'], by)), { a: ['y', 'x'] })).not.toBeNull();
    expect(compareRow(expectedRow(says('a', { p: 1, q: 2 }, by)), { a: { q: 2, p: 1 } })).toBeNull();
  });

  test('of which a record says nothing is not compared', () => {
    expect(says('a', undefined, by)).toEqual({});
    expect(compareRow(expectedRow(without(says('a', 'x', by), ['a'])), { a: 'y' })).toBeNull();
  });

  test('with a time is set, and not later than its record, give or take a clock that is put right', () => {
    const row = expectedRow(saysTime('madeAt', by));
    const later = (ms: number) => ({ madeAt: new Date(Date.parse(by.ts) + ms) });
    expect(compareRow(row, later(-1))).toBeNull();
    expect(compareRow(row, later(60_000))).toBeNull();
    expect(compareRow(row, later(60_001))?.explanation).toBe(
      `Thing t has made_at "2026-11-23T13:01:00.001Z" in its table, later than record 0, which is of ${by.ts}.`,
    );
    expect(compareRow(row, { madeAt: null })?.explanation).toBe(
      'Thing t has made_at empty in its table, but record 0 set it.',
    );
  });

  test('with a status is told as what happened', () => {
    expect(compareRow(expectedRow(says('status', 'VOIDED', by)), { status: 'APPROVED' })?.explanation).toBe(
      'Thing t is APPROVED in its table, but record 0 says it was voided.',
    );
  });

  test('that the platform’s ledger tells of is told with that ledger', () => {
    expect([named(by), named({ ...by, ledger: 'platform/2' })]).toEqual([
      'record 0',
      'record 0 of the ledger platform/2',
    ]);
  });
});

describe('rows', () => {
  const row = expectedRow(says('a', 'x', by));
  const untold = (key: string) => ({ by, explanation: `${key} is untold`, expected: '', found: '' });

  test('are found by their key: one that is missing, one that is otherwise, one that nobody told of', () => {
    const expected = new Map([['k', row]]);
    expect(compareRows(expected, new Map([['k', { a: 'x' }]]), untold)).toBeNull();
    expect(compareRows(expected, new Map(), untold)?.explanation).toBe(
      'Thing t is missing in its table, but record 0 tells of it.',
    );
    expect(compareRows(expected, new Map([['k', { a: 'y' }]]), untold)?.explanation).toContain('has a “y”');
    const more = new Map([
      ['k', { a: 'x' }],
      ['l', {}],
    ]);
    expect(compareRows(expected, more, untold)?.explanation).toBe('l is untold');
    expect(compareRows(expected, more, () => null)).toBeNull();
  });

  test('that a record took away are gone', () => {
    expect(compareFound({ ...row, isGone: true }, undefined)).toBeNull();
    expect(compareFound({ ...row, isGone: true }, { a: 'x' })?.explanation).toBe(
      'Thing t stands in its table, but record 0 took it away.',
    );
  });

  test('of which it cannot be known what they were are left alone', () => {
    expect(compareRows(new Map([['k', null]]), new Map([['k', { a: 'y' }]]), untold)).toBeNull();
    expect(compareRows(new Map([['k', null]]), new Map(), untold)).toBeNull();
  });
});
