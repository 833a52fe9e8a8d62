import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeAnswer, pauseAfter, readRetryAfter, type WebhookAnswer } from './webhook-retries.ts';

const NOW = new Date('2026-11-24T10:00:00.000Z');
const HOUR_MS = 3_600_000;
const ago = (hours: number) => new Date(NOW.getTime() - hours * HOUR_MS);
const answered = (statusCode: number | null, more: Partial<WebhookAnswer> = {}): WebhookAnswer => ({
  statusCode,
  durationMs: 1,
  body: '',
  error: statusCode !== null && statusCode < 300 ? null : 'it failed',
  retryAfterMs: null,
  ...more,
});
const failing = (event: number, webhook = event) => ({
  attempts: 3,
  eventFailingSince: ago(event),
  failingSince: ago(webhook),
});

describe('what follows from an answer', () => {
  it.each([200, 202, 299])('%i is acceptance, however long it failed before', (status) => {
    expect(judgeAnswer(answered(status), failing(1_000), NOW, 0.5)).toEqual({ kind: 'accepted' });
  });

  it.each([null, 301, 400, 401, 404, 408, 429, 500, 503])('%s is tried again', (status) => {
    expect(judgeAnswer(answered(status), failing(71), NOW, 0.5).kind).toBe('retry');
  });

  it('410 Gone turns the webhook off at once', () => {
    expect(judgeAnswer(answered(410), failing(0), NOW, 0.5)).toMatchObject({ kind: 'disable' });
  });

  it.each([400, 401, 404, 422])('an event refused with %i for three days is passed over', (status) => {
    expect(judgeAnswer(answered(status), failing(72), NOW, 0.5).kind).toBe('give-up');
  });

  it.each([null, 302, 408, 425, 429, 500, 503])('no event is passed over because of %s', (status) => {
    expect(judgeAnswer(answered(status), failing(119), NOW, 0.5).kind).toBe('retry');
  });

  it.each([null, 404, 500])('a webhook that gets nothing through for five days (%s) is turned off', (status) => {
    expect(judgeAnswer(answered(status), failing(2, 120), NOW, 0.5)).toMatchObject({ kind: 'disable' });
  });
});

describe('the pause before the next attempt', () => {
  it('doubles from two seconds to an hour, a fifth more or less', () => {
    expect([1, 2, 3, 11, 12, 13, 500].map((attempts) => pauseAfter(attempts, null, 0.5))).toEqual([
      2_000, 4_000, 8_000, 2_048_000, 3_600_000, 3_600_000, 3_600_000,
    ]);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempts, random) => {
          const middle = pauseAfter(attempts, null, 0.5);
          const pause = pauseAfter(attempts, null, random);
          expect(pause).toBeGreaterThanOrEqual(middle * 0.79);
          expect(pause).toBeLessThanOrEqual(middle * 1.21);
        },
      ),
    );
  });

  it('is as long as the receiver asks, if that is longer, and six hours at most', () => {
    expect(pauseAfter(1, 90_000, 0.5)).toBe(90_000);
    expect(pauseAfter(12, 90_000, 0.5)).toBe(HOUR_MS);
    expect(pauseAfter(1, 900 * HOUR_MS, 0.5)).toBe(6 * HOUR_MS);
  });
});

describe('Retry-After', () => {
  it.each([
    ['120', 120_000],
    ['0', 0],
    ['Tue, 24 Nov 2026 10:01:00 GMT', 60_000],
    ['Tue, 24 Nov 2026 09:00:00 GMT', 0],
    ['soon', null],
    ['-5', null],
    ['', null],
    [undefined, null],
  ])('%s is %s ms', (text, expected) => {
    expect(readRetryAfter(text, NOW)).toBe(expected);
  });
});
