import type { DepthPlotFragment } from '../../gql/generated/graphql.ts';
import { type Band, peakOf, stackOf, stepArea, stepLine } from './depth-stack.ts';
import { pendingAddress } from './insight-links.ts';
import { utcDay } from './insight-words.ts';
import { PlaceLink } from './place-link.tsx';
import styles from './plot.module.css';
import { countTicks, linearScale, spread, timeTicks } from './scale.ts';
import { usePlotWidth } from './use-plot-width.ts';

const HEIGHT = 320;
const TOP = 24;
const BASE = 292;
const LEFT = 28;
const NAMES = 156;
const NARROW = 520;
const HOUR_MS = 3_600_000;
const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });

interface DepthPlotProps {
  readonly depth: DepthPlotFragment;
  readonly now: Date;
  readonly profile: string | undefined;
  readonly forViewer: number;
}

/** How many waited at once: profiles upon each other, those past escalation as a line before them. */
export function DepthPlot({ depth, now, profile, forViewer }: DepthPlotProps) {
  const [frame, width] = usePlotWidth();
  const bands = stackOf(depth);
  const peak = peakOf(bands);
  const isNarrow = width < NARROW;
  const right = Math.max(LEFT + 40, isNarrow ? width : width - NAMES);
  const times = depth.moments.map((moment) => Date.parse(moment));
  const [first, last] = [times[0] ?? 0, times.at(-1) ?? 0];
  const x = linearScale([first, last], [LEFT, right]);
  const ticks = countTicks(peak?.depth ?? 4);
  const y = linearScale([0, ticks.at(-1) ?? 1], [BASE, TOP]);
  const xs = times.map(x);
  const isByHour = last - first <= 48 * HOUR_MS;
  const dayTicks = timeTicks(first, last, Math.max(2, Math.floor((right - LEFT) / 68)));
  return (
    <div className={styles.frame} ref={frame}>
      {width > 0 && (
        <svg
          className={styles.svg}
          width={width}
          height={HEIGHT}
          role="img"
          aria-label={summary(bands, peak, depth, now)}
        >
          {ticks.map((tick) => (
            <g key={tick}>
              <line className={tick === 0 ? styles.base : styles.grid} x1={LEFT} x2={right} y1={y(tick)} y2={y(tick)} />
              <text className={styles.tick} x={LEFT - 8} y={y(tick)} dy="0.35em" textAnchor="end">
                {tick}
              </text>
            </g>
          ))}
          {bands.map((band, index) => (
            <g key={band.profileId ?? 'others'}>
              <path className={styles.band} data-tint={index + 1} d={stepArea(xs, band, y)} />
              <path className={styles.edge} d={stepLine(xs, band.above, y)} />
            </g>
          ))}
          {depth.pastEscalation.some((late) => late > 0) && (
            <>
              <path className={styles.halo} d={stepLine(xs, depth.pastEscalation, y)} />
              <path className={styles.lateLine} d={stepLine(xs, depth.pastEscalation, y)} />
            </>
          )}
          {peak !== null && (
            <Peak x={xs[peak.index] ?? 0} y={y(peak.depth)} right={right} words={peakWords(peak, depth, now)} />
          )}
          {dayTicks.map((tick) => (
            <text
              key={tick}
              className={styles.tick}
              x={x(tick)}
              y={BASE + 20}
              textAnchor={tick === first ? 'start' : 'middle'}
            >
              {isByHour ? CLOCK.format(tick) : utcDay(new Date(tick), now)}
            </text>
          ))}
        </svg>
      )}
      {width > 0 && <BandNames bands={bands} y={y} isNarrow={isNarrow} profile={profile} forViewer={forViewer} />}
    </div>
  );
}

function Peak(props: { readonly x: number; readonly y: number; readonly right: number; readonly words: string }) {
  const { x, y, right, words } = props;
  const at = Math.min(Math.max(x, LEFT + 40), right - 40);
  return (
    <g>
      <line className={styles.line} x1={x} x2={x} y1={y - 6} y2={y - 2} />
      <text className={styles.words} x={at} y={y - 10} textAnchor="middle">
        {words}
      </text>
    </g>
  );
}

interface BandNamesProps {
  readonly bands: readonly Band[];
  readonly y: (depth: number) => number;
  readonly isNarrow: boolean;
  readonly profile: string | undefined;
  readonly forViewer: number;
}

/** The bands by name, at their end; each leads to what waits under that profile. */
function BandNames({ bands, y, isNarrow, profile, forViewer }: BandNamesProps) {
  const upwards = bands.toReversed();
  const middles = upwards.map(({ above, below }) => y(((above.at(-1) ?? 0) + (below.at(-1) ?? 0)) / 2));
  const places = spread(middles, 20, [TOP, BASE]);
  return (
    <ul className={isNarrow ? styles.below : styles.ends} aria-label="Pending at the end">
      {upwards.map(({ profileId, name, depths }, index) => (
        <li
          key={profileId ?? 'others'}
          className={styles.end}
          style={isNarrow ? undefined : { top: `${(places[index] ?? 0) - 8}px` }}
        >
          {isNarrow && <i className={styles.swatch} data-tint={bands.length - index} aria-hidden="true" />}
          {profileId === null ? (
            <span>{name}</span>
          ) : (
            <PlaceLink className={styles.name} href={pendingAddress(profile ?? profileId, forViewer)}>
              {name}
            </PlaceLink>
          )}
          <span className={`${styles.endNumber} tabular`}>{depths.at(-1) ?? 0}</span>
        </li>
      ))}
    </ul>
  );
}

function peakWords(
  peak: { readonly index: number; readonly depth: number },
  depth: DepthPlotFragment,
  now: Date,
): string {
  return `${peak.depth} on ${utcDay(new Date(depth.moments[peak.index] ?? now), now)}`;
}

function summary(bands: readonly Band[], peak: ReturnType<typeof peakOf>, depth: DepthPlotFragment, now: Date): string {
  if (peak === null) return 'Nothing was pending.';
  const ends = bands.map(({ name, depths }) => `${name} ${depths.at(-1) ?? 0}`).join(', ');
  return `At most ${peakWords(peak, depth, now)}. At the end: ${ends}; past escalation ${depth.pastEscalation.at(-1) ?? 0}.`;
}
