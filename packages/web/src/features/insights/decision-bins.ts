import type { DecisionPlotFragment } from '../../gql/generated/graphql.ts';

type Bin = DecisionPlotFragment['bins'][number];

/** Up to three hours are always shown, so that a few quick decisions do not look like all there can be. */
const LEAST_BINS = 10;

/** The bins up to the last in which anything was decided, and somewhat past the escalation. */
export function shownBins({ bins, escalationSeconds }: DecisionPlotFragment): readonly Bin[] {
  const last = bins.findLastIndex(({ decided }) => decided > 0);
  const escalates = bins.findLastIndex(({ fromSeconds }) => fromSeconds <= (escalationSeconds ?? 0));
  return bins.slice(0, Math.max(LEAST_BINS, last + 1, escalates + 3));
}

interface Label {
  readonly key: string;
  readonly x: number;
  readonly strong: string;
  readonly words: string;
}

export interface PlacedLabel extends Label {
  readonly row: number;
  readonly anchor: 'start' | 'end';
}

const LETTER = 6.4;
const GAP = 8;

/** Beside its line, at the left where there is room, each in the first row in which it meets no other. */
export function labelRows(labels: readonly Label[], [left, right]: readonly [number, number]): readonly PlacedLabel[] {
  const taken: { readonly row: number; readonly from: number; readonly to: number }[] = [];
  return labels.map((label) => {
    const width = (label.strong.length + label.words.length + 1) * LETTER + GAP;
    const sides = label.key === 'late' ? (['start', 'end'] as const) : (['end', 'start'] as const);
    const anchor =
      sides.find((side) => (side === 'end' ? label.x - width >= left : label.x + width <= right)) ?? sides[0];
    const [from, to] = anchor === 'end' ? [label.x - width, label.x] : [label.x, label.x + width];
    let row = 0;
    while (taken.some((other) => other.row === row && from < other.to && other.from < to)) row += 1;
    taken.push({ row, from, to });
    return { ...label, row, anchor };
  });
}
