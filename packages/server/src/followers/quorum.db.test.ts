import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { LedgerFeed } from '../ledger/feed.ts';
import { type GovernedServer, startGovernedServer } from '../ledger/testing/governed-server.ts';
import { foundOrganization, type GovernedWorld, setUpPlatform } from '../ledger/testing/governed-world.ts';
import { quorumMail } from '../mail/quorum-mail.ts';
import { withClient } from '../store/embedded/database-connection.ts';
import { createFollowerPlaces } from '../store/follower-places.ts';
import { createQuorumFindings, type QuorumFindings } from '../store/quorum-findings.ts';
import { createQueryReads } from '../store/reads/query-reads.ts';
import { type OpenTestDatabase, openTestDatabase } from '../store/testing/open-test-database.ts';
import { startQuorumMailer } from './quorum-mailer.ts';
import { startQuorumWatch } from './quorum-watch.ts';
import type { RepeatingTask } from './repeating-task.ts';

const WITHIN = { timeout: 10_000, interval: 20 };

describe('requests that too few people can decide', () => {
  let open: OpenTestDatabase;
  let server: GovernedServer;
  let world: GovernedWorld;
  let findings: QuorumFindings;
  let feed: LedgerFeed;
  let tasks: RepeatingTask[] = [];
  /** Mails by their jobs: an id that is queued twice is queued once. */
  const jobs = new Map<string, { to: string; text: string }>();
  let names = 0;

  beforeAll(async () => {
    open = await openTestDatabase();
    server = await startGovernedServer(open);
    world = await foundOrganization(server, open, await setUpPlatform(server), 'one');
    findings = createQuorumFindings(open.database, open.schema);
    feed = new LedgerFeed({ database: open.database, log: () => undefined });
    await feed.start();
    tasks = [...(await startServer()), ...(await startServer())];
  });
  afterAll(async () => {
    for (const task of tasks) await task.stop();
    await feed.stop();
    await server.stop();
    await open.close();
  });

  /** What one server runs of this. */
  const startServer = async () => {
    const { organizationsOf } = createQueryReads(open.database, open.schema);
    const deps = { ...server.deps, log: () => undefined };
    const watch = await startQuorumWatch({
      deps,
      places: createFollowerPlaces(open.database),
      findings,
      read: (ledger, seq) => feed.read(ledger, seq),
      organizationsOf: async (userId) => (await organizationsOf(userId)).map(({ organization }) => organization.id),
    });
    const add = async (_queue: string, id: string, data: object) => {
      const { to, text } = data as { to: { address: string }; text: string };
      jobs.set(id, { to: to.address, text });
    };
    return [watch, startQuorumMailer({ deps, findings, queue: { add }, compose: quorumMail })];
  };
  const submit = async (profile: 'core' | 'payments' = 'core') => {
    names += 1;
    const { request } = await server.commands.submitRequest(world.hana, {
      organizationId: world.organizationId,
      domains: [`n${names}.${profile}.one.example`],
      environment: 'production',
      justification: 'Asked for by a test',
    });
    return request.id;
  };
  const setRole = (role: 'ADMIN' | null) =>
    server.commands.setTrustProfileRole(world.hana, {
      trustProfileId: world.profiles.payments,
      userId: world.tomasz.userId ?? '',
      role,
    });
  const stateOf = async (requestId: string) => {
    const [row] = await open.database.query<{ isReachable: boolean; changes: number; told: number }>(
      {
        name: 'quorum-test',
        text: 'select is_reachable as "isReachable", changes, told from quorum_finding where request_id = $1',
      },
      [requestId],
    );
    return row;
  };
  const becomes = (requestId: string, expected: object) =>
    vi.waitFor(async () => expect(await stateOf(requestId)).toMatchObject(expected), WITHIN);

  it('admins are told once of one that cannot be decided when it is asked; it waits all the same', async () => {
    const id = await submit();
    await becomes(id, { isReachable: false, changes: 1, told: 1 });
    // Hana asks, so of the two that are needed only Tomasz is left.
    expect([...jobs.values()].map(({ to }) => to)).toEqual(['hana@one.example']);
    expect([...jobs.values()][0]?.text.replaceAll(/\s+/g, ' ')).toContain('Only 1 of 2 needed people can decide this');
    expect((await server.deps.reads.request(id))?.row.status).toBe('PENDING');
  });

  it('each is judged again when roles change, and admins are told anew each time that it comes to that, once', async () => {
    const id = await submit('payments');
    // One approval is enough, and Tomasz can give it.
    await becomes(id, { isReachable: true, changes: 0 });
    jobs.clear();
    await setRole(null);
    await becomes(id, { isReachable: false, changes: 1, told: 1 });
    await setRole('ADMIN');
    await becomes(id, { isReachable: true, changes: 1 });
    await setRole(null);
    await becomes(id, { isReachable: false, changes: 2, told: 2 });
    const about = [...jobs.values()].filter(({ text }) => text.includes(id));
    expect(about).toHaveLength(2);
    await setRole('ADMIN');
  });

  it('a profile that asks for more approvals, a new member, and a person who comes from the platform count too', async () => {
    const id = await submit('payments');
    await becomes(id, { isReachable: true });
    await server.commands.updateTrustProfile(world.hana, {
      trustProfileId: world.profiles.payments,
      requiredApprovals: 2,
    });
    await becomes(id, { isReachable: false });
    await server.commands.inviteMember(world.root, {
      organizationId: world.organizationId,
      email: 'ada@one.example',
      name: 'Ada',
      role: 'ADMIN',
      password: 'a long enough password',
    });
    await becomes(id, { isReachable: true });
  });

  it('what was found under an older authority never takes the place of something newer', async () => {
    const id = await submit();
    await becomes(id, { isReachable: true });
    await findings.keep(0, [{ requestId: id, isReachable: false }]);
    expect(await stateOf(id)).toMatchObject({ isReachable: true });
  });

  it('those that were pending before anything watched them are found at the start', async () => {
    const id = await submit();
    await becomes(id, { isReachable: true });
    await withClient(open.test.superuserUrl, (client) =>
      client.query('delete from quorum_finding where request_id = $1', [id]),
    );
    tasks.push(...(await startServer()));
    await becomes(id, { isReachable: true });
  });
});
