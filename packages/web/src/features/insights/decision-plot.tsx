import { useId } from 'react';
import type { DecisionPlotFragment } from '../../gql/generated/graphql.ts';
import { count } from '../../lib/words.ts';
import { labelRows, shownBins } from './decision-bins.ts';
import { decidedAddress, type Span } from './insight-links.ts';
import { binWords, edgeWords, timeWords } from './insight-words.ts';
import { PlaceLink } from './place-link.tsx';
import styles from './plot.module.css';
import { countTicks, linearScale, pieceScale } from './scale.ts';
import { usePlotWidth } from './use-plot-width.ts';

const HEIGHT = 320;
const TOP = 44;
const BASE = 292;
const LEFT = 28;

interface DecisionPlotProps {
  readonly times: DecisionPlotFragment;
  readonly median: number | null;
  readonly ninetieth: number | null;
  readonly late: number;
  readonly span: Span;
  readonly profile: string | undefined;
}

/** How long decisions took: fine steps where most fall; what came past escalation is hatched. */
export function DecisionPlot({ times, median, ninetieth, late, span, profile }: DecisionPlotProps) {
  const [frame, width] = usePlotWidth();
  const hatch = useId();
  const bins = shownBins(times);
  const right = Math.max(width, LEFT + 40);
  const edges = bins.map(({ fromSeconds }) => fromSeconds);
  const x = pieceScale(edges, [LEFT, right]);
  const step = (right - LEFT) / bins.length;
  const most = Math.max(1, ...bins.map(({ decided }) => decided));
  const ticks = countTicks(most);
  const y = linearScale([0, ticks.at(-1) ?? 1], [BASE, TOP]);
  const escalation = times.escalationSeconds ?? null;
  const escalationX = escalation === null ? null : x(escalation);
  const isLate = escalationX !== null && late > 0;
  const labels = labelRows(
    [
      ...(isLate
        ? [{ key: 'late', x: escalationX, strong: lateWords(escalation ?? 0, late), words: '', side: 'start' } as const]
        : []),
      ...(median === null
        ? []
        : [{ key: 'p50', x: x(median), strong: 'p50', words: timeWords(median), side: 'end' } as const]),
      ...(ninetieth === null
        ? []
        : [{ key: 'p90', x: x(ninetieth), strong: 'p90', words: timeWords(ninetieth), side: 'end' } as const]),
    ],
    [0, right + 8],
  );
  const isTight = step < 30;
  return (
    <div className={styles.frame} ref={frame}>
      {width > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a drawing
        <svg className={styles.svg} width={width} height={HEIGHT} role="group" aria-label="Time to decision">
          <defs>
            <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect className={styles.hatchGround} width="5" height="5" />
              <line className={styles.hatch} x1="0" x2="0" y1="0" y2="5" />
            </pattern>
          </defs>
          {isLate && (
            <rect
              className={styles.lateGround}
              x={escalationX}
              y={TOP - 8}
              width={right - escalationX}
              height={BASE - TOP + 8}
            />
          )}
          {ticks.map((tick) => (
            <g key={tick}>
              <line className={tick === 0 ? styles.base : styles.grid} x1={LEFT} x2={right} y1={y(tick)} y2={y(tick)} />
              <text className={styles.tick} x={LEFT - 8} y={y(tick)} dy="0.35em" textAnchor="end">
                {tick}
              </text>
            </g>
          ))}
          {bins.map(({ fromSeconds, toSeconds, decided, pastEscalation }, index) => {
            const left = LEFT + index * step + 1;
            const inTime = decided - pastEscalation;
            const ofThese = pastEscalation === 0 ? '' : `, ${pastEscalation} past escalation`;
            return decided === 0 ? null : (
              <PlaceLink
                key={fromSeconds}
                className={styles.mark}
                href={decidedAddress(span, { profile, escalated: pastEscalation === decided })}
                label={`${binWords(fromSeconds, toSeconds ?? null)}: ${count(decided, 'request')}${ofThese}`}
              >
                {inTime > 0 && (
                  <rect
                    className={styles.bar}
                    x={left}
                    y={y(inTime)}
                    width={step - 2}
                    height={BASE - y(inTime)}
                    rx={2}
                  />
                )}
                {pastEscalation > 0 && (
                  <rect
                    className={styles.lateBar}
                    fill={`url(#${hatch})`}
                    x={left}
                    y={y(decided)}
                    width={step - 2}
                    height={y(inTime) - y(decided)}
                    rx={2}
                  />
                )}
              </PlaceLink>
            );
          })}
          {edges.map((edge, index) =>
            isTight && index % 2 === 1 ? null : (
              <text key={edge} className={styles.tick} x={LEFT + index * step} y={BASE + 20} textAnchor="middle">
                {edgeWords(edge)}
              </text>
            ),
          )}
          {labels.map(({ key, x: at, row, anchor, strong, words }) => (
            <g key={key}>
              <line
                className={key === 'late' ? styles.lateEdge : styles.line}
                x1={at}
                x2={at}
                y1={row * 16}
                y2={BASE}
              />
              <text
                className={styles.words}
                x={anchor === 'end' ? at - 6 : at + 6}
                y={row * 16 + 11}
                textAnchor={anchor}
              >
                <tspan className={key === 'late' ? styles.late : styles.strong}>{strong}</tspan> {words}
              </text>
            </g>
          ))}
        </svg>
      )}
    </div>
  );
}

const lateWords = (seconds: number, late: number): string => `past escalation at ${timeWords(seconds)}, ${late}`;
