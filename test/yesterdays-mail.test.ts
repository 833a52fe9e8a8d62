import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chained, headTo, rewrite } from './harness/database-edits.ts';
import { deviceClient } from './harness/device-client.ts';
import { asDatabaseOwner, everythingKept, recordsOf } from './harness/ledger-world.ts';
import { startMailServer, type TestMailServer } from './harness/mail-server.ts';
import { removeDataFolder, runCommand, runProcess, type ServerProcess, startServer } from './harness/server-process.ts';
import { waitFor } from './harness/wait-for.ts';
import { makeWorld, SEED, type World } from './harness/world.ts';

const VERIFIER = path.resolve(import.meta.dirname, '../tools/verify_ledger.py');
const hasCryptography = await runProcess('python3', ['-c', 'import cryptography']).then(
  ({ code }) => code === 0,
  () => false,
);

describe.skipIf(!hasCryptography)(
  `a stranger with yesterday's mail, an export and the Python script${hasCryptography ? '' : ' (skipped: Python lacks the package cryptography)'}`,
  () => {
    let mails: TestMailServer;
    let server: ServerProcess;
    let world: World;
    let mail = '';
    let key = '';

    beforeAll(async () => {
      mails = await startMailServer();
      await start();
      world = await makeWorld(server);
      world.device.close();
      await ask('yesterday.internal.corp.com');
      const received = await waitFor(() => mails.received.find(({ raw }) => raw.includes('yesterday.')), 'the mail');
      mail = path.join(server.dataFolder, 'yesterday.eml');
      fs.writeFileSync(mail, received.raw);
      key = (await (await fetch(`${server.url}/ledger/${world.organizationId}/keys`)).text()).trim();
      await ask('today.internal.corp.com');
      await everythingKept(server, world.organizationId);
    });
    afterAll(async () => {
      await server.stop();
      await mails.stop();
      removeDataFolder(server.dataFolder);
    });

    const start = async (dataFolder?: string) => {
      server = await startServer({
        ...(dataFolder === undefined ? {} : { dataFolder }),
        environment: { COUNTERSIGN_SMTP_URL: mails.url },
      });
    };
    const ask = async (name: string) => {
      const device = deviceClient(server.deviceUrl, world.device.identity);
      expect((await device.enroll({ ...SEED, domains: [name] })).status).toBe(202);
      device.close();
    };
    const verdict = async (name: string) => {
      const file = path.join(server.dataFolder, `${name}.jsonl`);
      expect(await runCommand(server, ['ledger', 'export', '--organization', 'corp', '--out', file])).toMatchObject({
        code: 0,
      });
      return runProcess('python3', [VERIFIER, file, '--checkpoint', mail, '--vkey', key]);
    };

    test('proves that nothing before that mail was changed', async () => {
      const { code, stdout } = await verdict('whole');
      expect(stdout).toMatch(/yesterday\.eml/);
      expect(stdout).toMatch(/The ledger verifies\.\n$/);
      expect(code).toBe(0);
    });

    test('proves that it was, though the server itself, robbed of its memory, vouches for what was made of it', async () => {
      const { organizationId: id } = world;
      await asDatabaseOwner(server, async (client) => {
        const records = await recordsOf(client, id);
        const first = records.findIndex(({ entry }) => entry.includes('member.added'));
        const before = records[first - 1];
        if (before === undefined) throw new Error('no record before');
        const forged = records
          .slice(first)
          .map((record) => ({ ...record, entry: record.entry.replaceAll(world.admin.email, 'eve@corp.example') }));
        const rest = chained(forged, first, before.hash);
        for (const record of rest) await rewrite(client, id, record);
        const last = rest.at(-1);
        if (last === undefined) throw new Error('no records');
        await headTo(client, id, last);
      });
      await server.kill();
      fs.rmSync(path.join(server.dataFolder, 'checkpoints'), { recursive: true });
      await start(server.dataFolder);
      expect(server.output()).toContain(`ledger ${id} is trusted on first use`);
      const { code, stdout } = await verdict('rewritten');
      expect(stdout).toMatch(/BROKEN at record \d+: rewritten: the checkpoint of size \d+ that you hold/);
      expect(code).toBe(1);
      const file = path.join(server.dataFolder, 'rewritten.jsonl');
      const held = ['--checkpoint', mail, '--vkey', key];
      const own = await runCommand(server, ['ledger', 'verify', '--file', file, ...held]);
      expect(own).toMatchObject({ code: 1, stdout: expect.stringContaining('rewritten') });
    });
  },
);
