import { hash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { signIn } from './harness/graphql-client.ts';
import { connectAsSuperuser } from './harness/invariants.ts';
import { removeDataFolder, runCommand, type ServerProcess, startServer } from './harness/server-process.ts';
import { waitFor } from './harness/wait-for.ts';
import { makeWorld, PASSWORD, SEED, type World } from './harness/world.ts';

interface StoredRecord {
  readonly seq: string;
  readonly hash: string;
  readonly entry: string;
}

describe('checkpoints kept beside the database', () => {
  let server: ServerProcess;
  let world: World;

  beforeEach(async () => {
    server = await startServer();
    world = await makeWorld(server);
    await world.device.enroll(SEED);
  });
  afterEach(async () => {
    await server.stop();
    removeDataFolder(server.dataFolder);
  });

  const keptSize = (): number => {
    const file = path.join(server.dataFolder, 'checkpoints', `${world.organizationId}.checkpoint`);
    return fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8').split('\n')[1]) : 0;
  };
  const records = async (client: pg.Client): Promise<StoredRecord[]> => {
    const text = 'select seq, hash, entry from ledger_record where ledger = $1 order by seq';
    return (await client.query<StoredRecord>(text, [world.organizationId])).rows;
  };
  const asDatabaseOwner = async <Result>(act: (client: pg.Client) => Promise<Result>): Promise<Result> => {
    const client = await connectAsSuperuser(server.dataFolder);
    try {
      // The owner of a database is held by no trigger of it.
      await client.query('set session_replication_role = replica');
      return await act(client);
    } finally {
      await client.end();
    }
  };
  const everythingKept = () =>
    waitFor(() => asDatabaseOwner(async (client) => (await records(client)).length === keptSize()), 'the checkpoint');
  const setHead = (client: pg.Client, last: StoredRecord) =>
    client.query('update ledger_head set size = $2, hash = $3, ts = $4 where ledger = $1', [
      world.organizationId,
      Number(last.seq) + 1,
      last.hash,
      (JSON.parse(last.entry) as { ts: string }).ts,
    ]);
  const restarted = async (): Promise<void> => {
    await server.stop();
    server = await startServer({ dataFolder: server.dataFolder });
  };
  const sealedBecause = (): Promise<string> =>
    waitFor(
      () => /is sealed: ([^"]+)/.exec(server.output())?.[1],
      'the server to seal the ledger that is not what was signed',
    );

  test('a newest one is written of every ledger that moved, and a ledger that continues it stays open', async () => {
    await everythingKept();
    await restarted();
    const { client } = await signIn(server.url, world.admin.email, PASSWORD);
    await client.change(
      'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { apiToken { id } userErrors { code message } } }',
      { input: { organizationId: world.organizationId, name: 'after the restart', scopes: ['READ'] } },
    );
    await everythingKept();
    expect(server.output()).not.toContain('is sealed');
  });

  test('an end that was cut off is found before the server listens, though what is left verifies', async () => {
    await everythingKept();
    await asDatabaseOwner(async (client) => {
      const last = (await records(client)).at(-3);
      if (last === undefined) throw new Error('too few records');
      await client.query('delete from ledger_record where ledger = $1 and seq > $2', [world.organizationId, last.seq]);
      await setHead(client, last);
    });
    await restarted();
    expect(await sealedBecause()).toMatch(/The ledger ends after \d+ records, but a kept checkpoint signed \d+/);
  });

  test('a ledger that was rewritten and hashed again from end to end is found, though its chain verifies', async () => {
    await everythingKept();
    await asDatabaseOwner(async (client) => {
      let prev: string | null = null;
      let last: StoredRecord | undefined;
      for (const record of await records(client)) {
        const asIs: string =
          prev === null ? record.entry : record.entry.replace(/"prev":"[0-9a-f]{64}"/, `"prev":"${prev}"`);
        const entry: string = asIs.replace('New service deployment', 'An old service');
        last = { seq: record.seq, entry, hash: hash('sha256', `\u0000${entry}`, 'hex') };
        await client.query('update ledger_record set entry = $3, hash = $4 where ledger = $1 and seq = $2', [
          world.organizationId,
          last.seq,
          last.entry,
          last.hash,
        ]);
        prev = last.hash;
      }
      if (last === undefined) throw new Error('no records');
      await setHead(client, last);
    });
    await restarted();
    expect(await sealedBecause()).toMatch(/checkpoint/);
    const { code, stdout } = await runCommand(server, ['ledger', 'verify']);
    expect(stdout).toMatch(/BROKEN .*checkpoint/);
    expect(code).toBe(1);
  });

  test('a checkpoint that this installation did not sign stops the start with what to do', async () => {
    await everythingKept();
    await server.stop();
    const file = path.join(server.dataFolder, 'checkpoints', `${world.organizationId}.checkpoint`);
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/\n(\d+)\n/, '\n1\n'));
    const started = await startServer({ dataFolder: server.dataFolder }).catch((error: unknown) => String(error));
    expect(started).toMatch(/is not a checkpoint that this installation signed: put its checkpoint key back/);
    fs.rmSync(file);
    server = await startServer({ dataFolder: server.dataFolder });
  });
});
