import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { deviceClient } from './harness/device-client.ts';
import {
  makeDataFolder,
  removeDataFolder,
  runProcess,
  ServerDidNotStart,
  type ServerProcess,
  type StartOptions,
  startServer,
} from './harness/server-process.ts';
import { makeWorld, SEED } from './harness/world.ts';

const MAIN = fileURLToPath(new URL('../packages/server/dist/main.js', import.meta.url));
const STACK_TRACE = /^\s+at /m;
/** What container runtimes allow before they kill is ten seconds and more. */
const STOPS_WITHIN_MS = 9_000;
/** Of whoever starts the server with something that cannot be. */
const WRONG_SETTING = 2;

/** The process and its exit code, as far as a start that must fail goes. */
async function failedStart(options: StartOptions): Promise<ServerDidNotStart> {
  const failed = await startServer(options).then(
    async (server) => {
      await server.stop();
      return null;
    },
    (error: unknown) => error,
  );
  if (failed instanceof ServerDidNotStart) return failed;
  throw new Error(`the server should not have started: ${String(failed)}`);
}

/** The lines that are meant for people; the log's are JSON. */
function toldOf({ output }: { output: string }): string[] {
  return output.split('\n').filter((line) => line !== '' && !line.startsWith('{'));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A dead process that nobody has collected yet still has a number, but no command line.
    return process.platform !== 'linux' || fs.readFileSync(`/proc/${pid}/cmdline`).length > 0;
  } catch {
    return false;
  }
}

/** Of the PostgreSQL that a server runs: first line of postmaster.pid. */
function postgresPid(dataFolder: string): number {
  return Number(fs.readFileSync(path.join(dataFolder, 'pg/postmaster.pid'), 'utf8').split('\n')[0]);
}

describe('a server process', () => {
  const folders: string[] = [];
  const servers: ServerProcess[] = [];
  const folder = () => {
    const made = makeDataFolder();
    folders.push(made);
    return made;
  };
  const start = async (options: StartOptions = {}) => {
    const server = await startServer({ dataFolder: folder(), ...options });
    servers.push(server);
    return server;
  };

  afterEach(async () => {
    for (const server of servers.splice(0)) await server.stop();
    for (const one of folders.splice(0)) removeDataFolder(one);
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('ends cleanly on %s, and its PostgreSQL with it', async (signal) => {
    const server = await start();
    const file = path.join(server.dataFolder, 'running.json');
    const { pid } = JSON.parse(fs.readFileSync(file, 'utf8')) as { pid: number };
    const postgres = postgresPid(server.dataFolder);
    expect(isRunning(postgres)).toBe(true);
    process.kill(pid, signal);
    // A second signal to one that is stopping changes nothing.
    expect(await server.stop()).toBe(0);
    expect(fs.existsSync(file)).toBe(false);
    expect(isRunning(postgres)).toBe(false);
    expect(fs.existsSync(path.join(server.dataFolder, 'pg/postmaster.pid'))).toBe(false);
    expect(server.output()).not.toMatch(STACK_TRACE);
    await expect(fetch(server.url)).rejects.toThrow();
  });

  test('answers what is under way before it ends', async () => {
    const server = await start();
    // Checking a password takes a while, and no more than a few are checked at a time.
    const answers = Array.from({ length: 6 }, () =>
      fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: server.url },
        body: JSON.stringify({
          query:
            'mutation { signIn(input: { email: "root@corp.example", password: "not the password" }) { userErrors { code } } }',
        }),
      }),
    );
    await Promise.race(answers);
    const began = performance.now();
    const [code, ...answered] = await Promise.all([server.stop(), ...answers]);
    expect(performance.now() - began).toBeLessThan(STOPS_WITHIN_MS);
    expect(answered.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(code).toBe(0);
  });

  test('answers a device that waits for a decision at once when it ends', async () => {
    const server = await start();
    const world = await makeWorld(server);
    const asked = await world.device.enroll(SEED);
    const address = `/approvals/${asked.body.approval_id}`;
    const waiting = world.device.request('GET', `${address}?wait=60`);
    // Asked later and over another connection, this is answered when the other has long been waiting.
    const other = deviceClient(server.deviceUrl, world.device.identity);
    expect((await other.request('GET', address)).status).toBe(200);
    const began = performance.now();
    expect(await server.stop()).toBe(0);
    expect(performance.now() - began).toBeLessThan(STOPS_WITHIN_MS);
    expect(await waiting).toMatchObject({ status: 200, body: { status: 'pending' } });
    other.close();
    world.device.close();
  });

  test('of one that was killed nothing keeps the next from starting', async () => {
    const killed = await start();
    const postgres = postgresPid(killed.dataFolder);
    await killed.kill();
    expect(fs.existsSync(path.join(killed.dataFolder, 'running.json'))).toBe(true);
    const next = await start({ dataFolder: killed.dataFolder });
    expect(isRunning(postgres)).toBe(false);
    expect((await fetch(`${next.url}/livez`)).status).toBe(200);
  });

  test('a second one on its data folder says that it is in use, by which process, and what to do', async () => {
    const first = await start();
    const pid = JSON.parse(fs.readFileSync(path.join(first.dataFolder, 'running.json'), 'utf8')).pid;
    const second = await failedStart({ dataFolder: first.dataFolder });
    expect(toldOf(second)).toEqual([
      expect.stringMatching(new RegExp(`${first.dataFolder} is in use .*process ${pid}.*COUNTERSIGN_DATA_DIR`)),
    ]);
    expect(second.exitCode).toBe(WRONG_SETTING);
    expect((await fetch(`${first.url}/livez`)).status).toBe(200);
    expect(JSON.parse(fs.readFileSync(path.join(first.dataFolder, 'running.json'), 'utf8')).pid).toBe(pid);
  });

  test.each(['COUNTERSIGN_HTTP_PORT', 'COUNTERSIGN_MTLS_PORT'])(
    'says which port is in use when that of %s is, and how to choose another',
    async (variable) => {
      const bystander = net.createServer().listen(0, '127.0.0.1');
      await once(bystander, 'listening');
      const address = bystander.address();
      const port = typeof address === 'object' && address !== null ? String(address.port) : '';
      const dataFolder = folder();
      const failed = await failedStart({ dataFolder, environment: { [variable]: port } });
      bystander.close();
      expect(failed.exitCode).toBe(WRONG_SETTING);
      expect(toldOf(failed)).toEqual([expect.stringMatching(new RegExp(`^Port ${port} is in use\\..*${variable}`))]);
      expect(fs.existsSync(path.join(dataFolder, 'running.json'))).toBe(false);
      expect(fs.existsSync(path.join(dataFolder, 'pg/postmaster.pid'))).toBe(false);
    },
  );

  test.each([
    ['is no address', 'nonsense', 'must be an address of a PostgreSQL database'],
    ['is of something else', 'mysql://root:secret-word@127.0.0.1/db', 'must be an address of a PostgreSQL database'],
    ['names no database', 'postgresql://someone:secret-word@127.0.0.1:1', 'does not say which database'],
    ['leads where nobody listens', 'postgresql://someone:secret-word@127.0.0.1:1/db', '127.0.0.1:1'],
    ['leads to an unknown host', 'postgresql://someone:secret-word@nowhere.invalid/db', 'nowhere.invalid'],
  ])('says in one sentence when DATABASE_URL %s', async (_what, url, problem) => {
    const failed = await failedStart({ dataFolder: folder(), environment: { DATABASE_URL: url } });
    expect(failed.output).not.toMatch(STACK_TRACE);
    expect(failed.exitCode).toBe(WRONG_SETTING);
    const told = toldOf(failed);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('DATABASE_URL');
    expect(told[0]).toContain(problem);
    expect(failed.output).not.toContain('secret-word');
  });

  test('says in one sentence when the database does not take the password or does not exist', async () => {
    const server = await start();
    const { server: password } = JSON.parse(
      fs.readFileSync(path.join(server.dataFolder, 'database-passwords.json'), 'utf8'),
    ) as { server: string };
    const port = fs.readFileSync(path.join(server.dataFolder, 'pg/postmaster.pid'), 'utf8').split('\n')[3];
    const addresses = {
      password: `postgresql://countersign_server:wrong@127.0.0.1:${port}/countersign`,
      database: `postgresql://countersign_server:${password}@127.0.0.1:${port}/elsewhere`,
    };
    for (const [word, url] of Object.entries(addresses)) {
      const failed = await failedStart({ dataFolder: folder(), environment: { DATABASE_URL: url } });
      expect(failed.output).not.toMatch(STACK_TRACE);
      expect(failed.exitCode).toBe(WRONG_SETTING);
      expect(toldOf(failed)).toEqual([expect.stringMatching(new RegExp(`DATABASE_URL.*${word}`))]);
    }
  });

  test('tells with --help what there is, and starts nothing', async () => {
    const dataFolder = path.join(folder(), 'not-made');
    const help = await runProcess(process.execPath, [MAIN, '--help'], { env: { COUNTERSIGN_DATA_DIR: dataFolder } });
    expect(help.code).toBe(0);
    expect(help.stderr).toBe('');
    expect(help.stdout).toMatch(/--demo/);
    expect(fs.existsSync(dataFolder)).toBe(false);
  });

  test.each(['--dmeo', '--port=80', 'start'])('refuses a word that it does not know: %s', async (word) => {
    const dataFolder = path.join(folder(), 'not-made');
    const failed = await failedStart({ dataFolder, args: [word] });
    expect(failed.exitCode).toBe(WRONG_SETTING);
    expect(toldOf(failed)).toEqual([expect.stringContaining(`"${word}"`)]);
    expect(failed.output).toContain('--help');
    expect(fs.existsSync(dataFolder)).toBe(false);
  });
});
