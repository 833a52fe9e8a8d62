import { describe, expect, it } from 'vitest';
import { formatAgo, formatCount, formatDuration, formatExact, formatMoment, formatUtcClock } from './time.ts';

const minutes = (count: number): number => count * 60_000;

describe('formatDuration', () => {
  it('names the two leading units and leaves out a zero', () => {
    expect(formatDuration(4_900)).toBe('4 s');
    expect(formatDuration(minutes(19))).toBe('19 min');
    expect(formatDuration(minutes(72))).toBe('1 h 12 m');
    expect(formatDuration(minutes(120))).toBe('2 h');
    expect(formatDuration(minutes(60 * 51))).toBe('2 d 3 h');
  });

  it('never goes below zero', () => expect(formatDuration(-5)).toBe('0 s'));
});

describe('moments', () => {
  const now = new Date(2026, 4, 12, 12, 0);

  it('are a time today, a weekday within six days, and a date beyond', () => {
    expect(formatMoment(new Date(2026, 4, 12, 9, 2), now)).toBe('09:02');
    expect(formatMoment(new Date(2026, 4, 15, 9, 2), now)).toBe('Fri, 09:02');
    expect(formatMoment(new Date(2026, 5, 15, 9, 2), now)).toBe('15 Jun, 09:02');
    expect(formatMoment(new Date(2027, 1, 3, 9, 2), now)).toBe('3 Feb 2027, 09:02');
  });

  it('have an exact form in UTC', () => {
    const date = new Date('2026-05-12T09:02:14.007Z');
    expect(formatExact(date)).toBe('2026-05-12 09:02:14 UTC');
    expect(formatUtcClock(date)).toBe('09:02:14.007');
  });

  it('are "just now" within the first second', () => {
    expect(formatAgo(now, now)).toBe('just now');
    expect(formatAgo(new Date(now.getTime() - 4_000), now)).toBe('4 s ago');
  });
});

describe('formatCount', () => {
  it('groups thousands of numbers and of decimal text beyond 2^53', () => {
    expect(formatCount(1284602)).toBe('1,284,602');
    expect(formatCount('9007199254740993')).toBe('9,007,199,254,740,993');
  });
});
