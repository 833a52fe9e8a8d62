import type { Config } from '../config.ts';
import { runningEmbeddedUrl } from '../store/attach-embedded.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { DataFolderInUse } from '../store/embedded/data-folder-lock.ts';
import { startEmbeddedPostgres } from '../store/embedded-postgres.ts';
import { demandConnection } from './demand-connection.ts';
import type { Log } from './log.ts';

/**
 * For a command: the database, whether a server is running on it or not. An embedded one that does not run is started for
 * as long as the command takes.
 */
export async function withDatabase<Result>(
  config: Config,
  log: Log,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const opened = await open(config, log);
  const database = await openDatabase(opened.url, { log: log.warn, poolSize: 3 });
  try {
    return await work(database);
  } finally {
    await database.close();
    await opened.stop();
  }
}

async function open(config: Config, log: Log): Promise<{ url: string; stop: () => Promise<void> }> {
  if (config.databaseUrl !== null) {
    await demandConnection('DATABASE_URL', config.databaseUrl);
    return { url: config.databaseUrl, stop: async () => undefined };
  }
  try {
    const embedded = await startEmbeddedPostgres({ dataFolder: config.dataFolder, log });
    return { url: embedded.serverUrl, stop: () => embedded.stop() };
  } catch (error) {
    if (!(error instanceof DataFolderInUse)) throw error;
    return { url: runningEmbeddedUrl(config.dataFolder), stop: async () => undefined };
  }
}
