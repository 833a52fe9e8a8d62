import type { InsightFigures, Insights } from '../../usecases/insights.ts';
import type { InsightFiguresType, InsightsType } from './types/insights.ts';

/** Insights as GraphQL tells them: lengths of time in whole seconds. */
export function insightsView({ now, figures, before, queueDepth, decisionTimes, ...rest }: Insights): InsightsType {
  return {
    at: now,
    pending: rest.pending,
    pendingForViewer: rest.pendingForViewer,
    figures: figuresView(figures),
    before: figuresView(before),
    queueDepth: {
      moments: [...queueDepth.moments],
      profiles: queueDepth.profiles.map((each) => ({ ...each, depths: [...each.depths] })),
      pastEscalation: [...queueDepth.pastEscalation],
    },
    decisionTimes: { ...decisionTimes, bins: [...decisionTimes.bins] },
    outcomes: [...rest.outcomes],
    approvers: rest.approvers.map(({ medianMs, ...each }) => ({ ...each, medianSeconds: seconds(medianMs) })),
    expiryWeeks: [...rest.expiryWeeks],
  };
}

function figuresView({ medianMs, ninetiethMs, ...counts }: InsightFigures): InsightFiguresType {
  return {
    ...counts,
    medianSeconds: medianMs === null ? null : seconds(medianMs),
    ninetiethSeconds: ninetiethMs === null ? null : seconds(ninetiethMs),
  };
}

const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);
