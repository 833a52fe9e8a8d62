import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseUrl, withClient } from '../embedded/database-connection.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

describe('a test database', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('has the migrated schema, owned by the owner and granted to the server', async () => {
    const rows = await withClient(database.serverUrl, (client) =>
      client.query(
        `SELECT tableowner = $1 AS owned, has_table_privilege(current_user, 'ledger_record', 'INSERT') AS can_append,
                has_table_privilege(current_user, 'ledger_record', 'UPDATE') AS can_rewrite
         FROM pg_tables WHERE tablename = 'ledger_record'`,
        [new URL(database.ownerUrl).username],
      ),
    );
    expect(rows.rows).toEqual([{ owned: true, can_append: true, can_rewrite: false }]);
  });

  it.each(['CREATE TABLE mine (id int)', 'CREATE TEMP TABLE mine (id int)', 'CREATE SCHEMA mine'])(
    'does not let the server %s, though copied from a template',
    async (sql) => {
      await expect(withClient(database.serverUrl, (client) => client.query(sql))).rejects.toMatchObject({
        code: '42501',
      });
    },
  );

  it('is apart from every other one', async () => {
    const other = await createTestDatabase();
    await withClient(database.ownerUrl, (client) => client.query('CREATE TABLE here (id int)'));
    await expect(withClient(other.ownerUrl, (client) => client.query('SELECT * FROM here'))).rejects.toMatchObject({
      code: '42P01',
    });
    await other.drop();
  });

  it('cannot be dropped unnoticed while a connection is open: the message says which, and the database is gone', async () => {
    const other = await createTestDatabase();
    const leaked = new Client({ connectionString: other.serverUrl, application_name: 'forgotten' });
    const broken = new Promise((resolve) => leaked.on('error', resolve));
    await leaked.connect();
    await leaked.query('SELECT 42 AS answer');
    await expect(other.drop()).rejects.toThrow(/1 database connection.*\n.*forgotten as .*SELECT 42 AS answer/);
    await broken;
    const { pathname } = new URL(other.serverUrl);
    const gone = withClient(databaseUrl(database.superuserUrl, pathname.slice(1)), (client) =>
      client.query('SELECT 1'),
    );
    await expect(gone).rejects.toMatchObject({ code: '3D000' });
  });
});
