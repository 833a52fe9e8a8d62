import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { addPolicy, commitApproval, type LedgerWorld, newId, openLedgerWorld, pendingRow } from './ledger-world.ts';
import { type BenchOptions, type Figure, interleaved, type Sample, sample } from './measure.ts';

const WRITERS = 32;
const BATCH = 500;
const ENTRY = 'x'.repeat(700);

/** Ids of pending requests that nobody has decided, made ahead of the clock. */
export async function makePending(
  world: LedgerWorld,
  policy: { profile: string; authority: string; user: string },
  count: number,
): Promise<string[]> {
  const committer = world.newCommitter();
  const ids = Array.from({ length: count }, () => newId('apr'));
  for (let from = 0; from < ids.length; from += BATCH) {
    await Promise.all(
      ids.slice(from, from + BATCH).map((id) =>
        committer.commit({
          organizationId: world.ledger,
          authority: null,
          now: new Date(),
          records: [
            {
              type: 'request.submitted',
              actor: { kind: 'system', id: 'system', name: 'bench' },
              subject: { kind: 'request', id },
              detail: {},
            },
          ],
          writes: () => [pendingRow(world, policy, id)],
        }),
      ),
    );
  }
  return ids;
}

/** P3 and P4: a decision with its record, against one-row INSERT commits from the same client on the same database. */
export async function measureDecisions({ seconds, rounds }: BenchOptions): Promise<Figure[]> {
  const world = await openLedgerWorld();
  try {
    const policy = await addPolicy(world);
    const superuser = await world.superuser();
    await superuser.query('create table bench_insert (id bigserial primary key, entry text not null)');
    await superuser.query(
      'grant insert on bench_insert to countersign_server; grant usage on sequence bench_insert_id_seq to countersign_server',
    );
    await superuser.end();
    const connections = await Promise.all(
      Array.from({ length: WRITERS }, async () => {
        const client = new pg.Client({ connectionString: world.postgres.serverUrl });
        await client.connect();
        return client;
      }),
    );
    const insert = (client: number) =>
      connections[client]?.query({
        name: 'insert',
        text: 'insert into bench_insert (entry) values ($1)',
        values: [ENTRY],
      }) ?? Promise.resolve();
    const committer = world.newCommitter();
    const decideWith = async (writers: number): Promise<Sample> => {
      // More than can be decided in the time; what is left over is left.
      const pending = await makePending(world, policy, Math.ceil(seconds * (writers === 1 ? 3_000 : 9_000)));
      return sample(writers, seconds, async () => {
        const id = pending.pop();
        if (id === undefined) throw new Error('more was decided than was prepared');
        await commitApproval(world, committer, policy.user, id);
      });
    };
    const many = await interleaved(rounds, {
      inserts: () => sample(WRITERS, seconds, insert),
      decisions: () => decideWith(WRITERS),
    });
    const one = await interleaved(rounds, {
      inserts: () => sample(1, seconds, insert),
      decisions: () => decideWith(1),
    });
    const two = await interleaved(Math.max(1, rounds - 1), {
      inserts: () => sample(WRITERS, seconds, insert),
      servers: () => twoServers(world, policy, seconds, () => makePending(world, policy, Math.ceil(seconds * 9_000))),
    });
    for (const client of connections) await client.end();
    const ratio = many.decisions.perSecond / many.inserts.perSecond;
    const tail = many.decisions.p99 / many.inserts.p99;
    const single = one.decisions.perSecond / one.inserts.perSecond;
    const shared = two.servers.perSecond / two.inserts.perSecond;
    return [
      figure('P3', 'decision + record, 32 writers / one-row INSERT commits', ratio, 1, many.decisions, many.inserts),
      {
        ...figure('P3 p99', 'its slowest hundredth / theirs', tail, 2, many.decisions, many.inserts),
        goal: '≤ 2',
        met: tail <= 2,
        detail: `${many.decisions.p99.toFixed(1)} ms / ${many.inserts.p99.toFixed(1)} ms`,
      },
      figure('P3 two servers', 'the same from two processes on one organization', shared, 1, two.servers, two.inserts),
      figure('P4', 'the same with one writer', single, 0.65, one.decisions, one.inserts),
    ];
  } finally {
    await world.close();
  }
}

function figure(id: string, what: string, ratio: number, goal: number, subject: Sample, peer: Sample): Figure {
  return {
    id,
    what,
    ratio,
    goal: `≥ ${goal}`,
    met: ratio >= goal,
    detail: `${Math.round(subject.perSecond)}/s against ${Math.round(peer.perSecond)}/s`,
  };
}

/** Two processes, each with a committer of its own, decide on the same organization at the same time. */
async function twoServers(
  world: LedgerWorld,
  policy: { user: string },
  seconds: number,
  prepare: () => Promise<string[]>,
): Promise<Sample> {
  const ids = await prepare();
  const half = Math.floor(ids.length / 2);
  const results = await Promise.all(
    [ids.slice(0, half), ids.slice(half)].map(
      (share) =>
        new Promise<Sample>((resolve, reject) => {
          const child = fork(fileURLToPath(new URL('decider.ts', import.meta.url)), [], {
            stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
          });
          child.on('message', (message) => resolve(message as Sample));
          child.on('error', reject);
          child.on('exit', (code) => code !== 0 && reject(new Error(`a server of the bench ended with ${code}`)));
          child.send({
            url: world.postgres.serverUrl,
            ledger: world.ledger,
            user: policy.user,
            ids: share,
            seconds,
            writers: WRITERS / 2,
          });
        }),
    ),
  );
  return {
    perSecond: results.reduce((sum, { perSecond }) => sum + perSecond, 0),
    p50: Math.max(...results.map(({ p50 }) => p50)),
    p99: Math.max(...results.map(({ p99 }) => p99)),
  };
}
