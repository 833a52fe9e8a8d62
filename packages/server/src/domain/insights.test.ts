import { describe, expect, it } from 'vitest';
import { depthMoments, expiryWeeks, insightRange, rangeBefore } from './insights.ts';

const NOW = new Date('2026-11-24T09:30:00.000Z');
const at = (text: string) => new Date(text);

describe('the range of insights', () => {
  it('ends now where it would reach into what is to come', () => {
    const range = insightRange(at('2026-11-01T00:00:00Z'), at('2026-11-25T00:00:00Z'), NOW);
    expect(range).toEqual({ from: at('2026-11-01T00:00:00Z'), to: NOW });
    const past = { from: at('2026-10-01T00:00:00Z'), to: at('2026-10-08T00:00:00Z') };
    expect(insightRange(past.from, past.to, NOW)).toEqual(past);
  });

  it.each([
    ['2026-11-02T00:00:00Z', '2026-11-01T00:00:00Z', 'to', /ends before it begins/],
    ['2026-11-02T00:00:00Z', '2026-11-02T00:00:00Z', 'to', /ends before it begins/],
    ['2025-01-01T00:00:00Z', '2026-01-02T00:00:00.001Z', 'to', /longer than 366 days/],
    ['2026-11-24T09:30:00Z', '2026-11-25T00:00:00Z', 'from', /has not begun yet/],
  ])('from %s to %s is refused, saying what to mend', (from, to, field, why) => {
    const refusal = { code: 'INVALID_INPUT', field: [field], message: expect.stringMatching(why) };
    expect(() => insightRange(at(from), at(to), NOW)).toThrow(expect.objectContaining(refusal));
  });

  it('of exactly 366 days is taken', () => {
    expect(() => insightRange(at('2025-01-01T00:00:00Z'), at('2026-01-02T00:00:00Z'), NOW)).not.toThrow();
  });

  it('is compared with the time just before it, of the same length', () => {
    const range = { from: at('2026-11-10T00:00:00Z'), to: at('2026-11-12T06:00:00Z') };
    expect(rangeBefore(range)).toEqual({ from: at('2026-11-07T18:00:00Z'), to: range.from });
  });

  it.each([
    [1, 1],
    [8, 1],
    [31, 4],
    [91, 12],
    [366, 48],
  ])('of %i days is looked at every %i hours, and at its end', (days, hours) => {
    const from = at('2025-03-01T00:00:00Z');
    const to = new Date(from.getTime() + days * 86_400_000 - 600_000);
    const moments = depthMoments({ from, to });
    expect(moments[0]).toEqual(from);
    expect(moments.at(-1)).toEqual(to);
    expect((moments[1]?.getTime() ?? 0) - from.getTime()).toBe(hours * 3_600_000);
    expect(moments.length).toBeLessThanOrEqual(202);
  });
});

describe('weeks of expiry', () => {
  it.each([
    ['2026-11-22T23:59:59.999Z', '2026-11-16'],
    ['2026-11-23T00:00:00.000Z', '2026-11-23'],
    ['2027-01-01T12:00:00.000Z', '2026-12-28'],
  ])('begin on a Monday (UTC): at %s on %s', (now, monday) => {
    const weeks = expiryWeeks(at(now));
    expect(weeks).toHaveLength(13);
    expect(weeks[0]?.toISOString()).toBe(`${monday}T00:00:00.000Z`);
    expect(weeks.every((week) => week.getUTCDay() === 1)).toBe(true);
  });
});
