import type { InsightsQuery } from '../../gql/generated/graphql.ts';
import { formatCount } from '../../lib/time.ts';
import { count } from '../../lib/words.ts';
import { ApproversTable } from './approvers-table.tsx';
import { DecisionPlot } from './decision-plot.tsx';
import { DepthPlot } from './depth-plot.tsx';
import { ExpiryPlot } from './expiry-plot.tsx';
import { decidedAddress } from './insight-links.ts';
import type { DayRange, InsightSearch, Plot } from './insight-search.ts';
import { rangeWords } from './insight-words.ts';
import styles from './insights-screen.module.css';
import { OutcomesTable } from './outcomes-table.tsx';
import { PlaceLink } from './place-link.tsx';
import marks from './plot.module.css';
import { PlotSection } from './plot-section.tsx';
import { DecisionTable, DepthTable, ExpiryTable } from './tables.tsx';

interface PlotsProps {
  readonly insights: InsightsQuery['insights'];
  readonly search: InsightSearch;
  readonly range: DayRange;
  readonly onSearch: (search: InsightSearch) => void;
}

/** Each plot with its table; what is shown as a table stands in the address, too. */
export function Plots({ insights, search, range, onSearch }: PlotsProps) {
  const { figures, queueDepth, decisionTimes, outcomes, approvers, expiryWeeks, pendingForViewer } = insights;
  const { profile, tables = [] } = search;
  const now = new Date(insights.at);
  const days = rangeWords(range.first, range.last, now);
  const tableOf = (plot: Plot) => ({
    isShown: tables.includes(plot),
    onToggle: () =>
      onSearch({
        ...search,
        tables: tables.includes(plot) ? tables.filter((each) => each !== plot) : [...tables, plot],
      }),
  });
  const [depthTable, timesTable, expiryTable] = [tableOf('depth'), tableOf('times'), tableOf('expiry')];
  const waited = queueDepth.profiles.length > 0;
  const ends = expiryWeeks.some(({ certificates }) => certificates > 0);
  return (
    <div className={styles.grid}>
      <PlotSection
        title="Queue depth"
        hint="pending at once, by profile"
        legend={
          queueDepth.pastEscalation.some((late) => late > 0) && (
            <span className={marks.key}>
              <i className={marks.lateKey} aria-hidden="true" />
              of these past escalation
            </span>
          )
        }
        {...(waited && { table: depthTable })}
      >
        {!waited ? (
          <None>Nothing was pending: {days}.</None>
        ) : depthTable.isShown ? (
          <DepthTable depth={queueDepth} now={now} forViewer={pendingForViewer} />
        ) : (
          <DepthPlot depth={queueDepth} now={now} profile={profile} forViewer={pendingForViewer} />
        )}
      </PlotSection>
      <PlotSection
        title="Time to decision"
        hint={`${count(figures.decided, 'request')}, first submitted to decided`}
        legend={
          figures.pastEscalation > 0 &&
          decisionTimes.escalationSeconds === null && (
            <PlaceLink className="quiet-link" href={decidedAddress(figures, { profile, escalated: true })}>
              {formatCount(figures.pastEscalation)} past escalation, hatched
            </PlaceLink>
          )
        }
        {...(figures.decided > 0 && { table: timesTable })}
      >
        {figures.decided === 0 ? (
          <None>Nobody decided anything: {days}.</None>
        ) : timesTable.isShown ? (
          <DecisionTable times={decisionTimes} span={figures} profile={profile} />
        ) : (
          <DecisionPlot
            times={decisionTimes}
            median={figures.medianSeconds ?? null}
            ninetieth={figures.ninetiethSeconds ?? null}
            late={figures.pastEscalation}
            span={figures}
            profile={profile}
          />
        )}
      </PlotSection>
      <div className={styles.tables}>
        <PlotSection
          title="Outcomes by profile"
          hint={figures.byPolicy > 0 ? `${days}; ${formatCount(figures.byPolicy)} needed no approval` : days}
        >
          {outcomes.length === 0 ? (
            <None>No request came to its end: {days}.</None>
          ) : (
            <OutcomesTable outcomes={outcomes} span={figures} />
          )}
        </PlotSection>
        <PlotSection title="Approver load" hint={`decisions of each person, ${days}`}>
          {approvers.length === 0 ? (
            <None>Nobody decided anything: {days}.</None>
          ) : (
            <ApproversTable approvers={approvers} span={figures} />
          )}
        </PlotSection>
      </div>
      <PlotSection
        title="Certificates by expiry week"
        hint="next 12 weeks"
        legend={
          ends && (
            <>
              <span className={marks.key}>
                <i className={marks.swatch} data-tint="1" aria-hidden="true" />
                renewal asked
              </span>
              <span className={marks.key}>
                <i className={marks.swatch} data-tint="open" aria-hidden="true" />
                not yet
              </span>
            </>
          )
        }
        {...(ends && { table: expiryTable })}
      >
        {!ends ? (
          <None>No certificate ends within 12 weeks.</None>
        ) : expiryTable.isShown ? (
          <ExpiryTable weeks={expiryWeeks} now={now} profile={profile} />
        ) : (
          <ExpiryPlot weeks={expiryWeeks} now={now} profile={profile} />
        )}
      </PlotSection>
    </div>
  );
}

function None({ children }: { readonly children: readonly string[] | string }) {
  return <p className={marks.none}>{children}</p>;
}
