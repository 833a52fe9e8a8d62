import type { Database } from './database.ts';

/** More than this between our clock and the database's, in ms, and the server is not ready. */
export const TOLERATED_SKEW_MS = 5_000;
const RESYNC_EVERY_MS = 60_000;
const SAMPLES = 3;

export interface DatabaseClock {
  /** The database's time, as far as this server knows it; whole milliseconds. */
  now(): Date;
  /** How far this machine's clock is ahead of the database's, in ms. */
  readonly skew: number;
  stop(): void;
}

/**
 * Time is the database's, so that servers agree. It is asked a few times at start and once a minute, and carried on by
 * the monotonic clock in between; a jump of this machine's clock changes nothing. `offset` is for tests only, in ms.
 */
export async function followDatabaseClock(
  database: Database,
  options: { offset?: number; log: (message: string) => void },
): Promise<DatabaseClock> {
  let base = 0;
  let skew = 0;
  const sync = async () => {
    let best = Number.POSITIVE_INFINITY;
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      const before = performance.now();
      const rows = await database.query<{ now: Date }>({ name: 'clock', text: 'select clock_timestamp() as now' }, []);
      const after = performance.now();
      const time = rows[0]?.now.getTime();
      if (time === undefined || after - before >= best) continue;
      best = after - before;
      base = time - (before + after) / 2;
      skew = Date.now() - (time + best / 2);
    }
  };
  await sync();
  const timer = setInterval(() => {
    sync().catch((error: unknown) => options.log(`the database's clock could not be read: ${String(error)}`));
  }, RESYNC_EVERY_MS);
  timer.unref();
  return {
    now: () => new Date(Math.floor(base + performance.now()) + (options.offset ?? 0)),
    get skew() {
      return skew;
    },
    stop: () => clearInterval(timer),
  };
}
