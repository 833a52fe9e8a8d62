/** What is looked at; all of it stands in the address. */
export interface InsightSearch {
  /** The last so many days, today among them; where no days are named. */
  readonly days?: Days | undefined;
  /** Days in UTC, both included: `2026-01-31`. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly profile?: string | undefined;
  /** The plots that are shown as tables. */
  readonly tables?: readonly Plot[] | undefined;
}

export const DAYS = [7, 30, 90] as const;
export type Days = (typeof DAYS)[number];
export const DEFAULT_DAYS: Days = 30;
export const PLOTS = ['depth', 'times', 'expiry'] as const;
export type Plot = (typeof PLOTS)[number];

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;
const LONGEST_DAYS = 366;

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= 100 ? value : undefined;

function day(value: unknown): string | undefined {
  const given = text(value);
  if (given === undefined || !DAY.test(given)) return undefined;
  const at = new Date(`${given}T00:00:00.000Z`);
  // 30 February is none.
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(given) ? given : undefined;
}

export function readInsightSearch(search: Readonly<Record<string, unknown>>): InsightSearch {
  const from = day(search.from);
  const to = day(search.to);
  const days = DAYS.find((known) => known === Number(search.days));
  const tables = PLOTS.filter((plot) => Array.isArray(search.tables) && search.tables.includes(plot));
  return {
    days: from === undefined && days !== DEFAULT_DAYS ? days : undefined,
    from,
    to: from === undefined ? undefined : to,
    profile: text(search.profile),
    tables: tables.length === 0 ? undefined : tables,
  };
}

/** The first and the last day, in UTC. */
export interface DayRange {
  readonly first: string;
  readonly last: string;
}

/** The days that are looked at. Of the last days, as many again as are named, and today so far. */
export function daysOf({ days, from, to }: InsightSearch, now: Date): DayRange {
  const today = now.toISOString().slice(0, 10);
  if (from !== undefined) return { first: from, last: to ?? today };
  return { first: dayBefore(today, days ?? DEFAULT_DAYS), last: today };
}

/** As the server is asked: the end excluded. */
export function momentsOf({ first, last }: DayRange): { readonly from: string; readonly to: string } {
  return { from: `${first}T00:00:00.000Z`, to: `${dayBefore(last, -1)}T00:00:00.000Z` };
}

/** Why these days cannot be looked at, and at which field; null where they can. */
export function rangeRefusal(
  { first, last }: DayRange,
  now: Date,
): { readonly field: 'from' | 'to'; readonly message: string } | null {
  if (first > now.toISOString().slice(0, 10)) return { field: 'from', message: 'This day is still to come.' };
  if (first > last) return { field: 'to', message: 'This day is before the first one.' };
  const length = (Date.parse(last) - Date.parse(first)) / DAY_MS + 1;
  if (length > LONGEST_DAYS) return { field: 'to', message: `At most ${LONGEST_DAYS} days at once.` };
  return null;
}

/** Where the same figures are a file. */
export function csvAddress(organizationId: string, range: DayRange, profile: string | undefined): string {
  const query = new URLSearchParams(momentsOf(range));
  if (profile !== undefined) query.set('trustProfileId', profile);
  return `/insights/${encodeURIComponent(organizationId)}/figures.csv?${query}`;
}

function dayBefore(given: string, days: number): string {
  return new Date(Date.parse(`${given}T00:00:00.000Z`) - days * DAY_MS).toISOString().slice(0, 10);
}
