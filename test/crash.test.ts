import { describe, expect, test } from 'vitest';
import { type DeviceClient, deviceClient } from './harness/device-client.ts';
import { graphqlClient } from './harness/graphql-client.ts';
import { brokenInvariants } from './harness/invariants.ts';
import { removeDataFolder, startServer } from './harness/server-process.ts';
import { waitFor } from './harness/wait-for.ts';
import { APPROVE, makeWorld, SEED } from './harness/world.ts';

const KILLS = 4;
const WRITERS = 8;
const PER_LIFE = 60;

/** Whether an answer came at all; a killed server gives none. */
async function answered<Answer>(ask: Promise<Answer>): Promise<Answer | null> {
  return ask.catch(() => null);
}

describe('a server that is killed under load', () => {
  test('loses nothing that was acknowledged, doubles nothing, and issues what it had approved', async () => {
    let server = await startServer();
    const world = await makeWorld(server);
    const identity = world.device.identity;
    const submitted = new Set<string>();
    const approved = new Set<string>();
    const issued = new Map<string, string>();
    let serial = 0;

    for (let life = 0; life < KILLS; life += 1) {
      const device: DeviceClient = deviceClient(server.deviceUrl, identity);
      const approver = graphqlClient(server.url, { bearer: world.approver.token });
      const target = submitted.size + PER_LIFE;
      let alive = true;
      const writer = async () => {
        while (alive) {
          serial += 1;
          const asked = await answered(device.enroll({ ...SEED, domains: [`load-${serial}.internal.corp.com`] }));
          const id = asked?.body.approval_id;
          if (asked === null || id === undefined) return;
          submitted.add(id);
          const vote = await answered(approver.change(APPROVE, { input: { requestId: id } }));
          if (vote === null) return;
          approved.add(id);
          const polled = await answered(device.request('GET', `/approvals/${id}?wait=2`));
          if (polled?.body.certificate !== undefined) issued.set(id, polled.body.certificate);
        }
      };
      const writers = Array.from({ length: WRITERS }, writer);
      await waitFor(() => submitted.size >= target, 'load');
      await server.kill();
      alive = false;
      await Promise.all(writers);
      device.close();
      server = await startServer({ dataFolder: world.server.dataFolder });
    }

    const device = deviceClient(server.deviceUrl, identity);
    for (const id of approved) {
      await waitFor(
        async () => (await device.request('GET', `/approvals/${id}`)).body.status === 'issued',
        `${id} to be issued`,
        60_000,
      );
    }
    device.close();
    expect(submitted.size).toBeGreaterThanOrEqual(KILLS * PER_LIFE);
    expect(await brokenInvariants(server, { submitted, approved, issued })).toEqual([]);
    await server.stop();
    removeDataFolder(server.dataFolder);
  }, 240_000);
});
