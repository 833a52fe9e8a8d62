/** Asks again until it is so. A test never sleeps for a guess of a time; it waits for what it wants to see. */
export async function waitFor<Result>(
  ask: () => Promise<Result | null | undefined | false> | Result | null | undefined | false,
  what: string,
  withinMs = 20_000,
): Promise<Result> {
  const until = performance.now() + withinMs;
  let last: unknown;
  for (;;) {
    try {
      const found = await ask();
      if (found) return found;
    } catch (error) {
      last = error;
    }
    if (performance.now() > until) {
      throw new Error(`waited ${withinMs} ms in vain for ${what}`, { cause: last });
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
