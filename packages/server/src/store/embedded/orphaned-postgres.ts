import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode } from '../error-code.ts';
import type { LifecycleLog } from './lifecycle-log.ts';

const POLL_MS = 20;

/**
 * Stops what a killed server left behind: a PostgreSQL that still runs on this folder (its owner is dead, since we
 * hold the folder's lock). Returns the process id that a stale postmaster.pid names though it has become another
 * program's, or null: PostgreSQL must be told to overlook it.
 */
export async function stopOrphanedPostgres(databaseFolder: string, log: LifecycleLog): Promise<number | null> {
  const pid = readPostmasterPid(databaseFolder);
  if (pid === null || !isAlive(pid)) return null;
  if (!isPostgresOn(pid, databaseFolder)) return pid;

  log.warn(`Stopping the PostgreSQL (process ${pid}) that a killed server left behind in ${databaseFolder}`);
  for (const [signal, patience] of [
    ['SIGINT', 10_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 10_000],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (errorCode(error) === 'ESRCH') return null;
      throw error;
    }
    for (let waited = 0; waited < patience; waited += POLL_MS) {
      if (!isAlive(pid) || !isPostgresOn(pid, databaseFolder)) return null;
      await delay(POLL_MS);
    }
  }
  throw new Error(`The PostgreSQL with process id ${pid} on ${databaseFolder} cannot be stopped. Stop it by hand.`);
}

function readPostmasterPid(databaseFolder: string): number | null {
  try {
    const [line = ''] = fs.readFileSync(path.join(databaseFolder, 'postmaster.pid'), 'utf8').split('\n', 1);
    return /^[1-9]\d*$/.test(line) ? Number(line) : null;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** By its command line, which holds the folder it was started with. A dead process not yet reaped has none. */
function isPostgresOn(pid: number, databaseFolder: string): boolean {
  try {
    if (process.platform === 'linux') {
      const words = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      return words.some((word, index) => word === '-D' && words[index + 1] === databaseFolder);
    }
    const command = execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return command.includes(`-D ${databaseFolder} `);
  } catch {
    return false;
  }
}
