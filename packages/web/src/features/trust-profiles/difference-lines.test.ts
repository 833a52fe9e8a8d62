import { expect, test } from 'vitest';
import { differenceLines } from './difference-lines.ts';

test('of a list only what comes and goes is shown, and how much stays', () => {
  expect(differenceLines({ field: 'domains', before: '*.a.com, *.b.com, c.com', after: '*.a.com, d.com' })).toEqual({
    removed: ['*.b.com', 'c.com'],
    added: ['d.com'],
    kept: 1,
  });
});

test('of anything else both values are shown; an empty list says so', () => {
  expect(differenceLines({ field: 'maxValidityDays', before: '397', after: '90' })).toEqual({
    removed: ['397'],
    added: ['90'],
    kept: 0,
  });
  expect(differenceLines({ field: 'exceptDomains', before: 'none', after: 'a.com' })).toEqual({
    removed: ['none'],
    added: ['a.com'],
    kept: 0,
  });
});
