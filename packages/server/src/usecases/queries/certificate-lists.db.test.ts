import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleLedger } from '../../ledger/testing/ledger-scene.ts';
import {
  EARLIER,
  exampleAuthority,
  exampleIssued,
  exampleOrganization,
  exampleProfile,
  exampleRequest,
  exampleRules,
  exampleUser,
  writeRows,
} from '../../store/testing/example-rows.ts';
import { type OpenTestDatabase, openTestDatabase } from '../../store/testing/open-test-database.ts';
import type { CertificateFilter, Queries } from '../application.ts';
import { insertRow } from '../ports.ts';
import { ADMIN, OPERATOR, person, STRANGER, testQueries } from './testing/test-queries.ts';

const NOW = new Date('2026-11-24T08:00:00.000Z');
const days = (count: number) => new Date(NOW.getTime() + count * 86_400_000);
const asking = { status: 'PENDING', renewsCertificateId: 'crt_soon' } as const;

describe('certificates', () => {
  let open: OpenTestDatabase;
  let queries: Queries;
  beforeAll(async () => {
    open = await openTestDatabase();
    queries = testQueries(open, { now: NOW });
    const issued = (id: string, over: Parameters<typeof exampleIssued>[2]) => exampleIssued(NOW, id, over);
    await writeRows(open.database, open.schema, [
      ...['usr_admin', 'usr_operator'].map((id) => insertRow('User', exampleUser(id))),
      insertRow('Organization', exampleOrganization('org_1')),
      ...exampleLedger('org_1'),
      insertRow('CertificateAuthority', exampleAuthority('ca_1', 'org_1')),
      ...exampleProfile('dtp_1', 'org_1', exampleRules({ renewBeforeDays: 30 })),
      ...exampleProfile('dtp_2', 'org_1'),
      insertRow('Membership', { organizationId: 'org_1', userId: 'usr_admin', role: 'ADMIN', createdAt: EARLIER }),
      insertRow('Membership', {
        organizationId: 'org_1',
        userId: 'usr_operator',
        role: 'OPERATOR',
        createdAt: EARLIER,
      }),
      ...issued('later', { notAfter: days(40), domains: ['api.pay.corp.com', 'www.corp.com'] }),
      ...issued('soon', { notAfter: days(5), domains: ['vault.corp.com'], environment: 'staging' }),
      ...issued('over', { notAfter: days(-1), domains: ['api.old.example'], trustProfileId: 'dtp_2' }),
      ...issued('longOver', { notAfter: days(-50), requesterId: 'dev_1' }),
      ...issued('revoked', { notAfter: days(20), revokedAt: days(-2), revocationReason: 'SUPERSEDED' }),
      ...issued('old', { notAfter: days(2), requesterId: 'dev_1', domains: ['old.corp.com'] }),
      ...issued('new', { notAfter: days(90), domains: ['old.corp.com'], issuedAt: days(-1) }),
      insertRow('CertificateRequest', exampleRequest('apr_renews', 'org_1', asking)),
      insertRow(
        'CertificateRequest',
        exampleRequest('apr_rejected', 'org_1', {
          ...asking,
          status: 'REJECTED',
          decidedAt: EARLIER,
          renewsCertificateId: 'crt_later',
        }),
      ),
    ]);
    await open.database.pool.query(
      `update certificate_request set renews_certificate_id = 'crt_old' where id = 'apr_new'`,
    );
  });
  afterAll(() => open.close());

  const named = async (filter: CertificateFilter, first = 1) => {
    const found: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const page = await queries.certificates(ADMIN, 'org_1', filter, { first, after });
      found.push(...page.rows.map(({ id }) => id.replace('crt_', '')));
      after = page.cursors.at(-1) ?? null;
      more = page.hasNextPage;
    }
    return found.join(' ');
  };
  const rowOf = async (id: string) => {
    const row = await queries.certificate(ADMIN, `crt_${id}`);
    if (row === null) throw new Error(`no certificate ${id}`);
    return row;
  };

  const filters: [CertificateFilter, string][] = [
    [{}, 'old soon revoked later new over longOver'],
    [{ expired: false, revoked: false }, 'old soon later new'],
    [{ expired: true }, 'over longOver'],
    [{ expiringWithinDays: 30, revoked: false }, 'old soon'],
    [{ renewalAsked: true }, 'soon'],
    [{ renewalAsked: false, expired: false, revoked: false }, 'old later new'],
    [{ trustProfileId: 'dtp_2' }, 'over'],
    [{ environment: 'staging' }, 'soon'],
    [{ requesterId: 'dev_1' }, 'old longOver'],
    [{ requesterId: 'dev_1', expired: false }, 'old'],
    [{ expiresFrom: days(5), expiresBefore: days(40) }, 'soon revoked'],
    [{ expiresFrom: days(-2), expiresBefore: days(3) }, 'old over'],
    [{ expiresBefore: days(-2) }, 'longOver'],
    [{ search: 'api' }, 'later over'],
    [{ search: 'CORP.com', revoked: false, expired: false }, 'old soon later new'],
    [{ search: 'pay.corp.com' }, 'later'],
    [{ search: 'aul' }, 'soon'],
    [{ search: 'BÜCHER' }, ''],
    [{ search: '%' }, ''],
  ];
  it.each(filters)('are found by %o, the first to end first, those that are over last', async (filter, expected) => {
    expect(await named(filter)).toBe(expected);
    expect(await named(filter, 100)).toBe(expected);
    const count = await queries.countCertificates(ADMIN, 'org_1', filter);
    expect(count).toBe(expected === '' ? 0 : expected.split(' ').length);
  });

  it('refuse a range that ends before it begins, and text that no name can hold', async () => {
    const backwards = { expiresFrom: days(2), expiresBefore: days(1) };
    await expect(queries.certificates(ADMIN, 'org_1', backwards, {})).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      field: ['filter', 'expiresBefore'],
    });
    for (const search of ['x'.repeat(254), 'a\u0000b']) {
      await expect(queries.certificates(ADMIN, 'org_1', { search }, {})).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        field: ['filter', 'search'],
      });
    }
  });

  it('are neither listed nor counted for whoever has no standing in the organization', async () => {
    expect((await queries.certificates(STRANGER, 'org_1', null, {})).rows).toEqual([]);
    expect(await queries.countCertificates(STRANGER, 'org_1', null)).toBe(0);
  });

  it('say what they replaced, what replaced them, and what is open', async () => {
    const [old, next, soon] = await Promise.all(['old', 'new', 'soon'].map(async (id) => rowOf(id)));
    if (!old || !next || !soon) throw new Error('no such certificates');
    expect(await queries.certificateStanding(old)).toMatchObject({ replacedById: 'crt_new', renewsAt: null });
    expect(await queries.certificateStanding(next)).toMatchObject({ replacesId: 'crt_old', replacedById: null });
    expect(await queries.certificateStanding(soon)).toMatchObject({ openRenewalId: 'apr_renews', renewsAt: null });
    expect((await queries.renewalsOf(ADMIN, soon)).map(({ id }) => id)).toEqual(['apr_renews']);
  });

  it('say from when they are asked for anew by themselves, as their profile has it now', async () => {
    expect((await queries.certificateStanding(await rowOf('later'))).renewsAt).toEqual(days(10));
    expect((await queries.certificateStanding(await rowOf('revoked'))).renewsAt).toBeNull();
    expect((await queries.certificateStanding(await rowOf('over'))).renewsAt).toBeNull();
  });

  it('say who may revoke and renew them, and why not', async () => {
    const later = await rowOf('later');
    expect(await queries.certificatePermissions(ADMIN, later)).toMatchObject({
      revoke: { allowed: true },
      renew: { allowed: true },
    });
    expect(await queries.certificatePermissions(OPERATOR, later)).toMatchObject({
      revoke: { allowed: false, code: 'NOT_ALLOWED' },
      renew: { allowed: true },
    });
    expect((await queries.certificatePermissions(person('usr_asker'), later)).revoke.code).toBe('NOT_FOUND');
    expect((await queries.certificatePermissions(ADMIN, await rowOf('revoked'))).revoke.code).toBe('CONFLICT');
  });

  it('are counted for the device that asked for them, while they are in force', async () => {
    const device = { organizationId: 'org_1', id: 'dev_1' } as Parameters<Queries['deviceActivity']>[0];
    expect(await queries.deviceActivity(device)).toEqual({
      id: 'dev_1',
      lastRequestAt: EARLIER,
      certificatesInForce: 1,
    });
    const idle = await queries.deviceActivity({ ...device, id: 'dev_idle' });
    expect(idle).toMatchObject({ lastRequestAt: null, certificatesInForce: 0 });
  });
});
