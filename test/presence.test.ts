import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signIn } from './harness/graphql-client.ts';
import { connectAsSuperuser } from './harness/invariants.ts';
import { removeDataFolder, type ServerProcess, startServer } from './harness/server-process.ts';
import { APPROVE, makeWorld, PASSWORD, REJECT, SEED, VOID, type World } from './harness/world.ts';

const STATUS = 'query ($id: ID!) { request(id: $id) { status } }';

describe('deciding after a long pause', () => {
  let server: ServerProcess;
  let world: World;

  beforeAll(async () => {
    server = await startServer();
    world = await makeWorld(server);
  });
  afterAll(async () => {
    await server.stop();
    removeDataFolder(server.dataFolder);
  });

  /** As if nobody had been seen at any web session for so long. */
  const leaveAlone = async (minutes: number): Promise<void> => {
    const client = await connectAsSuperuser(server.dataFolder);
    await client.query(
      `update session set last_seen_at = now() - $1 * interval '1 minute', authenticated_at = now() - interval '2 hours'`,
      [minutes],
    );
    await client.end();
  };

  test('asks for the password again and decides nothing until it is given; looking goes on', async () => {
    const { body } = await world.device.enroll(SEED);
    const requestId = body.approval_id ?? '';
    const approver = await signIn(server.url, world.approver.email, PASSWORD);
    const admin = await signIn(server.url, world.admin.email, PASSWORD);
    await leaveAlone(31);

    const input = { requestId, reason: 'after lunch' };
    expect(await approver.client.refused(APPROVE, { input })).toMatchObject({ code: 'REAUTHENTICATE' });
    expect(await approver.client.refused(REJECT, { input })).toMatchObject({ code: 'REAUTHENTICATE' });
    expect(await admin.client.refused(VOID, { input })).toMatchObject({ code: 'REAUTHENTICATE' });
    // Looking is no sign that it is still the same person.
    expect((await approver.client.ask(STATUS, { id: requestId })).request).toEqual({ status: 'PENDING' });
    expect(await approver.client.refused(APPROVE, { input })).toMatchObject({ code: 'REAUTHENTICATE' });

    const again = await signIn(server.url, world.approver.email, PASSWORD);
    await again.client.change(APPROVE, { input });
    expect((await again.client.ask(STATUS, { id: requestId })).request).toEqual({ status: 'APPROVED' });
  });

  test('is not asked for within half an hour, nor of a token, which nobody sits at', async () => {
    const first = (await world.device.enroll({ ...SEED, domains: ['one.internal.corp.com'] })).body.approval_id;
    const second = (await world.device.enroll({ ...SEED, domains: ['two.internal.corp.com'] })).body.approval_id;
    const approver = await signIn(server.url, world.approver.email, PASSWORD);
    await leaveAlone(29);
    await approver.client.change(APPROVE, { input: { requestId: first } });
    await leaveAlone(31);
    await world.approver.client.change(APPROVE, { input: { requestId: second } });
  });
});
