import type { FollowerPlaces } from '../store/follower-places.ts';
import type { Deps } from '../usecases/ports.ts';
import { type RenewalPlaces, scanRenewals } from '../usecases/scan-renewals.ts';
import { type RepeatingTask, startRepeatingTask } from './repeating-task.ts';

export interface RenewalsOptions {
  readonly deps: Deps;
  readonly places: Pick<FollowerPlaces, 'alone'>;
  readonly renewals: RenewalPlaces;
}

const LOOK_EVERY_MS = 60_000;
const DAY_MS = 86_400_000;

/** Has each organization's certificates looked through once a day, by one server at a time. */
export function startRenewals(options: RenewalsOptions): RepeatingTask {
  return startRepeatingTask({
    name: 'asking anew for certificates that end soon',
    everyMs: LOOK_EVERY_MS,
    log: options.deps.log,
    run: () => options.places.alone('renewals', () => runRenewals(options)),
  });
}

/** Looks through every organization whose day is over. */
export async function runRenewals({ deps, renewals }: Pick<RenewalsOptions, 'deps' | 'renewals'>): Promise<void> {
  const dayAgo = new Date(deps.clock.now().getTime() - DAY_MS);
  for (const organizationId of await renewals.organizationsToScan(dayAgo)) {
    try {
      await scanRenewals(deps, renewals, organizationId);
    } catch (error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      deps.log('looking for certificates to renew failed; it is tried again', {
        organization: organizationId,
        error: text,
      });
    }
  }
}
