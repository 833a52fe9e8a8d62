import { describe, expect, it } from 'vitest';
import { csvAddress, daysOf, momentsOf, rangeRefusal, readInsightSearch } from './insight-search.ts';

const NOW = new Date('2026-05-12T00:30:00.000Z');

describe('what insights are about, in the address', () => {
  it('is the last 30 days of everything where nothing is said', () => {
    expect(readInsightSearch({})).toEqual({});
    expect(daysOf({}, NOW)).toEqual({ first: '2026-04-12', last: '2026-05-12' });
    expect(momentsOf(daysOf({}, NOW))).toEqual({ from: '2026-04-12T00:00:00.000Z', to: '2026-05-13T00:00:00.000Z' });
  });

  it('holds the days, the profile and the tables, and the days named before the last so many', () => {
    const search = {
      from: '2026-01-31',
      to: '2026-02-28',
      days: 7,
      profile: 'dtp_1',
      tables: ['expiry', 'depth', 'x'],
    };
    expect(readInsightSearch(search)).toEqual({
      from: '2026-01-31',
      to: '2026-02-28',
      profile: 'dtp_1',
      tables: ['depth', 'expiry'],
    });
    expect(daysOf(readInsightSearch({ days: '90' }), NOW)).toEqual({ first: '2026-02-11', last: '2026-05-12' });
    expect(daysOf({ from: '2026-05-01' }, NOW)).toEqual({ first: '2026-05-01', last: '2026-05-12' });
  });

  it('forgets what is no day, no number of days and no text', () => {
    expect(readInsightSearch({ from: '2026-02-30', days: 12, profile: 7, tables: 'depth' })).toEqual({});
    expect(readInsightSearch({ to: '2026-02-01' })).toEqual({});
  });

  it.each([
    ['2026-05-13', '2026-05-14', 'from', /still to come/],
    ['2026-05-02', '2026-05-01', 'to', /before the first one/],
    ['2025-05-01', '2026-05-02', 'to', /At most 366 days/],
  ])('refuses the days from %s to %s, at the field to mend', (first, last, field, why) => {
    expect(rangeRefusal({ first, last }, NOW)).toEqual({ field, message: expect.stringMatching(why) });
  });

  it('takes a whole leap year, and a single day', () => {
    expect(rangeRefusal({ first: '2025-05-13', last: '2026-05-12' }, NOW)).toBeNull();
    expect(rangeRefusal({ first: '2026-05-12', last: '2026-05-12' }, NOW)).toBeNull();
  });

  it('is the same in the file', () => {
    expect(csvAddress('org_1', { first: '2026-05-01', last: '2026-05-02' }, 'dtp_1')).toBe(
      '/insights/org_1/figures.csv?from=2026-05-01T00%3A00%3A00.000Z&to=2026-05-03T00%3A00%3A00.000Z&trustProfileId=dtp_1',
    );
  });
});
