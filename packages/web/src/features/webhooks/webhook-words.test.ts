import { describe, expect, it } from 'vitest';
import { EVENT_CHOICES, eventsInWords, outcomeOf, webhookState } from './webhook-words.ts';

const NOW = new Date('2026-11-24T10:00:00');
const progress = { nextSequence: '4', failedAttempts: 0, failingSince: null, nextAttemptAt: null };

describe('how a webhook is doing', () => {
  it('is said of one that gets through, fails, was turned off by somebody, or by the server', () => {
    const failing = { ...progress, failingSince: '2026-11-24T09:00:00', nextAttemptAt: '2026-11-24T10:05:00' };
    const reason = 'The receiver answered 410 Gone.';
    expect([
      webhookState({ active: true, disabledReason: null, progress }, NOW),
      webhookState({ active: true, disabledReason: null, progress: failing }, NOW),
      webhookState({ active: false, disabledReason: null, progress: failing }, NOW),
      webhookState({ active: false, disabledReason: reason, progress }, NOW),
    ]).toEqual([
      { mark: 'pass', word: 'On', detail: null },
      { mark: 'warn', word: 'Failing since 09:00', detail: 'Next attempt at 10:05; what follows waits.' },
      { mark: 'not-allowed', word: 'Off', detail: null },
      { mark: 'fail', word: 'Turned off by the server', detail: reason },
    ]);
  });
});

describe('how an attempt ended', () => {
  it('is its status, or that no answer came, with what went wrong', () => {
    expect(outcomeOf({ statusCode: 204, error: null })).toEqual({ mark: 'pass', word: '204', detail: null });
    expect(outcomeOf({ statusCode: 500, error: 'It failed.' })).toMatchObject({ mark: 'fail', word: '500' });
    expect(outcomeOf({ statusCode: null, error: 'It is away.' })).toMatchObject({ word: 'No answer' });
  });
});

describe('the events to choose from', () => {
  it('are types alone, each with its own name', () => {
    const values = EVENT_CHOICES.flatMap(({ items }) => items.map(({ value }) => value));
    expect(values).toContain('request.submitted');
    expect(values.filter((value) => value.startsWith('all:'))).toEqual([]);
    expect(eventsInWords([])).toBe('All about requests and certificates');
    expect(eventsInWords(['request.submitted'])).toBe('1 type of event');
  });
});
