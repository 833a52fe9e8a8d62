/** One thing that is measured: how many a second, and how long each took. */
export interface Sample {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** Runs `clients` loops of `one` for so many seconds. */
export async function sample(
  clients: number,
  seconds: number,
  one: (client: number) => Promise<unknown>,
): Promise<Sample> {
  const latencies: number[] = [];
  const started = performance.now();
  const until = started + seconds * 1_000;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (performance.now() < until) {
        const before = performance.now();
        await one(client);
        latencies.push(performance.now() - before);
      }
    }),
  );
  const elapsed = (performance.now() - started) / 1_000;
  latencies.sort((a, b) => a - b);
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? Number.NaN;
  return { perSecond: latencies.length / elapsed, p50: at(0.5), p99: at(0.99) };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function medianSample(samples: readonly Sample[]): Sample {
  return {
    perSecond: median(samples.map(({ perSecond }) => perSecond)),
    p50: median(samples.map(({ p50 }) => p50)),
    p99: median(samples.map(({ p99 }) => p99)),
  };
}

/** Subject and peers in turns, so that whatever the machine does befalls all of them; the median of each. */
export async function interleaved<Name extends string>(
  rounds: number,
  contenders: Readonly<Record<Name, () => Promise<Sample>>>,
): Promise<Record<Name, Sample>> {
  const names = Object.keys(contenders) as Name[];
  const samples = new Map<Name, Sample[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) samples.get(name)?.push(await contenders[name]());
  }
  return Object.fromEntries(names.map((name) => [name, medianSample(samples.get(name) ?? [])])) as Record<Name, Sample>;
}

/** A line of the table. */
export interface Figure {
  readonly id: string;
  readonly what: string;
  /** Null: a peer is not installed. */
  readonly ratio: number | null;
  readonly goal: string;
  readonly met: boolean | null;
  readonly detail: string;
}

export interface BenchOptions {
  readonly seconds: number;
  readonly rounds: number;
}
