import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { syncFolder } from '../secret-file.ts';
import { type Account, type Launch, POSTGRES_ENVIRONMENT } from './postgres-account.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';

export interface ClusterOptions {
  readonly databaseFolder: string;
  readonly binaries: PostgresBinaries;
  readonly account: Account | null;
  readonly launch: (command: string, args: readonly string[]) => Launch;
  readonly superuser: { readonly name: string; readonly password: string };
  /** Skips waiting for the disk; for tests. */
  readonly disposable: boolean;
}

/** Makes the database cluster unless it is there. It gets its name only when complete: a start cut short begins anew. */
export function ensureCluster(options: ClusterOptions): void {
  const { databaseFolder, account } = options;
  if (fs.existsSync(databaseFolder)) return;
  const draft = `${databaseFolder}.new`;
  const passwordFile = `${databaseFolder}.password`;
  fs.rmSync(draft, { recursive: true, force: true });
  fs.rmSync(passwordFile, { force: true });
  fs.mkdirSync(draft, { mode: 0o700 });
  try {
    fs.writeFileSync(passwordFile, options.superuser.password, { mode: 0o600, flag: 'wx' });
    if (account !== null) {
      for (const file of [draft, passwordFile]) fs.chownSync(file, account.uid, account.gid);
    }
    runInitdb(options, draft, passwordFile);
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
  fs.renameSync(draft, databaseFolder);
  syncFolder(path.dirname(databaseFolder));
}

function runInitdb(options: ClusterOptions, folder: string, passwordFile: string): void {
  const { command, arguments: args } = options.launch(options.binaries.initdb, [
    `--pgdata=${folder}`,
    `--username=${options.superuser.name}`,
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C',
    '--no-instructions',
    ...(options.disposable ? ['--no-sync'] : []),
  ]);
  const initdb = spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    env: POSTGRES_ENVIRONMENT,
    cwd: '/',
  });
  if (initdb.status === 0) return;
  const why = initdb.error === undefined ? initdb.stderr.trim() : initdb.error.message;
  throw new Error(`PostgreSQL's initdb could not make ${folder}: ${why}`);
}
