import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AttackedServer } from './harness/attacked-server.ts';
import { DATABASES } from './harness/databases.ts';
import { deviceClient } from './harness/device-client.ts';
import { verifyWhole } from './harness/ledger-world.ts';
import { askForMany } from './harness/many-worlds.ts';
import { makeWorld, SEED, type World } from './harness/world.ts';

/** Records that a complete subtree is stored of. */
const SUBTREE = 256;

describe.each(DATABASES)('stored roots of the Merkle tree, in $place,', ({ open }) => {
  let server: AttackedServer;
  let world: World;
  const proof = async (path: string) => {
    const { organizationId, admin } = world;
    const headers = { authorization: `Bearer ${admin.token}` };
    const response = await fetch(`${server.process.url}/ledger/${organizationId}/${path}`, { headers });
    return { status: response.status, text: await response.text() };
  };
  const PROOFS = ['inclusion?seq=3', `inclusion?seq=${SUBTREE + 1}`, 'consistency?from=10', 'consistency?from=258'];

  const enroll = async (name: string) => {
    const client = deviceClient(server.process.deviceUrl, world.device.identity);
    const answer = await client.enroll({ ...SEED, domains: [`${name}.internal.corp.com`] });
    client.close();
    return answer;
  };

  beforeAll(async () => {
    server = await AttackedServer.start(open);
    world = await makeWorld(server.process);
    await askForMany(world.device, SUBTREE);
    await server.signedRecordsOf(world.organizationId);
  });
  afterAll(async () => {
    await server.stop();
    world.device.close();
  });

  test.each(PROOFS)('lead to what was signed as long as they are as they were: %s', async (path) => {
    expect(await proof(path)).toMatchObject({ status: 200 });
  });

  describe('once they are edited', () => {
    beforeAll(async () => {
      const { rowCount } = await server.superuser.query(
        `update ledger_subtree set hash = repeat('0', 64) where ledger = $1`,
        [world.organizationId],
      );
      if (rowCount !== 1) throw new Error('no root of a subtree was stored');
    });

    test.each(PROOFS)('let no proof out that leads elsewhere: %s', async (path) => {
      const { status, text } = await proof(path);
      expect(status).toBe(409);
      expect(text).toMatch(/does not fit its records, or what was signed of it. Verify the ledger/);
    });

    test('seal nothing, and checkpoints go on, which the whole ledger agrees with', async () => {
      const { organizationId: id } = world;
      expect((await enroll('one-more')).status).toBe(202);
      const records = await server.signedRecordsOf(id);
      const { code, stdout } = await server.verify('--organization', world.slug);
      expect(stdout).toContain(`corp (${id}): ${records.length} records verify`);
      expect(code).toBe(0);
      const note = (await proof('checkpoint')).text.split('\n');
      expect(note[1]).toBe(String(records.length));
      expect(stdout).toContain(`root ${Buffer.from(note[2] ?? '', 'base64').toString('hex')}`);
      expect(await verifyWhole(world.admin.client, id)).toMatchObject({
        sealed: false,
        lastVerification: { ok: true },
      });
    });

    test('seal nothing at the next start, and checkpoints go on after it', async () => {
      await server.restart();
      expect((await enroll('after-the-start')).status).toBe(202);
      const records = await server.signedRecordsOf(world.organizationId);
      const { code, stdout } = await server.verify('--organization', world.slug);
      expect(stdout).toContain(`: ${records.length} records verify`);
      expect(code).toBe(0);
    });
  });
});
