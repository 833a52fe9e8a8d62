import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonValue } from './audit-record-types.ts';
import { canonicalJson, MAX_JSON_DEPTH } from './canonical-json.ts';
import { isCanonicalJson } from './canonical-scanner.ts';
import { DomainError } from './errors.ts';
import { chainVectors } from './testdata/ledger-vectors.ts';

const key = fc.stringMatching(/^[A-Za-z0-9]{1,12}$/);
const json = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary' }),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 5 }),
  ),
})).value;

/** The slow definition that the scanner must equal: parse, write again, compare. */
function isCanonicalBySlowWay(text: string): boolean {
  try {
    const value: JsonValue = JSON.parse(text);
    return canonicalJson(value) === text;
  } catch {
    return false;
  }
}

function nested(depth: number): JsonValue {
  return depth === 0 ? 1 : [nested(depth - 1)];
}

describe('canonical JSON', () => {
  test('sorts keys by UTF-16 code units, so 10 comes before 9 and A before a', () => {
    expect(canonicalJson({ a: 1, 9: 2, A: 3, 10: 4, aB: 5 })).toBe('{"10":4,"9":2,"A":3,"a":1,"aB":5}');
  });

  test('leaves out members whose value is undefined, and keeps null', () => {
    expect(canonicalJson({ b: undefined, a: null, c: undefined })).toBe('{"a":null}');
  });

  test('escapes only what RFC 8785 escapes, control characters in lower-case hex', () => {
    expect(canonicalJson('"\\/\b\f\n\r\t\u0000\u001f\u007f\u2028€🔏')).toBe(
      '"\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u007f\u2028€🔏"',
    );
  });

  test('writes the largest and smallest integers, and minus zero as zero', () => {
    expect(canonicalJson([2 ** 53 - 1, -(2 ** 53 - 1), -0])).toBe('[9007199254740991,-9007199254740991,0]');
  });

  test.each([0.5, 2 ** 53, -(2 ** 53), Number.NaN, Number.POSITIVE_INFINITY])('refuses the number %s', (value) => {
    expect(() => canonicalJson({ value })).toThrow(TypeError);
  });

  test.each(['', 'a b', 'a_b', 'ä', '__proto__', 'a"'])('refuses the key %j', (name) => {
    expect(() => canonicalJson(Object.fromEntries([[name, 1]]))).toThrow(TypeError);
  });

  test.each(['\ud800', 'a\udc00b', '\udc00\ud800'])('refuses the lone surrogate in %j as bad input', (text) => {
    expect(() => canonicalJson({ text })).toThrow(DomainError);
    expect(isCanonicalJson(JSON.stringify(text))).toBe(false);
    expect(isCanonicalJson(`"${text}"`)).toBe(false);
  });

  test(`can nest ${MAX_JSON_DEPTH} levels and cannot nest one more`, () => {
    const deepest = canonicalJson(nested(MAX_JSON_DEPTH));
    expect(isCanonicalJson(deepest)).toBe(true);
    expect(() => canonicalJson(nested(MAX_JSON_DEPTH + 1))).toThrow(TypeError);
    expect(isCanonicalJson(`[${deepest}]`)).toBe(false);
    expect(isCanonicalJson('['.repeat(60_000))).toBe(false);
  });

  test('reads back as what was written, and is recognised as canonical', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalJson(value);
        const again: JsonValue = JSON.parse(text);
        expect(canonicalJson(again)).toBe(text);
        expect(isCanonicalJson(text)).toBe(true);
      }),
    );
  });

  test('keeps every value that JSON can hold', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('recognising canonical JSON', () => {
  test.each([
    ' 1',
    '1 ',
    '01',
    '-0',
    '1.0',
    '1e3',
    '+1',
    '-',
    '9007199254740992',
    '-9007199254740992',
    '90071992547409910',
    '{"b":1,"a":2}',
    '{"a":1,"a":2}',
    '{"a":1,}',
    '{"a": 1}',
    '{,}',
    '{"a"}',
    '{"":1}',
    '{"a_b":1}',
    '{"9":1,"10":2}',
    '{"a":1',
    '[1,]',
    '[,1]',
    '[1 ,2]',
    '[',
    '"',
    '"a',
    '"\\',
    '"\\/"',
    '"\\u0008"',
    '"\\u001F"',
    '"\\u0020"',
    '"\\u00e4"',
    '"\\x"',
    '"\n"',
    'True',
    'nul',
    'undefined',
    '',
    '1 2',
    '{}{}',
    '"\\u000"',
  ])('refuses %j', (text) => {
    expect(isCanonicalJson(text)).toBe(false);
    expect(isCanonicalBySlowWay(text)).toBe(false);
  });

  test.each([
    '0',
    '-1',
    '9007199254740991',
    '-9007199254740991',
    '{}',
    '[]',
    '[[],{}]',
    '{"10":1,"9":2}',
    '"\\u0000\\u000b\\u001f"',
    '"\\"\\\\\\b\\f\\n\\r\\t"',
    'true',
    'false',
    'null',
    '"\\\\ud800"',
    '"🔏"',
  ])('accepts %j', (text) => {
    expect(isCanonicalJson(text)).toBe(true);
    expect(isCanonicalBySlowWay(text)).toBe(true);
  });

  test('agrees with parsing and writing again, on every text with one character changed', () => {
    const texts = fc.oneof(
      json.map(canonicalJson),
      fc.constantFrom(...chainVectors.records.map((record) => record.entry)),
    );
    const junk = fc.constantFrom(
      '"',
      '\\',
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '0',
      '9',
      'u',
      'd',
      '8',
      ' ',
      '\n',
      '-',
      'a',
      '\ud800',
      '\udc00',
      '.',
      'e',
      '',
    );
    fc.assert(
      fc.property(texts, fc.nat(), junk, fc.boolean(), (text, at, character, replace) => {
        const i = at % (text.length + 1);
        const changed = text.slice(0, i) + character + text.slice(replace ? i + 1 : i);
        expect(isCanonicalJson(changed)).toBe(isCanonicalBySlowWay(changed));
      }),
      { numRuns: 3_000 },
    );
  });
});
