/** Where a value stands, in pixels. */
export type Scale = (value: number) => number;

/** A straight line from one span to another; a span without length leads to its beginning. */
export function linearScale([from, to]: readonly [number, number], [start, end]: readonly [number, number]): Scale {
  const length = to - from;
  return (value) => (length === 0 ? start : start + ((value - from) / length) * (end - start));
}

/** Round numbers from 0 to at least `most`, in four steps or so; whole ones, since things are counted. */
export function countTicks(most: number): readonly number[] {
  const rough = Math.max(most, 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, ([1, 2, 2.5, 5, 10].find((each) => each * power >= rough) ?? 10) * power);
  const whole = Number.isInteger(step) ? step : Math.ceil(step);
  const ticks = [0];
  for (let at = whole; at < most + whole; at += whole) ticks.push(at);
  return ticks.length === 1 ? [0, whole] : ticks;
}

/** Straight lines between values that are not evenly far from each other: each piece takes as much room as the next. */
export function pieceScale(edges: readonly number[], [start, end]: readonly [number, number]): Scale {
  const pieces = edges.length;
  const width = (end - start) / pieces;
  return (value) => {
    const index = Math.max(
      0,
      edges.findLastIndex((edge) => edge <= value),
    );
    const from = edges[index] ?? 0;
    // The last has no end: what lies in it stands in its middle.
    const to = edges[index + 1];
    const within = to === undefined ? 0.5 : (value - from) / (to - from);
    return start + (index + Math.min(Math.max(within, 0), 1)) * width;
  };
}

/** Moments of an axis: every so many days (or hours, of a day or two), as many as have room. */
export function timeTicks(from: number, to: number, most: number): readonly number[] {
  const hour = 3_600_000;
  const steps = [1, 2, 3, 6, 12, 24, 48, 168, 336, 672, 1_344, 2_688].map((hours) => hours * hour);
  const step = steps.find((each) => (to - from) / each <= most) ?? to - from;
  const ticks: number[] = [];
  for (let at = from; at <= to && step > 0; at += step) ticks.push(at);
  return ticks;
}

/** Places at least `gap` apart, each as near to where it belongs as the others let it; in order. */
export function spread(places: readonly number[], gap: number, [top, bottom]: readonly [number, number]): number[] {
  const spaced: number[] = [];
  for (const place of places) spaced.push(Math.max(place, (spaced.at(-1) ?? top - gap) + gap));
  for (let index = spaced.length - 1, limit = bottom; index >= 0; index--) {
    const at = Math.min(spaced[index] ?? 0, limit);
    spaced[index] = at;
    limit = at - gap;
  }
  return spaced;
}
