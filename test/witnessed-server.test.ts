import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deviceClient } from './harness/device-client.ts';
import { exampleLedger } from './harness/example-ledger.ts';
import { asDatabaseOwner, everythingKept, recordsOf } from './harness/ledger-world.ts';
import { removeDataFolder, runProcess, type ServerProcess, startServer } from './harness/server-process.ts';
import { waitFor } from './harness/wait-for.ts';
import { startWitness, type WitnessProcess } from './harness/witness-process.ts';
import { makeWorld, SEED, type World } from './harness/world.ts';

const hasCryptography = await runProcess('python3', ['-c', 'import cryptography']).then(
  ({ code }) => code === 0,
  () => false,
);

/** A witness on another machine, to all appearances: whoever owns the server's disk and database does not reach it. */
describe('a server whose checkpoints are cosigned by a witness', () => {
  let folder = '';
  let witness: WitnessProcess;
  let server: ServerProcess;
  let world: World;

  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-witness-'));
    fs.writeFileSync(path.join(folder, 'ledgers'), `${exampleLedger('another.example/ledger/org_a').vkey()}\n`);
    witness = await startWitness(folder);
    await start();
    world = await makeWorld(server);
    world.device.close();
    // The witness is told whom to watch; it looks at its list again for a ledger that it does not know.
    const keys = await Promise.all([world.organizationId, 'platform'].map((id) => text(`/ledger/${id}/keys`)));
    fs.writeFileSync(path.join(folder, 'ledgers'), keys.join(''));
  });
  afterAll(async () => {
    await server.stop();
    await witness.kill();
    removeDataFolder(server.dataFolder);
    fs.rmSync(folder, { recursive: true });
  });

  const start = async (dataFolder?: string) => {
    server = await startServer({
      ...(dataFolder === undefined ? {} : { dataFolder }),
      environment: { COUNTERSIGN_WITNESSES: `${witness.vkey} ${witness.url}` },
    });
  };
  const text = async (where: string) => (await fetch(server.url + where)).text();
  const record = async (name: string) => {
    const device = deviceClient(server.deviceUrl, world.device.identity);
    const { status } = await device.enroll({ ...SEED, domains: [name] });
    device.close();
    return status;
  };
  const cosigned = (id: string) =>
    waitFor(
      async () => {
        const size = await asDatabaseOwner(server, async (client) => (await recordsOf(client, id)).length);
        const note = await text(`/ledger/${id}/checkpoint`);
        return note.split('\n')[1] === String(size) && note.includes('— witness.example/w1 ') ? note : null;
      },
      `a cosignature of all of ${id}`,
      60_000,
    );

  test('shows the cosignature to the world', async () => {
    expect(await record('first.internal.corp.com')).toBe(202);
    const note = await cosigned(world.organizationId);
    expect(note.split('\n').filter((line) => line.startsWith('— '))).toHaveLength(2);
  });

  test.skipIf(!hasCryptography)(
    `exports it, and whoever has the witness's key verifies it without our code${hasCryptography ? '' : ' (skipped: Python lacks the package cryptography)'}`,
    async () => {
      const file = path.join(folder, 'export.jsonl');
      const exported = await fetch(`${server.url}/ledger/${world.organizationId}/export`, {
        headers: { authorization: `Bearer ${world.admin.token}` },
      });
      fs.writeFileSync(file, await exported.text());
      const script = path.resolve(import.meta.dirname, '../tools/verify_ledger.py');
      const verified = await runProcess('python3', [script, file, '--witness', witness.vkey]);
      expect(verified).toMatchObject({ code: 0, stdout: expect.stringContaining('witness.example/w1') });
    },
  );

  test('goes on while the witness is away, and has it cosign what came meanwhile', async () => {
    await witness.kill();
    expect(await record('second.internal.corp.com')).toBe(202);
    await everythingKept(server, world.organizationId);
    witness = await startWitness(folder, { listen: new URL(witness.url).host });
    await cosigned(world.organizationId);
  });

  test('holds a ledger to what the witness knows, where its own checkpoints are gone with the end of the ledger', async () => {
    const { organizationId: id } = world;
    await cosigned('platform');
    await asDatabaseOwner(server, async (client) => {
      const last = (await recordsOf(client, id)).at(-3);
      if (last === undefined) throw new Error('too few records');
      await client.query('delete from ledger_record where ledger = $1 and seq > $2', [id, last.seq]);
      const { ts } = JSON.parse(last.entry);
      await client.query('update ledger_head set size = $2, hash = $3, ts = $4 where ledger = $1', [
        id,
        last.seq + 1,
        last.hash,
        ts,
      ]);
    });
    await server.kill();
    fs.rmSync(path.join(server.dataFolder, 'checkpoints'), { recursive: true });
    await start(server.dataFolder);
    expect(server.output()).toMatch(
      new RegExp(`ledger ${id} is held to the checkpoint of \\d+ records that a witness`),
    );
    expect(server.output()).toMatch(
      new RegExp(`ledger ${id} does not verify and is sealed: The ledger ends after \\d+ rec`),
    );
    expect(await record('third.internal.corp.com')).toBe(503);
  });
});
