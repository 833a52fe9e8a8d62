import { describe, expect, it } from 'vitest';
import { dayRefusal, exportAddress, filterOf, isNarrowed, readRecordSearch } from './record-search.ts';

describe('what of the records is looked at', () => {
  it('is read from the address, and what it cannot be is left out', () => {
    const search = { type: 'request.approved', actor: 'usr_1', subject: 'apr_1', from: '2026-01-01', to: '2026-01-31' };
    expect(readRecordSearch({ ...search, ledger: 'platform' })).toEqual({ ...search, ledger: 'platform' });
    const nonsense = { type: 'nonsense', actor: 7, subject: '', from: 'yesterday', to: '2026-13-41', ledger: 'x' };
    expect(isNarrowed(readRecordSearch(nonsense))).toBe(false);
    expect(readRecordSearch(nonsense).ledger).toBeUndefined();
  });

  it('holds both days that are named, in UTC', () => {
    expect(filterOf({ from: '2026-01-01', to: '2026-01-31' })).toMatchObject({
      from: '2026-01-01T00:00:00.000Z',
      to: '2026-02-01T00:00:00.000Z',
    });
    expect(dayRefusal({ from: '2026-02-01', to: '2026-01-31' })).toMatch(/before/);
    expect(dayRefusal({ from: '2026-01-31', to: '2026-01-31' })).toBeNull();
  });

  it('is what is exported, and nothing else', () => {
    expect(exportAddress('org_1', {}, 'jsonl')).toBe('/ledger/org_1/records.jsonl');
    const address = exportAddress(
      'org_1',
      { type: 'all:Certificates and keys', actor: 'a&b', to: '2026-01-31' },
      'csv',
    );
    const { pathname, searchParams } = new URL(address, 'https://corp.example');
    expect(pathname).toBe('/ledger/org_1/records.csv');
    expect(searchParams.get('types')?.split(',')).toContain('key.destroyed');
    expect(searchParams.get('actorId')).toBe('a&b');
    expect(searchParams.get('to')).toBe('2026-02-01T00:00:00.000Z');
    expect([...searchParams.keys()]).toEqual(['types', 'actorId', 'to']);
  });
});
