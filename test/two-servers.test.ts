import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DeviceClient, deviceClient } from './harness/device-client.ts';
import { type GraphqlClient, graphqlClient, listOf, textOf } from './harness/graphql-client.ts';
import { brokenInvariants } from './harness/invariants.ts';
import { removeDataFolder, runCommand, type ServerProcess, startServer } from './harness/server-process.ts';
import { waitFor } from './harness/wait-for.ts';
import { APPROVE, makeWorld, REJECT, SEED, type World } from './harness/world.ts';

const REQUESTS = 40;
const CHANGES =
  'subscription ($organizationId: ID!) { requestChanged(organizationId: $organizationId) { sequence type request { id } } }';

/** Settings for servers that share the PostgreSQL which another server runs embedded, and its keys. */
function sharedSettings({ dataFolder }: ServerProcess): Record<string, string> {
  const passwords = JSON.parse(fs.readFileSync(path.join(dataFolder, 'database-passwords.json'), 'utf8')) as {
    owner: string;
    server: string;
  };
  const port = fs.readFileSync(path.join(dataFolder, 'pg/postmaster.pid'), 'utf8').split('\n')[3];
  const url = (role: 'owner' | 'server') =>
    `postgresql://countersign_${role}:${passwords[role]}@127.0.0.1:${port}/countersign`;
  return {
    DATABASE_URL: url('server'),
    COUNTERSIGN_MIGRATION_DATABASE_URL: url('owner'),
    COUNTERSIGN_STORAGE_KEY: fs.readFileSync(path.join(dataFolder, 'keys', 'storage-key'), 'utf8').trim(),
    COUNTERSIGN_CHECKPOINT_KEY_FILE: path.join(dataFolder, 'keys', 'checkpoint-key.pem'),
  };
}

/** The same person and the same device at one of the servers. */
interface Door {
  readonly server: ServerProcess;
  readonly device: DeviceClient;
  readonly approver: GraphqlClient;
}

describe('two servers on one PostgreSQL', () => {
  let host: ServerProcess;
  let world: World;
  let a: Door;
  let b: Door;
  const started: ServerProcess[] = [];
  const devices: DeviceClient[] = [];
  const submitted = new Set<string>();
  const approved = new Set<string>();
  let serial = 0;

  beforeAll(async () => {
    host = await start();
    const environment = sharedSettings(host);
    const [serverA, serverB] = await Promise.all([start(environment), start(environment)]);
    world = await makeWorld(serverA);
    devices.push(world.device);
    a = doorOf(serverA);
    b = doorOf(serverB);
  });
  afterAll(async () => {
    for (const device of devices) device.close();
    // The first one runs the PostgreSQL of all.
    for (const server of started.reverse()) {
      await server.stop();
      removeDataFolder(server.dataFolder);
    }
  });

  async function start(environment: Record<string, string> = {}): Promise<ServerProcess> {
    const server = await startServer({ environment });
    started.push(server);
    return server;
  }

  function doorOf(server: ServerProcess): Door {
    const device = deviceClient(server.deviceUrl, world.device.identity);
    devices.push(device);
    return { server, device, approver: graphqlClient(server.url, { bearer: world.approver.token }) };
  }

  async function ask({ device }: Door): Promise<string> {
    serial += 1;
    const asked = await device.enroll({ ...SEED, domains: [`shared-${serial}.internal.corp.com`] });
    expect(asked.status).toBe(202);
    const id = asked.body.approval_id ?? '';
    submitted.add(id);
    return id;
  }

  async function approve({ approver }: Door, requestId: string): Promise<void> {
    await approver.change(APPROVE, { input: { requestId } });
    approved.add(requestId);
  }

  const issuedAt = ({ device }: Door, id: string) =>
    waitFor(
      async () => (await device.request('GET', `/approvals/${id}?wait=5`)).body.status === 'issued',
      `the certificate of ${id}`,
      60_000,
    );

  test('a decision on one is seen by a subscription on the other, once and in order', async () => {
    const feed = b.approver.subscribe(CHANGES, { organizationId: world.organizationId });
    // Whatever was asked before the subscription stood is not told to it.
    await waitFor(async () => {
      await ask(a);
      return feed.events.length > 0;
    }, 'the subscription to stand');
    const id = await ask(a);
    expect((await b.device.request('GET', `/approvals/${id}`)).body.status).toBe('pending');
    await approve(a, id);
    await issuedAt(b, id);
    const changesOfIt = () =>
      feed.events.map(({ requestChanged }) => requestChanged).filter((change) => textOf(change?.request?.id) === id);
    await waitFor(() => changesOfIt().length >= 4, 'the subscription to tell of the certificate');
    // Behind these may stand that the key was handed out, since the device polls.
    expect(
      changesOfIt()
        .map((change) => change?.type)
        .slice(0, 4),
    ).toEqual(['request.submitted', 'request.approved', 'certificate.intended', 'certificate.issued']);
    const sequences = feed.events.map(({ requestChanged }) => Number(textOf(requestChanged?.sequence)));
    expect(sequences).toEqual([...new Set(sequences)].sort((one, other) => one - other));
    feed.close();
  });

  test('of two decisions on two servers at once one holds, and the ledger is one chain', async () => {
    const doors = [a, b];
    const ids = await Promise.all(Array.from({ length: REQUESTS }, (_, index) => ask(doors[index % 2] ?? a)));
    const decide = async ({ approver }: Door, query: string, input: Record<string, string>) => {
      const [payload] = Object.values(await approver.ask(query, { input }));
      return listOf(payload?.userErrors).map(({ code }) => textOf(code));
    };
    const statuses: unknown[] = [];
    await Promise.all(
      ids.map(async (requestId, index) => {
        const [first, second] = index % 2 === 0 ? [a, b] : [b, a];
        const [approval, rejection] = await Promise.all([
          decide(first, APPROVE, { requestId }),
          decide(second, REJECT, { requestId, reason: 'Decided elsewhere at the same time' }),
        ]);
        const refusals = [...approval, ...rejection];
        expect(refusals).toHaveLength(1);
        expect(['ALREADY_DECIDED', 'NOT_PENDING', 'CONFLICT']).toContain(refusals[0]);
        if (approval.length === 0) approved.add(requestId);
        const { body } = await b.device.request('GET', `/approvals/${requestId}`);
        statuses.push(body.status);
        expect(body.status === 'rejected').toBe(rejection.length === 0);
      }),
    );
    expect(statuses).toHaveLength(REQUESTS);
    const verified = await runCommand(b.server, ['ledger', 'verify', '--organization', world.slug]);
    expect(verified.stdout).toMatch(/: \d+ records verify, root [0-9a-f]{64}/);
    expect(verified.code).toBe(0);
  });

  test('when one is killed the other works on, and issues what the dead one had approved', async () => {
    const feed = b.approver.subscribe(CHANGES, { organizationId: world.organizationId });
    await waitFor(async () => {
      await ask(b);
      return feed.events.length > 0;
    }, 'the subscription to stand');
    const last = await ask(a);
    await approve(a, last);
    const underWay = Array.from({ length: 8 }, () => a.device.enroll(SEED).catch(() => null));
    await a.server.kill();
    await Promise.all(underWay);
    await expect(a.device.enroll(SEED)).rejects.toThrow();

    await issuedAt(b, last);
    const id = await ask(b);
    await approve(b, id);
    await issuedAt(b, id);
    await waitFor(
      () => feed.events.some(({ requestChanged }) => textOf(requestChanged?.request?.id) === id),
      'the subscription to go on',
    );
    feed.close();
  });

  test('and after all of it every invariant holds', async () => {
    for (const id of approved) await issuedAt(b, id);
    expect(submitted.size).toBeGreaterThan(REQUESTS);
    expect(await brokenInvariants(host, { submitted, approved, issued: new Map() })).toEqual([]);
  });
});
