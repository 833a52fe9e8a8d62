import { describe, expect, test } from 'vitest';
import { careWords, isUncared, REVOCATION_REASONS, reasonWords, stateOf } from './certificate-words.ts';

const NOW = new Date('2026-11-24T08:00:00.000Z');
const later = (days: number): string => new Date(NOW.getTime() + days * 86_400_000).toISOString();
const certificate = (over: Partial<Parameters<typeof stateOf>[0]> = {}) => ({
  notBefore: later(-60),
  notAfter: later(12),
  revokedAt: null,
  renewsAt: null,
  renewalRefusedAt: null,
  openRenewal: null,
  replacedBy: null,
  ...over,
});

describe('what is said of a certificate', () => {
  test('warns where it ends soon and nothing is on its way, and nowhere else', () => {
    expect(stateOf(certificate(), NOW)).toEqual({ mark: 'warn', word: 'Ends soon' });
    expect(isUncared(certificate({ renewsAt: later(-1), renewalRefusedAt: later(-1) }), NOW)).toBe(true);
    for (const cared of [
      certificate({ openRenewal: { id: 'apr_1' } }),
      certificate({ replacedBy: { id: 'crt_2', serialNumber: '02' } }),
      certificate({ renewsAt: later(2) }),
      certificate({ notAfter: later(31) }),
    ]) {
      expect(stateOf(cared, NOW)).toEqual({ mark: 'pass', word: 'In force' });
    }
  });

  test('says what comes after it', () => {
    const words = (over: Parameters<typeof certificate>[0]) => careWords(certificate(over), NOW);
    expect(words({})).toBe('Not renewed by itself');
    expect(words({ renewsAt: later(2) })).toBe('Renews itself from 26 Nov');
    expect(words({ renewsAt: later(-1) })).toBe('Renews itself within a day');
    expect(words({ renewsAt: later(-1), renewalRefusedAt: later(-1) })).toBe('Its renewal was refused');
    expect(words({ openRenewal: { id: 'apr_1' } })).toBe('Renewal asked');
    expect(words({ revokedAt: later(-1), replacedBy: { id: 'crt_2', serialNumber: '02' } })).toBe('Replaced');
    expect(words({ notAfter: later(-1) })).toBeNull();
  });

  test('knows every reason of revocation by the number that a CRL gives it', () => {
    expect(new Set(Object.values(REVOCATION_REASONS).map(({ code }) => code))).toEqual(new Set([0, 1, 2, 3, 4, 5]));
    expect(reasonWords('KEY_COMPROMISE')).toBe('The private key is not secret any more');
    expect(reasonWords('SOMETHING_NEW')).toBe('SOMETHING_NEW');
  });
});
