import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signIn } from './harness/graphql-client.ts';
import { asDatabaseOwner, recordsOf } from './harness/ledger-world.ts';
import { startMailServer, type TestMailServer } from './harness/mail-server.ts';
import { removeDataFolder, runCommand, runProcess, type ServerProcess, startServer } from './harness/server-process.ts';
import { waitFor } from './harness/wait-for.ts';
import { makeWorld, PASSWORD, SEED, type World } from './harness/world.ts';

const VERIFIER = fileURLToPath(new URL('../tools/verify_ledger.py', import.meta.url));
const hasCryptography = await runProcess('python3', ['-c', 'import cryptography']).then(
  ({ code }) => code === 0,
  () => false,
);

interface Exported {
  readonly file: string;
  readonly checkpoint: string;
  readonly vkey: string;
}

describe('a new key for checkpoints', () => {
  let mails: TestMailServer;
  let server: ServerProcess;
  let world: World;
  let first: Exported;
  let mailFile: string;

  beforeAll(async () => {
    mails = await startMailServer();
    server = await startServer({ environment: { COUNTERSIGN_SMTP_URL: mails.url } });
    world = await makeWorld(server);
    await world.device.enroll(SEED);
    const mail = await waitFor(() => mails.received.find(({ text }) => text.includes('/ledger/org_')), 'a mail');
    mailFile = path.join(server.dataFolder, 'mail.html');
    fs.writeFileSync(mailFile, mail.html);
    first = await exported('first');
    await kept(first);
    await server.stop();
  });
  afterAll(async () => {
    await server.stop();
    await mails.stop();
    removeDataFolder(server.dataFolder);
  });

  const sizeOf = (note: string) => Number(note.split('\n')[1]);
  const signaturesOf = (note: string) => note.trimEnd().split('\n').slice(4);
  const keyFile = (part = '') => path.join(server.dataFolder, 'keys', `checkpoint-key${part}.pem`);
  const countersign = (...args: string[]) => runCommand(server, ['ledger', ...args]);
  const restart = async () => {
    server = await startServer({ dataFolder: server.dataFolder, environment: { COUNTERSIGN_SMTP_URL: mails.url } });
  };

  /** Something that the organization's ledger records. */
  async function appendRecord(name: string): Promise<void> {
    const { client } = await signIn(server.url, world.admin.email, PASSWORD);
    await client.change(
      'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { apiToken { id } userErrors { code message } } }',
      { input: { organizationId: world.organizationId, name, scopes: ['READ'] } },
    );
  }

  async function exported(name: string): Promise<Exported> {
    const file = path.join(server.dataFolder, `${name}.jsonl`);
    const { code, stderr } = await countersign('export', '--organization', 'corp', '--out', file);
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    const { checkpoint, vkey }: Exported = JSON.parse(fs.readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) ?? '');
    return { file, checkpoint, vkey };
  }

  /** The note that the server keeps, once it is as large as that of the export. */
  function kept({ checkpoint }: Exported): Promise<string> {
    const file = path.join(server.dataFolder, 'checkpoints', `${world.organizationId}.checkpoint`);
    return waitFor(() => {
      const note = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
      return sizeOf(note) >= sizeOf(checkpoint) ? note : null;
    }, 'the checkpoint to be kept');
  }

  const verified = async ({ file }: Exported, ...args: string[]): Promise<number | null> => {
    const own = await countersign('verify', '--file', file, ...args);
    if (hasCryptography) {
      const independent = await runProcess('python3', [VERIFIER, file, ...args]);
      expect(independent.code).toBe(own.code);
    }
    return own.code;
  };

  test('is refused while a key can be read by others, and then nothing was changed', async () => {
    const before = fs.readFileSync(keyFile(), 'utf8');
    fs.chmodSync(keyFile(), 0o644);
    const { code, stdout, stderr } = await countersign('rotate-key');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/checkpoint-key\.pem holds a secret .* Run: chmod 600 /);
    fs.chmodSync(keyFile(), 0o600);
    expect(fs.readFileSync(keyFile(), 'utf8')).toBe(before);
    expect(fs.existsSync(keyFile('.previous'))).toBe(false);
  });

  test('is told of with both keys, and with what is to be done', async () => {
    const { code, stdout } = await countersign('rotate-key');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^old key: [0-9a-f]{16}, in a verifier key …\+\S{44}$/m);
    expect(stdout).toContain(`in a verifier key …+${first.vkey.split('+').slice(2).join('+')}`);
    expect(stdout).toMatch(/^new key: [0-9a-f]{16}, in a verifier key …\+\S{44}$/m);
    expect(stdout).toContain('The old key signs beside the new one');
    expect(stdout).toContain('Now restart every server, each with the same files');
  });

  test('signs beside the old one: the server starts with what it kept, and either key verifies what comes', async () => {
    await restart();
    await appendRecord('second');
    const second = await exported('second');
    expect(second.vkey).not.toBe(first.vkey);
    expect(sizeOf(second.checkpoint)).toBeGreaterThan(sizeOf(first.checkpoint));
    expect(signaturesOf(second.checkpoint)).toHaveLength(2);
    expect(signaturesOf(await kept(second))).toHaveLength(2);
    expect(await verified(second, '--vkey', first.vkey)).toBe(0);
    expect(await verified(second, '--vkey', second.vkey)).toBe(0);
    expect(await verified(second, '--vkey', first.vkey, '--checkpoint', mailFile)).toBe(0);
    expect(server.output()).not.toContain('is sealed');
    const { code } = await countersign('verify');
    expect(code).toBe(0);
  });

  test("stands in the platform's ledger, once, however often the server starts", async () => {
    await server.stop();
    await restart();
    const changes = await asDatabaseOwner(server, async (client) =>
      (await recordsOf(client, 'platform'))
        .map(({ entry }) => JSON.parse(entry))
        .filter(({ type, subject }) => type === 'setting.changed' && subject.id === 'checkpointKey'),
    );
    expect(changes.map(({ detail }) => detail)).toEqual([
      {
        before: expect.stringMatching(/^[0-9a-f]{16}$/),
        after: expect.stringMatching(/^[0-9a-f]{16}$/),
        alsoSigns: changes[0]?.detail.before,
      },
    ]);
    expect(changes[0]?.detail.after).not.toBe(changes[0]?.detail.before);
  });

  test('for one that is compromised: the old ones sign nothing any more, and what they signed is still accepted', async () => {
    const before = await exported('before');
    await kept(before);
    await server.stop();
    const { code, stdout } = await countersign('rotate-key', '--compromised');
    expect(code).toBe(0);
    expect(stdout).toContain('The old key is retired: it signs nothing any more');
    expect(fs.readFileSync(keyFile('.retired'), 'utf8').match(/BEGIN PUBLIC KEY/g)).toHaveLength(2);
    expect(fs.existsSync(keyFile('.previous'))).toBe(false);
    await restart();
    await appendRecord('third');
    const third = await exported('third');
    expect(signaturesOf(third.checkpoint)).toHaveLength(1);
    expect(signaturesOf(await kept(third))).toHaveLength(1);
    expect(await verified(third, '--vkey', first.vkey)).toBe(1);
    expect(await verified(third, '--vkey', before.vkey)).toBe(1);
    expect(await verified(third, '--vkey', third.vkey)).toBe(0);
    expect(await verified(third, '--vkey', third.vkey, '--vkey', first.vkey, '--checkpoint', mailFile)).toBe(0);
    expect(server.output()).not.toContain('is sealed');
  });
});
