import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CertificateSelection } from '../../usecases/queries/query-ports.ts';
import type { Database, Statement } from '../database.ts';
import { withClient } from '../embedded/database-connection.ts';
import { exampleIssued, exampleScene, writeRows } from '../testing/example-rows.ts';
import { type OpenTestDatabase, openTestDatabase } from '../testing/open-test-database.ts';
import { certificateList } from './certificate-list.ts';

const NOW = new Date('2026-11-24T08:00:00.000Z');
const COUNT = 4_000;
const IN_FORCE: CertificateSelection = {
  organizationId: 'org_1',
  domain: null,
  search: null,
  trustProfileId: null,
  environment: null,
  requesterId: null,
  revoked: false,
  renewalAsked: null,
  notAfter: { after: NOW, until: new Date('9999-12-31T00:00:00.000Z') },
  direction: 'ASC',
};

describe('a page of many certificates', () => {
  let open: OpenTestDatabase;
  beforeAll(async () => {
    open = await openTestDatabase();
    await writeRows(open.database, open.schema, [...exampleScene('org_1'), ...exampleIssued(NOW, '0')]);
    await withClient(open.test.superuserUrl, async (client) => {
      await client.query('set session_replication_role = replica');
      await client.query(
        `insert into certificate_request
        select (jsonb_populate_record(r, jsonb_build_object('id', 'apr_' || i))).*
        from certificate_request r, generate_series(1, $1) i where r.id = 'apr_0'`,
        [COUNT],
      );
      await client.query(
        `insert into certificate
        select (jsonb_populate_record(c, jsonb_build_object('id', 'crt_' || i, 'request_id', 'apr_' || i, 'serial', 's' || i,
          'fingerprint_sha256', 'f' || i, 'domains', array['n' || i || '.team' || i % 500 || '.corp.com'],
          'environment', case when i % 4 = 0 then 'staging' else 'production' end,
          'trust_profile_id', 'dtp_' || i % 200, 'requester_id', 'usr_' || i % 900,
          'not_after', c.not_after + make_interval(mins => (i * 7919) % 200000 - 60000),
          'revoked_at', case when i % 50 = 0 then c.not_after end))).*
        from certificate c, generate_series(1, $1) i where c.id = 'crt_0'`,
        [COUNT],
      );
      await client.query(`update certificate_request set renews_certificate_id = replace(id, 'apr', 'crt'), status = 'PENDING',
        issuance_status = 'NOT_STARTED', decided_at = null where id ~ '7777$' or id = 'apr_77'`);
      await client.query('analyze');
    });
  });
  afterAll(() => open.close());

  /** What the statements of `ask` went through, as PostgreSQL tells of it. */
  const explain = async (ask: (database: Database) => Promise<unknown>) => {
    const asked: { text: string; values: readonly unknown[] }[] = [];
    const query = async <Row extends object>({ text }: Statement, values: readonly unknown[]): Promise<Row[]> => {
      asked.push({ text, values });
      return [];
    };
    await ask({ ...open.database, query });
    return withClient(open.test.superuserUrl, async (client) => {
      const [{ text, values } = { text: '', values: [] }] = asked;
      const { rows } = await client.query(`explain (analyze, format json) ${text}`, [...values]);
      const plan = JSON.stringify(rows);
      const most = Math.max(...[...plan.matchAll(/"Actual Rows":(\d+)/g)].map(([, count]) => Number(count)));
      const indexes = [...new Set([...plan.matchAll(/"Index Name":"([^"]+)"/g)].map(([, name]) => name))];
      return { indexes, most };
    });
  };
  const page = (over: Partial<CertificateSelection>) =>
    explain((database) => certificateList(database, open.schema).certificates({ ...IN_FORCE, ...over }, null, 51));

  const ways: [string, Partial<CertificateSelection>, string][] = [
    ['what is in force', {}, 'certificate_expiry'],
    ['a profile', { trustProfileId: 'dtp_7' }, 'certificate_profile_expiry'],
    ['a requester', { requesterId: 'usr_7' }, 'certificate_requester_expiry'],
    ['what is revoked', { revoked: true }, 'certificate_revoked_expiry'],
    ['a whole name', { domain: 'n7.team7.corp.com' }, 'certificate_names'],
    ['the end of a name', { search: 'team7.corp.com' }, 'certificate_name_parts'],
    ['what is asked for anew', { renewalAsked: true }, 'certificate_request_open_renewal'],
  ];
  it.each(ways)('of %s is read along its index, and costs a page', async (_what, over, index) => {
    const { indexes, most } = await page(over);
    expect(indexes).toContain(index);
    // A search for text goes through its window at most.
    expect(most).toBeLessThanOrEqual(over.search ? 2_000 : 300);
  });
});
