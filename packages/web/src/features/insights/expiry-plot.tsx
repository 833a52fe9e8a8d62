import type { ExpiryBarFragment } from '../../gql/generated/graphql.ts';
import { count } from '../../lib/words.ts';
import { expiringAddress } from './insight-links.ts';
import { utcDay } from './insight-words.ts';
import { PlaceLink } from './place-link.tsx';
import styles from './plot.module.css';
import { countTicks, linearScale } from './scale.ts';
import { usePlotWidth } from './use-plot-width.ts';

const HEIGHT = 320;
const TOP = 24;
const BASE = 268;
const LEFT = 28;
/** Without a renewal, these are urgent. */
const SOON_WEEKS = 2;

interface ExpiryPlotProps {
  readonly weeks: readonly ExpiryBarFragment[];
  readonly now: Date;
  readonly profile: string | undefined;
}

/** Certificates by the week of their end: filled where a renewal is asked, empty where it is not yet. */
export function ExpiryPlot({ weeks, now, profile }: ExpiryPlotProps) {
  const [frame, width] = usePlotWidth();
  const right = Math.max(width, LEFT + 40);
  const ticks = countTicks(Math.max(1, ...weeks.map(({ certificates }) => certificates)));
  const y = linearScale([0, ticks.at(-1) ?? 1], [BASE, TOP]);
  const step = (right - LEFT) / weeks.length;
  const thick = Math.min(34, step * 0.7);
  const isTight = step < 36;
  return (
    <div className={styles.frame} ref={frame}>
      {width > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a drawing
        <svg className={styles.svg} width={width} height={HEIGHT} role="group" aria-label="Certificates by expiry week">
          {ticks.map((tick) => (
            <g key={tick}>
              <line className={tick === 0 ? styles.base : styles.grid} x1={LEFT} x2={right} y1={y(tick)} y2={y(tick)} />
              <text className={styles.tick} x={LEFT - 8} y={y(tick)} dy="0.35em" textAnchor="end">
                {tick}
              </text>
            </g>
          ))}
          {weeks.map((week, index) => {
            const middle = LEFT + (index + 0.5) * step;
            const { certificates, renewalAsked } = week;
            const isSoon = index < SOON_WEEKS && renewalAsked < certificates;
            return (
              <g key={week.from}>
                {certificates > 0 && (
                  <PlaceLink className={styles.mark} href={expiringAddress(week, profile)} label={weekWords(week, now)}>
                    {renewalAsked < certificates && (
                      <rect
                        className={styles.open}
                        data-soon={isSoon || undefined}
                        x={middle - thick / 2}
                        y={y(certificates)}
                        width={thick}
                        height={y(renewalAsked) - y(certificates)}
                      />
                    )}
                    {renewalAsked > 0 && (
                      <rect
                        className={styles.asked}
                        x={middle - thick / 2}
                        y={y(renewalAsked)}
                        width={thick}
                        height={BASE - y(renewalAsked)}
                      />
                    )}
                    <text
                      className={isSoon ? styles.late : styles.words}
                      x={middle}
                      y={y(certificates) - 8}
                      textAnchor="middle"
                    >
                      {certificates}
                    </text>
                  </PlaceLink>
                )}
                {(!isTight || index % 2 === 0) && (
                  <text className={styles.tick} x={middle} y={BASE + 18} textAnchor="middle">
                    {weekLabel(weeks, index, now, isTight)}
                  </text>
                )}
              </g>
            );
          })}
          <text className={styles.strong} x={LEFT} y={BASE + 38}>
            this week
          </text>
          <text className={styles.tick} x={right} y={BASE + 38} textAnchor="end">
            weeks by their Monday
          </text>
        </svg>
      )}
    </div>
  );
}

/** The month only where it begins, or every time where there is room for few. */
function weekLabel(weeks: readonly ExpiryBarFragment[], index: number, now: Date, isTight: boolean): string {
  const monday = new Date(weeks[index]?.from ?? now);
  const before = weeks[index - (isTight ? 2 : 1)];
  const isSameMonth = before !== undefined && new Date(before.from).getUTCMonth() === monday.getUTCMonth();
  return isSameMonth ? String(monday.getUTCDate()) : utcDay(monday, monday);
}

function weekWords({ from, certificates, renewalAsked }: ExpiryBarFragment, now: Date): string {
  return `Week of ${utcDay(new Date(from), now)}: ${count(certificates, 'certificate')}, renewal asked for ${renewalAsked}`;
}
