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

/** Every request that an open ledger tells of, page by page in the order of their submission. */
export async function* requestPages(scope: StateScope): AsyncGenerator<FoundRequest[]> {
  for (const ledger of scope.open) {
    let after = -1;
    for (;;) {
      const page = await scope.client.query<{ seq: number; id: string }>({
        name: 'state-submitted',
        text: `select seq::float8 as seq, subject_id as id from ledger_record
          where ledger = $1 and type = 'request.submitted' and seq > $2 order by seq limit ${PAGE}`,
        values: [ledger, after],
      });
      const last = page.rows.at(-1);
      if (last === undefined) break;
      after = last.seq;
      yield await readPage(
        scope,
        page.rows.map(({ id }) => id),
      );
    }
  }
}

async function readPage(scope: StateScope, ids: readonly string[]): Promise<FoundRequest[]> {
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
