import { ACTOR_KINDS, type Actor } from './actor.ts';
import {
  AUDIT_RECORD_TYPES,
  type AuditRecordType,
  type JsonObject,
  type RecordDraft,
  type SubjectKind,
} from './audit-record-types.ts';
import { canonicalJson, canonicalString } from './canonical-json.ts';
import { CanonicalScanner } from './canonical-scanner.ts';
import { DomainError } from './errors.ts';

/** An entry's limit in bytes of UTF-8; larger things go in by their SHA-256. */
export const MAX_ENTRY_BYTES = 65_535;

/** A pattern: RFC 3339, UTC, milliseconds, of one width, so that text order is time order. */
export const TIMESTAMP = String.raw`\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z`;
const WHOLE_TIMESTAMP = new RegExp(`^${TIMESTAMP}$`);
const SUBJECT_KINDS = Object.keys({
  organization: true,
  request: true,
  certificate: true,
  profile: true,
  user: true,
  device: true,
  token: true,
  ca: true,
  change: true,
  setting: true,
  webhook: true,
} satisfies Record<SubjectKind, true>);
const HASH = /^[0-9a-f]{64}$/;

/** What the place of a record adds at most: ledger name 48, prev 64, seq 16, ts 24 characters, and their keys. */
const LARGEST_PLACE_BYTES = 192;

/** A draft whose parts are already canonical text; only its place in the chain is still open. */
export interface PreparedRecord {
  readonly type: AuditRecordType;
  readonly subjectId: string;
  /** The entry up to and with `"org":`. */
  readonly head: string;
  /** From `,"subject":` up to and with `"ts":`. */
  readonly middle: string;
  /** From `,"type":` to the end. */
  readonly tail: string;
  /** Of head, middle and tail together, in UTF-8. */
  readonly byteLength: number;
}

/** Where a record stands: the value of its `org` member, the hash before it, its number and its time (RFC 3339, ms). */
export interface RecordPlace {
  readonly ledger: string;
  readonly prev: string;
  readonly seq: number;
  readonly ts: string;
}

/** A record as it is read back from its stored text. */
export interface AuditEntry {
  readonly actor: Actor;
  readonly detail: JsonObject;
  readonly org: string;
  readonly prev: string;
  readonly seq: number;
  readonly subject: RecordDraft['subject'];
  readonly ts: string;
  readonly type: AuditRecordType;
  readonly v: 1;
}

/** Serialises all that does not depend on the place, ahead of the commit. Too large a record is an INVALID_INPUT. */
export function prepareDraft(draft: RecordDraft): PreparedRecord {
  const { id, kind, name } = draft.actor;
  const head = `{"actor":${canonicalJson({ id, kind, name })},"detail":${canonicalJson(draft.detail)},"org":`;
  const middle = `,"subject":${canonicalJson({ id: draft.subject.id, kind: draft.subject.kind })},"ts":`;
  const tail = `,"type":"${draft.type}","v":1}`;
  const byteLength = Buffer.byteLength(head) + Buffer.byteLength(middle) + tail.length;
  // Room for any place is kept, so that a record that passes here cannot fail the batch it is committed in.
  refuseTooLarge(byteLength + LARGEST_PLACE_BYTES);
  return { type: draft.type, subjectId: draft.subject.id, head, middle, tail, byteLength };
}

/** The exact text to store and hash, members in RFC 8785 order. */
export function renderEntry(prepared: PreparedRecord, place: RecordPlace): string {
  const org = `${canonicalString(place.ledger)},"prev":"${place.prev}","seq":${place.seq}`;
  const ts = `"${place.ts}"`;
  refuseTooLarge(prepared.byteLength + Buffer.byteLength(org) + ts.length);
  return prepared.head + org + prepared.middle + ts + prepared.tail;
}

function refuseTooLarge(bytes: number): void {
  if (bytes <= MAX_ENTRY_BYTES) return;
  throw new DomainError(
    'INVALID_INPUT',
    `This would make a ledger record of ${bytes} bytes; a record holds ${MAX_ENTRY_BYTES}. Shorten the text or the list of names.`,
  );
}

/** True if the text is byte for byte what this ledger writes: canonical JSON, the right members, within the size limit. */
export function isCanonicalEntry(entry: string): boolean {
  return scanPlace(entry) !== null;
}

/**
 * One pass over an entry: its place, or null where it is not the canonical text of a record. A `prev` that is the expected
 * one is not looked at any closer.
 */
export function scanPlace(entry: string, expectedPrev = ''): RecordPlace | null {
  if (isTooLarge(entry)) return null;
  const scan = new CanonicalScanner(entry);
  if (!scanActorAndDetail(scan)) return null;
  const ledger = scanInside(scan);
  if (ledger === null || !scan.literal(',"prev":')) return null;
  const prev = scanInside(scan);
  if (prev === null || !(prev === expectedPrev || HASH.test(prev)) || !scan.literal(',"seq":')) return null;
  const number = scan.at;
  if (!scan.integer()) return null;
  const seq = Number(entry.slice(number, scan.at));
  if (seq < 0 || !scanSubject(scan)) return null;
  const ts = scanInside(scan);
  if (ts === null || !WHOLE_TIMESTAMP.test(ts)) return null;
  if (!scan.literal(',"type":') || !scan.string() || !scan.literal(',"v":1}') || !scan.ended) return null;
  return { ledger, prev, seq, ts };
}

/** Moves past a string, and gives it as it stands between its quotes, escapes and all; null where there is none. */
function scanInside(scan: CanonicalScanner): string | null {
  const start = scan.at + 1;
  return scan.string() ? scan.text.slice(start, scan.at - 1) : null;
}

function scanActorAndDetail(scan: CanonicalScanner): boolean {
  return (
    scan.literal('{"actor":{"id":') &&
    scan.string() &&
    scan.literal(',"kind":') &&
    scan.string() &&
    scan.literal(',"name":') &&
    scan.string() &&
    scan.literal('},"detail":') &&
    scan.object(1) &&
    scan.literal(',"org":')
  );
}

function scanSubject(scan: CanonicalScanner): boolean {
  return (
    scan.literal(',"subject":{"id":') &&
    scan.string() &&
    scan.literal(',"kind":') &&
    scan.string() &&
    scan.literal('},"ts":')
  );
}

function isTooLarge(entry: string): boolean {
  // A UTF-16 unit takes three bytes of UTF-8 at most: short entries need no counting.
  return entry.length * 3 > MAX_ENTRY_BYTES && Buffer.byteLength(entry) > MAX_ENTRY_BYTES;
}

/** Reads a stored entry; throws an Error in plain words where it is not a record of this ledger. */
export function readEntry(entry: string): AuditEntry {
  if (!isCanonicalEntry(entry)) throw new Error('The entry is not the canonical text of a ledger record.');
  const value = JSON.parse(entry) as AuditEntry;
  requireKnown(ACTOR_KINDS, 'kind of actor', value.actor.kind);
  requireKnown(SUBJECT_KINDS, 'kind of subject', value.subject.kind);
  requireKnown(AUDIT_RECORD_TYPES, 'type', value.type);
  return value;
}

function requireKnown(known: readonly string[], what: string, text: string): void {
  if (!known.includes(text)) throw new Error(`The entry has an unknown ${what}: ${text}.`);
}
