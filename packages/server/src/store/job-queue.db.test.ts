import { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from './embedded/database-connection.ts';
import { prepareJobQueue, SERVER_QUEUE_OPTIONS } from './job-queue.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

describe('the job queue', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('is kept up by a role that owns nothing of it, without an error', async () => {
    const errors: unknown[] = [];
    const boss = new PgBoss({ ...SERVER_QUEUE_OPTIONS, connectionString: database.serverUrl, supervise: false });
    boss.on('error', (error) => errors.push(error));
    await boss.start();
    const id = await boss.send('mail', { old: true }, { deleteAfterSeconds: 1, retryLimit: 0 });
    const [job] = await boss.fetch('mail');
    await boss.fail('mail', job?.id ?? '');
    await withClient(database.superuserUrl, (client) =>
      client.query(`update job_queue.job set completed_on = now() - interval '1 day' where id = $1`, [id]),
    );
    await boss.supervise('mail');
    expect(await boss.findJobs('mail', { id: id ?? '' })).toEqual([]);
    await boss.stop({ graceful: false });
    expect(errors).toEqual([]);
  });

  it.each([
    'create table job_queue.mine (id int)',
    'drop table job_queue.job',
    'alter table job_queue.job add column mine int',
    'truncate job_queue.job',
    'create function job_queue.mine() returns int language sql as $$ select 1 $$',
  ])('cannot be changed in its shape by the server: %s', async (statement) => {
    await expect(withClient(database.serverUrl, (client) => client.query(statement))).rejects.toMatchObject({
      code: '42501',
    });
  });

  it('is prepared again, by several at once, without a change', async () => {
    const { owner, server } = await withClient(database.superuserUrl, async (client) => {
      const { rows } = await client.query<{ owner: string; server: string }>(
        `select (select nspowner::regrole::text from pg_namespace where nspname = 'job_queue') as owner,
                (select grantee from information_schema.role_table_grants
                 where table_schema = 'job_queue' and table_name = 'queue' and grantee like '%server' limit 1) as server`,
      );
      return rows[0] ?? { owner: '', server: '' };
    });
    expect(owner).toMatch(/owner$/);
    await Promise.all([1, 2, 3].map(() => prepareJobQueue(database.ownerUrl, server)));
    const queues = await withClient(database.serverUrl, (client) => client.query('select name from job_queue.queue'));
    expect(queues.rows.filter(({ name }) => name === 'mail')).toHaveLength(1);
  });
});
