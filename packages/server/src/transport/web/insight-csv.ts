import { csvRow } from '../../domain/csv.ts';
import type { InsightFigures, Insights, OutcomeCounts, ProfileName } from '../../usecases/insights.ts';

/** One number a row, so that a spreadsheet can pivot them; times in UTC, lengths of time in seconds. */
export const INSIGHT_COLUMNS = ['figure', 'profile_id', 'profile', 'of', 'from', 'to', 'value', 'unit'] as const;

interface Cell {
  readonly figure: string;
  readonly profile?: ProfileName;
  /** Which part of the figure. */
  readonly of?: string;
  readonly from: Date;
  readonly to: Date;
  readonly value: number | null;
  readonly unit: 'requests' | 'decisions' | 'certificates' | 'seconds';
}

const OUTCOMES = [
  'issued',
  'approved',
  'rejected',
  'withdrawn',
  'voided',
  'expired',
] as const satisfies readonly (keyof OutcomeCounts)[];

/** Every number of the insights, as a file. */
export function insightCsv(insights: Insights): string {
  return [csvRow(INSIGHT_COLUMNS), ...cells(insights).map(row)].join('');
}

function cells(insights: Insights): Cell[] {
  const { range, now, queueDepth, decisionTimes, outcomes, approvers, expiryWeeks } = insights;
  const requests = { unit: 'requests' } as const;
  return [
    { figure: 'pending', from: now, to: now, value: insights.pending, ...requests },
    { figure: 'pending for me', from: now, to: now, value: insights.pendingForViewer, ...requests },
    ...figureCells(insights.figures, 'range'),
    ...figureCells(insights.before, 'before'),
    ...queueDepth.moments.flatMap((at, index): Cell[] => [
      ...queueDepth.profiles.map((profile) => ({
        figure: 'queue depth',
        profile,
        from: at,
        to: at,
        value: profile.depths[index] ?? 0,
        ...requests,
      })),
      {
        figure: 'queue depth',
        of: 'past escalation',
        from: at,
        to: at,
        value: queueDepth.pastEscalation[index] ?? 0,
        ...requests,
      },
    ]),
    ...decisionTimes.bins.flatMap(({ fromSeconds, toSeconds, decided, pastEscalation }): Cell[] => {
      const bin = toSeconds === null ? `${fromSeconds} s or longer` : `${fromSeconds} s to ${toSeconds} s`;
      const cell = { figure: 'time to decision', ...range, ...requests };
      return [
        { ...cell, of: bin, value: decided },
        { ...cell, of: `${bin}, past escalation`, value: pastEscalation },
      ];
    }),
    ...outcomes.flatMap((profile): Cell[] =>
      OUTCOMES.map((of) => ({ figure: 'outcome', profile, of, ...range, value: profile[of], ...requests })),
    ),
    ...approvers.flatMap(({ name, approvals, rejections, medianMs }): Cell[] => {
      const cell = { figure: 'approver load', ...range, unit: 'decisions' } as const;
      return [
        { ...cell, of: `${name}: approved`, value: approvals },
        { ...cell, of: `${name}: rejected`, value: rejections },
        { ...cell, of: `${name}: median time`, value: seconds(medianMs), unit: 'seconds' },
      ];
    }),
    ...expiryWeeks.flatMap(({ from, to, certificates, renewalAsked }): Cell[] => {
      const cell = { figure: 'expiry week', from, to, unit: 'certificates' } as const;
      return [
        { ...cell, of: 'all', value: certificates },
        { ...cell, of: 'renewal asked', value: renewalAsked },
      ];
    }),
  ];
}

function figureCells(figures: InsightFigures, of: string): Cell[] {
  const { from, to, decided, byPolicy, expired, pastEscalation, medianMs, ninetiethMs } = figures;
  const cell = { of, from, to, unit: 'requests' } as const;
  return [
    { ...cell, figure: 'decided', value: decided },
    { ...cell, figure: 'approved by policy', value: byPolicy },
    { ...cell, figure: 'expired', value: expired },
    { ...cell, figure: 'went past escalation', value: pastEscalation },
    { ...cell, figure: 'median to decide', value: seconds(medianMs), unit: 'seconds' },
    { ...cell, figure: 'nine in ten within', value: seconds(ninetiethMs), unit: 'seconds' },
  ];
}

const seconds = (milliseconds: number | null): number | null =>
  milliseconds === null ? null : Math.floor(milliseconds / 1000);

function row({ figure, profile, of = '', from, to, value, unit }: Cell): string {
  const place = [profile?.trustProfileId ?? '', profile?.trustProfileName ?? '', of];
  return csvRow([figure, ...place, from.toISOString(), to.toISOString(), value === null ? '' : String(value), unit]);
}
