import { describe, expect, test } from 'vitest';
import { certificateFilter, dayRefusal, isNarrowed, readCertificateSearch, takesIn } from './certificate-search.ts';

describe('the address of the certificates', () => {
  test('is read as it was written, and what it cannot mean is left out', () => {
    const given = {
      tab: 'ending',
      q: 'corp.com',
      profile: 'dtp_1',
      expiresFrom: '2026-12-01',
      expiresTo: '2026-12-07',
    };
    expect(readCertificateSearch(given)).toMatchObject(given);
    const wrong = { tab: 'whatever', q: 7, expiresFrom: '2026-02-30', expiresTo: 'soon' };
    expect(Object.values(readCertificateSearch(wrong)).filter(Boolean)).toEqual([]);
  });

  test('takes both days of a range in', () => {
    const filter = certificateFilter({ expiresFrom: '2026-12-01', expiresTo: '2026-12-07' });
    expect(filter.expiresFrom).toBe('2026-12-01T00:00:00.000Z');
    expect(filter.expiresBefore).toBe('2026-12-08T00:00:00.000Z');
  });

  test('says that a range is turned around', () => {
    expect(dayRefusal({ expiresFrom: '2026-12-08', expiresTo: '2026-12-07' })).not.toBeNull();
    expect(dayRefusal({ expiresFrom: '2026-12-07', expiresTo: '2026-12-07' })).toBeNull();
  });

  test('shows what is in force, where it names no tab, and is narrowed by filters alone', () => {
    expect(certificateFilter({})).toMatchObject({ expired: false, revoked: false });
    expect(isNarrowed({ tab: 'revoked' })).toBe(false);
    expect(isNarrowed({ tab: 'revoked', q: 'a' })).toBe(true);
  });

  test('takes in what is issued meanwhile only where it belongs', () => {
    const issued = {
      domains: ['api.corp.com'],
      environment: 'production',
      trustProfile: { id: 'dtp_1' },
      requester: { id: 'usr_1' },
    };
    for (const search of [{}, { tab: 'all' }, { q: 'API', profile: 'dtp_1', environment: 'production' }] as const) {
      expect(takesIn(search, issued)).toBe(true);
    }
    for (const search of [
      { tab: 'revoked' },
      { q: 'vault' },
      { profile: 'dtp_2' },
      { environment: 'staging' },
      { requester: 'dev_1' },
      { expiresFrom: '2026-12-01' },
    ] as const) {
      expect(takesIn(search, issued)).toBe(false);
    }
  });
});
