import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { EpochSequence } from '../domain/ledger-name.ts';
import { Committer } from '../ledger/committer.ts';
import { LedgerFeed } from '../ledger/feed.ts';
import { exampleCommand, exampleDraft, exampleLedger } from '../ledger/testing/ledger-scene.ts';
import { NO_CHECKPOINTS } from '../ledger/testing/no-checkpoints.ts';
import { Verifications } from '../ledger/verification.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { withClient } from '../store/embedded/database-connection.ts';
import { createCommandReads } from '../store/reads/command-reads.ts';
import { principalOfUser } from '../store/reads/doorkeeper.ts';
import { createPolicies } from '../store/reads/policies.ts';
import {
  EARLIER,
  exampleAuthority,
  exampleOrganization,
  exampleProfile,
  exampleRequest,
  exampleUser,
  writeRows,
} from '../store/testing/example-rows.ts';
import { type OpenTestDatabase, openTestDatabase } from '../store/testing/open-test-database.ts';
import type { Live } from './application.ts';
import { createLive } from './live.ts';
import { insertRow, updateRow } from './ports.ts';
import { createSight } from './queries/sight.ts';

const MEMBER = principalOfUser(exampleUser('usr_member'));
const STRANGER = principalOfUser(exampleUser('usr_stranger'));

interface Server {
  readonly committer: Committer;
  readonly live: Live;
  readonly database: Database;
  stop(): Promise<void>;
}

describe('what happens, as it happens', () => {
  let open: OpenTestDatabase;
  let organizations = 0;
  let org = '';
  beforeAll(async () => {
    open = await openTestDatabase();
    await writeRows(open.database, open.schema, [
      insertRow('User', exampleUser('usr_member')),
      insertRow('User', exampleUser('usr_stranger')),
      insertRow('Organization', exampleOrganization('org_0')),
      insertRow('CertificateAuthority', exampleAuthority('ca_1', 'org_0')),
      ...exampleProfile('dtp_1', 'org_0'),
    ]);
  });
  afterAll(() => open.close());
  beforeEach(async () => {
    organizations += 1;
    org = `org_${organizations}`;
    await writeRows(open.database, open.schema, [
      insertRow('Organization', exampleOrganization(org)),
      ...exampleLedger(org),
      insertRow('Membership', { organizationId: org, userId: 'usr_member', role: 'VIEWER', createdAt: EARLIER }),
    ]);
  });

  const startServer = async (): Promise<Server> => {
    const { schema } = open;
    const database = await openDatabase(open.test.serverUrl, { log: () => {} });
    const feed = new LedgerFeed({ database, log: () => {} });
    const committer = new Committer({ database, schema, onCommitted: feed.committed });
    const verifications = new Verifications({
      database,
      now: () => EARLIER,
      log: () => {},
      checkpoints: NO_CHECKPOINTS,
      seal: () => Promise.resolve(true),
    });
    await feed.start();
    let stopping: Promise<void> | null = null;
    const stop = () => {
      stopping ??= (async () => {
        await verifications.stop();
        await committer.drain();
        await feed.stop();
        await database.close();
      })();
      return stopping;
    };
    onTestFinished(stop);
    const sight = createSight(createPolicies(database, schema));
    const live = createLive({
      feed,
      verifications,
      sight,
      reads: createCommandReads(database, schema),
      stopping: new AbortController().signal,
    });
    return { committer, live, database, stop };
  };
  const comment = (index: number | string) =>
    exampleCommand(org, { records: [exampleDraft({ subject: { kind: 'request', id: `apr_${index}` } })] });
  const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

  /** Takes `count` events of a listener. */
  const take = async (
    events: AsyncIterable<{ sequence: EpochSequence; requestId: string }>,
    count: number,
    signal: AbortController,
  ) => {
    const taken: { sequence: number; requestId: string }[] = [];
    for await (const event of events) {
      expect(event.sequence.epoch).toBe(1);
      taken.push({ ...event, sequence: event.sequence.seq });
      if (taken.length === count) signal.abort();
    }
    return taken;
  };
  const since = (seq: number | null) => (seq === null ? null : { epoch: 1, seq });
  const listen = (server: Server, after: number | null, count: number, who = MEMBER) => {
    const signal = new AbortController();
    return take(server.live.requestChanges(who, org, since(after), signal.signal), count, signal);
  };

  it('is told in order, without holes, nothing twice, of two servers that commit at once', async () => {
    const servers = [await startServer(), await startServer()];
    const listeners = servers.map((server) => listen(server, 0, 400));
    await Promise.all(
      servers.flatMap(({ committer }, index) =>
        range(1, 10).map(async (worker) => {
          for (const round of range(1, 20)) await committer.commit(comment(`${index}_${worker}_${round}`));
        }),
      ),
    );
    const [first = [], second = []] = await Promise.all(listeners);
    expect(first.map(({ sequence }) => sequence)).toEqual(range(1, 400));
    expect(second).toEqual(first);
    expect(new Set(first.map(({ requestId }) => requestId)).size).toBe(400);
  });

  it('goes on after a sequence, exclusive, and before the first with all of it', async () => {
    const server = await startServer();
    for (const index of range(1, 5)) await server.committer.commit(comment(index));
    const replayed = [listen(server, 2, 4), listen(server, -1, 6)];
    await server.committer.commit(comment(6));
    const [behind = [], all = []] = await Promise.all(replayed);
    expect(behind.map(({ sequence }) => sequence)).toEqual([3, 4, 5, 6]);
    expect(all.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('replays more than is read or kept at once, while more is committed', async () => {
    const server = await startServer();
    await Promise.all(range(1, 1_200).map((index) => server.committer.commit(comment(index))));
    const listening = listen(server, 0, 1_500);
    await Promise.all(range(1_201, 1_500).map((index) => server.committer.commit(comment(index))));
    expect((await listening).map(({ sequence }) => sequence)).toEqual(range(1, 1_500));
  });

  it('loses nothing on a listener that lags: it reads the ledger when it asks again', async () => {
    const server = await startServer();
    const signal = new AbortController();
    const events = server.live.requestChanges(MEMBER, org, { epoch: 1, seq: 0 }, signal.signal)[Symbol.asyncIterator]();
    const first = events.next();
    await server.committer.commit(comment(1));
    expect((await first).value).toMatchObject({ sequence: { epoch: 1, seq: 1 } });
    await Promise.all(range(2, 900).map((index) => server.committer.commit(comment(index))));
    const seen: number[] = [];
    for (const _ of range(2, 900)) seen.push((await events.next()).value?.sequence.seq ?? -1);
    expect(seen).toEqual(range(2, 900));
    signal.abort();
    expect(await events.next()).toMatchObject({ done: true });
  });

  it('from now on tells nothing of before, and a sequence yet to come is now', async () => {
    const server = await startServer();
    await server.committer.commit(comment(1));
    const listening = [listen(server, null, 1), listen(server, 99, 1)];
    let isOver = false;
    const told = Promise.all(listening).finally(() => {
      isOver = true;
    });
    // Nobody says when the two have looked at where the ledger stands: it goes on until both were told of something.
    for (let number = 2; !isOver; number += 1) await server.committer.commit(comment(number));
    for (const [first] of await told) expect(first?.sequence).toBeGreaterThanOrEqual(2);
  });

  it('is of requests alone; a record about a certificate is told of its request', async () => {
    const server = await startServer();
    const record = (draft: Parameters<typeof exampleDraft>[0]) =>
      exampleCommand(org, { records: [exampleDraft(draft)] });
    const listening = listen(server, 0, 2);
    await server.committer.commit(record({ type: 'member.added', subject: { kind: 'user', id: 'usr_1' } }));
    await server.committer.commit(
      record({
        type: 'certificate.revoked',
        subject: { kind: 'certificate', id: 'crt_1' },
        detail: { request: 'apr_7' },
      }),
    );
    await server.committer.commit(comment(8));
    expect(await listening).toEqual([
      { sequence: 2, type: 'certificate.revoked', requestId: 'apr_7' },
      { sequence: 3, type: 'request.commented', requestId: 'apr_8' },
    ]);
  });

  it('is not told to strangers, and no longer to who loses their place', async () => {
    const server = await startServer();
    await expect(listen(server, 0, 1, STRANGER)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const signal = new AbortController();
    const events = server.live.requestChanges(MEMBER, org, { epoch: 1, seq: 0 }, signal.signal)[Symbol.asyncIterator]();
    const first = events.next();
    await server.committer.commit(comment(1));
    expect((await first).value).toMatchObject({ sequence: { epoch: 1, seq: 1 } });
    await server.committer.commit(
      exampleCommand(org, {
        raisesAuthority: true,
        writes: () => [{ op: 'delete', table: 'Membership', key: { organizationId: org, userId: 'usr_member' } }],
      }),
    );
    await expect(events.next()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('goes on after the listening connection broke, with all that was said meanwhile', async () => {
    const [here, there] = [await startServer(), await startServer()];
    const listening = listen(here, 0, 20);
    await there.committer.commit(comment(1));
    const killed = await withClient(open.test.superuserUrl, async (client) =>
      client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where application_name = 'countersign listener' and datname = current_database()`,
      ),
    );
    expect(killed.rowCount).toBe(2);
    for (const index of range(2, 20)) await there.committer.commit(comment(index));
    expect((await listening).map(({ sequence }) => sequence)).toEqual(range(1, 20));
  });

  it('wakes who waits for a request once it is as they wait for, wherever that was committed, or when time is over', async () => {
    const [here, there] = [await startServer(), await startServer()];
    const id = `apr_wait_${org}`;
    await writeRows(open.database, open.schema, [insertRow('CertificateRequest', exampleRequest(id, org))]);
    let woken = false;
    const waiting = here.live
      .requestMoved(id, org, 10_000, ({ status }) => status === 'REJECTED')
      .then(() => {
        woken = true;
      });
    const about = [exampleDraft({ subject: { kind: 'request', id } })];
    await there.committer.commit(exampleCommand(org, { records: about }));
    await here.live.requestMoved(id, org, 50, () => false);
    expect(woken).toBe(false);
    await there.committer.commit(
      exampleCommand(org, {
        records: about,
        writes: () => [
          updateRow(
            'CertificateRequest',
            { id },
            { rowVersion: 1 },
            { status: 'REJECTED', decidedAt: EARLIER, rowVersion: 2 },
          ),
        ],
      }),
    );
    await waiting;
    expect(woken).toBe(true);
  });

  it('shows the running verification to its verdict, also one that another server runs', async () => {
    const [here, there] = [await startServer(), await startServer()];
    const verifications = new Verifications({
      database: there.database,
      now: () => EARLIER,
      log: () => {},
      checkpoints: NO_CHECKPOINTS,
      seal: () => Promise.resolve(true),
    });
    const states = async (server: Server) => {
      const seen: string[] = [];
      for await (const row of server.live.verification(MEMBER, org, new AbortController().signal)) seen.push(row.state);
      return seen;
    };
    const watching = states(here);
    await here.live.requestMoved('apr_none', org, 1_000, () => true);
    await (await verifications.start(org, 'usr_member'))?.done;
    expect((await watching).at(-1)).toBe('DONE');
    const stranger = here.live.verification(STRANGER, org, new AbortController().signal)[Symbol.asyncIterator]();
    await expect(stranger.next()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
