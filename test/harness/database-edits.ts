import type pg from 'pg';
import { expect } from 'vitest';
import { hashOf, recordsOf, type StoredRecord } from './ledger-world.ts';

/** What somebody with all power over the database can do to a ledger's rows; nothing holds them back. */

export interface Entry {
  readonly seq: number;
  readonly org: string;
  readonly prev: string;
  readonly type: string;
  readonly ts: string;
  readonly subject: { readonly id: string; readonly kind: string };
  readonly actor: { readonly id: string; readonly kind: string; readonly name: string };
  readonly detail: Readonly<Record<string, unknown>>;
}

export function recordAt(records: readonly StoredRecord[], at: number): StoredRecord {
  const record = records.at(at);
  if (record === undefined) throw new Error(`there is no record ${at}`);
  return record;
}

export function entryOf({ entry }: StoredRecord): Entry {
  return JSON.parse(entry);
}

/** The newest record about this, of this type if one is named. */
export function newestAbout(records: readonly StoredRecord[], subjectId: string, type?: string): number {
  const found = records.findLast((record) => {
    const { subject, type: its } = entryOf(record);
    return subject.id === subjectId && (type === undefined || its === type);
  });
  if (found === undefined) throw new Error(`there is no record about ${subjectId}`);
  return found.seq;
}

/** Says one word differently; the text stays of the same length and in canonical form. */
export function reworded({ entry }: StoredRecord): string {
  const other = entry.replace(/"name":"(.)/, (_whole, letter: string) => `"name":"${letter === 'x' ? 'y' : 'x'}`);
  expect(other).not.toBe(entry);
  return other;
}

/** A record that was never written, in the canonical form, with the hash that belongs to it. */
export function forged(template: StoredRecord, changed: Partial<Entry>): StoredRecord {
  const entry = { ...entryOf(template), ...changed };
  const text = canonical(entry);
  return { seq: entry.seq, hash: hashOf(text), entry: text };
}

/** A record that was never written, as it would be after this one: the end of a device. */
export function unwrittenAfter(after: StoredRecord, records: readonly StoredRecord[]): StoredRecord {
  const enrolled = records.find((record) => entryOf(record).type === 'device.registered') ?? after;
  return forged(enrolled, {
    seq: after.seq + 1,
    prev: after.hash,
    ts: entryOf(after).ts,
    type: 'device.revoked',
    detail: { reason: 'It was never lost.' },
  });
}

/** These records as they would be after `hash`, numbered from `seq` on: each hashed again. */
export function chained(records: readonly StoredRecord[], seq: number, hash: string): StoredRecord[] {
  let prev = hash;
  return records.map((record, index) => {
    const made = forged(record, { seq: seq + index, prev });
    prev = made.hash;
    return made;
  });
}

export async function rewrite(client: pg.Client, ledger: string, { seq, entry, hash }: StoredRecord): Promise<void> {
  const text = 'update ledger_record set entry = $3, hash = $4 where ledger = $1 and seq = $2';
  const { rowCount } = await client.query(text, [ledger, seq, entry, hash]);
  expect(rowCount).toBe(1);
}

export async function put(client: pg.Client, ledger: string, record: StoredRecord, seq = record.seq): Promise<void> {
  const { type, subject, actor } = entryOf(record);
  await client.query(
    `insert into ledger_record (ledger, seq, hash, entry, type, subject_id, actor_id) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (ledger, seq) do update set hash = $3, entry = $4, type = $5, subject_id = $6, actor_id = $7`,
    [ledger, seq, record.hash, record.entry, type, subject.id, actor.id],
  );
}

export async function cutFrom(client: pg.Client, ledger: string, seq: number): Promise<void> {
  await client.query('delete from ledger_record where ledger = $1 and seq >= $2', [ledger, seq]);
}

/** Has the head say that this is the last record. */
export async function headTo(client: pg.Client, ledger: string, last: StoredRecord): Promise<void> {
  const text = 'update ledger_head set size = $2, hash = $3, ts = $4 where ledger = $1';
  await client.query(text, [ledger, last.seq + 1, last.hash, entryOf(last).ts]);
}

/** Moves the records from `seq` on to the place after their own. */
export async function makeRoomAt(client: pg.Client, ledger: string, seq: number): Promise<void> {
  await client.query('update ledger_record set seq = -seq where ledger = $1 and seq >= $2', [ledger, seq]);
  await client.query('update ledger_record set seq = 1 - seq where ledger = $1 and seq < 0', [ledger]);
}

/** Has either's rows stand under the other's name. */
export async function exchange(
  client: pg.Client,
  table: string,
  column: string,
  one: string,
  other: string,
): Promise<void> {
  const rename = (from: string, to: string) =>
    client.query(`update ${table} set ${column} = $1 where ${column} = $2`, [to, from]);
  await rename(one, 'between');
  await rename(other, one);
  await rename('between', other);
}

const KEYED: Readonly<Record<string, string>> = {
  ledger_record: 'ledger = $1',
  ledger_head: 'ledger = $1',
  certificate: 'organization_id = $1',
  issuance_intent: 'request_id in (select id from certificate_request where organization_id = $1)',
  decision: 'request_id in (select id from certificate_request where organization_id = $1)',
  server_key: 'request_id in (select id from certificate_request where organization_id = $1)',
  certificate_request: 'organization_id = $1',
};

/** Copies what moves in an organization aside, as a backup does. */
export async function backUp(client: pg.Client, organizationId: string): Promise<void> {
  await client.query('create schema backup');
  for (const [table, where] of Object.entries(KEYED)) {
    const literal = where.replace('$1', `'${organizationId}'`);
    await client.query(`create table backup.${table} as select * from ${table} where ${literal}`);
  }
}

/** Puts the copies back in the place of what there is now. Answers the size of the ledger then. */
export async function restore(client: pg.Client, organizationId: string): Promise<number> {
  for (const [table, where] of Object.entries(KEYED))
    await client.query(`delete from ${table} where ${where}`, [organizationId]);
  for (const table of Object.keys(KEYED)) await client.query(`insert into ${table} select * from backup.${table}`);
  await client.query('drop schema backup cascade');
  return (await recordsOf(client, organizationId)).length;
}

/** RFC 8785, of what is in entries: objects by the order of their keys. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
}
