export interface RepeatingTask {
  /** Runs it as soon as possible, on top of its rhythm. */
  poke(): void;
  /** Waits for the run under way and ends the rhythm. */
  stop(): Promise<void>;
}

export interface RepeatingTaskOptions {
  readonly name: string;
  readonly everyMs: number;
  readonly run: () => Promise<void>;
  readonly log: (message: string, facts?: Readonly<Record<string, string | number | boolean | null>>) => void;
}

/** One run at a time, again and again. A run that fails is logged and tried again in its rhythm; it never stops the others. */
export function startRepeatingTask(options: RepeatingTaskOptions): RepeatingTask {
  let stopped = false;
  let poked = false;
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;

  const schedule = () => {
    if (stopped) return;
    timer = setTimeout(start, poked ? 0 : options.everyMs);
    timer.unref();
  };
  const start = () => {
    if (running !== null || stopped) return;
    clearTimeout(timer);
    poked = false;
    running = options
      .run()
      .catch((error: unknown) => options.log(`${options.name} failed; it is tried again`, { error: describe(error) }))
      .finally(() => {
        running = null;
        schedule();
      });
  };
  schedule();
  return {
    poke() {
      poked = true;
      start();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      while (running !== null) await running;
    },
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
