import type { FoundRow } from '../domain/rebuild/claims.ts';
import type { RowsFound } from '../domain/rebuild/compare-rows.ts';
import { freeCommentKey } from '../domain/rebuild/decision-steps.ts';
import type { ToldRecord } from '../domain/rebuild/told-record.ts';
import { recordsAbout } from './state-records.ts';
import * as rows from './state-rows.ts';
import { byKey, type StateScope } from './state-scope.ts';

/** Requests that are held in memory at once, with all that hangs on them. */
const PAGE = 250;

/** All that tables and ledgers hold about one request. */
export interface FoundRequest {
  readonly id: string;
  readonly records: readonly ToldRecord[];
  readonly certificateRecords: readonly ToldRecord[];
  readonly request: FoundRow | undefined;
  readonly decisions: RowsFound;
  readonly comments: RowsFound;
  readonly intents: RowsFound;
  readonly certificate: FoundRow | undefined;
  readonly serverKey: FoundRow | undefined;
}

interface Place {
  readonly ledger: string;
  readonly after: number;
}

interface Page {
  readonly requests: FoundRequest[];
  readonly next: Place | null;
}

/** Every request that an open ledger tells of, page by page in the order of their submission. */
export async function* requestPages(scope: StateScope): AsyncGenerator<FoundRequest[]> {
  const [ledger] = scope.open;
  let reading = ledger === undefined ? null : readPage(scope, { ledger, after: -1 });
  try {
    while (reading !== null) {
      const { requests, next } = await reading;
      // The database reads the next page while this one is compared.
      reading = next === null ? null : readPage(scope, next);
      yield requests;
    }
  } finally {
    // Whoever stops early still owns the connection: nothing of ours is under way on it then.
    await reading?.catch(() => undefined);
  }
}

async function readPage(scope: StateScope, { ledger, after }: Place): Promise<Page> {
  const submitted = await scope.client.query<{ seq: number; id: string }>({
    name: 'state-submitted',
    text: `select seq::float8 as seq, subject_id as id from ledger_record
      where ledger = $1 and type = 'request.submitted' and seq > $2 order by seq limit ${PAGE}`,
    values: [ledger, after],
  });
  const last = submitted.rows.at(-1);
  const ids = submitted.rows.map(({ id }) => id);
  if (last !== undefined) return { requests: await readRequests(scope, ids), next: { ledger, after: last.seq } };
  const following = scope.open[scope.open.indexOf(ledger) + 1];
  return { requests: [], next: following === undefined ? null : { ledger: following, after: -1 } };
}

async function readRequests(scope: StateScope, ids: readonly string[]): Promise<FoundRequest[]> {
  const { client, open, closed, platformLedgers } = scope;
  const own = [...open, ...closed];
  const read = async (name: string, text: string) =>
    (await client.query<FoundRow>({ name: `state-${name}`, text, values: [ids] })).rows;
  const requests = byKey(await read('requests', rows.REQUESTS));
  const decisions = Map.groupBy(await read('decisions', rows.DECISIONS), requestOf);
  const comments = Map.groupBy(await read('comments', rows.COMMENTS), requestOf);
  const intents = Map.groupBy(await read('intents', rows.INTENTS), requestOf);
  const certificates = byKey(await read('certificates', rows.CERTIFICATES), requestOf);
  const serverKeys = byKey(await read('server-keys', rows.SERVER_KEYS));
  const records = await recordsAbout(client, own, ids);
  // What a sealed organization may still do is recorded in the platform's ledger.
  const certificateIds = [...certificates.values()].map(({ key }) => String(key));
  const certificateRecords = await recordsAbout(client, [...own, ...platformLedgers], certificateIds);
  return ids.map((id) => {
    const certificate = certificates.get(id);
    return {
      id,
      records: records.get(id) ?? [],
      certificateRecords: certificateRecords.get(String(certificate?.key)) ?? [],
      request: requests.get(id),
      decisions: byKey(decisions.get(id) ?? []),
      comments: byCommentKey(comments.get(id) ?? []),
      intents: byKey(intents.get(id) ?? []),
      certificate,
      serverKey: serverKeys.get(id),
    };
  });
}

function requestOf(row: FoundRow): string {
  return String(row.requestId);
}

function byCommentKey(comments: readonly FoundRow[]): RowsFound {
  const found = new Map<string, FoundRow>();
  for (const row of comments) {
    const { authorKind, authorId, authorName, text, createdAt } = row;
    const said = {
      authorKind: String(authorKind),
      authorId: String(authorId),
      authorName: String(authorName),
      createdAt: createdAt instanceof Date ? createdAt.toISOString() : String(createdAt),
      text: String(text),
    };
    found.set(freeCommentKey(found, said), row);
  }
  return found;
}
