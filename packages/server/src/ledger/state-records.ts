import type pg from 'pg';
import { readToldRecord, type ToldRecord } from '../domain/rebuild/told-record.ts';

interface StoredRecord {
  readonly ledger: string;
  readonly seq: number;
  readonly entry: string;
}

const READ = 'select ledger, seq::float8 as seq, entry from ledger_record';

/** Every record of some types, ledger by ledger as they are given; of kinds of which there are few. */
export async function recordsOfTypes(
  client: pg.Client,
  ledgers: readonly string[],
  types: readonly string[],
): Promise<ToldRecord[]> {
  const found = await client.query<StoredRecord>(
    `${READ} where ledger = any($1) and type = any($2) order by array_position($1, ledger), seq`,
    [ledgers, types],
  );
  return found.rows.map(told);
}

/** The records about each of some things, ledger by ledger as they are given. */
export async function recordsAbout(
  client: pg.Client,
  ledgers: readonly string[],
  subjectIds: readonly string[],
): Promise<Map<string, ToldRecord[]>> {
  const found = await client.query<StoredRecord>({
    name: 'state-records-about',
    text: `${READ} where subject_id = any($2) and ledger = any($1) order by array_position($1, ledger), seq`,
    values: [ledgers, subjectIds],
  });
  const bySubject = new Map<string, ToldRecord[]>();
  for (const record of found.rows.map(told)) {
    const known = bySubject.get(record.subjectId);
    if (known === undefined) bySubject.set(record.subjectId, [record]);
    else known.push(record);
  }
  return bySubject;
}

function told({ ledger, seq, entry }: StoredRecord): ToldRecord {
  return readToldRecord(ledger, seq, entry);
}
