import pg from 'pg';
import { type JobResult, PgBoss } from 'pg-boss';

const SCHEMA = 'job_queue';
const MAIL_QUEUE = 'mail';
const ACCOUNT_MAIL_QUEUE = 'account-mail';

/** Mail is tried for four days: after seconds at first, then ever more seldom, once an hour at the last. */
const MAIL_RETRIES = { retryLimit: 110, retryDelay: 2, retryBackoff: true, retryDelayMax: 3_600 };

/** A link for a new password lives for an hour: these are tried often, and given up soon. */
const ACCOUNT_MAIL_RETRIES = { retryLimit: 30, retryDelay: 2, retryBackoff: true, retryDelayMax: 300 };

/** Makes the job queue's schema and its queues, under the owner; the server's role may use them and nothing more. */
export async function prepareJobQueue(ownerUrl: string, serverRole: string | null): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, schema: SCHEMA, supervise: false, schedule: false, max: 2 });
  boss.on('error', () => undefined);
  await boss.start();
  await boss.createQueue(MAIL_QUEUE, {
    ...MAIL_RETRIES,
    expireInSeconds: 120,
    retentionSeconds: 14 * 86_400,
    deleteAfterSeconds: 14 * 86_400,
  });
  await boss.createQueue(ACCOUNT_MAIL_QUEUE, {
    ...ACCOUNT_MAIL_RETRIES,
    expireInSeconds: 120,
    retentionSeconds: 7 * 86_400,
    deleteAfterSeconds: 60,
  });
  await boss.stop({ graceful: false });
  if (serverRole === null) return;
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    // Two that grant the same at once would trip over each other's rows of the catalogue. The lock ends with the connection.
    await client.query(`select pg_advisory_lock(hashtextextended('grants of the job queue', 0))`);
    const role = `"${serverRole.replaceAll('"', '""')}"`;
    await client.query(`grant usage on schema ${SCHEMA} to ${role}`);
    await client.query(`grant select, insert, update, delete on all tables in schema ${SCHEMA} to ${role}`);
    await client.query(`grant usage, select on all sequences in schema ${SCHEMA} to ${role}`);
    await client.query(`grant execute on all functions in schema ${SCHEMA} to ${role}`);
  } finally {
    await client.end();
  }
}

export interface JobHandler<Data extends object> {
  /** Resolves to why it can never be done, or to null once it is. What it throws has the job tried again. */
  readonly handle: (data: Data) => Promise<string | null>;
  /** It can never be done, or was tried for the last time. The job stays, failed, with its reason. */
  readonly onGivenUp: (id: string, data: Data, why: string) => Promise<void>;
}

/** A connection in a transaction. */
export interface QueryRunner {
  query(text: string, values?: unknown[]): Promise<{ rows: object[] }>;
}

export interface JobQueue {
  /** Queues it once, whatever happens: the same id again changes nothing. `id` is a UUID. In `transaction`, if one is given. */
  add(queue: string, id: string, data: object, transaction?: QueryRunner): Promise<void>;
  /** What waits to be tried again is tried now: what kept it from being done was mended. */
  hurry(queue: string): Promise<void>;
  /** Works a few jobs at a time, so that one that hangs holds up no other. */
  work<Data extends object>(queue: string, handler: JobHandler<Data>): Promise<void>;
  stop(): Promise<void>;
}

/** Jobs at a time, on one server. */
const AT_ONCE = 4;

/**
 * The queue as the server uses it. It owns nothing of it, so it neither makes nor changes its schema, nor rebuilds indexes;
 * the rest of the upkeep (jobs that were left behind, old ones) is reading and writing rows.
 */
export const SERVER_QUEUE_OPTIONS = {
  schema: SCHEMA,
  migrate: false,
  createSchema: false,
  schedule: false,
  supervise: true,
  reindex: false,
} as const;

export async function openJobQueue(url: string, log: (message: string) => void): Promise<JobQueue> {
  const boss = new PgBoss({ ...SERVER_QUEUE_OPTIONS, connectionString: url, max: AT_ONCE });
  boss.on('error', (error) => log(`the job queue: ${describe(error)}`));
  await boss.start();
  return {
    async add(queue, id, data, transaction) {
      const db = transaction && {
        executeSql: (text: string, values?: unknown[]) => transaction.query(text, values),
      };
      await boss.send(queue, data, { id, ...(db && { db }) });
    },
    async hurry(queue) {
      await boss
        .getDb()
        .executeSql(`update ${SCHEMA}.job set start_after = now() where name = $1 and state = 'retry'`, [queue]);
    },
    async work<Data extends object>(queue: string, { handle, onGivenUp }: JobHandler<Data>) {
      const options = {
        pollingIntervalSeconds: 0.5,
        batchSize: 1,
        localConcurrency: AT_ONCE,
        burstWhenBatchFull: true,
        includeMetadata: true,
        perJobResults: true,
      } as const;
      await boss.work<Data, unknown, typeof options>(queue, options, async (jobs) => {
        const settled: JobResult[] = [];
        for (const { id, data, retryCount, retryLimit } of jobs) {
          try {
            const impossible = await handle(data);
            if (impossible !== null) await onGivenUp(id, data, impossible);
            settled.push({
              id,
              status: impossible === null ? 'completed' : 'deadletter',
              output: impossible === null ? null : { message: impossible },
            });
          } catch (error) {
            if (retryCount >= retryLimit) await onGivenUp(id, data, describe(error));
            settled.push({ id, status: 'failed', output: { message: describe(error) } });
          }
        }
        return settled;
      });
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 5_000 });
    },
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
