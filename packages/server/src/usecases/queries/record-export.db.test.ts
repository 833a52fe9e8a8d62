import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExportedRecord } from '../../domain/record-export.ts';
import { Committer } from '../../ledger/committer.ts';
import { exampleCommand, exampleDraft, exampleLedger } from '../../ledger/testing/ledger-scene.ts';
import { EARLIER, exampleOrganization, exampleUser, writeRows } from '../../store/testing/example-rows.ts';
import { type OpenTestDatabase, openTestDatabase } from '../../store/testing/open-test-database.ts';
import type { Queries } from '../application.ts';
import type { AuditFilter, RecordExport } from '../ledger-queries.ts';
import { insertRow } from '../ports.ts';
import { ADMIN, person, STRANGER, testQueries } from './testing/test-queries.ts';

const RECORDS = 600;
const minute = (count: number) => new Date(EARLIER.getTime() + count * 60_000);

describe('an export of records', () => {
  let open: OpenTestDatabase;
  let queries: Queries;
  let committer: Committer;
  const commit = (count: number) =>
    committer.commit(
      exampleCommand('org_1', {
        now: minute(count),
        records: [
          exampleDraft({
            type: count % 3 === 0 ? 'request.submitted' : 'request.commented',
            actor: { kind: 'user', id: count % 2 === 0 ? 'usr_even' : 'usr_odd', name: 'somebody@corp.com' },
            subject: { kind: 'request', id: `apr_${count % 5}` },
          }),
        ],
      }),
    );
  beforeAll(async () => {
    open = await openTestDatabase();
    committer = new Committer({ ...open, onCommitted: () => undefined });
    await writeRows(open.database, open.schema, [
      insertRow('Organization', exampleOrganization('org_1')),
      ...exampleLedger('org_1'),
      ...exampleLedger('platform'),
      ...[ADMIN, STRANGER].map(({ actor }) => insertRow('User', exampleUser(actor.id))),
      insertRow('Membership', { organizationId: 'org_1', userId: 'usr_admin', role: 'VIEWER', createdAt: EARLIER }),
    ]);
    for (let count = 1; count <= RECORDS; count += 1) await commit(count);
    queries = testQueries(open, { now: minute(1_000) });
  });
  afterAll(async () => {
    await committer.drain();
    await open.close();
  });

  const exported = async (filter: AuditFilter | null) => {
    const found = await queries.exportRecords(ADMIN, 'org_1', filter);
    if (found === null) throw new Error('nothing was found');
    return { found, pages: await pagesOf(found) };
  };
  const pagesOf = async ({ pages }: RecordExport) => {
    const read: (readonly ExportedRecord[])[] = [];
    for await (const page of pages) read.push(page);
    return read;
  };

  it('holds every record as it is stored, oldest first, a page at a time', async () => {
    const { found, pages } = await exported(null);
    expect(pages.map((page) => page.length)).toEqual([250, 250, 101]);
    const stored = await open.database.pool.query<{ hash: string; entry: string }>(
      "select hash, entry from ledger_record where ledger = 'org_1' order by seq",
    );
    expect(pages.flat().map(({ hash, entry }) => ({ hash, entry }))).toEqual(stored.rows);
    expect(found).toMatchObject({
      slug: exampleOrganization('org_1').slug,
      head: { ledger: 'org_1', size: RECORDS + 1, head: stored.rows.at(-1)?.hash, exportedAt: minute(1_000) },
    });
  });

  it('holds nothing that came after it was asked for, however slowly it is read', async () => {
    const found = await queries.exportRecords(ADMIN, 'org_1', { types: ['request.submitted'] });
    if (found === null) throw new Error('nothing was found');
    await commit(603);
    expect((await pagesOf(found)).flat()).toHaveLength(RECORDS / 3);
    expect(found.head.size).toBe(RECORDS + 1);
  });

  const filters: [AuditFilter, (count: number) => boolean][] = [
    [{ types: ['request.submitted'] }, (count) => count > 0 && count % 3 === 0],
    [{ types: ['request.submitted', 'request.commented'] }, (count) => count > 0],
    [{ actorId: 'usr_even' }, (count) => count > 0 && count % 2 === 0],
    [{ subjectId: 'apr_4', types: ['request.submitted'] }, (count) => count % 5 === 4 && count % 3 === 0],
    [{ from: minute(10), to: minute(300) }, (count) => count >= 10 && count < 300],
    [
      { from: minute(10), actorId: 'usr_odd', types: ['request.submitted'] },
      (n) => n >= 10 && n % 2 === 1 && n % 3 === 0,
    ],
    [{ actorId: 'usr_nobody' }, () => false],
  ];
  it.each(filters)('holds what a filter leaves, and no other: %o', async (filter, holds) => {
    const { pages } = await exported({ to: minute(602), ...filter });
    const expected = Array.from({ length: RECORDS + 1 }, (_, count) => count).filter(holds);
    expect(pages.flat().map(({ sequence }) => sequence)).toEqual(expected);
  });

  it('is for whoever may read the ledger; for others there is none', async () => {
    expect(await queries.exportRecords(STRANGER, 'org_1', null)).toBeNull();
    expect(await queries.exportRecords(ADMIN, 'platform', null)).toBeNull();
    expect(await queries.exportRecords(ADMIN, 'org_none', null)).toBeNull();
    expect(await queries.exportRecords(ADMIN, 'org_1', { epoch: 2 })).toBeNull();
    const superuser = person('usr_root', { platformRole: 'SUPERUSER' });
    expect(await queries.exportRecords(superuser, 'platform', null)).toMatchObject({ slug: 'platform' });
    await expect(
      queries.exportRecords({ ...ADMIN, scopes: ['SUBMIT'], organizationId: 'org_1' }, 'org_1', null),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
