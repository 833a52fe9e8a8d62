import { destroySpentKeys } from '../usecases/deliver-key.ts';
import { expireRequest } from '../usecases/expire-request.ts';
import { issueCertificate } from '../usecases/issue-certificate.ts';
import type { Deps } from '../usecases/ports.ts';
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
    async run() {
      for (const id of await deps.reads.dueIssuances(deps.clock.now(), AT_ONCE)) await issueCertificate(deps, id);
    },
  });
}

/** Ends pending requests whose time is over. */
export function startExpiry(deps: Deps): RepeatingTask {
  return startRepeatingTask({
    name: 'expiring what is overdue',
    everyMs: SWEEP_EVERY_MS,
    log: deps.log,
    async run() {
      for (const id of await deps.reads.dueExpiries(deps.clock.now(), AT_ONCE)) await expireRequest(deps, id);
    },
  });
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
