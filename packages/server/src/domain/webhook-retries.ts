/** What came back, or why nothing did. */
export interface WebhookAnswer {
  /** Null: there was no answer. */
  readonly statusCode: number | null;
  readonly durationMs: number;
  /** The beginning of what it said. */
  readonly body: string;
  /** What went wrong, in words for people; null: it was accepted. */
  readonly error: string | null;
  /** What the receiver asked for by Retry-After, ms. */
  readonly retryAfterMs: number | null;
}

export type WebhookVerdict =
  | { readonly kind: 'accepted' }
  /** The receiver wants no more of it (410 Gone), or nothing has got through for too long. */
  | { readonly kind: 'disable'; readonly reason: string }
  /** The receiver answers, and refuses this one for good: those behind it are not kept waiting any longer. */
  | { readonly kind: 'give-up' }
  | { readonly kind: 'retry'; readonly at: Date };

/** Of one event, and of the webhook as a whole. */
export interface WebhookFailures {
  /** Attempts at this event so far, with the one just made. */
  readonly attempts: number;
  /** Of the first attempt at this event that failed. */
  readonly eventFailingSince: Date;
  /** Nothing was accepted since. */
  readonly failingSince: Date;
}

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

const FIRST_PAUSE_MS = 2 * SECOND_MS;
const LONGEST_PAUSE_MS = HOUR_MS;
/** Nobody can ask for more. */
const LONGEST_WISH_MS = 6 * HOUR_MS;
/** An event that the receiver refuses is tried for so long. */
const GIVE_UP_AFTER_MS = 3 * DAY_MS;
/** A webhook that gets nothing through is turned off after so long. */
const DISABLE_AFTER_MS = 5 * DAY_MS;
const GONE = 410;
/** 4xx that say nothing of the event: time-out, too early, too many requests. */
const PASSING = new Set([408, 425, 429]);

/** What follows from an answer. `random` is from 0 to 1. */
export function judgeAnswer(
  answer: WebhookAnswer,
  failures: WebhookFailures,
  now: Date,
  random: number,
): WebhookVerdict {
  const { statusCode, error } = answer;
  if (error === null) return { kind: 'accepted' };
  if (statusCode === GONE) {
    return { kind: 'disable', reason: 'The receiver answered 410 Gone: it wants no more events.' };
  }
  if (now.getTime() - failures.failingSince.getTime() >= DISABLE_AFTER_MS) {
    return { kind: 'disable', reason: `Nothing was accepted for 5 days; the last attempt: ${error}` };
  }
  const isRefusal = statusCode !== null && statusCode >= 400 && statusCode < 500 && !PASSING.has(statusCode);
  if (isRefusal && now.getTime() - failures.eventFailingSince.getTime() >= GIVE_UP_AFTER_MS) return { kind: 'give-up' };
  return { kind: 'retry', at: new Date(now.getTime() + pauseAfter(failures.attempts, answer.retryAfterMs, random)) };
}

/** 2 s after the first failure, twice that after each further one, an hour at most; a fifth more or less by chance. */
export function pauseAfter(attempts: number, retryAfterMs: number | null, random: number): number {
  const doubled = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempts - 1, 30), LONGEST_PAUSE_MS);
  const pause = Math.round(doubled * (0.8 + 0.4 * random));
  return Math.max(pause, Math.min(retryAfterMs ?? 0, LONGEST_WISH_MS));
}

/** RFC 9110 §10.2.3: seconds, or a date; null for anything else. */
export function readRetryAfter(text: string | undefined, now: Date): number | null {
  const value = text?.trim() ?? '';
  if (/^\d{1,9}$/.test(value)) return Number(value) * SECOND_MS;
  const date = Date.parse(value);
  return /^[A-Z][a-z]{2},/.test(value) && !Number.isNaN(date) ? Math.max(date - now.getTime(), 0) : null;
}
