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
  /** The side of its line that it takes where both have room. */
  readonly side: Side;
}

type Side = 'start' | 'end';

export interface PlacedLabel extends Label {
  readonly row: number;
  readonly anchor: Side;
  readonly from: number;
  readonly to: number;
}

const LETTER = 6.2;
const GAP = 8;
const MOST_ROWS = 4;

/** Words beside lines that go down from them: none over another's words, and no line through any. The first choose first. */
export function labelRows(labels: readonly Label[], span: readonly [number, number]): readonly PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  for (const label of labels) {
    const ways = Array.from({ length: MOST_ROWS }, (_, row) =>
      [label.side, other(label.side)].map((side) => at(label, side, row)),
    );
    const inside = ways.flat().filter(({ from, to }) => from >= span[0] && to <= span[1]);
    const free = inside.find((way) => placed.every((each) => !meets(way, each) && !meets(each, way)));
    // Where there is no room for all, a line may go through words, but never words through words.
    const legible = inside.find((way) => placed.every((each) => !covers(way, each)));
    placed.push(free ?? legible ?? at(label, label.side, 0));
  }
  return placed;
}

const other = (side: Side): Side => (side === 'start' ? 'end' : 'start');

function at(label: Label, anchor: Side, row: number): PlacedLabel {
  const width = (label.strong.length + label.words.length + 1) * LETTER + GAP;
  const [from, to] = anchor === 'start' ? [label.x, label.x + width] : [label.x - width, label.x];
  return { ...label, anchor, row, from, to };
}

/** Whether they share a row, or the line of one goes through the words of the other. */
function meets(one: PlacedLabel, two: PlacedLabel): boolean {
  return covers(one, two) || (one.row <= two.row && one.x > two.from && one.x < two.to);
}

const covers = (one: PlacedLabel, two: PlacedLabel): boolean =>
  one.row === two.row && one.from < two.to && two.from < one.to;
