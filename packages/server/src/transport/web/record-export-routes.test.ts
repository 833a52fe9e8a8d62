import { describe, expect, test } from 'vitest';
import type { ExportedRecord } from '../../domain/record-export.ts';
import type { AuditFilter, RecordExport } from '../../usecases/ledger-queries.ts';
import { NOW, SESSION, startWebServer, TOKEN } from './testing/test-web-server.ts';

const BEARER = { authorization: `Bearer ${TOKEN}` };
const COOKIE = { cookie: `countersign=${SESSION}` };
const RECORD: ExportedRecord = { sequence: 4, hash: 'ab', entry: '{}' };

interface Made {
  readonly pages?: AsyncIterable<readonly ExportedRecord[]>;
  readonly lines?: readonly string[];
}

/** A server whose one ledger is that of org_1; `asked` are the filters that came. */
async function exporting({ pages, lines = [] }: Made = {}) {
  const asked: (AuditFilter | null)[] = [];
  const exportRecords = async (_principal: unknown, organizationId: string, filter: AuditFilter | null) => {
    asked.push(filter);
    if (organizationId !== 'org_1') return null;
    const time = (moment: Date | null | undefined) => moment?.toISOString() ?? null;
    const { types = null, actorId = null, subjectId = null } = filter ?? {};
    const of = { types, actorId, subjectId, from: time(filter?.from), to: time(filter?.to) };
    const head = { ledger: 'org_1', size: 9, head: 'cd', exportedAt: NOW, filter: of };
    return { head, slug: 'corp', pages: pages ?? once([RECORD]) } satisfies RecordExport;
  };
  const exportLedger = async () => once(...lines);
  const server = await startWebServer({ played: { queries: { exportRecords, exportLedger } } });
  return { server, asked };
}

async function* once<Item>(...items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}

describe('an export of records', () => {
  test.each([BEARER, COOKIE])(
    'is a file named for the organization and the day, for a session and for a token',
    async (headers) => {
      const { server } = await exporting();
      const answer = await server.request('/ledger/org_1/records.csv', { headers });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
      expect(answer.headers.get('content-disposition')).toBe('attachment; filename="records-corp-2026-11-23.csv"');
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.text.split('\r\n')).toHaveLength(4);
    },
  );

  test('says in its first line what it is a part of, and in its last how many records it holds', async () => {
    const { server, asked } = await exporting();
    const query =
      'types=request.approved,request.rejected&actorId=usr_1&subjectId=apr_1&from=2026-01-01&to=2026-02-01T00:00:00%2B01:00';
    const answer = await server.request(`/ledger/org_1/records.jsonl?${query}`, { headers: BEARER });
    const filter = { types: ['request.approved', 'request.rejected'], actorId: 'usr_1', subjectId: 'apr_1' };
    const [from, to] = [new Date('2026-01-01T00:00:00Z'), new Date('2026-01-31T23:00:00Z')];
    expect(asked).toEqual([{ ...filter, from, to, epoch: null }]);
    const lines: unknown[] = answer.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines[0]).toMatchObject({ export: { ledger: 'org_1', size: 9, head: 'cd', filter } });
    expect(lines.slice(1)).toEqual([{ seq: 4, hash: 'ab', entry: '{}' }, { end: { records: 1 } }]);
  });

  test('is that of the whole ledger, in the form that verifiers read, where nothing narrows it', async () => {
    const { server } = await exporting({ lines: ['{"seq":0}', '{"checkpoint":""}'] });
    const answer = await server.request('/ledger/org_1/records.jsonl', { headers: BEARER });
    expect(answer.text).toBe('{"seq":0}\n{"checkpoint":""}\n');
  });

  test('is also that of a closed epoch', async () => {
    const { server, asked } = await exporting();
    const answer = await server.request('/ledger/org_1/2/records.csv', { headers: BEARER });
    expect(answer.headers.get('content-disposition')).toContain('records-corp-2-2026-11-23.csv');
    expect(asked[0]?.epoch).toBe(2);
  });

  test('asks who is there, and knows no ledger that they may not read', async () => {
    const { server, asked } = await exporting();
    expect(await server.request('/ledger/org_1/records.csv')).toMatchObject({ status: 401 });
    expect(asked).toEqual([]);
    expect(await server.request('/ledger/org_2/records.csv', { headers: BEARER })).toMatchObject({
      status: 404,
      body: { code: 'NOT_FOUND' },
    });
  });

  test.each([
    ['type=request.approved', 'There is no filter'],
    ['types=request.teleported', 'There is no type of record'],
    ['types=', 'There is no type of record'],
    ['from=yesterday', 'from is a day'],
    ['to=2026-13-01', 'to is a day'],
    ['from=2026-01-01T08:00:00', 'from is a day'],
    ['from=2026-02-01&to=2026-01-01', 'to is later than from'],
    ['actorId=usr_1&actorId=usr_2', 'actorId is one id'],
    ['subjectId=', 'subjectId is one id'],
    ['subjectId=%00', 'subjectId is one id'],
  ])('refuses a filter that it does not understand, rather than leave it out: %s', async (query, why) => {
    const { server, asked } = await exporting();
    const answer = await server.request(`/ledger/org_1/records.csv?${query}`, { headers: BEARER });
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'INVALID_INPUT', detail: expect.stringContaining(why) },
    });
    expect(asked).toEqual([]);
  });

  test('reads nothing more once whoever asked has gone', async () => {
    let read = 0;
    let ended = () => {};
    const isOver = new Promise<void>((resolve) => {
      ended = resolve;
    });
    async function* endless(): AsyncGenerator<readonly ExportedRecord[]> {
      try {
        for (;;) {
          read += 1;
          yield [{ ...RECORD, entry: 'x'.repeat(100_000) }];
        }
      } finally {
        ended();
      }
    }
    const { server } = await exporting({ pages: endless() });
    const leaving = new AbortController();
    const response = await fetch(`${server.origin}/ledger/org_1/records.csv`, {
      headers: BEARER,
      signal: leaving.signal,
    });
    await response.body?.getReader().read();
    leaving.abort();
    await isOver;
    // What was under way fills the buffers of a connection, and no more.
    expect(read).toBeLessThan(1_000);
    expect(server.errors).toEqual([]);
  });
});
