import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  EARLIER,
  exampleHead,
  exampleOrganization,
  exampleRequest,
  exampleScene,
  exampleUser,
  writeRows,
} from '../../store/testing/example-rows.ts';
import { type OpenTestDatabase, openTestDatabase } from '../../store/testing/open-test-database.ts';
import type { Queries } from '../application.ts';
import { type CertificateRequestRow, insertRow } from '../ports.ts';
import { testQueries } from './testing/test-queries.ts';

const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(EARLIER.getTime() - days * DAY_MS);
const CURRENT = exampleRequest('apr_now', 'org_1');
const BEFORE: readonly CertificateRequestRow[] = [
  exampleRequest('apr_00', 'org_1', { requestedAt: daysAgo(366), status: 'REJECTED', decidedAt: EARLIER }),
  exampleRequest('apr_01', 'org_1', { requestedAt: daysAgo(365), status: 'REJECTED', decidedAt: EARLIER }),
  exampleRequest('apr_02', 'org_1', {
    requestedAt: daysAgo(30),
    status: 'APPROVED',
    issuanceStatus: 'ISSUED',
    decidedAt: EARLIER,
  }),
  exampleRequest('apr_03', 'org_1', {
    requestedAt: daysAgo(20),
    status: 'APPROVED',
    issuanceStatus: 'ISSUED',
    decidedAt: EARLIER,
  }),
  exampleRequest('apr_04', 'org_1', {
    requestedAt: daysAgo(9),
    status: 'APPROVED',
    issuanceStatus: 'FAILED',
    decidedAt: EARLIER,
  }),
  exampleRequest('apr_05', 'org_1', { requestedAt: daysAgo(8), status: 'WITHDRAWN', decidedAt: EARLIER }),
  exampleRequest('apr_06', 'org_1', { requestedAt: daysAgo(7), status: 'VOIDED', decidedAt: EARLIER }),
  exampleRequest('apr_07', 'org_1', { requestedAt: daysAgo(6), status: 'EXPIRED', decidedAt: EARLIER }),
  exampleRequest('apr_08', 'org_1', { requestedAt: daysAgo(5) }),
];
const OF_OTHERS: readonly CertificateRequestRow[] = [
  // A device of the same owner is somebody else; so is the same person elsewhere.
  exampleRequest('apr_10', 'org_1', { requestedAt: daysAgo(4), requesterKind: 'device', requesterId: 'dev_1' }),
  exampleRequest('apr_11', 'org_2', { requestedAt: daysAgo(3) }),
  exampleRequest('apr_12', 'org_1', { requestedAt: daysAgo(-1) }),
];

describe('the history of whoever asked', () => {
  let open: OpenTestDatabase;
  let queries: Queries;
  beforeAll(async () => {
    open = await openTestDatabase();
    const { database, schema } = open;
    await writeRows(database, schema, [
      ...exampleScene('org_1'),
      insertRow('Organization', exampleOrganization('org_2')),
      insertRow('LedgerHead', exampleHead('org_2')),
      insertRow('User', exampleUser('usr_asker')),
      insertRow('Membership', { organizationId: 'org_1', userId: 'usr_asker', role: 'OPERATOR', createdAt: EARLIER }),
      ...[CURRENT, ...BEFORE, ...OF_OTHERS].map((row) => insertRow('CertificateRequest', row)),
    ]);
    queries = testQueries(open, { now: EARLIER });
  });
  afterAll(() => open.close());

  it('counts what the same actor had asked for within the year before, in this organization, by how it went', async () => {
    expect(await queries.requesterHistory(CURRENT)).toEqual({
      since: daysAgo(365),
      asked: 8,
      issued: 2,
      rejected: 1,
      voided: 1,
      withdrawn: 1,
      expired: 1,
      open: 2,
      isCut: false,
    });
  });

  it('is empty before the first request, and each request of a list gets its own', async () => {
    const [first, , third] = BEFORE;
    if (first === undefined || third === undefined) throw new Error('there are more');
    const [none, two] = await Promise.all([queries.requesterHistory(first), queries.requesterHistory(third)]);
    expect(none).toMatchObject({ asked: 0, issued: 0, open: 0 });
    expect(two).toMatchObject({ asked: 2, rejected: 2 });
  });

  it('says of a person what role they have, and of a device whose it is', async () => {
    expect(await queries.requesterStanding(CURRENT)).toMatchObject({ role: 'OPERATOR', owner: null });
    const byDevice = { ...CURRENT, requesterKind: 'device' as const, requesterId: 'dev_1' };
    expect(await queries.requesterStanding(byDevice)).toMatchObject({ role: null, owner: { id: 'usr_asker' } });
    const byStranger = { ...CURRENT, requesterUserIds: ['usr_gone'] };
    expect(await queries.requesterStanding(byStranger)).toEqual({ role: null, owner: null });
  });
});
