import { expect, test } from 'vitest';
import { exceptionWords, patternWords, rowOf } from './pattern-words.ts';

const words = (...rows: string[]) => patternWords(rows, rows.length - 1);

test('a pattern says what it covers, and a wildcard what it does not', () => {
  expect(words('api.corp.com')).toEqual({ state: 'ok', words: 'This name alone.' });
  expect(words(' *.Corp.com ')?.words).toBe('Such as api.corp.com; not corp.com itself.');
  expect(words('')).toBeNull();
});

test.each([
  ['https://corp.com', /without scheme/],
  ['corp.com:8443', /without scheme/],
  ['a.*.corp.com', /whole first label/],
  ['*corp.com', /whole first label/],
  ['*', /whole name/],
  ['corp', /whole name/],
  ['*.com', /whole name/],
  ['a..corp.com', /empty label/],
  ['-a.corp.com', /“-a” is no label/],
])('%s is refused in its own row', (pattern, expected) => {
  expect(words(pattern)).toMatchObject({ state: 'wrong', words: expect.stringMatching(expected) });
});

test('what stands twice is refused where it stands again', () => {
  expect(patternWords(['*.corp.com', '*.CORP.com'], 0)?.state).toBe('ok');
  expect(patternWords(['*.corp.com', '*.CORP.com'], 1)?.words).toMatch(/stands above already/);
});

test('an exception says what it is taken out of, or that it takes nothing away', () => {
  expect(exceptionWords(['vault.corp.com'], 0, ['*.corp.com'])?.words).toMatch(/^Taken out of \*\.corp\.com/);
  expect(exceptionWords(['*.corp.com'], 0, ['api.corp.com'])?.state).toBe('ok');
  expect(exceptionWords(['vault.corp.org'], 0, ['*.corp.com'])?.state).toBe('idle');
});

test('a place in what was sent is the row that it came from', () => {
  expect(rowOf(['', '*.a.com', '', 'b.com'], 1)).toBe(3);
  expect(rowOf(['*.a.com'], 4)).toBe(-1);
});
