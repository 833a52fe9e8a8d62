import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deviceClient } from './harness/device-client.ts';
import { signIn } from './harness/graphql-client.ts';
import { asDatabaseOwner, editRecord, everythingKept, recordsOf, UNSEAL, verifyWhole } from './harness/ledger-world.ts';
import {
  ADMIN,
  removeDataFolder,
  runCommand,
  runProcess,
  type ServerProcess,
  startServer,
} from './harness/server-process.ts';
import { makeWorld, SEED, type World } from './harness/world.ts';

const REASON = 'The disk failed; the backup of this morning was put back.';

describe('an old backup of the database that is put back, with the checkpoints beside it as they were', () => {
  let server: ServerProcess;
  let world: World;
  let backup = '';

  beforeEach(async () => {
    server = await startServer();
    world = await makeWorld(server);
    await everythingKept(server, world.organizationId);
    await everythingKept(server, 'platform');
    await stop();
    backup = `${server.dataFolder}-backup`;
    await copy(database(), backup);
    await start();
    await askFor('after-the-backup.internal.corp.com');
    await everythingKept(server, world.organizationId);
  });
  afterEach(async () => {
    await server.stop();
    removeDataFolder(server.dataFolder);
    fs.rmSync(backup, { recursive: true });
  });

  const database = () => path.join(server.dataFolder, 'pg');
  const stop = async () => {
    world.device.close();
    await server.stop();
  };
  const start = async () => {
    server = await startServer({ dataFolder: server.dataFolder });
  };
  /** With owners and modes, as backups keep them. */
  const copy = async (from: string, to: string) => {
    expect(await runProcess('cp', ['-a', from, to])).toMatchObject({ code: 0 });
  };
  const putBack = async () => {
    await stop();
    fs.rmSync(database(), { recursive: true });
    await copy(backup, database());
    await start();
  };
  /** The server listens elsewhere after each start. */
  const askFor = async (name: string) => {
    const device = deviceClient(server.deviceUrl, world.device.identity);
    const { status } = await device.enroll({ ...SEED, domains: [name] });
    device.close();
    return status;
  };
  const superuser = async () => (await signIn(server.url, ADMIN.email, ADMIN.password)).client;
  const unsealPlatformIfSealed = async () => {
    const ready = await fetch(`${server.url}/readyz`);
    if (ready.status === 200) return;
    expect(await runCommand(server, ['ledger', 'unseal', '--reason', REASON])).toMatchObject({ code: 0 });
  };
  const unseal = async () => {
    await unsealPlatformIfSealed();
    const client = await superuser();
    await verifyWhole(client, world.organizationId);
    return client.change(UNSEAL, { input: { organizationId: world.organizationId, reason: REASON } });
  };

  test('seals before the server listens, ends in a new epoch by a written reason, and again when it is put back once more', async () => {
    const { organizationId: id } = world;
    await putBack();
    expect(server.output()).toMatch(
      new RegExp(`ledger ${id} does not verify and is sealed: The ledger ends after \\d+ records`),
    );
    expect(await askFor('refused.internal.corp.com')).toBe(503);
    expect(await unseal()).toMatchObject({ epoch: { ledger: id, epoch: 1, what: 'cut off', reason: REASON } });
    expect(await askFor('in-the-second.internal.corp.com')).toBe(202);
    await everythingKept(server, `${id}/2`);
    const listed = await runCommand(server, ['ledger', 'verify', '--organization', world.slug, '--rebuild']);
    expect(listed.stdout).toContain(`corp, epoch 1: broken, acknowledged by ${ADMIN.email} because "${REASON}"`);
    expect(listed.code).toBe(0);

    await putBack();
    await unsealPlatformIfSealed();
    const chain = await verifyWhole(await superuser(), id);
    expect(chain).toMatchObject({ sealed: true, lastVerification: { ok: false, what: 'cut off' } });
    expect(await unseal()).toMatchObject({ epoch: { epoch: 1 } });
    expect(await askFor('in-the-third.internal.corp.com')).toBe(202);
    const [opened] = await asDatabaseOwner(server, (client) => recordsOf(client, `${id}/3`));
    expect(opened?.entry).toContain(`/ledger/${id}/3`);
  });
});

describe("the platform's ledger", () => {
  let server: ServerProcess;
  beforeEach(async () => {
    server = await startServer();
    const world = await makeWorld(server);
    world.device.close();
    await everythingKept(server, 'platform');
  });
  afterEach(async () => {
    await server.stop();
    removeDataFolder(server.dataFolder);
  });

  const ready = async () => (await fetch(`${server.url}/readyz`)).json();

  test('is unsealed on the server alone: with a reason, and with the storage key', async () => {
    await asDatabaseOwner(server, (client) => editRecord(client, 'platform', 2));
    const { client } = await signIn(server.url, ADMIN.email, ADMIN.password);
    expect(await verifyWhole(client, 'platform')).toMatchObject({
      sealed: true,
      lastVerification: { firstBroken: '2' },
    });
    expect(await ready()).toMatchObject({ checks: { ledger: expect.stringContaining('sealed') } });
    expect(await client.refused(UNSEAL, { input: { organizationId: 'platform', reason: REASON } })).toMatchObject({
      code: 'NOT_FOUND',
    });

    const unseal = (args: string[], environment: Record<string, string> = {}) =>
      runCommand({ environment: { ...server.environment, ...environment } }, ['ledger', 'unseal', ...args]);
    expect(await unseal([])).toMatchObject({ code: 2, stderr: expect.stringContaining('--reason') });
    expect(await unseal(['--reason', ' '])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Give a reason'),
    });
    expect(await unseal(['--reason', REASON], { COUNTERSIGN_STORAGE_KEY: 'ab'.repeat(32) })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('the storage key is another'),
    });
    expect(await unseal(['--reason', REASON, '--organization', 'corp'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('by a superuser'),
    });
    const done = await unseal(['--reason', REASON]);
    expect(done).toMatchObject({ code: 0, stdout: expect.stringContaining('platform/2 from now on') });
    expect(await unseal(['--reason', REASON])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('not sealed'),
    });

    await signIn(server.url, ADMIN.email, ADMIN.password);
    expect(await ready()).toMatchObject({ checks: { ledger: 'ok' } });
    const types = await asDatabaseOwner(server, async (owner) =>
      (await recordsOf(owner, 'platform/2')).map(({ entry }) => JSON.parse(entry).type),
    );
    expect(types).toEqual(['ledger.opened', 'ledger.unsealed', 'session.opened']);
    expect(await verifyWhole(client, 'platform')).toMatchObject({ sealed: false, epoch: 2 });
    const verified = await runCommand(server, ['ledger', 'verify', '--rebuild']);
    expect(verified.stdout).toContain(`platform, epoch 1: broken, acknowledged by`);
    expect(verified.code).toBe(0);
  });
});
