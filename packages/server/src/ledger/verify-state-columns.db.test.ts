import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../store/embedded/database-connection.ts';
import { type OpenTestDatabase, openTestDatabase } from '../store/testing/open-test-database.ts';
import { makeHistory } from './testing/governed-history.ts';
import { setMailServer } from './testing/governed-mail.ts';
import { type GovernedServer, startGovernedServer } from './testing/governed-server.ts';
import { foundOrganization, setUpPlatform } from './testing/governed-world.ts';
import { verifyState } from './verify-state.ts';

/** Tables of governed state, and of each the columns that no record determines. */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  api_token: ['last_used_at', 'secret_sha256'],
  app_user: ['password_hash'],
  certificate: ['first_fetched_at', 'renewal_refused_at'],
  certificate_authority: ['sealed_key'],
  certificate_request: ['dedupe_key', 'next_attempt_at', 'renews_certificate_id', 'row_version', 'submission_sha256'],
  decision: [],
  device: ['enrollment_expires_at', 'enrollment_token_sha256'],
  issuance_intent: [],
  mail_setting: ['row_version', 'sealed_password'],
  membership: [],
  organization: [],
  pending_change: [],
  reason: [],
  request_comment: ['id'],
  server_key: ['created_at', 'sealed_key'],
  trust_profile: [],
  trust_profile_role: [],
  trust_profile_version: [],
  webhook: ['previous_sealed_secret', 'sealed_secret'],
};

/** Another value of each type, and a value where there is none. Times are put later: earlier ones are not told apart. */
const OTHERWISE: Readonly<Record<string, readonly [string, string]>> = {
  text: [`c || 'x'`, `'x'`],
  integer: ['c + 1000', '1'],
  bigint: ['c + 1000', '1'],
  boolean: ['not c', 'true'],
  bytea: [`c || '\\x00'::bytea`, `'\\x00'::bytea`],
  jsonb: [`c || '{"maxValidityDays": 999}'`, `'{}'`],
  ARRAY: [`array_append(c, 'x')`, `'{}'`],
  'timestamp with time zone': [`c + interval '900 days'`, 'now()'],
};

describe('an edit of any column of any governed table', () => {
  let open: OpenTestDatabase;
  let server: GovernedServer;
  let organizationId = '';
  beforeAll(async () => {
    open = await openTestDatabase();
    server = await startGovernedServer(open);
    const root = await setUpPlatform(server);
    const world = await foundOrganization(server, open, root, 'one');
    organizationId = world.organizationId;
    await makeHistory(server, world, 'one');
    await setMailServer(server, open, root);
  });
  afterAll(async () => {
    await server.stop();
    await open.close();
  });

  const isFound = async (client: Client) => {
    for (const id of [organizationId, 'platform']) {
      const job = { organizationId: id, ledgers: [{ ledger: id, isClosed: false }] };
      if ((await verifyState(client, job)) !== null) return true;
    }
    return false;
  };

  /** Edits one row, with every constraint and trigger out of the way, and takes it back. Null: there is no row to edit. */
  const tryEdit = async (client: Client, table: string, set: string, where: string) => {
    await client.query('savepoint before');
    const edited = await client.query(
      `update ${table} set ${set} where ctid = (select ctid from ${table} where ${where} order by ctid limit 1)`,
    );
    const found = edited.rowCount === 0 ? null : await isFound(client);
    await client.query('rollback to savepoint before');
    return found;
  };

  it.each(Object.entries(TABLES))('of %s is found, but for %j', async (table, undetermined) => {
    const missed = await withClient(open.test.superuserUrl, async (client) => {
      await client.query('begin isolation level repeatable read');
      await client.query('set local session_replication_role = replica');
      await client.query(`do $$ declare c record; begin
        for c in select conrelid::regclass as t, conname from pg_constraint where contype = 'c' and conrelid = '${table}'::regclass
        loop execute format('alter table %s drop constraint %I', c.t, c.conname); end loop; end $$`);
      expect(await isFound(client)).toBe(false);
      const columns = await client.query<{ name: string; type: string }>(
        'select column_name as name, data_type as type from information_schema.columns where table_name = $1 order by 1',
        [table],
      );
      const unseen = new Set<string>();
      for (const { name, type } of columns.rows) {
        const [other, some] = OTHERWISE[type] ?? ['', ''];
        const changed = await tryEdit(
          client,
          table,
          `${name} = ${other.replace(/\bc\b/, name)}`,
          `${name} is not null`,
        );
        const invented = await tryEdit(client, table, `${name} = ${some}`, `${name} is null`);
        if (changed === false || invented === false) unseen.add(name);
      }
      return [...unseen].sort();
    });
    expect(missed).toEqual(undetermined);
  });
});
