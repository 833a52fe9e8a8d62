import pg from 'pg';
import { PgBoss } from 'pg-boss';

const SCHEMA = 'job_queue';
const MAIL_QUEUE = 'mail';

/** Mail is tried for four days: after seconds at first, then ever more seldom, once an hour at the last. */
const MAIL_RETRIES = { retryLimit: 110, retryDelay: 2, retryBackoff: true, retryDelayMax: 3_600 };

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
  await boss.stop({ graceful: false });
  if (serverRole === null) return;
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const role = `"${serverRole.replaceAll('"', '""')}"`;
  await client.query(`grant usage on schema ${SCHEMA} to ${role}`);
  await client.query(`grant select, insert, update, delete on all tables in schema ${SCHEMA} to ${role}`);
  await client.query(`grant usage, select on all sequences in schema ${SCHEMA} to ${role}`);
  await client.query(`grant execute on all functions in schema ${SCHEMA} to ${role}`);
  await client.end();
}

export interface JobQueue {
  /** Queues it once, whatever happens: the same id again changes nothing. `id` is a UUID. */
  add(queue: string, id: string, data: object): Promise<void>;
  /** Works one job at a time. A handler that throws has it tried again. */
  work<Data extends object>(queue: string, handle: (data: Data) => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

/** The queue as the server uses it: it owns nothing of it, so it neither makes nor changes its schema. */
export async function openJobQueue(url: string, log: (message: string) => void): Promise<JobQueue> {
  const boss = new PgBoss({
    connectionString: url,
    schema: SCHEMA,
    migrate: false,
    createSchema: false,
    schedule: false,
    supervise: true,
    max: 3,
  });
  boss.on('error', (error) => log(`the job queue: ${error instanceof Error ? error.message : String(error)}`));
  await boss.start();
  return {
    async add(queue, id, data) {
      await boss.send(queue, data, { id });
    },
    async work<Data extends object>(queue: string, handle: (data: Data) => Promise<void>) {
      await boss.work<Data>(queue, { pollingIntervalSeconds: 0.5, batchSize: 1 }, async ([job]) => {
        if (job !== undefined) await handle(job.data);
      });
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 5_000 });
    },
  };
}
