import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { TABLES } from './entities/index.ts';
import { prepareJobQueue } from './job-queue.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { serverPrivileges } from './server-privileges.ts';

/** Any number that no other program uses: two servers that start at once migrate one after the other. */
const MIGRATION_LOCK = 7_203_461;

/**
 * Brings the schema up to date under the role that owns it, then grants the server's role exactly what it needs.
 * Safe to run at every start and by several servers at once.
 */
export async function migrate(ownerUrl: string, options: { serverRole: string | null }): Promise<void> {
  await migrateTables(ownerUrl, options);
  await prepareJobQueue(ownerUrl, options.serverRole);
}

async function migrateTables(ownerUrl: string, options: { serverRole: string | null }): Promise<void> {
  const orm = await MikroORM.init({
    clientUrl: ownerUrl,
    entities: TABLES,
    extensions: [Migrator],
    migrations: { migrationsList: MIGRATIONS, transactional: true, allOrNothing: true, snapshot: false },
    pool: { min: 0, max: 3 },
    // What goes wrong is thrown; what goes well needs no telling.
    logger: () => undefined,
    ensureDatabase: false,
  });
  try {
    await orm.em.transactional(async (em) => {
      await em.execute(`select pg_advisory_xact_lock(${MIGRATION_LOCK})`);
      await orm.migrator.up();
      if (options.serverRole !== null) {
        const owner = await em.execute<{ name: string }[]>('select current_user as name');
        if (owner[0]?.name !== options.serverRole) {
          for (const statement of serverPrivileges(options.serverRole)) await orm.em.fork().execute(statement);
        }
      }
    });
  } finally {
    await orm.close(true);
  }
}
