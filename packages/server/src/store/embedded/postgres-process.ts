import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { LifecycleLog } from './lifecycle-log.ts';
import { type Launch, POSTGRES_ENVIRONMENT } from './postgres-account.ts';

export interface PostgresExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** True where stop() asked for it. */
  readonly expected: boolean;
}

export interface PostgresProcess {
  readonly pid: number;
  readonly exited: Promise<PostgresExit>;
  /** Fast shutdown (open transactions roll back); harder the longer it takes. Resolves when the process is gone. */
  stop(): Promise<void>;
}

/** Why a PostgreSQL process did not come up. The last two pass by themselves. */
export type StartFailure = 'broken' | 'port taken' | 'predecessor still going';

export class PostgresStartError extends Error {
  override readonly name = 'PostgresStartError';
  readonly failure: StartFailure;

  constructor(failure: StartFailure, output: string) {
    super(`PostgreSQL did not start:\n${output.trim()}`);
    this.failure = failure;
  }
}

const START_TIMEOUT_MS = 120_000; // recovery after a crash may have to replay max_wal_size of log
const FAST_STOP_MS = 30_000;
const IMMEDIATE_STOP_MS = 10_000;
const KEPT_LINES = 40;

/** Starts PostgreSQL and resolves when it accepts connections. Throws PostgresStartError. */
export async function startPostgresProcess(
  launch: Launch,
  log: LifecycleLog,
  environment: Readonly<Record<string, string>> = {},
): Promise<PostgresProcess> {
  // A process group of its own: Ctrl-C in a terminal reaches the server alone, which stops PostgreSQL last.
  const child = spawn(launch.command, launch.arguments, {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
    env: { ...POSTGRES_ENVIRONMENT, ...environment },
    cwd: '/',
  });
  const lines: string[] = [];
  let stopping = false;
  const exited = new Promise<PostgresExit>((resolve) => {
    child.once('error', (error) => {
      lines.push(`Cannot run ${launch.command}: ${error.message}`);
      resolve({ code: null, signal: null, expected: stopping });
    });
    child.once('close', (code, signal) => resolve({ code, signal, expected: stopping }));
  });

  const ready = new Promise<'ready'>((resolve) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      lines.push(line);
      if (lines.length > KEPT_LINES) lines.shift();
      if (!stopping && /\b(?:FATAL|PANIC):/.test(line)) log.warn(`PostgreSQL: ${line}`);
      else log.debug(`PostgreSQL: ${line}`);
      if (line.includes('database system is ready to accept connections')) resolve('ready');
    });
  });

  const timer = new AbortController();
  const late = delay(START_TIMEOUT_MS, 'late' as const, { signal: timer.signal }).catch(() => 'late' as const);
  const outcome = await Promise.race([ready, exited.then(() => 'exited' as const), late]);
  timer.abort();
  if (outcome === 'late') {
    child.kill('SIGKILL');
    await exited;
    lines.push(`Not ready after ${START_TIMEOUT_MS / 1000} s.`);
  }
  if (outcome !== 'ready' || child.pid === undefined) {
    const output = lines.join('\n');
    throw new PostgresStartError(classify(output), output);
  }

  return {
    pid: child.pid,
    exited,
    async stop() {
      stopping = true;
      for (const [signal, patience] of [
        ['SIGINT', FAST_STOP_MS],
        ['SIGQUIT', IMMEDIATE_STOP_MS],
      ] as const) {
        child.kill(signal);
        if (await endsWithin(exited, patience)) return;
      }
      child.kill('SIGKILL');
      await exited;
    },
  };
}

function classify(output: string): StartFailure {
  if (/could not bind IPv4 address|Address already in use/.test(output)) return 'port taken';
  if (/pre-existing shared memory block|lock file "postmaster\.pid" already exists/.test(output))
    return 'predecessor still going';
  return 'broken';
}

async function endsWithin(exited: Promise<unknown>, milliseconds: number): Promise<boolean> {
  const timer = new AbortController();
  const late = delay(milliseconds, false, { signal: timer.signal }).catch(() => false);
  const ended = await Promise.race([exited.then(() => true), late]);
  timer.abort();
  return ended;
}
