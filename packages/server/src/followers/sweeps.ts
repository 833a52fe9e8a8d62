import { destroySpentKeys } from '../usecases/deliver-key.ts';
import { escalateRequest } from '../usecases/escalate-request.ts';
import { expireRequest } from '../usecases/expire-request.ts';
import { issueCertificate } from '../usecases/issue-certificate.ts';
import type { Deps } from '../usecases/ports.ts';
import { warnRequest } from '../usecases/warn-request.ts';
import { type RepeatingTask, startRepeatingTask } from './repeating-task.ts';

const SWEEP_EVERY_MS = 2_000;
const KEYS_EVERY_MS = 60_000;
const AT_ONCE = 50;

/**
 * Sweeps up what a crash, or a failure, left between "approved" and "issued". The server that committed an approval issues
 * at once by itself; whoever comes second finds it done. Any number of servers may sweep: the commit decides.
 */
export function startIssuer(deps: Deps): RepeatingTask {
  return startRepeatingTask({
    name: 'issuing what is due',
    everyMs: SWEEP_EVERY_MS,
    log: deps.log,
    run: () => runIssuer(deps),
  });
}

/** Ends pending requests whose time is over. */
export function startExpiry(deps: Deps): RepeatingTask {
  return startRepeatingTask({
    name: 'expiring what is overdue',
    everyMs: SWEEP_EVERY_MS,
    log: deps.log,
    run: () => runExpiry(deps),
  });
}

/** Warns of pending requests that wait for long, and then escalates them: in this order, where both are overdue. */
export function startReminders(deps: Deps): RepeatingTask {
  return startRepeatingTask({
    name: 'reminding of what waits',
    everyMs: SWEEP_EVERY_MS,
    log: deps.log,
    run: () => runReminders(deps),
  });
}

/** One request that cannot be done stands in the way of no other. */
async function eachOf(
  deps: Deps,
  doing: string,
  due: (now: Date, limit: number) => Promise<string[]>,
  work: (deps: Deps, requestId: string) => Promise<void>,
): Promise<void> {
  for (const id of await due(deps.clock.now(), AT_ONCE)) {
    try {
      await work(deps, id);
    } catch (error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      deps.log(`${doing} ${id} failed; it is tried again`, { error: text });
    }
  }
}

export function runIssuer(deps: Deps): Promise<void> {
  return eachOf(deps, 'issuing', deps.reads.dueIssuances, issueCertificate);
}

export function runExpiry(deps: Deps): Promise<void> {
  return eachOf(deps, 'expiring', deps.reads.dueExpiries, expireRequest);
}

export async function runReminders(deps: Deps): Promise<void> {
  await eachOf(deps, 'warning of', deps.reads.dueWarnings, warnRequest);
  await eachOf(deps, 'escalating', deps.reads.dueEscalations, escalateRequest);
}

/** Destroys server-made keys whose time for being fetched again is over. */
export function startKeyDestruction(deps: Deps): RepeatingTask {
  return startRepeatingTask({
    name: 'destroying keys that were handed out',
    everyMs: KEYS_EVERY_MS,
    log: deps.log,
    run: () => destroySpentKeys(deps),
  });
}
