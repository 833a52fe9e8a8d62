export interface ProgressSample {
  /** Milliseconds, any origin. */
  readonly at: number;
  readonly verified: number;
}

export interface Pace {
  readonly recordsPerSecond: number;
  readonly secondsLeft: number;
}

const WINDOW_MS = 5_000;
const SHORTEST_MS = 250;

/** Keeps what a pace is told from: the samples of the last five seconds. */
export function withSample(samples: readonly ProgressSample[], sample: ProgressSample): ProgressSample[] {
  const before = samples.at(-1);
  const restarted = before !== undefined && sample.verified < before.verified;
  return [...(restarted ? [] : samples.filter(({ at }) => sample.at - at <= WINDOW_MS)), sample];
}

/** How fast it goes, and how long yet. Null while there is too little to tell from. */
export function paceOf(samples: readonly ProgressSample[], total: number): Pace | null {
  const [first] = samples;
  const last = samples.at(-1);
  if (first === undefined || last === undefined || last.at - first.at < SHORTEST_MS) return null;
  const recordsPerSecond = Math.round(((last.verified - first.verified) * 1_000) / (last.at - first.at));
  if (recordsPerSecond <= 0) return null;
  return { recordsPerSecond, secondsLeft: Math.ceil(Math.max(0, total - last.verified) / recordsPerSecond) };
}
