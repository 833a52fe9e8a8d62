import { randomUUID } from 'node:crypto';
import { type RepeatingTask, startRepeatingTask } from './repeating-task.ts';
import { startTurn, type TurnOptions } from './webhook-turn.ts';

const EVERY_MS = 1_000;
/** Webhooks at a time, on one server. */
const AT_ONCE = 8;
/** Longer than an attempt can take; one whose server died is taken over by another after so long. */
const LEASE_MS = 20_000;

/**
 * Tells machines. Each webhook follows the ledgers of its organization from a place of its own; whoever leases it sends,
 * one event after the other, and moves the place on. A receiver that is slow or away holds up itself alone, and nobody
 * who decides ever waits for one.
 */
export function startWebhookSender(options: Omit<TurnOptions, 'leaseMs' | 'signal'>): RepeatingTask {
  const { deps, parts } = options;
  const stopping = new AbortController();
  const turns = new Set<Promise<void>>();
  const task = startRepeatingTask({
    name: 'telling webhooks',
    everyMs: EVERY_MS,
    log: deps.log,
    async run() {
      while (turns.size < AT_ONCE && !stopping.signal.aborted) {
        const now = deps.clock.now();
        const lease = await parts.store.lease(randomUUID(), now, new Date(now.getTime() + LEASE_MS));
        if (lease === null) return;
        const turn = startTurn({ ...options, leaseMs: LEASE_MS, signal: stopping.signal }, lease)
          .then(
            () => true,
            (error: unknown) => {
              deps.log('a webhook could not be told; it is tried again', {
                webhook: lease.webhookId,
                error: error instanceof Error ? (error.stack ?? error.message) : String(error),
              });
              return false;
            },
          )
          .then((isWell) => {
            turns.delete(turn);
            // There may be more. What failed waits for the rhythm.
            if (isWell && !stopping.signal.aborted) task.poke();
          });
        turns.add(turn);
      }
    },
  });
  return {
    poke: () => task.poke(),
    async stop() {
      stopping.abort();
      await task.stop();
      await Promise.all(turns);
    },
  };
}

const TIDY_EVERY_MS = 600_000;
const LOG_KEPT_MS = 30 * 86_400_000;

/** The log is kept for 30 days, and a secret no longer than it signs. */
export function startWebhookTidying({ deps, parts }: Pick<TurnOptions, 'deps' | 'parts'>): RepeatingTask {
  return startRepeatingTask({
    name: 'tidying up after webhooks',
    everyMs: TIDY_EVERY_MS,
    log: deps.log,
    async run() {
      const now = deps.clock.now();
      await parts.store.tidy(new Date(now.getTime() - LOG_KEPT_MS), now);
    },
  });
}
