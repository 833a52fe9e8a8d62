import type { Deps } from '../usecases/ports.ts';

export interface Background {
  readonly run: Deps['background'];
  /** Waits until everything that was begun has ended. */
  drain(): Promise<void>;
}

/** Work that nobody waits for, kept track of, so that a server that stops can let it end. */
export function createBackground(log: Deps['log']): Background {
  const running = new Set<Promise<void>>();
  return {
    run(what, work) {
      const promise = work()
        .catch((error: unknown) =>
          log(`${what} failed`, { error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
        )
        .finally(() => running.delete(promise));
      running.add(promise);
    },
    async drain() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
