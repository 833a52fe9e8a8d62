import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../packages/server/src/store/embedded-postgres.ts';
import { makeDataFolder, removeDataFolder, startServer } from '../test/harness/server-process.ts';
import { makeWorld, type World } from '../test/harness/world.ts';

const quiet = () => undefined;

/** The built server on a durable PostgreSQL that its peers may use too, with an organization made through its doors. */
export interface ServerWorld {
  readonly postgres: EmbeddedPostgres;
  readonly world: World;
  close(): Promise<void>;
}

export async function openServerWorld(): Promise<ServerWorld> {
  const databaseFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-bench-'));
  const dataFolder = makeDataFolder();
  const postgres = await startEmbeddedPostgres({
    dataFolder: databaseFolder,
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  });
  const server = await startServer({
    dataFolder,
    environment: {
      DATABASE_URL: postgres.serverUrl,
      COUNTERSIGN_MIGRATION_DATABASE_URL: postgres.ownerUrl,
      COUNTERSIGN_LOG_LEVEL: 'warn',
    },
  });
  return {
    postgres,
    world: await makeWorld(server, 'bench'),
    async close() {
      await server.stop();
      await postgres.stop();
      removeDataFolder(dataFolder);
      removeDataFolder(databaseFolder);
    },
  };
}
