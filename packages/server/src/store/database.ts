import { MikroORM } from '@mikro-orm/postgresql';
import pg from 'pg';
import { TABLES } from './entities/index.ts';

pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond what a ledger may count`);
  return value;
});

/** One statement of a family, planned once a connection under its name. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** PostgreSQL as the server sees it: entities for configuration, prepared statements where every microsecond is counted. */
export interface Database {
  readonly url: string;
  readonly orm: Awaited<ReturnType<typeof openOrm>>;
  readonly pool: pg.Pool;
  /** Connections of the committer alone: no read can keep a commit waiting, and its few statements are planned once. */
  readonly commitPool: pg.Pool;
  query<Row extends object>(statement: Statement, values: readonly unknown[]): Promise<Row[]>;
  /** A connection of its own, for a flusher, a listener or a COPY. The caller ends it. */
  connect(purpose: string): Promise<pg.Client>;
  close(): Promise<void>;
}

/** A database error that will pass: the connection broke, or the server is shutting down or starting. */
export function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return (
    /^(08|57P0|53)/.test(code) ||
    ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(code) ||
    /Connection terminated|connection timeout|timeout exceeded when trying to connect|not queryable/i.test(
      error.message,
    )
  );
}

/** One is in use for each organization that something is being committed for. */
const COMMIT_CONNECTIONS = 8;
/**
 * Planning the statement of a commit takes longer than running it, and always ends at the same: insert, and find rows by
 * their primary key. So it is planned once a connection, and never by reading whole tables.
 */
const COMMIT_SETTINGS =
  '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off';

/** No text of PostgreSQL holds a NUL: what is looked for by one is not there, rather than a fault of the database. */
function isInNoRow(value: unknown): boolean {
  return typeof value === 'string' ? value.includes('\0') : Array.isArray(value) && value.some(isInNoRow);
}

function openOrm(url: string) {
  return MikroORM.init({
    clientUrl: url,
    entities: TABLES,
    pool: { min: 0, max: 4 },
    ensureDatabase: false,
    forceUtcTimezone: true,
  });
}

export async function openDatabase(
  url: string,
  options: { log: (message: string) => void; poolSize?: number },
): Promise<Database> {
  const openPool = (settings: pg.PoolConfig): pg.Pool => {
    const made = new pg.Pool({
      connectionString: url,
      application_name: 'countersign',
      connectionTimeoutMillis: 5_000,
      ...settings,
    });
    // A dropped idle connection is an event of its own; the pool opens another when it is needed.
    made.on('error', (error) => options.log(`database connection lost: ${error.message}`));
    // One that breaks while somebody holds it fails the query at hand; unheard, it would also end the process.
    made.on('connect', (client) => client.on('error', () => undefined));
    return made;
  };
  const pool = openPool({ max: options.poolSize ?? 12 });
  const commitPool = openPool({ max: COMMIT_CONNECTIONS, options: COMMIT_SETTINGS });
  const orm = await openOrm(url);
  return {
    url,
    orm,
    pool,
    commitPool,
    async query<Row extends object>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
      if (values.some(isInNoRow)) return [];
      const result = await pool.query<Row>({ name: statement.name, text: statement.text, values: [...values] });
      return result.rows;
    },
    async connect(purpose) {
      const client = new pg.Client({
        connectionString: url,
        application_name: `countersign ${purpose}`,
        keepAlive: true,
      });
      client.on('error', (error) => options.log(`database connection of the ${purpose} lost: ${error.message}`));
      await client.connect();
      return client;
    },
    async close() {
      await Promise.all([pool.end(), commitPool.end(), orm.close(true)]);
    },
  };
}
