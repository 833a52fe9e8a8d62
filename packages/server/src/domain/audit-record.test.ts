import { describe, expect, test } from 'vitest';
import { SYSTEM } from './actor.ts';
import { isCanonicalEntry, MAX_ENTRY_BYTES, prepareDraft, readEntry, renderEntry } from './audit-record.ts';
import type { RecordDraft } from './audit-record-types.ts';
import { canonicalJson } from './canonical-json.ts';
import { hashEntry, ZERO_HASH } from './chain.ts';
import { chainVectors, VECTOR_LEDGER } from './testdata/ledger-vectors.ts';

const place = { ledger: VECTOR_LEDGER, prev: ZERO_HASH, seq: 0, ts: '2026-11-23T13:48:20.000Z' };

function comment(text: string): RecordDraft {
  return { type: 'request.commented', actor: SYSTEM, subject: { id: 'apr_1', kind: 'request' }, detail: { text } };
}

describe('an audit record', () => {
  test.each(chainVectors.records)(
    'renders record $seq of the vectors byte for byte from its parts',
    ({ entry, hash }) => {
      const { actor, detail, org, prev, seq, subject, ts, type } = readEntry(entry);
      const prepared = prepareDraft({ actor, detail, type, subject });
      const rendered = renderEntry(prepared, { ledger: org, prev, seq, ts });
      expect(rendered).toBe(entry);
      expect(hashEntry(rendered)).toBe(hash);
      expect(isCanonicalEntry(entry)).toBe(true);
    },
  );

  test('takes nothing of an actor but id, kind and name', () => {
    const actor = { ...SYSTEM, password: 'secret' };
    expect(renderEntry(prepareDraft({ ...comment('hello'), actor }), place)).not.toContain('secret');
  });

  test('is one canonical JSON text whatever its detail says', () => {
    const entry = renderEntry(prepareDraft(comment('","org":"platform","seq":7 🔏')), place);
    expect(canonicalJson(JSON.parse(entry))).toBe(entry);
    expect(readEntry(entry)).toMatchObject({
      org: VECTOR_LEDGER,
      seq: 0,
      detail: { text: '","org":"platform","seq":7 🔏' },
    });
  });

  test('can stand in a later epoch, whose ledger name holds a slash', () => {
    const entry = renderEntry(prepareDraft(comment('x')), { ...place, ledger: `${VECTOR_LEDGER}/2` });
    expect(readEntry(entry).org).toBe(`${VECTOR_LEDGER}/2`);
  });

  test('cannot be prepared larger than any place leaves room for, counted in bytes and not in characters', () => {
    const fits = '€'.repeat(Math.floor((MAX_ENTRY_BYTES - 500) / 3));
    expect(Buffer.byteLength(renderEntry(prepareDraft(comment(fits)), place))).toBeLessThanOrEqual(MAX_ENTRY_BYTES);
    expect(() => prepareDraft(comment('€'.repeat(MAX_ENTRY_BYTES / 3)))).toThrow(/bytes/);
  });

  test('keeps room for the longest place', () => {
    const longest = { ledger: `${VECTOR_LEDGER}/${2 ** 53 - 1}`, prev: ZERO_HASH, seq: 2 ** 53 - 1, ts: place.ts };
    let length = MAX_ENTRY_BYTES;
    let prepared = null;
    for (; prepared === null; length--) {
      try {
        prepared = prepareDraft(comment('x'.repeat(length)));
      } catch {
        prepared = null;
      }
    }
    expect(Buffer.byteLength(renderEntry(prepared, longest))).toBeLessThanOrEqual(MAX_ENTRY_BYTES);
  });

  test('can be rendered at exactly the limit and cannot be one byte larger', () => {
    const prepared = prepareDraft(comment('x'));
    const used = Buffer.byteLength(renderEntry(prepared, { ...place, ledger: '' }));
    const filler = 'o'.repeat(MAX_ENTRY_BYTES - used);
    const entry = renderEntry(prepared, { ...place, ledger: filler });
    expect(Buffer.byteLength(entry)).toBe(MAX_ENTRY_BYTES);
    expect(isCanonicalEntry(entry)).toBe(true);
    expect(() => renderEntry(prepared, { ...place, ledger: `${filler}o` })).toThrow(`${MAX_ENTRY_BYTES + 1} bytes`);
    expect(isCanonicalEntry(entry.replace('ooo', 'oooo'))).toBe(false);
  });

  const entry = renderEntry(prepareDraft(comment('hello')), place);
  test.each([
    ['a space', entry.replace(':0,', ': 0,')],
    ['another order', entry.replace(/("seq":0),("subject":\{.*?\})/, '$2,$1')],
    ['a member too many', entry.replace('"v":1}', '"v":1,"w":1}')],
    ['a member too few', entry.replace(',"type":"request.commented"', '')],
    ['another version', entry.replace('"v":1', '"v":2')],
    ['a short hash', entry.replace('"prev":"0', '"prev":"')],
    ['a hash with something behind it', entry.replace('","seq"', 'm","seq"')],
    ['an upper-case hash', entry.replace('"prev":"0', '"prev":"A')],
    ['a negative number', entry.replace('"seq":0', '"seq":-1')],
    ['a time without milliseconds', entry.replace('20.000Z', '20Z')],
    ['a time with an offset', entry.replace('20.000Z', '20.000+00:00')],
    ['a time with something behind it', entry.replace('20.000Z', '20.000Z0')],
    ['a thirteenth month', entry.replace('2026-11', '2026-13')],
    ['a detail that is a list', entry.replace('{"text":"hello"}', '["hello"]')],
    ['something behind it', `${entry} `],
    ['no JSON', 'hello'],
  ])('with %s is not canonical, and reading it says so', (_, changed) => {
    expect(changed).not.toBe(entry);
    expect(isCanonicalEntry(changed)).toBe(false);
    expect(() => readEntry(changed)).toThrow('not the canonical text');
  });

  test('of an unknown type, kind of actor or kind of subject cannot be read', () => {
    expect(() => readEntry(entry.replace('request.commented', 'request.forgotten'))).toThrow(
      'unknown type: request.forgotten',
    );
    expect(() => readEntry(entry.replace('"kind":"system"', '"kind":"ghost"'))).toThrow('unknown kind of actor: ghost');
    expect(() => readEntry(entry.replace('"kind":"request"', '"kind":"wish"'))).toThrow(
      'unknown kind of subject: wish',
    );
  });
});
