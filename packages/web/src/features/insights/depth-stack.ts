import type { DepthPlotFragment } from '../../gql/generated/graphql.ts';
import type { Scale } from './scale.ts';

/** A band of the stack: what it adds at each moment, on top of the bands before it. */
export interface Band {
  /** Null: several profiles together. */
  readonly profileId: string | null;
  readonly name: string;
  readonly depths: readonly number[];
  /** What lies below, and its own upper edge. */
  readonly below: readonly number[];
  readonly above: readonly number[];
}

/** As many as there are tints for. */
const MOST_BANDS = 4;

/** The profiles with the most that waited first, at the bottom; where there are too many to tell apart, the rest as one. */
export function stackOf({ profiles, moments }: DepthPlotFragment): readonly Band[] {
  const sum = (depths: readonly number[]) => depths.reduce((total, depth) => total + depth, 0);
  const sorted = profiles.toSorted((a, b) => sum(b.depths) - sum(a.depths));
  const isCut = sorted.length > MOST_BANDS;
  const own = isCut ? sorted.slice(0, MOST_BANDS - 1) : sorted;
  const rest = sorted.slice(own.length);
  const parts: Pick<Band, 'profileId' | 'name' | 'depths'>[] = own.map((each) => ({
    profileId: each.trustProfileId,
    name: each.trustProfileName,
    depths: each.depths,
  }));
  if (isCut) {
    const depths = moments.map((_, index) => rest.reduce((total, each) => total + (each.depths[index] ?? 0), 0));
    parts.push({ profileId: null, name: `${rest.length} others`, depths });
  }
  let below: readonly number[] = moments.map(() => 0);
  return parts.map((part) => {
    const above = below.map((depth, index) => depth + (part.depths[index] ?? 0));
    const band = { ...part, below, above };
    below = above;
    return band;
  });
}

/** The moment at which the most were pending; null where none ever was. */
export function peakOf(bands: readonly Band[]): { readonly index: number; readonly depth: number } | null {
  const totals = bands.at(-1)?.above ?? [];
  const depth = Math.max(0, ...totals);
  return depth === 0 ? null : { index: totals.indexOf(depth), depth };
}

/** A line in steps: each depth holds from the look before up to its own, as what is counted then happened until then. */
export function stepLine(xs: readonly number[], depths: readonly number[], y: Scale): string {
  return xs
    .map((x, index) => {
      const at = y(depths[index] ?? 0).toFixed(1);
      return index === 0 ? `M${x.toFixed(1)},${at}` : `V${at}H${x.toFixed(1)}`;
    })
    .join('');
}

/** The area between two lines in steps. */
export function stepArea(xs: readonly number[], { above, below }: Pick<Band, 'above' | 'below'>, y: Scale): string {
  const back: string[] = [];
  for (let index = xs.length - 1; index >= 0; index--) {
    const at = y(below[index] ?? 0).toFixed(1);
    if (index === xs.length - 1) back.push(`V${at}`);
    else back.push(`H${(xs[index] ?? 0).toFixed(1)}V${at}`);
  }
  return `${stepLine(xs, above, y)}${back.join('')}Z`;
}
