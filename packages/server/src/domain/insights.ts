import { DomainError } from './errors.ts';

/** A length of time, its end excluded. */
export interface InsightRange {
  readonly from: Date;
  readonly to: Date;
}

export const LONGEST_RANGE_DAYS = 366;
/** Monday to Monday, UTC. */
export const EXPIRY_WEEKS = 12;
/**
 * Where the bins of the times to decision begin, in seconds: a bin holds what took so long or longer, and less than the next;
 * the last has no end. Fine where most decisions fall, coarse behind.
 */
export const DECISION_BINS = [
  0, 300, 600, 1_200, 1_800, 2_700, 3_600, 5_400, 7_200, 10_800, 14_400, 21_600, 28_800, 43_200, 86_400, 259_200,
  604_800,
] as const;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
/** The distance of two looks at the queue, in hours: the smallest that keeps them few enough to draw. */
const STEPS = [1, 2, 3, 4, 6, 8, 12, 24, 48] as const;
const MOST_MOMENTS = 200;
/** 1970 began on a Thursday. */
const FIRST_MONDAY = 4 * DAY;

/** The range that is asked for, as far as it is past: nothing is known of what is to come. */
export function insightRange(from: Date, to: Date, now: Date): InsightRange {
  if (from >= to) {
    throw wrong('to', 'The range ends before it begins: from is included and to is not, so to is later than from.');
  }
  if (to.getTime() - from.getTime() > LONGEST_RANGE_DAYS * DAY) {
    throw wrong('to', `The range is longer than ${LONGEST_RANGE_DAYS} days. Ask for parts of it.`);
  }
  if (from >= now) throw wrong('from', 'The range has not begun yet. Let it begin in the past.');
  return { from, to: to < now ? to : now };
}

/** The time just before, as long as the range itself. */
export function rangeBefore({ from, to }: InsightRange): InsightRange {
  return { from: new Date(2 * from.getTime() - to.getTime()), to: from };
}

/** When the queue is looked at: at the beginning of the range, at even steps, and at its end. */
export function depthMoments({ from, to }: InsightRange): Date[] {
  const length = to.getTime() - from.getTime();
  const step = HOUR * (STEPS.find((hours) => length / (hours * HOUR) <= MOST_MOMENTS) ?? 48);
  const moments: Date[] = [];
  for (let at = from.getTime(); at < to.getTime(); at += step) moments.push(new Date(at));
  return [...moments, to];
}

/** The Monday (UTC) of this week and of those that follow, and the one after the last of them. */
export function expiryWeeks(now: Date): Date[] {
  const monday = Math.floor((now.getTime() - FIRST_MONDAY) / WEEK) * WEEK + FIRST_MONDAY;
  return Array.from({ length: EXPIRY_WEEKS + 1 }, (_, week) => new Date(monday + week * WEEK));
}

function wrong(field: 'from' | 'to', message: string): DomainError {
  return new DomainError('INVALID_INPUT', message, { field: [field] });
}
