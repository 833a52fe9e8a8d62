import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CopyTextReader } from './copy-text.ts';

/** As PostgreSQL writes it. */
const escaped = (text: string) =>
  text.replaceAll(
    /[\\\b\f\n\r\t\v]/g,
    (letter) =>
      ({ '\\': '\\\\', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\v': '\\v' })[letter] ??
      letter,
  );

describe('the reader of COPY text', () => {
  it('gives every column as it was, wherever the chunks are cut', () => {
    const column = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom('\\', '\t', '\n', 'n', 'é', '🔏') }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(column, column, column)), fc.array(fc.nat({ max: 50 })), (rows, cuts) => {
        const bytes = Buffer.from(rows.map((row) => `${row.map(escaped).join('\t')}\n`).join(''));
        const reader = new CopyTextReader(3);
        const found: string[][] = [];
        let at = 0;
        for (const size of [...cuts, bytes.length]) {
          for (const row of reader.rows(bytes.subarray(at, at + size))) found.push([...row]);
          at = Math.min(at + size, bytes.length);
        }
        expect(found).toEqual(rows);
      }),
    );
  });
});
