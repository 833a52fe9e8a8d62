import { expect, test } from 'vitest';
import { standingOf } from './token-words.ts';

const NOW = new Date('2026-05-12T09:00:00Z');

test('a token works, soon ends, has expired or was revoked', () => {
  const words = (expiresAt: string | null, revokedAt: string | null = null) => {
    const { mark, isOver } = standingOf({ expiresAt, revokedAt }, NOW);
    return [mark, isOver];
  };
  expect(words('2026-12-01T00:00:00Z')).toEqual(['pass', false]);
  expect(words('2026-05-20T00:00:00Z')).toEqual(['warn', false]);
  expect(words('2026-05-12T09:00:00Z')).toEqual(['not-allowed', true]);
  expect(words('2026-12-01T00:00:00Z', '2026-05-01T00:00:00Z')).toEqual(['not-allowed', true]);
  expect(words(null)).toEqual(['pass', false]);
});

test('what soon ends says in how long', () => {
  expect(standingOf({ expiresAt: '2026-05-19T09:00:00Z', revokedAt: null }, NOW).word).toBe('ends in 7 d');
});
