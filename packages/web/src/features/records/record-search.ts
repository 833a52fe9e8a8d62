import type { AuditFilter } from '../../gql/generated/graphql.ts';
import { chosenTypes } from '../../lib/record-words.ts';

/** What of the records is looked at; all of it stands in the address. */
export interface RecordSearch {
  /** A type of record, or an area of them. */
  readonly type?: string | undefined;
  readonly actor?: string | undefined;
  /** Id of what the records are about. */
  readonly subject?: string | undefined;
  /** Days in UTC, both included: `2026-01-31`. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** The ledger of the platform instead of the organization's. */
  readonly ledger?: 'platform' | undefined;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= 100 ? value : undefined;

function day(value: unknown): string | undefined {
  const given = text(value);
  return given !== undefined && DAY.test(given) && !Number.isNaN(Date.parse(given)) ? given : undefined;
}

export function readRecordSearch(search: Readonly<Record<string, unknown>>): RecordSearch {
  const type = text(search.type);
  return {
    type: type !== undefined && chosenTypes(type) !== null ? type : undefined,
    actor: text(search.actor),
    subject: text(search.subject),
    from: day(search.from),
    to: day(search.to),
    ledger: search.ledger === 'platform' ? 'platform' : undefined,
  };
}

/** Whether anything is left out. */
export function isNarrowed({ type, actor, subject, from, to }: RecordSearch): boolean {
  return [type, actor, subject, from, to].some((one) => one !== undefined);
}

/** Why the days name no time at all; null where they do. */
export function dayRefusal({ from, to }: RecordSearch): string | null {
  return from !== undefined && to !== undefined && from > to ? 'This day is before the first one.' : null;
}

export function filterOf(search: RecordSearch): AuditFilter {
  return {
    types: chosenTypes(search.type ?? null),
    actorId: search.actor ?? null,
    subjectId: search.subject ?? null,
    from: search.from === undefined ? null : `${search.from}T00:00:00.000Z`,
    to: search.to === undefined ? null : dayAfter(search.to),
  };
}

/** Where the same records are a file. */
export function exportAddress(organizationId: string, search: RecordSearch, format: 'csv' | 'jsonl'): string {
  const { types, actorId, subjectId, from, to } = filterOf(search);
  const query = new URLSearchParams();
  const given = { types: types?.join(','), actorId, subjectId, from, to };
  for (const [name, value] of Object.entries(given)) if (value) query.set(name, value);
  const asked = query.toString();
  return `/ledger/${encodeURIComponent(organizationId)}/records.${format}${asked === '' ? '' : `?${asked}`}`;
}

/** `to` is included here and excluded there. */
function dayAfter(given: string): string {
  return new Date(Date.parse(given) + DAY_MS).toISOString();
}
