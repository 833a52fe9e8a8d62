import type { JsonObject, JsonValue } from '../audit-record-types.ts';
import type { Source } from './told-record.ts';

/** What a record says of one column: its value; or only that a time stands there, not later than the record's own. */
export type Claim =
  | { readonly kind: 'value'; readonly value: JsonValue; readonly by: Source }
  | { readonly kind: 'time'; readonly by: Source };

/** By property name. A column that no record speaks of has none, and is not compared. */
export type Claims = Readonly<Record<string, Claim>>;

/** A row as the records say that it is. */
export interface ExpectedRow {
  /** In words, first in a sentence: `Request apr_…`. */
  readonly thing: string;
  /** The newest record about it. */
  readonly newest: Source;
  readonly claims: Claims;
  /** The newest record took it away: there is no such row. */
  readonly isGone?: boolean;
}

/** Rows by key, as the records say them; null: what they say of it cannot be known. */
export type Rebuilt = Map<string, ExpectedRow | null>;

/** A row as it stands, by property name. Bytes come as their SHA-256. */
export type FoundRow = Readonly<Record<string, unknown>>;

/** Where a table does not say what the records say. */
export interface Difference {
  /** The record that says otherwise. */
  readonly by: Source;
  /** Where that is one of another ledger: the newest about it in its own. */
  readonly own?: Source;
  readonly explanation: string;
  readonly expected: string;
  readonly found: string;
}

/** A claim of `value`; none where the record does not carry it. */
export function says(column: string, value: JsonValue | undefined, by: Source): Claims {
  return value === undefined ? {} : { [column]: { kind: 'value', value, by } };
}

/** Every column of `values` that is there, said by one record. */
export function saysAll(values: JsonObject, by: Source): Claims {
  return Object.fromEntries(
    Object.entries(values).flatMap(([column, value]) => Object.entries(says(column, value, by))),
  );
}

export function saysTime(column: string, by: Source): Claims {
  return { [column]: { kind: 'time', by } };
}

export function sourceOf({ ledger, seq, type, ts }: Source): Source {
  return { ledger, seq, type, ts };
}

/** The claims, but for those of some columns. */
export function without(claims: Claims, columns: readonly string[]): Claims {
  return Object.fromEntries(Object.entries(claims).filter(([column]) => !columns.includes(column)));
}

/** The same row after one more record; null, where what it was before is not known. */
export function afterRecord(row: ExpectedRow | null | undefined, by: Source, claims: Claims): ExpectedRow | null {
  return row ? { ...row, newest: sourceOf(by), claims: { ...row.claims, ...claims } } : null;
}

/** A clock may be put right between a decision and its commit. */
const CLOCK_STEP_MS = 60_000;

/** The first column that is not as it was recorded. */
export function compareRow(expected: ExpectedRow, found: FoundRow): Difference | null {
  for (const [column, claim] of Object.entries(expected.claims)) {
    const difference = compareColumn(expected.thing, column, claim, found[column]);
    if (difference !== null) return difference;
  }
  return null;
}

function compareColumn(thing: string, column: string, claim: Claim, stands: unknown): Difference | null {
  const { by } = claim;
  if (claim.kind === 'value' && isPlainly(stands, claim.value)) return null;
  const found = comparable(stands);
  if (claim.kind === 'value') {
    const expected = comparable(claim.value);
    if (expected === found) return null;
    return { by, explanation: otherValue(thing, column, claim, stands), expected, found };
  }
  if (stands instanceof Date && stands.getTime() <= Date.parse(by.ts) + CLOCK_STEP_MS) return null;
  const explanation =
    stands === null
      ? `${thing} has ${columnName(column)} empty in its table, but ${named(by)} set it.`
      : `${thing} has ${columnName(column)} ${shown(stands)} in its table, later than ${named(by)}, which is of ${by.ts}.`;
  return { by, explanation, expected: `${by.ts} or shortly before`, found };
}

/** Nearly all are: it costs little to see it. */
function isPlainly(stands: unknown, value: JsonValue): boolean {
  return stands === value || (stands instanceof Date && stands.toISOString() === value);
}

const STATUS_WORDS: Readonly<Record<string, string>> = {
  PENDING: 'is still waiting for its decision',
  APPROVED: 'was approved',
  REJECTED: 'was rejected',
  VOIDED: 'was voided',
  WITHDRAWN: 'was withdrawn',
  EXPIRED: 'expired',
};

function otherValue(
  thing: string,
  column: string,
  { value, by }: { readonly value: JsonValue; readonly by: Source },
  stands: unknown,
): string {
  const status = column === 'status' && typeof value === 'string' ? STATUS_WORDS[value] : undefined;
  if (status !== undefined) return `${thing} is ${String(stands)} in its table, but ${named(by)} says it ${status}.`;
  const inTable = `${thing} has ${columnName(column)} ${stands === null ? 'empty' : shown(stands)} in its table`;
  return value === null
    ? `${inTable}, but no record says so; the newest about it is ${named(by)}.`
    : `${inTable}, but ${named(by)} says ${shown(value)}.`;
}

/** `record 17`; with the ledger's name where it is the platform's, which tells of organizations too. */
export function named({ seq, ledger }: Source): string {
  return ledger.startsWith('platform') ? `record ${seq} of the ledger ${ledger}` : `record ${seq}`;
}

/** The name of a property's column in the database. */
function columnName(property: string): string {
  return property.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const MAX_SHOWN = 200;

function shown(value: unknown): string {
  const text = typeof value === 'string' ? `“${value}”` : comparable(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

/**
 * The same text for the same value, whether a record or a table says it: a table may hold what the ledger's JSON cannot,
 * times are RFC 3339, and a member that is null says the same as one that is not there.
 */
function comparable(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, member: unknown) => {
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
    const members = Object.entries(member).filter(([, inner]) => inner !== null);
    return Object.fromEntries(members.sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}
