import type { Actor } from '../actor.ts';
import type { AuditEntry } from '../audit-record.ts';
import type { JsonObject, JsonValue } from '../audit-record-types.ts';

/** Where something was said. */
export interface Source {
  readonly ledger: string;
  readonly seq: number;
  readonly type: string;
  /** RFC 3339, ms. */
  readonly ts: string;
}

/** A record as the state is rebuilt from it. */
export interface ToldRecord extends Source {
  readonly actor: Actor;
  readonly subjectId: string;
  readonly detail: JsonObject;
}

/** Reads a stored entry whose chain was verified; its place is taken from the row that it stands in. */
export function readToldRecord(ledger: string, seq: number, entry: string): ToldRecord {
  const { actor, detail, subject, ts, type } = JSON.parse(entry) as AuditEntry;
  return { ledger, seq, ts, type, actor, subjectId: subject.id, detail };
}

/** A text in the detail; null where it is null, absent or something else. */
export function textIn(detail: JsonObject, key: string): string | null {
  const value = detail[key];
  return typeof value === 'string' ? value : null;
}

/** An object in the detail; null where it is absent or something else. */
export function objectIn(detail: JsonObject, key: string): JsonObject | null {
  return asObject(detail[key]);
}

export function asObject(value: JsonValue | undefined): JsonObject | null {
  return typeof value === 'object' && value !== null && !isList(value) ? value : null;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
