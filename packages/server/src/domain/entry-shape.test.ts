import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isCanonicalEntry, prepareDraft, renderEntry } from './audit-record.ts';
import type { JsonObject, JsonValue } from './audit-record-types.ts';
import { ZERO_HASH } from './chain.ts';
import { entryShape, PLAIN_COUNT, PLAIN_TEXT } from './entry-shape.ts';
import { chainVectors, VECTOR_LEDGER } from './testdata/ledger-vectors.ts';

const ANYTHING = { seq: PLAIN_COUNT, subjectId: PLAIN_TEXT, actorId: PLAIN_TEXT };

function shapeOf(entry: string): RegExp {
  return new RegExp(`^${entryShape(entry, ANYTHING)}$`);
}

function matches(shape: RegExp, entry: string): boolean {
  return shape.test(Buffer.from(entry).toString('latin1'));
}

function entryOf(detail: JsonObject, name = 'mara', seq = 7): string {
  const draft = {
    type: 'request.commented',
    actor: { kind: 'user', id: 'usr_mara', name },
    subject: { id: 'apr_1', kind: 'request' },
    detail,
  } as const;
  const place = { ledger: VECTOR_LEDGER, prev: ZERO_HASH, seq, ts: '2026-11-23T13:48:20.000Z' };
  return renderEntry(prepareDraft(draft), place);
}

const key = fc.stringMatching(/^[A-Za-z0-9]{1,3}$/);
const detail = fc.letrec<{ value: JsonValue; object: JsonObject }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.string({ unit: 'grapheme' }),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc.dictionary(key, tie('value'), { maxKeys: 4 }),
})).object;

const entries = fc.oneof(
  fc.tuple(detail, fc.string({ unit: 'grapheme' })).map(([one, name]) => entryOf(one, name)),
  fc.constantFrom(...chainVectors.records.map(({ entry }) => entry)),
);

describe('the shape of an entry', () => {
  test('matches that entry, and gives its prev and time', () => {
    const entry = entryOf({ 10: 'a — b', 9: -3, list: [1, 'two', null], nested: { a: [{ b: true }, []] } });
    const found = shapeOf(entry).exec(Buffer.from(entry).toString('latin1'));
    expect(found?.slice(1)).toEqual([ZERO_HASH, '2026-11-23T13:48:20.000Z']);
  });

  test('matches entries with other texts, numbers and lists in the same members', () => {
    const shape = shapeOf(entryOf({ count: 1, domains: ['a.example'], reason: null }));
    expect(matches(shape, entryOf({ count: 20, domains: [], reason: 'Grüße 🔏' }, 'Ümit', 8))).toBe(true);
    expect(matches(shape, entryOf({ count: 1, domains: [], reason: 'He said "no" \\ \b\f\n\r\t\u0000\u001f' }))).toBe(
      true,
    );
    expect(matches(shape, entryOf({ count: -20, domains: ['a', 'b'], reason: true }, '', 0))).toBe(true);
  });

  test.each<[string, JsonObject]>([
    ['a member more', { count: 1, domains: [], reason: null, text: 'x' }],
    ['a member less', { count: 1, domains: [] }],
    ['another member', { count: 1, domains: [], text: null }],
    ['a list where none was', { count: [], domains: [], reason: null }],
    ['a number of 16 digits', { count: 2 ** 53 - 1, domains: [], reason: null }],
  ])('does not match an entry with %s', (_, other) => {
    const shape = shapeOf(entryOf({ count: 1, domains: ['a.example'], reason: null }));
    expect(matches(shape, entryOf(other))).toBe(false);
  });

  test('is none where it would be longer than what it saves', () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`member${i}`, i]));
    expect(entryShape(entryOf(many), ANYTHING)).toBeNull();
  });

  test('matches nothing that is not canonical, wherever the bytes of an entry of that shape are changed', () => {
    const junk = fc.constantFrom(
      ...'"\\{}[],:09u-aZ .e\n\t\u007f',
      '\u0000',
      '\xc3',
      '\xff',
      '',
      '00',
      '-0',
      '1.',
      ',"a":1',
    );
    let matched = 0;
    const property = fc.property(entries, entries, fc.nat(), junk, fc.nat({ max: 2 }), (own, other, at, text, cut) => {
      for (const [model, base] of [
        [own, own],
        [other, own],
      ] as const) {
        const bytes = Buffer.from(base).toString('latin1');
        const i = at % (bytes.length + 1);
        const changed = Buffer.from(bytes.slice(0, i) + text + bytes.slice(i + cut), 'latin1');
        const found = isUtf8(changed) ? shapeOf(model).exec(changed.toString('latin1')) : null;
        if (found === null || !/^[0-9a-f]{64}$/.test(found[1] ?? '')) continue;
        matched += 1;
        expect(isCanonicalEntry(changed.toString())).toBe(true);
      }
    });
    fc.assert(property, { numRuns: 5_000 });
    expect(matched).toBeGreaterThan(100);
  });
});
