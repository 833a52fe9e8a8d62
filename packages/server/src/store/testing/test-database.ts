import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'pg';
import { inject } from 'vitest';
import { databaseUrl, withClient } from '../embedded/database-connection.ts';
import { ensureDatabase } from '../embedded/database-roles.ts';

export interface TestDatabase {
  readonly superuserUrl: string;
  /** Owner of the schema. */
  readonly ownerUrl: string;
  /** What the server works with. */
  readonly serverUrl: string;
  /** Fails, after dropping it, where a connection to the database was left open. */
  drop(): Promise<void>;
}

/** A connection that its client has closed takes a moment to end on the server's side. */
const CLOSING_MS = 2_000;

/** A fresh, migrated database for one test file: make it in beforeAll, drop it in afterAll. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { superuserUrl, template, roles } = inject('testPostgres');
  const database = `${template}_${randomBytes(4).toString('hex')}`;
  await withClient(superuserUrl, (superuser) => ensureDatabase(superuser, database, roles, template));
  return {
    superuserUrl: databaseUrl(superuserUrl, database),
    ownerUrl: databaseUrl(superuserUrl, database, roles.owner),
    serverUrl: databaseUrl(superuserUrl, database, roles.server),
    drop: () =>
      withClient(superuserUrl, async (superuser) => {
        const leaked = await connectionsLeftOpen(superuser, database);
        await superuser.query(`DROP DATABASE "${database}" WITH (FORCE)`);
        if (leaked.length === 0) return;
        throw new Error(
          `This test file left ${leaked.length} database connection(s) open; close what it opened before drop():\n` +
            leaked.map((line) => `  ${line}`).join('\n'),
        );
      }),
  };
}

async function connectionsLeftOpen(superuser: Client, database: string): Promise<string[]> {
  const patienceEnds = performance.now() + CLOSING_MS;
  for (;;) {
    const open = await superuser.query<{ line: string }>(
      `SELECT format('%s as %s, %s, last statement: %s', coalesce(nullif(application_name, ''), 'unnamed'), usename, state, left(query, 120)) AS line
       FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend' ORDER BY backend_start`,
      [database],
    );
    if (open.rows.length === 0 || performance.now() > patienceEnds) return open.rows.map((row) => row.line);
    await delay(20);
  }
}
