import { expect, test } from 'vitest';
import { counted, listed } from './wording.ts';

test('a list reads as a person would write it', () => {
  expect(listed([])).toBe('none');
  expect(listed(['a'])).toBe('a');
  expect(listed(['a', 'b'])).toBe('a and b');
  expect(listed(['a', 'b', 'c'])).toBe('a, b and c');
});

test('a long list is cut and says how much is left', () => {
  expect(listed(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more');
  expect(listed(['a', 'b'], 2)).toBe('a and b');
});

test('one is singular, everything else is plural', () => {
  expect([counted(0, 'day'), counted(1, 'day'), counted(2, 'day')]).toEqual(['0 days', '1 day', '2 days']);
});
