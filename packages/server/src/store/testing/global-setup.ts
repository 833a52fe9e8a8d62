import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { databaseUrl, withClient } from '../embedded/database-connection.ts';
import { drawDatabasePasswords } from '../embedded/database-passwords.ts';
import {
  closePublicSchema,
  type DatabaseRoles,
  ensureDatabase,
  ensureDatabaseRoles,
} from '../embedded/database-roles.ts';
import { startEmbeddedPostgres } from '../embedded-postgres.ts';
import { migrate } from '../migrate.ts';

/** What every test file needs to make its own database: see createTestDatabase. */
export interface TestPostgres {
  /** In any database of the server. */
  readonly superuserUrl: string;
  /** A migrated database that nobody is connected to. */
  readonly template: string;
  readonly roles: DatabaseRoles;
}

declare module 'vitest' {
  interface ProvidedContext {
    testPostgres: TestPostgres;
  }
}

/**
 * One PostgreSQL for the run: the one that COUNTERSIGN_TEST_DATABASE_URL names (as a superuser), or an embedded one in a
 * temporary folder. The migrations run once, into a template that each test file copies.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.COUNTERSIGN_TEST_DATABASE_URL ?? '';
  const { superuserUrl, stop } =
    given === '' ? await startDisposablePostgres() : { superuserUrl: given, stop: async () => {} };
  const run = `countersign_test_${randomBytes(4).toString('hex')}`;
  const passwords = drawDatabasePasswords();
  // Roles belong to the whole server, so each run has its own: runs side by side do not meet.
  const roles: DatabaseRoles = {
    owner: { name: `${run}_owner`, password: passwords.owner },
    server: { name: `${run}_server`, password: passwords.server },
  };
  const tearDown = async () => {
    if (given !== '') await removeTraces(superuserUrl, run, roles);
    await stop();
  };
  try {
    await makeTemplate(superuserUrl, run, roles);
  } catch (error) {
    await tearDown();
    throw error;
  }
  project.provide('testPostgres', { superuserUrl, template: run, roles });
  return tearDown;
}

async function startDisposablePostgres() {
  const parent = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-test-'));
  fs.chmodSync(parent, 0o711); // for the account that PostgreSQL runs as when this is root
  const quiet = () => undefined;
  const log = {
    debug: quiet,
    info: quiet,
    warn: quiet,
    error: (message: string) => void process.stderr.write(`${message}\n`),
  };
  const postgres = await startEmbeddedPostgres({ dataFolder: path.join(parent, 'data'), log, disposable: true });
  return {
    superuserUrl: postgres.superuserUrl,
    async stop() {
      await postgres.stop();
      fs.rmSync(parent, { recursive: true, force: true });
    },
  };
}

async function makeTemplate(superuserUrl: string, template: string, roles: DatabaseRoles): Promise<void> {
  await withClient(superuserUrl, async (superuser) => {
    await ensureDatabaseRoles(superuser, roles);
    await ensureDatabase(superuser, template, roles);
  });
  await withClient(databaseUrl(superuserUrl, template), (superuser) => closePublicSchema(superuser, roles));
  await migrate(databaseUrl(superuserUrl, template, roles.owner), { serverRole: roles.server.name });
}

function removeTraces(superuserUrl: string, run: string, roles: DatabaseRoles): Promise<void> {
  return withClient(superuserUrl, async (superuser) => {
    const left = await superuser.query<{ name: string }>(
      'SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)',
      [run],
    );
    for (const { name } of left.rows) await superuser.query(`DROP DATABASE "${name}" WITH (FORCE)`);
    for (const role of [roles.owner.name, roles.server.name]) await superuser.query(`DROP ROLE IF EXISTS "${role}"`);
  });
}
