import { describe, expect, test } from 'vitest';
import { deviceStanding, isWaiting, lastAsked } from './device-words.ts';

const NOW = new Date('2026-11-24T08:00:00.000Z');
const later = (days: number): string => new Date(NOW.getTime() + days * 86_400_000).toISOString();
const device = (over: Partial<Parameters<typeof deviceStanding>[0]> = {}) => ({
  revokedAt: null,
  certificateNotAfter: null,
  enrollmentExpiresAt: null,
  ...over,
});

describe('a device', () => {
  test('waits for its enrollment until it has a certificate of its own, or is revoked', () => {
    expect(isWaiting(device())).toBe(true);
    expect(isWaiting(device({ certificateNotAfter: later(1) }))).toBe(false);
    expect(isWaiting(device({ revokedAt: later(-1) }))).toBe(false);
  });

  test('warns where nobody can enroll it any more, and where it is shut out', () => {
    expect(deviceStanding(device({ enrollmentExpiresAt: later(-1) }), NOW).mark).toBe('warn');
    expect(deviceStanding(device({ enrollmentExpiresAt: later(1) }), NOW).mark).toBe('later');
    expect(deviceStanding(device({ certificateNotAfter: later(-1) }), NOW).mark).toBe('warn');
    expect(deviceStanding(device({ certificateNotAfter: later(9) }), NOW).mark).toBe('pass');
    expect(deviceStanding(device({ certificateNotAfter: later(9), revokedAt: later(-1) }), NOW).mark).toBe('fail');
  });

  test('says when it last asked', () => {
    expect(lastAsked(null, NOW)).toBe('never');
    expect(lastAsked(later(-2), NOW)).toBe('2 d ago');
  });
});
