const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const dayWithYear = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/** `12 May`, with its year where it is not that of `now`; in UTC, as all of the figures. */
export function utcDay(date: Date, now: Date): string {
  return (date.getUTCFullYear() === now.getUTCFullYear() ? day : dayWithYear).format(date);
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });

/** `12 May, 09:02`, in UTC. */
export const utcMoment = (date: Date, now: Date): string => `${utcDay(date, now)}, ${clock.format(date)}`;

/** `12 Apr to 12 May`, `5 May` alone. */
export function rangeWords(first: string, last: string, now: Date): string {
  const from = utcDay(new Date(first), now);
  return first === last ? from : `${from} to ${utcDay(new Date(last), now)}`;
}

/** A length of time as a figure: its leading number large, the rest beside it. */
export interface TimeFigure {
  readonly number: string;
  readonly rest: string;
}

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

/** `41 min`, `2 h 46 m`, `1 d 3 h`; under a minute in seconds. */
export function timeFigure(seconds: number): TimeFigure {
  if (seconds < MINUTE) return { number: String(Math.floor(seconds)), rest: 's' };
  if (seconds < HOUR) return { number: String(Math.floor(seconds / MINUTE)), rest: 'min' };
  const [unit, small, of] = seconds < DAY ? (['h', 'm', HOUR] as const) : (['d', 'h', DAY] as const);
  const left = Math.floor((seconds % of) / (of === HOUR ? MINUTE : HOUR));
  return { number: String(Math.floor(seconds / of)), rest: left === 0 ? unit : `${unit} ${left} ${small}` };
}

export function timeWords(seconds: number): string {
  const { number, rest } = timeFigure(seconds);
  return `${number} ${rest}`;
}

/** The time before, without its unit where that is the same: `47 before`. */
export function beforeWords(seconds: number | null, now: number | null): string {
  if (seconds === null) return 'none before';
  const then = timeFigure(seconds);
  const isSame = now !== null && then.rest === timeFigure(now).rest;
  return `${isSame ? then.number : `${then.number} ${then.rest}`} before`;
}

/** An edge of a bin on the axis; the unit only where it changes or the number is a whole of it. */
export function edgeWords(seconds: number): string {
  if (seconds === 0) return '0';
  if (seconds < HOUR) return seconds === 300 ? '5 m' : String(seconds / MINUTE);
  if (seconds < DAY) {
    const hours = seconds / HOUR;
    const number = Number.isInteger(hours) ? String(hours) : `${Math.floor(hours)}½`;
    return [1, 2, 4, 8].includes(hours) ? `${number} h` : number;
  }
  return seconds === DAY ? '24 h' : `${seconds / DAY} d`;
}

/** A bin in words: `under 5 min`, `1 h to 1 h 30 m`, `7 d or longer`. */
export function binWords(from: number, to: number | null): string {
  if (to === null) return `${timeWords(from)} or longer`;
  return from === 0 ? `under ${timeWords(to)}` : `${timeWords(from)} to ${timeWords(to)}`;
}
