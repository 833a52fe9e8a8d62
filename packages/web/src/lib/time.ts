const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time in its two leading units: `19 min`, `1 h 12 m`, `2 d 3 h`; under a minute in seconds. */
export function formatDuration(milliseconds: number): string {
  const length = Math.max(0, milliseconds);
  if (length < MINUTE) return `${Math.floor(length / SECOND)} s`;
  if (length < HOUR) return `${Math.floor(length / MINUTE)} min`;
  if (length < DAY) return joined(Math.floor(length / HOUR), 'h', Math.floor((length % HOUR) / MINUTE), 'm');
  return joined(Math.floor(length / DAY), 'd', Math.floor((length % DAY) / HOUR), 'h');
}

function joined(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** How long ago, for prose: `just now`, `4 s ago`, `2 h 5 m ago`. */
export function formatAgo(then: Date, now: Date): string {
  const past = now.getTime() - then.getTime();
  return past < SECOND ? 'just now' : `${formatDuration(past)} ago`;
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const clockWithSeconds = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dayWithYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

const startOfDay = (date: Date): number => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

/** Local date, with its year only where it is not this one: `12 May`, `3 Feb 2027`. */
export function formatDay(date: Date, now: Date): string {
  return date.getFullYear() === now.getFullYear() ? day.format(date) : dayWithYear.format(date);
}

/** A moment as near as it needs to be: `09:02` today, `Fri, 09:02` within six days, else `12 May, 09:02`. */
export function formatMoment(date: Date, now: Date): string {
  const days = Math.round((startOfDay(date) - startOfDay(now)) / DAY);
  if (days === 0) return clock.format(date);
  if (Math.abs(days) <= 6) return `${weekday.format(date)}, ${clock.format(date)}`;
  return `${formatDay(date, now)}, ${clock.format(date)}`;
}

/** `09:02:14` today, with the day before it otherwise. */
export function formatSecond(date: Date, now: Date): string {
  const time = clockWithSeconds.format(date);
  return startOfDay(date) === startOfDay(now) ? time : `${formatDay(date, now)}, ${time}`;
}

/** Time of day in UTC with milliseconds, as a ledger states it. */
export function formatUtcClock(date: Date): string {
  return date.toISOString().slice(11, 23);
}

/** The moment in full, for titles and `datetime` tooltips: `2026-05-12 09:02:14 UTC`. */
export function formatExact(date: Date): string {
  return `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

const counted = new Intl.NumberFormat('en-GB');

/** `1,284,602`; takes the decimal text in which a ledger's numbers travel. */
export function formatCount(value: number | string): string {
  return counted.format(typeof value === 'string' ? BigInt(/^\d+$/.test(value) ? value : '0') : value);
}
