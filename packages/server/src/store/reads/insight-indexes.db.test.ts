import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DECISION_BINS, depthMoments } from '../../domain/insights.ts';
import type { InsightReads } from '../../usecases/insights.ts';
import type { Database, Statement } from '../database.ts';
import { withClient } from '../embedded/database-connection.ts';
import { insertRow } from '../state-write.ts';
import { exampleIssued, exampleScene, exampleUser, writeRows } from '../testing/example-rows.ts';
import { type OpenTestDatabase, openTestDatabase } from '../testing/open-test-database.ts';
import { createInsightReads } from './insight-reads.ts';

const NOW = new Date('2026-11-24T08:00:00.000Z');
const WEEK = {
  organizationId: 'org_1',
  trustProfileId: null,
  from: new Date('2026-10-01T00:00:00.000Z'),
  to: new Date('2026-10-08T00:00:00.000Z'),
};

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

describe('the figures of a week', () => {
  let open: OpenTestDatabase;
  beforeAll(async () => {
    open = await openTestDatabase();
    await writeRows(open.database, open.schema, [
      ...exampleScene('org_1'),
      insertRow('User', exampleUser('usr_a')),
      ...exampleIssued(NOW, '0', { notAfter: new Date('2027-11-01T00:00:00.000Z') }),
    ]);
    // Many that were decided before, and many that were decided long after; few of the week itself.
    await withClient(open.test.superuserUrl, async (client) => {
      const fill = (prefix: string, begin: string, count: number, days: number) =>
        client.query(
          `insert into certificate_request select (jsonb_populate_record(r, jsonb_build_object('id', $1::text || i,
              'requested_at', $2::timestamptz + make_interval(secs => i * $4 * 86400.0 / $3), 'spki_sha256', null,
              'decided_at', $2::timestamptz + make_interval(secs => i * $4 * 86400.0 / $3 + 3600)))).*
            from certificate_request r, generate_series(1, $3::int) i where r.id = 'apr_0'`,
          [prefix, begin, count, days],
        );
      await fill('apr_before', '2026-08-01', 12_000, 60);
      await fill('apr_in', '2026-10-01', 40, 7);
      await fill('apr_after', '2026-10-16', 8_000, 38);
      await client.query(`insert into decision select id, 'usr_a', 'user', 'usr_a', 'usr_a', 'APPROVE', null, 1, template_sha256, decided_at
        from certificate_request where id <> 'apr_0'`);
      await client.query('analyze');
    });
  });
  afterAll(() => open.close());

  /** How many rows a figure reads of a table, those that it throws away among them; planned without knowing the values. */
  const rowsRead = async (ask: (reads: InsightReads) => Promise<unknown>, tables: readonly string[]) => {
    const asked: { text: string; values: readonly unknown[] }[] = [];
    const query = async <Row extends object>({ text }: Statement, values: readonly unknown[]): Promise<Row[]> => {
      asked.push({ text, values });
      return [];
    };
    const database: Database = { ...open.database, query };
    await ask(createInsightReads(database));
    return withClient(open.test.superuserUrl, async (client) => {
      await client.query('set plan_cache_mode = force_generic_plan');
      let read = 0;
      for (const { text, values } of asked) {
        await client.query(`prepare figure as ${text}`);
        const given = values.map((_value, index) => `$${index + 1}`).join(', ');
        const { rows } = await client.query(
          `explain (analyze, format json) execute figure(${given.replaceAll(/\$(\d+)/g, (_whole, at: string) => literal(values[Number(at) - 1]))})`,
        );
        read += rowsOf(rows[0]['QUERY PLAN'][0].Plan, tables);
        await client.query('deallocate figure');
      }
      return read;
    });
  };

  const requests = ['certificate_request', 'decision'];
  it.each<[string, (reads: InsightReads) => Promise<unknown>]>([
    ['how many were decided, and how soon', (reads) => reads.figures(WEEK)],
    ['how many were pending', (reads) => reads.depthSteps(WEEK, depthMoments(WEEK))],
    ['times to decision', (reads) => reads.decisionBins(WEEK, DECISION_BINS)],
    ['outcomes', (reads) => reads.outcomes(WEEK)],
    ['who decided', (reads) => reads.approvers(WEEK)],
  ])('%s: no more is read than the week holds and the one after it', async (_what, ask) => {
    const read = await rowsRead(ask, requests);
    expect(read).toBeGreaterThanOrEqual(39);
    expect(read).toBeLessThan(200);
  });
});

function rowsOf(node: PlanNode, tables: readonly string[]): number {
  const own = tables.includes(node['Relation Name'] ?? '')
    ? (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']
    : 0;
  return (node.Plans ?? []).reduce((sum, plan) => sum + rowsOf(plan, tables), own);
}

function literal(value: unknown): string {
  const text = (each: unknown) => (each instanceof Date ? each.toISOString() : String(each));
  if (value === null || value === undefined) return 'null';
  return Array.isArray(value) ? `'{${value.map(text).join(',')}}'` : `'${text(value)}'`;
}
