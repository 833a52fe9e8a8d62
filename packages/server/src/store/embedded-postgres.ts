import fs from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { lockDataFolder } from './embedded/data-folder-lock.ts';
import { withClient } from './embedded/database-connection.ts';
import { loadDatabasePasswords } from './embedded/database-passwords.ts';
import {
  closePublicSchema,
  type DatabaseRoles,
  ensureDatabase,
  ensureDatabaseRoles,
} from './embedded/database-roles.ts';
import type { LifecycleLog } from './embedded/lifecycle-log.ts';
import { stopOrphanedPostgres } from './embedded/orphaned-postgres.ts';
import { chooseAccount, launcherFor } from './embedded/postgres-account.ts';
import { findPostgresBinaries } from './embedded/postgres-binaries.ts';
import { ensureCluster } from './embedded/postgres-cluster.ts';
import {
  type PostgresExit,
  type PostgresProcess,
  PostgresStartError,
  startPostgresProcess,
} from './embedded/postgres-process.ts';

export interface EmbeddedPostgresOptions {
  readonly dataFolder: string;
  readonly log: LifecycleLog;
  /** TCP port on 127.0.0.1; 0 or absent: any free one. */
  readonly port?: number;
  /** Trades durability for speed. For tests whose data nobody will miss, never for a server. */
  readonly disposable?: boolean;
}

export interface EmbeddedPostgres {
  /** initdb's superuser, in the database `postgres`. */
  readonly superuserUrl: string;
  /** Owner of the database `countersign`: makes and changes its schema. */
  readonly ownerUrl: string;
  /** What the server works with: owns nothing, creates nothing. */
  readonly serverUrl: string;
  /** The same for as long as this object lives, over restarts too. */
  readonly port: number;
  /** Process id of the PostgreSQL that runs now, or ran last. */
  readonly pid: number;
  /** The end of the PostgreSQL that runs now. One that ends unexpectedly is started again, with a promise of its own. */
  readonly exited: Promise<PostgresExit>;
  /** Stops PostgreSQL for good and gives the data folder free. Safe to call again. */
  stop(): Promise<void>;
}

const SUPERUSER = 'countersign_superuser';
const DATABASE = 'countersign';
const PREDECESSOR_PATIENCE_MS = 30_000;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Real PostgreSQL in `pg/` of the data folder, on 127.0.0.1, without anything to install. On Linux it dies with this
 * process; elsewhere the next start stops what a killed one left. Either may be killed: the next start recovers by
 * itself. Throws DataFolderInUse where another server owns the folder.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataFolder = openDataFolder(options.dataFolder);
  const lock = lockDataFolder(dataFolder);
  try {
    const { log, disposable = false } = options;
    const databaseFolder = path.join(dataFolder, 'pg');
    const passwords = loadDatabasePasswords(dataFolder);
    const binaries = findPostgresBinaries();
    const account = chooseAccount(databaseFolder);
    const launch = launcherFor(account, [databaseFolder, binaries.postgres], log);
    const superuser = { name: SUPERUSER, password: passwords.superuser };
    ensureCluster({ databaseFolder, binaries, account, launch, superuser, disposable });

    const start = async (port: number): Promise<PostgresProcess> => {
      const overlooked = await stopOrphanedPostgres(databaseFolder, log);
      const args = ['-D', databaseFolder, '-p', String(port), ...settings(disposable)];
      // PostgreSQL takes any living process named in a stale postmaster.pid for a running server, except this one.
      const environment: Record<string, string> = overlooked === null ? {} : { PG_GRANDPARENT_PID: String(overlooked) };
      return startPostgresProcess(launch(binaries.postgres, args), log, environment);
    };
    const { port, postgres } = await startOnSomePort(start, options.port ?? 0);
    const urlOf = (role: string, password: string, database: string) =>
      `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`;
    const roles: DatabaseRoles = {
      owner: { name: 'countersign_owner', password: passwords.owner },
      server: { name: 'countersign_server', password: passwords.server },
    };
    try {
      await prepareDatabase((database) => urlOf(superuser.name, superuser.password, database), roles);
    } catch (error) {
      await postgres.stop();
      throw error;
    }
    log.info(`PostgreSQL runs on 127.0.0.1:${port} with its data in ${databaseFolder}`);

    const running = superviseProcess(postgres, () => start(port), log);
    return {
      superuserUrl: urlOf(superuser.name, superuser.password, 'postgres'),
      ownerUrl: urlOf(roles.owner.name, roles.owner.password, DATABASE),
      serverUrl: urlOf(roles.server.name, roles.server.password, DATABASE),
      port,
      get pid() {
        return running.current().pid;
      },
      get exited() {
        return running.current().exited;
      },
      async stop() {
        await running.stop();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** As root the folder can be passed by the account that PostgreSQL runs as, not listed; what is secret in it is 0600. */
function openDataFolder(folder: string): string {
  if (!fs.existsSync(folder)) {
    fs.mkdirSync(folder, { recursive: true });
    fs.chmodSync(folder, process.getuid?.() === 0 ? 0o711 : 0o700);
  }
  return fs.realpathSync(folder);
}

/** On the command line, where neither postgresql.conf nor ALTER SYSTEM can override them. */
function settings(disposable: boolean): string[] {
  const durable = disposable ? 'off' : 'on';
  const values = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    shared_buffers: '128MB',
    fsync: durable,
    synchronous_commit: durable,
    full_page_writes: durable,
    min_wal_size: '80MB',
    max_wal_size: '512MB',
    wal_compression: 'on',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_destination: 'stderr',
    logging_collector: 'off',
    log_min_messages: 'log', // not the errors of single statements: their client has them, and they may hold data
    log_checkpoints: 'off',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function startOnSomePort(start: (port: number) => Promise<PostgresProcess>, wanted: number) {
  const patienceEnds = performance.now() + PREDECESSOR_PATIENCE_MS;
  for (let lostPorts = 0; ; ) {
    const port = wanted === 0 ? await findFreePort() : wanted;
    try {
      return { port, postgres: await start(port) };
    } catch (error) {
      if (!(error instanceof PostgresStartError)) throw error;
      // Somebody may take a free port between our look and PostgreSQL's.
      if (error.failure === 'port taken' && wanted === 0 && lostPorts < 5) lostPorts += 1;
      else if (error.failure !== 'predecessor still going' || performance.now() > patienceEnds) throw error;
      await delay(50);
    }
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = address !== null && typeof address === 'object' ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

async function prepareDatabase(superuserUrl: (database: string) => string, roles: DatabaseRoles): Promise<void> {
  await withClient(superuserUrl('postgres'), async (client) => {
    await ensureDatabaseRoles(client, roles);
    await ensureDatabase(client, DATABASE, roles);
    await client.query('REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC');
  });
  await withClient(superuserUrl(DATABASE), (client) => closePublicSchema(client, roles));
}

/** Keeps one PostgreSQL running: starts it again on the same port, after longer and longer pauses, until stopped. */
function superviseProcess(first: PostgresProcess, restart: () => Promise<PostgresProcess>, log: LifecycleLog) {
  let current = first;
  const stopping = new AbortController();

  const supervision = (async () => {
    while (!stopping.signal.aborted) {
      const exit = await current.exited;
      if (stopping.signal.aborted) return;
      log.error(`PostgreSQL ended unexpectedly (${exit.signal ?? `exit code ${exit.code}`}); starting it again`);
      for (let pause = 50; !stopping.signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
        try {
          current = await restart();
          log.info(`PostgreSQL runs again (process ${current.pid})`);
          break;
        } catch (error) {
          log.error(`${error instanceof Error ? error.message : String(error)}\nTrying again in ${pause} ms`);
          await delay(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
        }
      }
    }
  })();

  return {
    current: () => current,
    async stop() {
      stopping.abort();
      await current.stop();
      // A restart that was under way when stop() came has made a process of its own.
      await supervision;
      await current.stop();
    },
  };
}
