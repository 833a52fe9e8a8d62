import type { DecisionPlotFragment, DepthPlotFragment, ExpiryBarFragment } from '../../gql/generated/graphql.ts';
import { decidedAddress, expiringAddress, pendingAddress, type Span } from './insight-links.ts';
import { binWords, utcDay, utcMoment } from './insight-words.ts';
import { PlaceLink } from './place-link.tsx';
import { PlotTable } from './plot-table.tsx';

interface DepthTableProps {
  readonly depth: DepthPlotFragment;
  readonly now: Date;
  readonly forViewer: number;
}

/** The newest moment first. */
export function DepthTable({ depth, now, forViewer }: DepthTableProps) {
  const { moments, profiles, pastEscalation } = depth;
  return (
    <PlotTable
      caption="Pending requests at each moment, by profile"
      columns={[
        { key: 'moment', label: 'At (UTC)' },
        ...profiles.map(({ trustProfileId, trustProfileName }) => ({
          key: trustProfileId,
          label: (
            <PlaceLink className="quiet-link" href={pendingAddress(trustProfileId, forViewer)}>
              {trustProfileName}
            </PlaceLink>
          ),
        })),
        { key: 'all', label: 'Together' },
        { key: 'late', label: 'Past escalation' },
      ]}
      rows={moments
        .map((moment, index) => {
          const depths = profiles.map((each) => each.depths[index] ?? 0);
          return {
            key: moment,
            head: utcMoment(new Date(moment), now),
            cells: [...depths, depths.reduce((sum, each) => sum + each, 0), pastEscalation[index] ?? 0],
          };
        })
        .toReversed()}
    />
  );
}

interface DecisionTableProps {
  readonly times: DecisionPlotFragment;
  readonly span: Span;
  readonly profile: string | undefined;
}

export function DecisionTable({ times, span, profile }: DecisionTableProps) {
  return (
    <PlotTable
      caption="Requests by the time to their decision"
      columns={[
        { key: 'took', label: 'Took' },
        { key: 'decided', label: 'Decided' },
        { key: 'late', label: 'Past escalation' },
      ]}
      rows={times.bins.map(({ fromSeconds, toSeconds, decided, pastEscalation }) => ({
        key: String(fromSeconds),
        head: binWords(fromSeconds, toSeconds ?? null),
        cells: [
          decided,
          pastEscalation === 0 ? (
            0
          ) : (
            <PlaceLink className="quiet-link" href={decidedAddress(span, { profile, escalated: true })}>
              {pastEscalation}
            </PlaceLink>
          ),
        ],
      }))}
    />
  );
}

interface ExpiryTableProps {
  readonly weeks: readonly ExpiryBarFragment[];
  readonly now: Date;
  readonly profile: string | undefined;
}

export function ExpiryTable({ weeks, now, profile }: ExpiryTableProps) {
  return (
    <PlotTable
      caption="Certificates by the week of their end"
      columns={[
        { key: 'week', label: 'Week of Monday' },
        { key: 'all', label: 'Certificates' },
        { key: 'asked', label: 'Renewal asked' },
        { key: 'not yet', label: 'Not yet' },
      ]}
      rows={weeks.map((week) => ({
        key: week.from,
        head: (
          <PlaceLink className="quiet-link" href={expiringAddress(week, profile)}>
            {utcDay(new Date(week.from), now)}
          </PlaceLink>
        ),
        cells: [week.certificates, week.renewalAsked, week.certificates - week.renewalAsked],
      }))}
    />
  );
}
