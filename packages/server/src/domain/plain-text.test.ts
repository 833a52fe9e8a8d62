import { describe, expect, test } from 'vitest';
import { DomainError } from './errors.ts';
import { checkPlainText, shownText } from './plain-text.ts';

const limits = { min: 10, max: 20, field: ['reason'] };

function refusal(text: string, changed: Partial<typeof limits> = {}): DomainError {
  try {
    checkPlainText(text, { ...limits, ...changed });
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('It was accepted.');
}

describe('a plain text', () => {
  test('is trimmed, and its line ends become newlines', () => {
    expect(checkPlainText('  two\r\nlines\there \n', limits)).toBe('two\nlines\there');
  });

  test('can be as short and as long as its limits say, counted in characters, and no shorter or longer', () => {
    expect(checkPlainText('🔏'.repeat(10), limits)).toBe('🔏'.repeat(10));
    expect(checkPlainText('🔏'.repeat(20), limits)).toBe('🔏'.repeat(20));
    expect(refusal('🔏'.repeat(9)).message).toBe('Write at least 10 characters.');
    expect(refusal('🔏'.repeat(21)).message).toBe('The text has 21 characters; it may have 20. Shorten it.');
    expect(refusal(` ${'a'.repeat(9)} `)).toMatchObject({ code: 'INVALID_INPUT', field: ['reason'] });
    expect(refusal('', { min: 1 }).message).toBe('Write something here.');
  });

  test.each([
    '\u0000',
    '\u0007',
    '\r',
    '\u001b',
    '\u007f',
    '\u0085',
    '\u061c',
    '\u200e',
    '\u200f',
    '\u202a',
    '\u202e',
    '\u2066',
    '\u2069',
    '\u2028',
    '\u2029',
    '\ud800',
    '\udc00',
  ])('cannot hold %j', (character) => {
    const error = refusal(`hello${character}world`);
    const point = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    expect(error).toMatchObject({ code: 'INVALID_INPUT', field: ['reason'] });
    expect(error.message).toContain(`U+${point}`);
  });

  test.each([
    'Grüße, Ömer!',
    'שלום עולם היום',
    '<b>not bold</b>',
    "'; drop table --",
    '👩‍👩‍👧 a family',
    '=1+1, a formula',
  ])('can be %j', (text) => {
    expect(checkPlainText(text, limits)).toBe(text);
  });
});

test('a text is shown in a message shortened, and with nothing that disturbs the rest', () => {
  expect(shownText('a b')).toBe('"a b"');
  expect(shownText('a\u202eb\u0000\ud800\n')).toBe('"a<U+202E>b<U+0000><U+D800><U+000A>"');
  expect(shownText('x'.repeat(81))).toBe(`"${'x'.repeat(80)}…"`);
});
