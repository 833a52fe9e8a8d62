import { describe, expect, test } from 'vitest';
import { renewsAt } from './renewal-time.ts';

const lived = (days: number) => ({
  notBefore: new Date('2026-11-01T00:00:00.000Z'),
  notAfter: new Date(Date.parse('2026-11-01T00:00:00.000Z') + days * 86_400_000),
});

describe('a certificate is asked for anew', () => {
  test('the days ahead of its end that its profile names', () => {
    expect(renewsAt(lived(90), 30)?.toISOString()).toBe('2026-12-31T00:00:00.000Z');
  });

  test('in the last third of its life, where that is no longer than those days', () => {
    expect(renewsAt(lived(30), 30)?.toISOString()).toBe('2026-11-21T00:00:00.000Z');
    expect(renewsAt(lived(3), 30)?.toISOString()).toBe('2026-11-03T00:00:00.000Z');
  });

  test('never by itself, where its profile does not say so, also in a version from before it could', () => {
    expect(renewsAt(lived(90), null)).toBeNull();
    expect(renewsAt(lived(90), undefined)).toBeNull();
  });
});
