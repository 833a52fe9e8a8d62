import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  EARLIER,
  exampleHead,
  exampleOrganization,
  exampleProfile,
  exampleRequest,
  exampleRules,
  exampleScene,
  exampleUser,
  sha256,
  writeRows,
} from '../../store/testing/example-rows.ts';
import { type OpenTestDatabase, openTestDatabase } from '../../store/testing/open-test-database.ts';
import type { Queries, RequestFilter, RequestOrder } from '../application.ts';
import { type CertificateRequestRow, insertRow } from '../ports.ts';
import { ADMIN, OPERATOR, person, STRANGER, testQueries } from './testing/test-queries.ts';

const NOW = new Date('2026-11-24T08:00:00.000Z');
const minutes = (count: number) => new Date(EARLIER.getTime() + count * 60_000);
const REQUESTS: CertificateRequestRow[] = [
  exampleRequest('apr_00', 'org_1', { requestedAt: minutes(0), expiresAt: minutes(5_000) }),
  exampleRequest('apr_01', 'org_1', { requestedAt: minutes(1), environment: 'staging', escalatedAt: minutes(9) }),
  exampleRequest('apr_02', 'org_1', { requestedAt: minutes(1), status: 'REJECTED', decidedAt: minutes(50) }),
  exampleRequest('apr_03', 'org_1', { requestedAt: minutes(3), trustProfileId: 'dtp_2', expiresAt: minutes(4_000) }),
  exampleRequest('apr_04', 'org_1', {
    requestedAt: minutes(4),
    trustProfileId: 'dtp_2',
    requesterId: 'usr_operator',
    requesterUserIds: ['usr_operator'],
  }),
  exampleRequest('apr_05', 'org_1', {
    requestedAt: minutes(5),
    requesterKind: 'device',
    requesterId: 'dev_1',
    requesterUserIds: ['usr_operator', 'usr_admin'],
    domains: ['api.internal.corp.com', 'www.internal.corp.com'],
  }),
  exampleRequest('apr_06', 'org_1', {
    requestedAt: minutes(6),
    status: 'APPROVED',
    issuanceStatus: 'ISSUED',
    decidedAt: minutes(40),
    expiresAt: minutes(70),
    trustProfileId: 'dtp_2',
  }),
  exampleRequest('apr_07', 'org_1', { requestedAt: minutes(7), expiresAt: minutes(60) }),
  exampleRequest('apr_elsewhere', 'org_2', { requestedAt: minutes(2) }),
];

describe('the lists of requests', () => {
  let open: OpenTestDatabase;
  let queries: Queries;
  beforeAll(async () => {
    open = await openTestDatabase();
    const { database, schema } = open;
    const member = (userId: string, role: 'ADMIN' | 'OPERATOR') =>
      insertRow('Membership', { organizationId: 'org_1', userId, role, createdAt: EARLIER });
    await writeRows(database, schema, [
      ...exampleScene('org_1'),
      ...exampleProfile('dtp_2', 'org_1', exampleRules({ allowSelfApproval: true })),
      insertRow('Organization', exampleOrganization('org_2')),
      insertRow('LedgerHead', exampleHead('org_2')),
      ...['usr_admin', 'usr_operator', 'usr_stranger'].map((id) => insertRow('User', exampleUser(id))),
      insertRow('User', { ...exampleUser('usr_root'), platformRole: 'SUPERUSER' }),
      member('usr_admin', 'ADMIN'),
      member('usr_operator', 'OPERATOR'),
      insertRow('TrustProfileRole', {
        trustProfileId: 'dtp_2',
        userId: 'usr_operator',
        organizationId: 'org_1',
        role: 'ADMIN',
      }),
      ...REQUESTS.map((row) => insertRow('CertificateRequest', row)),
      insertRow('Decision', {
        requestId: 'apr_03',
        approverUserId: 'usr_admin',
        approverKind: 'user',
        approverId: 'usr_admin',
        approverName: 'usr_admin',
        verdict: 'APPROVE',
        reason: null,
        revision: 1,
        templateSha256: sha256('{}'),
        decidedAt: minutes(10),
      }),
    ]);
    queries = testQueries(open, { now: NOW });
  });
  afterAll(() => open.close());

  const ids = async (filter: RequestFilter | null, order: RequestOrder | null = null, who = ADMIN) => {
    const page = await queries.requests(who, 'org_1', filter, order, { first: 100 });
    return page.rows.map(({ id }) => id.replace('apr_', ''));
  };

  const orders: [RequestOrder, string][] = [
    [{ field: 'REQUESTED_AT', direction: 'ASC' }, '00 01 02 03 04 05 06 07'],
    [{ field: 'REQUESTED_AT', direction: 'DESC' }, '07 06 05 04 03 02 01 00'],
    [{ field: 'DECIDED_AT', direction: 'ASC' }, '06 02 00 01 03 04 05 07'],
    [{ field: 'DECIDED_AT', direction: 'DESC' }, '02 06 07 05 04 03 01 00'],
    [{ field: 'EXPIRES_AT', direction: 'ASC' }, '07 03 00 01 02 04 05 06'],
    [{ field: 'EXPIRES_AT', direction: 'DESC' }, '00 03 07 06 05 04 02 01'],
  ];
  it.each(orders)(
    'in the order of %o hold each request once, whatever the size of the page',
    async (order, expected) => {
      expect((await ids(null, order)).join(' ')).toBe(expected);
      for (const first of [1, 3, 8]) {
        const seen: string[] = [];
        let after: string | null = null;
        for (let more = true; more; ) {
          const page = await queries.requests(ADMIN, 'org_1', null, order, { first, after });
          seen.push(...page.rows.map(({ id }) => id.replace('apr_', '')));
          expect(page.hasPreviousPage).toBe(after !== null);
          after = page.cursors.at(-1) ?? null;
          more = page.hasNextPage;
        }
        expect(seen.join(' ')).toBe(expected);
      }
    },
  );

  const filters: [RequestFilter, string][] = [
    [{ status: ['PENDING'] }, '07 05 04 03 01 00'],
    [{ status: ['REJECTED', 'APPROVED'] }, '06 02'],
    [{ status: [] }, '07 06 05 04 03 02 01 00'],
    [{ trustProfileId: 'dtp_2' }, '06 04 03'],
    [{ trustProfileId: 'dtp_2', status: ['PENDING'] }, '04 03'],
    [{ trustProfileId: 'dtp_none' }, ''],
    [{ environment: 'staging' }, '01'],
    [{ escalated: true }, '01'],
    [{ escalated: false, status: ['PENDING'] }, '07 05 04 03 00'],
    [{ search: 'www.internal.corp.com' }, '05'],
    [{ search: ' API.' }, '05'],
    [{ search: '.internal.corp.com', status: ['REJECTED'] }, '02'],
    [{ search: '%' }, ''],
    [{ search: 'apr_00' }, ''],
  ];
  it.each(filters)('filtered by %o hold what it names, and are counted alike', async (filter, expected) => {
    expect((await ids(filter)).join(' ')).toBe(expected);
    const count = await queries.countRequests(ADMIN, 'org_1', filter);
    expect(count).toBe(expected === '' ? 0 : expected.split(' ').length);
  });

  it('find a request by its exact id', async () => {
    const id = 'apr_01jd9m2c8xe7rbx5w9n4t6q3hc';
    await writeRows(open.database, open.schema, [
      insertRow('CertificateRequest', exampleRequest(id, 'org_2', { requestedAt: minutes(8) })),
    ]);
    expect(await ids({ search: id })).toEqual([]);
    const elsewhere = await queries.requests(
      person('usr_root', { platformRole: 'SUPERUSER' }),
      'org_2',
      { search: id },
      null,
      {},
    );
    expect(elsewhere.rows.map((row) => row.id)).toEqual([id]);
  });

  it('count as mine what I asked myself, or through a device of mine', async () => {
    expect((await ids({ mine: true }, null, OPERATOR)).join(' ')).toBe('05 04');
    expect(await ids({ mine: true }, null, ADMIN)).toEqual([]);
  });

  it('offer to decide what is pending, not decided by me, not my own unless the profile allows it, not expired', async () => {
    // 03 has the admin's vote; 05 is of a device that the admin registered; 07 expired an hour after it was asked.
    expect((await ids({ canDecide: true }, null, ADMIN)).join(' ')).toBe('04 01 00');
    // The operator decides on dtp_2 alone, which allows self-approval.
    expect((await ids({ canDecide: true }, null, OPERATOR)).join(' ')).toBe('04 03');
    expect(await ids({ canDecide: true, status: ['APPROVED'] }, null, ADMIN)).toEqual([]);
    expect(await ids({ canDecide: true }, null, person('usr_root', { platformRole: 'SUPERUSER' }))).toEqual([]);
    expect(await queries.countRequests(OPERATOR, 'org_1', { canDecide: true })).toBe(2);
  });

  it('offer a member exactly what they may decide, and a platform role nothing where it is no member', async () => {
    const root = person('usr_root', { platformRole: 'SUPERUSER' });
    // 07 has expired and is not swept up yet: its time is over, whoever looks.
    const mayApprove = async (who: typeof ADMIN) => {
      const { rows } = await queries.requests(who, 'org_1', null, null, { first: 100 });
      const permissions = await Promise.all(rows.map((row) => queries.permissions(who, row)));
      const allowed = rows.filter((row, index) => permissions[index]?.approve.allowed && row.id !== 'apr_07');
      return allowed.map(({ id }) => id.replace('apr_', ''));
    };
    for (const member of [ADMIN, OPERATOR]) {
      expect(await ids({ canDecide: true }, null, member)).toEqual(await mayApprove(member));
    }
    expect((await mayApprove(root)).length).toBeGreaterThan(3);
    expect(await ids({ canDecide: true }, null, root)).toEqual([]);
    expect(await queries.countRequests(root, 'org_1', { canDecide: true })).toBe(0);
  });

  it('are empty for whoever has no standing in the organization', async () => {
    expect(await ids(null, null, STRANGER)).toEqual([]);
    expect(await queries.countRequests(STRANGER, 'org_1', null)).toBe(0);
    expect(await queries.request(STRANGER, 'apr_00')).toBeNull();
    expect((await queries.request(ADMIN, 'apr_00'))?.id).toBe('apr_00');
    expect(await queries.request(ADMIN, 'apr_elsewhere')).toBeNull();
  });

  it('tell a token that it lacks the scope to read', async () => {
    const token = person('usr_admin', { scopes: ['SUBMIT'], organizationId: 'org_1' });
    await expect(queries.requests(token, 'org_1', null, null, {})).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it.each(['nonsense', 'e30', Buffer.from('["requests REQUESTED_AT DESC",0]').toString('base64url'), '\u0000'])(
    'refuse %o as a cursor',
    async (after) => {
      await expect(queries.requests(ADMIN, 'org_1', null, null, { after })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        field: ['after'],
      });
    },
  );

  it('refuse the cursor of another order, and a page of no size', async () => {
    const page = await queries.requests(ADMIN, 'org_1', null, { field: 'DECIDED_AT', direction: 'ASC' }, { first: 1 });
    const after = page.cursors[0] ?? '';
    await expect(queries.requests(ADMIN, 'org_1', null, null, { after })).rejects.toMatchObject({ field: ['after'] });
    await expect(queries.requests(ADMIN, 'org_1', null, null, { first: 0 })).rejects.toMatchObject({
      field: ['first'],
    });
    await expect(queries.requests(ADMIN, 'org_1', null, null, { first: 101 })).rejects.toMatchObject({
      field: ['first'],
    });
  });

  it('answer for many rows at once what the principal may do to each', async () => {
    const { rows } = await queries.requests(OPERATOR, 'org_1', { status: ['PENDING'] }, null, { first: 100 });
    const permissions = await Promise.all(rows.map((row) => queries.permissions(OPERATOR, row)));
    const approvable = rows.filter((_row, index) => permissions[index]?.approve.allowed).map(({ id }) => id);
    expect(approvable).toEqual(['apr_04', 'apr_03']);
    const approvers = await Promise.all(rows.map((row) => queries.eligibleApprovers(row)));
    expect(approvers.map((people) => people.map(({ id }) => id).join()).at(-1)).toBe('usr_admin');
  });
});
