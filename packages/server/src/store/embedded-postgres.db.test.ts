import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DataFolderInUse } from './embedded/data-folder-lock.ts';
import { withClient } from './embedded/database-connection.ts';
import type { LifecycleLog } from './embedded/lifecycle-log.ts';
import { findPostgresBinaries } from './embedded/postgres-binaries.ts';
import { startPostgresProcess } from './embedded/postgres-process.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';

const asRoot = process.getuid?.() === 0;
const PG_READY_WITHIN_MS = 10_000;

/** A folder that the account PostgreSQL runs as can reach, and a log that keeps what it is told. */
function makeDataFolder(): string {
  const parent = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-embedded-'));
  fs.chmodSync(parent, 0o711);
  return path.join(parent, 'data');
}

function keepLog(): LifecycleLog & { readonly lines: string[] } {
  const lines: string[] = [];
  const keep = (level: string) => (message: string) => void lines.push(`${level} ${message}`);
  return { lines, debug: keep('debug'), info: keep('info'), warn: keep('warn'), error: keep('error') };
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  return withClient(url, async (client) => (await client.query(sql)).rows);
}

const running: EmbeddedPostgres[] = [];
async function start(dataFolder: string, log: LifecycleLog = keepLog()): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataFolder, log });
  running.push(postgres);
  return postgres;
}
async function stopAll(): Promise<void> {
  for (const postgres of running.splice(0)) await postgres.stop();
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

describe('an embedded PostgreSQL', () => {
  let dataFolder: string;
  let postgres: EmbeddedPostgres;
  let log: ReturnType<typeof keepLog>;

  beforeAll(async () => {
    dataFolder = makeDataFolder();
    log = keepLog();
    postgres = await start(dataFolder, log);
  });
  afterAll(async () => {
    await stopAll();
    fs.rmSync(path.dirname(dataFolder), { recursive: true });
  });

  it('starts in an empty folder, durable and reachable on 127.0.0.1 alone', async () => {
    const names = ['fsync', 'synchronous_commit', 'full_page_writes', 'listen_addresses', 'unix_socket_directories'];
    const rows = await query(
      postgres.superuserUrl, // some are a superuser's to see
      `SELECT name, setting, source FROM pg_settings WHERE name IN (${names.map((name) => `'${name}'`).join()}) AND source = 'command line'`,
    );
    expect(Object.fromEntries(rows.map((row) => [row.name, row.setting]))).toEqual({
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
    });
    expect(new URL(postgres.serverUrl).port).toBe(String(postgres.port));
  });

  it('asks every role for its password', async () => {
    const url = new URL(postgres.superuserUrl);
    url.password = 'wrong';
    await expect(query(url.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('keeps its passwords from other accounts and leaves no trace of them in its log', () => {
    const file = path.join(dataFolder, 'database-passwords.json');
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    expect(fs.statSync(path.join(dataFolder, 'pg')).mode & 0o777).toBe(0o700);
    for (const secret of Object.values(JSON.parse(fs.readFileSync(file, 'utf8')))) {
      expect(log.lines.join('\n')).not.toContain(secret);
    }
    expect(fs.readdirSync(dataFolder).sort()).toEqual(['database-passwords.json', 'pg', 'server.lock']);
  });

  it('refuses a second server on its folder with an error that names DATABASE_URL, and runs on', async () => {
    const second = startEmbeddedPostgres({ dataFolder, log: keepLog() });
    await expect(second).rejects.toThrow(DataFolderInUse);
    await expect(second).rejects.toThrow(/process \d+.*DATABASE_URL/);
    expect(await query(postgres.serverUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  describe.runIf(asRoot)('started by root', () => {
    it('runs as an account without any right of root', () => {
      const status = fs.readFileSync(`/proc/${postgres.pid}/status`, 'utf8');
      expect(status).toMatch(/^Uid:\t(?!0\t)\d+/m);
      expect(status).toMatch(/^CapEff:\t0+$/m);
      expect(log.lines.join('\n')).not.toContain('CAP_DAC_OVERRIDE');
    });

    it('passes a closed parent folder only by a right that it says it was given', async () => {
      const closed = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-closed-'));
      const told = keepLog();
      const other = await start(path.join(closed, 'data'), told);
      expect(await query(other.serverUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      expect(told.lines.join('\n')).toMatch(`cannot enter ${closed};`);
      expect(told.lines.join('\n')).toContain('CAP_DAC_OVERRIDE');
      await other.stop();
      fs.rmSync(closed, { recursive: true });
    });
  });

  describe('roles', () => {
    beforeAll(async () => {
      await query(postgres.ownerUrl, 'CREATE TABLE ledger (seq bigint PRIMARY KEY); CREATE SCHEMA jobs');
      await query(postgres.ownerUrl, 'GRANT SELECT, INSERT ON ledger TO countersign_server');
    });

    it('let the owner make the schema, and the server use what it was granted', async () => {
      await query(postgres.serverUrl, 'INSERT INTO ledger VALUES (1)');
      expect(await query(postgres.serverUrl, 'SELECT seq FROM ledger')).toEqual([{ seq: '1' }]);
    });

    it.each([
      'CREATE TABLE mine (id int)',
      'CREATE TEMP TABLE mine (id int)',
      'CREATE SCHEMA mine',
      'CREATE TABLE jobs.mine (id int)',
      'CREATE DATABASE mine',
      'CREATE ROLE mine',
      'UPDATE ledger SET seq = 2',
      'DELETE FROM ledger',
      'TRUNCATE ledger',
      'DROP TABLE ledger',
      'ALTER TABLE ledger DISABLE TRIGGER ALL',
      'SET ROLE countersign_owner',
      'ALTER ROLE countersign_server SUPERUSER',
      "COPY ledger FROM PROGRAM 'id'",
      "SELECT pg_read_file('postgresql.conf')",
    ])('do not let the server %s', async (sql) => {
      await expect(query(postgres.serverUrl, sql)).rejects.toMatchObject({ code: '42501' });
    });

    it.each(['postgres', 'template1'])('keep server and owner out of the database %s', async (database) => {
      for (const role of [postgres.serverUrl, postgres.ownerUrl]) {
        const url = new URL(role);
        url.pathname = database;
        await expect(query(url.href, 'SELECT 1')).rejects.toMatchObject({ code: '42501' });
      }
    });

    it.each([
      'CREATE ROLE mine',
      'CREATE DATABASE mine',
      'ALTER SYSTEM SET fsync = off',
      "SELECT pg_read_file('postgresql.conf')",
    ])('do not let the owner %s', async (sql) => {
      await expect(query(postgres.ownerUrl, sql)).rejects.toMatchObject({ code: '42501' });
    });
  });
});

describe('an embedded PostgreSQL that was interrupted', () => {
  let dataFolder: string;
  beforeAll(async () => {
    dataFolder = makeDataFolder();
    const postgres = await start(dataFolder);
    await query(postgres.ownerUrl, 'CREATE TABLE kept (id int)');
    await stopAll();
  });
  afterEach(stopAll);
  afterAll(() => fs.rmSync(path.dirname(dataFolder), { recursive: true }));

  const keepRow = (postgres: EmbeddedPostgres, id: number) =>
    query(postgres.ownerUrl, `INSERT INTO kept VALUES (${id})`);
  const keptRows = async (postgres: EmbeddedPostgres) =>
    (await query(postgres.ownerUrl, 'SELECT id FROM kept ORDER BY id')).map((row) => row.id);

  it('gives the folder free and keeps its data when stopped', async () => {
    const first = await start(dataFolder);
    await keepRow(first, 1);
    const ended = first.exited;
    await first.stop();
    expect(await ended).toMatchObject({ code: 0, expected: true });
    expect(isRunning(first.pid)).toBe(false);
    expect(await keptRows(await start(dataFolder))).toEqual([1]);
  });

  it('is up again on the same port with every acknowledged row after kill -9 of PostgreSQL', async () => {
    const postgres = await start(dataFolder);
    await keepRow(postgres, 2);
    const { pid: killed, exited } = postgres;
    process.kill(killed, 'SIGKILL');
    expect(await exited).toMatchObject({ signal: 'SIGKILL', expected: false });
    await expect.poll(() => keptRows(postgres), { timeout: PG_READY_WITHIN_MS }).toEqual([1, 2]);
    expect(postgres.pid).not.toBe(killed);
    expect(isRunning(killed)).toBe(false);
  });

  it('is not started again once stopped, even when stopped in the middle of a restart', async () => {
    const postgres = await start(dataFolder);
    process.kill(postgres.pid, 'SIGKILL');
    await postgres.exited;
    await postgres.stop();
    expect(isRunning(postgres.pid)).toBe(false);
    expect(await keptRows(await start(dataFolder))).toEqual([1, 2]);
  });

  it('stops with its server when that is killed with kill -9, and the next start has every acknowledged row', async () => {
    const script = `
      const { startEmbeddedPostgres } = await import('./embedded-postgres.ts');
      const silent = () => undefined;
      const log = { debug: silent, info: silent, warn: silent, error: silent };
      const { pid, ownerUrl } = await startEmbeddedPostgres({ dataFolder: process.argv[1], log });
      console.log(JSON.stringify({ pid, ownerUrl }));
    `;
    const tsx = import.meta.resolve('tsx');
    const server = spawn(process.execPath, ['--import', tsx, '--input-type=module', '--eval', script, dataFolder], {
      cwd: import.meta.dirname,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line]: string[] = await once(createInterface({ input: server.stdout }), 'line');
    const { pid, ownerUrl } = JSON.parse(line ?? '');
    await query(ownerUrl, 'INSERT INTO kept VALUES (3)');

    await expect(startEmbeddedPostgres({ dataFolder, log: keepLog() })).rejects.toThrow(`process ${server.pid}`);
    server.kill('SIGKILL');
    await once(server, 'exit');
    // Linux tells PostgreSQL of the death; elsewhere the next start stops it.
    if (process.platform === 'linux') await expect.poll(() => isRunning(pid), { timeout: 5_000 }).toBe(false);
    expect(await keptRows(await start(dataFolder))).toEqual([1, 2, 3]);
    expect(isRunning(pid)).toBe(false);
  });

  it('stops a PostgreSQL that outlived its server', async () => {
    // As a killed server leaves it behind where PostgreSQL is not told of its death.
    const databaseFolder = path.join(dataFolder, 'pg');
    const { uid, gid } = fs.statSync(databaseFolder);
    const become = asRoot ? ['setpriv', '--reuid', `${uid}`, '--regid', `${gid}`, '--clear-groups', '--'] : [];
    const [command, ...args] = [...become, findPostgresBinaries().postgres, '-D', databaseFolder];
    const settings = ['-c', 'listen_addresses=', '-c', `unix_socket_directories=${databaseFolder}`];
    const orphan = await startPostgresProcess({ command, arguments: [...args, ...settings] }, keepLog());

    const log = keepLog();
    expect(await keptRows(await start(dataFolder, log))).toEqual([1, 2, 3]);
    expect(log.lines.join('\n')).toContain(`process ${orphan.pid}`);
    expect(await orphan.exited).toMatchObject({ code: 0, expected: false });
  });

  it('is not held up by another program that now has the process id in a stale postmaster.pid', async () => {
    const first = await start(dataFolder);
    const pidFile = path.join(dataFolder, 'pg', 'postmaster.pid');
    const stale = fs.readFileSync(pidFile, 'utf8');
    const { uid, gid } = fs.statSync(pidFile);
    await first.stop();

    const bystander = spawn('sleep', ['60'], asRoot ? { uid, gid } : {});
    fs.writeFileSync(pidFile, stale.replace(/^\d+/, String(bystander.pid)), { mode: 0o600 });
    if (asRoot) fs.chownSync(pidFile, uid, gid);
    expect(await keptRows(await start(dataFolder))).toEqual([1, 2, 3]);
    expect(bystander.exitCode).toBeNull();
    bystander.kill();
  });

  it('begins anew where its very first start was cut short', async () => {
    const cut = makeDataFolder();
    fs.mkdirSync(path.join(cut, 'pg.new', 'base'), { recursive: true });
    fs.writeFileSync(path.join(cut, 'pg.new', 'PG_VERSION'), '18\n');
    fs.writeFileSync(path.join(cut, 'pg.password'), 'left behind');
    fs.chmodSync(cut, 0o711);
    const postgres = await start(cut);
    expect(await query(postgres.serverUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(fs.readdirSync(cut).sort()).toEqual(['database-passwords.json', 'pg', 'server.lock']);
    await postgres.stop();
    fs.rmSync(path.dirname(cut), { recursive: true });
  });
});

describe('starting PostgreSQL on a port that is taken', () => {
  it('fails with what PostgreSQL said, and leaves the folder free', async () => {
    const dataFolder = makeDataFolder();
    const occupied = makeDataFolder();
    const first = await start(occupied);
    const second = startEmbeddedPostgres({ dataFolder, log: keepLog(), port: first.port });
    await expect(second).rejects.toThrow('Address already in use');
    const third = await start(dataFolder);
    expect(third.port).not.toBe(first.port);
    await stopAll();
    for (const folder of [dataFolder, occupied]) fs.rmSync(path.dirname(folder), { recursive: true });
  });
});
