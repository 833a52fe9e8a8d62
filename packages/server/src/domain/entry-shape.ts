import { type AuditEntry, TIMESTAMP } from './audit-record.ts';
import type { JsonObject, JsonValue } from './audit-record-types.ts';

/** What an entry repeats of what stands beside it: patterns, or references to earlier groups. */
export interface EntryReferences {
  readonly seq: string;
  readonly subjectId: string;
  readonly actorId: string;
}

/** The inside of a canonical string that needs no escape. */
export const PLAIN_TEXT = '[^"\\\\\\x00-\\x1f]*';
/**
 * Some characters, to be compared with the hash that belongs there. To count them, or to tell digits from letters, which no
 * processor can foresee, would take as long as all the rest of an entry.
 */
export const HASH_SHAPE = '[0-~]*';
/** With fewer digits than 2^53 has. */
export const PLAIN_COUNT = '(?:0|[1-9]\\d{0,14})';

/** As CanonicalScanner takes them. */
const ESCAPE = String.raw`\\(?:["\\bfnrt]|u00(?:0[0-7bef]|1[0-9a-f]))`;
const TEXT = `"${PLAIN_TEXT}(?:${ESCAPE}${PLAIN_TEXT})*"`;
const SCALAR = `(?:${TEXT}|0|-?[1-9]\\d{0,14}|true|false|null)`;
const SCALARS = `\\[(?:${SCALAR}(?:,${SCALAR})*)?\\]`;
/** In characters: a longer pattern costs more than it saves. */
const LONGEST_SHAPE = 8_000;

/**
 * A pattern for entries with the type and the members of a canonical one: only strings, numbers, literals and lists of them
 * may differ. It is for text with a character a byte (latin1), and has two groups, `prev` and `ts`. Whatever it matches in
 * full is a canonical entry, if these bytes are UTF-8 and no more than MAX_ENTRY_BYTES, and `prev` is a hash. Not every
 * canonical entry with these members matches: none with a number of 16 digits or an escape in the ids that are repeated does. Null where the pattern would
 * be too long.
 */
export function entryShape(entry: string, { seq, subjectId, actorId }: EntryReferences): string | null {
  const { detail, org, subject, type } = JSON.parse(entry) as AuditEntry;
  const shape =
    `\\{"actor":\\{"id":"${actorId}","kind":${TEXT},"name":${TEXT}\\},"detail":${objectShape(detail)},` +
    `"org":${literal(org)},"prev":"(${HASH_SHAPE})","seq":${seq},` +
    `"subject":\\{"id":"${subjectId}","kind":${literal(subject.kind)}\\},` +
    `"ts":"(${TIMESTAMP})","type":${literal(type)},"v":1\\}`;
  return shape.length > LONGEST_SHAPE ? null : shape;
}

function objectShape(object: JsonObject): string {
  const members = Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1));
  return `\\{${members.map(([key, value]) => `"${key}":${valueShape(value)}`).join(',')}\\}`;
}

function valueShape(value: JsonValue | undefined): string {
  if (isList(value)) return value.some(isNested) ? `\\[${value.map(valueShape).join(',')}\\]` : SCALARS;
  return isObject(value) ? objectShape(value) : SCALAR;
}

function isNested(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null;
}

/** `Array.isArray` that also narrows a readonly list. */
function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** A pattern for exactly this string, as it stands in canonical JSON. */
function literal(text: string): string {
  const bytes = Buffer.from(JSON.stringify(text)).toString('latin1');
  return bytes.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
