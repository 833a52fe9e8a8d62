import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { LifecycleLog } from './lifecycle-log.ts';

/** PostgreSQL refuses to run as root. The account it runs as instead. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

export interface Launch {
  readonly command: string;
  readonly arguments: readonly string[];
}

/** What PostgreSQL's programs see of the environment: nothing of the server's own (PGDATA, PGPORT, secrets). */
export const POSTGRES_ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C' } as const;

/** Null where this process is not root: then PostgreSQL runs as the same account. Else whoever owns the database's folder. */
export function chooseAccount(databaseFolder: string): Account | null {
  if (process.getuid?.() !== 0) return null;
  const owner = fs.statSync(databaseFolder, { throwIfNoEntry: false });
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  for (const name of ['postgres', 'nobody']) {
    try {
      return { uid: idOf('-u', name), gid: idOf('-g', name) };
    } catch {
      // No such account: try the next.
    }
  }
  throw new Error(
    'PostgreSQL does not run as root, and neither the account postgres nor nobody exists to run it as. ' +
      'Start Countersign as another user, or name a PostgreSQL server with DATABASE_URL.',
  );
}

function idOf(flag: '-u' | '-g', name: string): number {
  return Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'], encoding: 'utf8' }));
}

/**
 * How PostgreSQL's programs are started: as `account`, and on Linux told to stop (SIGINT, a fast shutdown) when this
 * process dies. Where a folder above `paths` is closed to the account, the account may pass every folder
 * (CAP_DAC_OVERRIDE); that is logged, since the database's superuser can then read every file of this machine.
 */
export function launcherFor(account: Account | null, paths: readonly string[], log: LifecycleLog) {
  if (process.platform !== 'linux')
    return (command: string, args: readonly string[]): Launch => ({ command, arguments: args });

  const options = ['--pdeathsig', 'INT'];
  if (account !== null) {
    const become = ['--reuid', String(account.uid), '--regid', String(account.gid), '--clear-groups'];
    options.push(...become);
    const closed = foldersClosedTo(become, paths);
    if (closed.length > 0) {
      options.push('--inh-caps=+dac_override', '--ambient-caps=+dac_override');
      log.warn(
        `PostgreSQL runs as uid ${account.uid}, which cannot enter ${closed.join(' and ')}; it was given the right to ` +
          'pass every folder (CAP_DAC_OVERRIDE). To avoid that, move the data folder (COUNTERSIGN_DATA_DIR) and the ' +
          'installation to where that account can reach them, or do not start as root.',
      );
    }
  }
  return (command: string, args: readonly string[]): Launch => ({
    command: 'setpriv',
    arguments: [...options, '--', command, ...args],
  });
}

/** Asks the kernel as that account, so that access control lists count too. */
function foldersClosedTo(become: readonly string[], paths: readonly string[]): string[] {
  const folders = [...new Set(paths.flatMap(ancestors))];
  const script = 'for folder do test -x "$folder" || printf "%s\\0" "$folder"; done';
  const closed = execFileSync('setpriv', [...become, '--', 'sh', '-c', script, 'sh', ...folders], {
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    env: POSTGRES_ENVIRONMENT,
    cwd: '/',
  });
  // A closed folder closes all below it: naming the outermost is enough.
  const named = closed.split('\0').filter((folder) => folder !== '');
  return named.filter((folder) => !named.some((other) => other !== folder && folder.startsWith(`${other}/`)));
}

function ancestors(file: string): string[] {
  const folders: string[] = [];
  for (let folder = path.dirname(file); folder !== path.dirname(folder); folder = path.dirname(folder))
    folders.push(folder);
  return folders.reverse();
}
