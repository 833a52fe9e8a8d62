import { describe, expect, test } from 'vitest';
import { expiryWords, lifetimeShare, standingOf } from './expiry.ts';

const NOW = new Date('2026-11-24T08:00:00.000Z');
const later = (hours: number): string => new Date(NOW.getTime() + hours * 3_600_000).toISOString();

describe('a certificate', () => {
  test('ends soon within thirty days, and then is expired', () => {
    const of = (hours: number) => standingOf({ notBefore: later(-10_000), notAfter: later(hours) }, NOW);
    expect([of(31 * 24), of(30 * 24), of(1), of(0), of(-5)]).toEqual([
      'in-force',
      'ends-soon',
      'ends-soon',
      'expired',
      'expired',
    ]);
  });

  test('is revoked, whatever its dates say', () => {
    const revoked = { notBefore: later(-2), notAfter: later(-1), revokedAt: later(-1.5) };
    expect(standingOf(revoked, NOW)).toBe('revoked');
  });

  test('says in words when it ends, in days from two of them on', () => {
    const said = (hours: number) => expiryWords(new Date(later(hours)), NOW);
    expect([said(12 * 24 + 5), said(47), said(5), said(0.5), said(-30), said(-80)]).toEqual([
      'in 12 days',
      'in 1 d 23 h',
      'in 5 h',
      'in 30 min',
      '1 d 6 h ago',
      '3 days ago',
    ]);
  });

  test('has as much of its life behind it as the clock says, and never more than all', () => {
    const share = (from: number, until: number) =>
      lifetimeShare({ notBefore: later(from), notAfter: later(until) }, NOW);
    expect([share(-30, 10), share(5, 10), share(-5, -1), share(1, 1)]).toEqual([0.75, 0, 1, 1]);
  });
});
