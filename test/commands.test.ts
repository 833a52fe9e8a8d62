import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signIn } from './harness/graphql-client.ts';
import { connectAsSuperuser } from './harness/invariants.ts';
import {
  makeDataFolder,
  removeDataFolder,
  runProcess,
  type ServerProcess,
  startServer,
} from './harness/server-process.ts';
import { makeWorld, PASSWORD, SEED, type World } from './harness/world.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const CLI = path.join(root, 'packages/server/dist/cli.js');
const VERIFIER = path.join(root, 'tools/verify_ledger.py');

const runs = (command: string, args: readonly string[]) =>
  runProcess(command, args).then(
    ({ code }) => code === 0,
    () => false,
  );
const hasCryptography = await runs('python3', ['-c', 'import cryptography']);

/** Started as root, a command warns on standard error that PostgreSQL runs under another account: log lines, as JSON. */
const withoutLog = (text: string) => text.replaceAll(/^\{"level":.*\n/gm, '');

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(
  args: readonly string[],
  options: { env: Record<string, string>; input?: string },
): Promise<Outcome> {
  const outcome = await runProcess(process.execPath, [CLI, ...args], options);
  return { ...outcome, stderr: withoutLog(outcome.stderr) };
}

/** One line on standard error, an exit code, and nothing that looks like a result. */
function expectOneLine(outcome: Outcome, code: number, line: RegExp): void {
  expect(outcome).toMatchObject({ code, stdout: '' });
  expect(outcome.stderr).toMatch(line);
  expect(outcome.stderr.trimEnd().split('\n')).toHaveLength(1);
}

describe('the commands of the operator', () => {
  let server: ServerProcess;
  let world: World;
  let folder: string;

  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-commands-'));
    server = await startServer();
    world = await makeWorld(server);
    await world.device.enroll(SEED);
  });
  afterAll(async () => {
    await server.stop();
    removeDataFolder(server.dataFolder);
    fs.rmSync(folder, { recursive: true });
  });

  const countersign = (args: readonly string[], input = '', environment: Record<string, string> = {}) =>
    run(args, { env: { ...server.environment, ...environment }, input });

  const exported = async (): Promise<{ file: string; lines: string[] }> => {
    const file = path.join(folder, 'export.jsonl');
    expect(await countersign(['ledger', 'export', '--organization', 'corp', '--out', file])).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
    return { file, lines: fs.readFileSync(file, 'utf8').trimEnd().split('\n') };
  };

  /** What holds whether the server runs or not. */
  function workAtAnyTime(): void {
    test('ledger verify names every ledger, each with its size and root, and ends with 0', async () => {
      const { code, stdout, stderr } = await countersign(['ledger', 'verify']);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout.trimEnd().split('\n')).toEqual([
        expect.stringMatching(/^platform \(platform\): \d+ records verify, root \S+, \d+ records\/s$/),
        expect.stringMatching(new RegExp(`^corp \\(${world.organizationId}\\): \\d+ records verify, root `)),
      ]);
    });

    test('ledger verify takes an id, a slug or "platform", and looks at that ledger alone', async () => {
      const names = async (wanted: string) =>
        (await countersign(['ledger', 'verify', '--organization', wanted])).stdout.replaceAll(/:.*$/gm, '');
      expect(await names('corp')).toBe(`corp (${world.organizationId})\n`);
      expect(await names(world.organizationId)).toBe(`corp (${world.organizationId})\n`);
      expect(await names('platform')).toBe('platform (platform)\n');
    });

    test('a ledger of nobody is one line and 1, whatever is asked of it', async () => {
      for (const verb of ['verify', 'export', 'checkpoint']) {
        const outcome = await countersign(['ledger', verb, '--organization', 'nobody']);
        expectOneLine(outcome, 1, /^There is no organization nobody\. Give its id \(org_…\) or its slug\.$/m);
      }
    });

    test('ledger export writes the same to a file that only its owner reads as to standard output', async () => {
      const { file, lines } = await exported();
      const { stdout } = await countersign(['ledger', 'export', '--organization', world.organizationId]);
      expect(stdout.trimEnd().split('\n')).toEqual(lines);
      expect(fs.statSync(file).mode & 0o777).toBe(0o600);
      expect(lines.slice(0, -1).map((line) => (JSON.parse(line) as { seq: number }).seq)).toEqual(
        Array.from({ length: lines.length - 1 }, (_, seq) => seq),
      );
    });

    test('ledger export to where nothing can be written is one line and 1', async () => {
      const out = path.join(folder, 'no-such-folder/corp.jsonl');
      const outcome = await countersign(['ledger', 'export', '--organization', 'corp', '--out', out]);
      expectOneLine(outcome, 1, /no-such-folder/);
    });

    test('ledger checkpoint prints the note of the ledger as it stands, as the export ends with', async () => {
      const { lines } = await exported();
      const last = JSON.parse(lines.at(-1) ?? '') as { checkpoint: string };
      const { code, stdout, stderr } = await countersign(['ledger', 'checkpoint', '--organization', 'corp']);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toBe(last.checkpoint);
      expect(stdout.split('\n')[1]).toBe(String(lines.length - 1));
    });

    test.skipIf(!hasCryptography)(
      `an export verifies without our code, and a changed one does not${hasCryptography ? '' : ' (skipped: python3 has no package "cryptography")'}`,
      async () => {
        const { file, lines } = await exported();
        const { vkey } = JSON.parse(lines.at(-1) ?? '') as { vkey: string };
        const intact = await runProcess('python3', [VERIFIER, file, '--vkey', vkey]);
        expect(intact).toMatchObject({ code: 0, stdout: expect.stringMatching(/The ledger verifies\.\n$/) });
        fs.writeFileSync(file, `${lines.join('\n')}\n`.replace('ada@corp.example', 'eve@corp.example'));
        expect(await runProcess('python3', [VERIFIER, file, '--vkey', vkey])).toMatchObject({ code: 1 });
      },
    );

    test('migrate says that the schema is up to date, each time, and leaves the ledger alone', async () => {
      const done = { code: 0, stdout: 'The schema is up to date.\n', stderr: '' };
      const before = (await exported()).lines.slice(0, -1);
      expect(await countersign(['migrate'])).toEqual(done);
      expect(await countersign(['migrate'])).toEqual(done);
      expect((await exported()).lines.slice(0, -1)).toEqual(before);
    });

    test('--help names every command and ends with 0', async () => {
      const help = await countersign(['--help']);
      expect(help).toMatchObject({ code: 0, stderr: '' });
      for (const word of ['migrate', 'ledger', 'user']) expect(help.stdout).toMatch(new RegExp(`^ {2}${word} `, 'm'));
      const ledger = await countersign(['ledger', '--help']);
      expect(ledger).toMatchObject({ code: 0, stderr: '' });
      for (const word of ['verify', 'export', 'checkpoint']) {
        expect(ledger.stdout).toMatch(new RegExp(`^ {2}${word} `, 'm'));
      }
    });

    test.each([
      ['a command', ['veryfy'], "error: unknown command 'veryfy'"],
      ['a command of ledger', ['ledger', 'veryfy'], "error: unknown command 'veryfy'"],
      ['an option', ['migrate', '--fast'], "error: unknown option '--fast'"],
      ['no organization', ['ledger', 'export'], "error: required option '--organization <id or slug>' not specified"],
      ['no address', ['user', 'reset-password'], "error: missing required argument 'email'"],
    ])('a wrong word is said in one line, and ends with 2: %s', async (_what, args, said) => {
      const { code, stdout, stderr } = await countersign(args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr.split('\n')[0]).toContain(said);
      expect(stderr).not.toMatch(/^ +at /m);
    });

    test('a wrong setting is one line that names it, and ends with 2', async () => {
      const outcome = await countersign(['ledger', 'verify'], '', { COUNTERSIGN_HTTP_PORT: 'eighty' });
      expectOneLine(outcome, 2, /COUNTERSIGN_HTTP_PORT/);
    });

    test('a password that is too short, or of nobody, is refused in one line and changes nothing', async () => {
      const before = (await countersign(['ledger', 'export', '--organization', 'platform'])).stdout;
      expectOneLine(
        await countersign(['user', 'reset-password', world.admin.email], 'short\n'),
        1,
        /^A password has \d+ to \d+ characters\.$/m,
      );
      expectOneLine(
        await countersign(['user', 'reset-password', 'nobody@corp.example'], 'long enough for anybody\n'),
        1,
        /^Nobody here has the address nobody@corp\.example\.$/m,
      );
      const after = (await countersign(['ledger', 'export', '--organization', 'platform'])).stdout;
      expect(after.split('\n').slice(0, -2)).toEqual(before.split('\n').slice(0, -2));
    });
  }

  describe('while the server runs', () => {
    workAtAnyTime();

    test('migrate beside it changes nothing in the schema, nor what the server may do', async () => {
      const schema = async (): Promise<unknown[]> => {
        const client = await connectAsSuperuser(server.dataFolder);
        const applied = await client.query('select * from mikro_orm_migrations order by id');
        const columns = await client.query(
          `select table_name, column_name, data_type, is_nullable from information_schema.columns
           where table_schema = 'public' order by 1, 2`,
        );
        const grants = await client.query(
          `select table_name, privilege_type from information_schema.table_privileges
           where grantee = 'countersign_server' order by 1, 2`,
        );
        await client.end();
        return [applied.rows, columns.rows, grants.rows];
      };
      const before = await schema();
      expect(before).not.toContainEqual([]);
      expect((await countersign(['migrate'])).code).toBe(0);
      expect(await schema()).toEqual(before);
      expect((await world.device.enroll({ ...SEED, domains: ['after.internal.corp.com'] })).status).toBe(202);
    });

    test('reset-password sets the new one, ends every session of that person alone, and is a record', async () => {
      const [ada, mara] = [
        await signIn(server.url, world.admin.email, PASSWORD),
        await signIn(server.url, world.approver.email, PASSWORD),
      ];
      const whoAmI = async (who: typeof ada) => (await who.client.send('{ viewer { user { email } } }')).data;
      expect(await whoAmI(ada)).toMatchObject({ viewer: { user: { email: world.admin.email } } });
      const reset = await countersign(['user', 'reset-password', world.admin.email], 'another one for tests\n');
      expect(reset).toEqual({ code: 0, stdout: `The password of ${world.admin.email} is set.\n`, stderr: '' });

      await expect(signIn(server.url, world.admin.email, PASSWORD)).rejects.toThrow('could not sign in');
      expect((await signIn(server.url, world.admin.email, 'another one for tests')).userId).toBe(world.admin.id);
      expect(await whoAmI(ada)).not.toMatchObject({ viewer: { user: { email: world.admin.email } } });
      expect(await whoAmI(mara)).toMatchObject({ viewer: { user: { email: world.approver.email } } });
      const { stdout } = await countersign(['ledger', 'export', '--organization', 'platform']);
      expect(stdout).toMatch(
        new RegExp(`user\\.changed[^\\n]*${world.admin.id}|${world.admin.id}[^\\n]*user\\.changed`),
      );
      expect(stdout).not.toContain('another one for tests');
    });
  });

  describe('while the server is stopped', () => {
    beforeAll(async () => {
      await server.stop();
    });
    workAtAnyTime();

    test('reset-password holds when the server comes back, and the sessions from before are over', async () => {
      server = await startServer({ dataFolder: server.dataFolder });
      const mara = await signIn(server.url, world.approver.email, PASSWORD);
      await server.stop();
      const reset = await countersign(['user', 'reset-password', world.approver.email], 'set while it was stopped\r\n');
      expect(reset).toEqual({ code: 0, stdout: `The password of ${world.approver.email} is set.\n`, stderr: '' });
      server = await startServer({ dataFolder: server.dataFolder, environment: portOf(server.url) });
      await expect(signIn(server.url, world.approver.email, PASSWORD)).rejects.toThrow('could not sign in');
      expect((await signIn(server.url, world.approver.email, 'set while it was stopped')).userId).toBe(
        world.approver.id,
      );
      expect((await mara.client.send('{ viewer { user { email } } }')).data).not.toMatchObject({
        viewer: { user: { email: world.approver.email } },
      });
    });
  });
});

/** So that what was signed in finds the server again. */
function portOf(url: string): Record<string, string> {
  return { COUNTERSIGN_HTTP_PORT: new URL(url).port };
}

describe('the commands of the operator on a folder that no server was started on', () => {
  test('migrate makes the schema; then there are no ledgers yet, in one line', async () => {
    const dataFolder = makeDataFolder();
    const env = {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? os.tmpdir(),
      COUNTERSIGN_DATA_DIR: dataFolder,
    };
    const done = { code: 0, stdout: 'The schema is up to date.\n', stderr: '' };
    expect(await run(['migrate'], { env })).toEqual(done);
    expectOneLine(await run(['ledger', 'verify'], { env }), 1, /^There are no ledgers yet: /);
    removeDataFolder(dataFolder);
  });
});
