import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database, Statement } from '../database.ts';
import { withClient } from '../embedded/database-connection.ts';
import { createQuorumFindings } from '../quorum-findings.ts';
import { createRenewalPlaces } from '../renewals.ts';
import { insertRow } from '../state-write.ts';
import { EARLIER, exampleRequest, exampleScene, writeRows } from '../testing/example-rows.ts';
import { type OpenTestDatabase, openTestDatabase } from '../testing/open-test-database.ts';
import { createCommandReads } from './command-reads.ts';

describe('the question what is due', () => {
  let open: OpenTestDatabase;
  beforeAll(async () => {
    open = await openTestDatabase();
    // Many that were decided: nothing of this is to read them all.
    const over = { status: 'APPROVED', issuanceStatus: 'ISSUED', decidedAt: EARLIER } as const;
    await writeRows(open.database, open.schema, [
      ...exampleScene('org_1'),
      insertRow('CertificateRequest', exampleRequest('apr_0', 'org_1', over)),
    ]);
    await withClient(open.test.superuserUrl, async (client) => {
      await client.query(`insert into certificate_request
        select (jsonb_populate_record(r, jsonb_build_object('id', 'apr_' || i, 'domains', array['n' || i || '.corp.com']))).*
        from certificate_request r, generate_series(1, 5000) i where r.id = 'apr_0'`);
      await client.query(
        `insert into certificate_request
        select (jsonb_populate_record(r, jsonb_build_object('id', 'apr_w' || i, 'status', 'PENDING', 'issuance_status', 'NOT_STARTED',
          'decided_at', null, 'warn_at', $1::timestamptz, 'escalate_at', $1::timestamptz))).*
        from certificate_request r, generate_series(1, 2000) i where r.id = 'apr_0'`,
        [new Date('2030-01-01T00:00:00.000Z')],
      );
      await client.query('analyze');
    });
  });
  afterAll(() => open.close());

  /** The indexes that the statements of `ask` would be answered by, in a table too large to be read whole. */
  const indexesOf = async (ask: (database: Database) => Promise<unknown>) => {
    const asked: { text: string; values: readonly unknown[] }[] = [];
    const query = async <Row extends object>({ text }: Statement, values: readonly unknown[]): Promise<Row[]> => {
      asked.push({ text, values });
      return [];
    };
    await ask({ ...open.database, query });
    return withClient(open.test.superuserUrl, async (client) => {
      await client.query('set enable_seqscan = off');
      const plans = [];
      for (const { text, values } of asked)
        plans.push((await client.query(`explain (format json) ${text}`, [...values])).rows);
      return [...new Set([...JSON.stringify(plans).matchAll(/"Index Name":"([^"]+)"/g)].map(([, name]) => name))];
    });
  };
  const reads = (database: Database) => createCommandReads(database, open.schema);

  it('of warnings and escalations has an index of its own each', async () => {
    expect(await indexesOf((database) => reads(database).dueWarnings(EARLIER, 50))).toContain(
      'certificate_request_to_warn',
    );
    expect(await indexesOf((database) => reads(database).dueEscalations(EARLIER, 50))).toContain(
      'certificate_request_to_escalate',
    );
  });

  it('of expiries and issuances goes along an index', async () => {
    expect(await indexesOf((database) => reads(database).dueExpiries(EARLIER, 50))).toContain(
      'certificate_request_expiring',
    );
    expect(await indexesOf((database) => reads(database).dueIssuances(EARLIER, 50))).toContain(
      'certificate_request_issuing',
    );
  });

  it('of renewals goes along the ends of certificates, and looks by name for what is asked for or there', async () => {
    const of = { organizationId: 'org_1', trustProfileId: 'dtp_1', renewBeforeDays: 30, now: EARLIER };
    const indexes = await indexesOf((database) => createRenewalPlaces(database).nextDue(of, null));
    expect(indexes).toEqual(
      expect.arrayContaining(['certificate_expiry', 'certificate_request_open_names', 'certificate_request_renewal']),
    );
  });

  it('of admins who were not told reads only those', async () => {
    const indexes = await indexesOf((database) => createQuorumFindings(database, open.schema).untold(50));
    expect(indexes).toEqual(['quorum_finding_untold']);
  });
});
