import type { Config } from '../config.ts';
import { runningEmbeddedUrl } from '../store/attach-embedded.ts';
import { DataFolderInUse } from '../store/embedded/data-folder-lock.ts';
import { startEmbeddedPostgres } from '../store/embedded-postgres.ts';
import { migrate } from '../store/migrate.ts';
import { demandConnection } from './demand-connection.ts';
import type { Log } from './log.ts';

export interface DatabaseAddress {
  /** For the server's role. */
  readonly serverUrl: string;
  /** Whether the server's role is kept apart from the one that owns the schema. */
  readonly rolesApart: boolean;
  stop(): Promise<void>;
}

/** The database as configured, or the embedded one; its schema up to date either way. */
export async function prepareDatabase(config: Config, log: Log): Promise<DatabaseAddress> {
  if (config.databaseUrl !== null) {
    await demandConnection('DATABASE_URL', config.databaseUrl);
    if (config.migrationDatabaseUrl !== null)
      await demandConnection('COUNTERSIGN_MIGRATION_DATABASE_URL', config.migrationDatabaseUrl);
    const serverRole = decodeURIComponent(new URL(config.databaseUrl).username);
    const ownerUrl = config.migrationDatabaseUrl ?? config.databaseUrl;
    await migrate(ownerUrl, { serverRole });
    const rolesApart = decodeURIComponent(new URL(ownerUrl).username) !== serverRole;
    if (!rolesApart) {
      log.warn(
        'the server works under the role that owns its tables: whoever takes over the server can rewrite the ledger. ' +
          'Give it a role of its own in DATABASE_URL, and the owner in COUNTERSIGN_MIGRATION_DATABASE_URL.',
      );
    }
    return { serverUrl: config.databaseUrl, rolesApart, stop: async () => undefined };
  }
  const embedded = await startEmbeddedPostgres({ dataFolder: config.dataFolder, log });
  try {
    await migrate(embedded.ownerUrl, { serverRole: decodeURIComponent(new URL(embedded.serverUrl).username) });
  } catch (error) {
    await embedded.stop();
    throw error;
  }
  return { serverUrl: embedded.serverUrl, rolesApart: true, stop: () => embedded.stop() };
}

/** For the command: the schema up to date, whether a server is running on the database or not. */
export async function migrateDatabase(config: Config, log: Log): Promise<void> {
  try {
    const address = await prepareDatabase(config, log);
    await address.stop();
  } catch (error) {
    if (!(error instanceof DataFolderInUse)) throw error;
    const serverRole = decodeURIComponent(new URL(runningEmbeddedUrl(config.dataFolder)).username);
    await migrate(runningEmbeddedUrl(config.dataFolder, 'owner'), { serverRole });
  }
}
