import { DECISION_BINS, depthMoments, expiryWeeks, insightRange, rangeBefore } from '../../domain/insights.ts';
import { notFound } from '../../domain/permission.ts';
import type { Queries } from '../application.ts';
import type { DecisionTimes, InsightReads, InsightSelection, QueueDepth } from '../insights.ts';
import type { QueryParts } from './create-queries.ts';

/** What the organization's requests come to, for whoever may read them: the same ones that the lists of requests hold. */
export function insightQueries(
  { deps, insightReads, sight }: QueryParts,
  { countRequests }: Pick<Queries, 'countRequests'>,
): Pick<Queries, 'insights'> {
  return {
    async insights(principal, { organizationId, from, to, trustProfileId = null }) {
      if ((await sight.organization(principal, organizationId)) === null) throw notFound();
      const now = deps.clock.now();
      const range = insightRange(from, to, now);
      if (trustProfileId !== null) {
        const profile = await deps.reads.trustProfile(trustProfileId);
        if (profile?.organizationId !== organizationId) throw notFound();
      }
      const selection = { ...range, organizationId, trustProfileId };
      const pending = { status: ['PENDING'], trustProfileId } as const;
      // Two after the other, so that one reader does not take every connection at once.
      const [before, figures, depth, times] = await Promise.all([
        insightReads.figures({ ...selection, ...rangeBefore(range) }),
        insightReads.figures(selection),
        queueDepth(insightReads, selection),
        decisionTimes(insightReads, selection),
      ]);
      const [outcomes, approvers, weeks, pendingNow, pendingForViewer] = await Promise.all([
        insightReads.outcomes(selection),
        insightReads.approvers(selection),
        expiries(insightReads, selection, now),
        countRequests(principal, organizationId, pending),
        countRequests(principal, organizationId, { ...pending, canDecide: true }),
      ]);
      const names = await insightReads.profileNames([
        ...new Set([...outcomes, ...depth.profiles].map((each) => each.trustProfileId)),
      ]);
      const named = <Row extends { readonly trustProfileId: string }>(row: Row) => ({
        ...row,
        trustProfileName: names.get(row.trustProfileId) ?? row.trustProfileId,
      });
      return {
        range,
        now,
        pending: pendingNow,
        pendingForViewer,
        figures: { ...figures, ...range },
        before: { ...before, ...rangeBefore(range) },
        queueDepth: { ...depth, profiles: depth.profiles.map(named) },
        decisionTimes: times,
        outcomes: outcomes.map(named),
        approvers,
        expiryWeeks: weeks,
      };
    },
  };
}

type UnnamedDepth = Omit<QueueDepth, 'profiles'> & {
  readonly profiles: readonly { readonly trustProfileId: string; readonly depths: readonly number[] }[];
};

async function queueDepth(reads: InsightReads, selection: InsightSelection): Promise<UnnamedDepth> {
  const moments = depthMoments(selection);
  const steps = Map.groupBy(await reads.depthSteps(selection, moments), ({ trustProfileId }) => trustProfileId);
  const depthsOf = (trustProfileId: string | null) => {
    const changes = new Map(steps.get(trustProfileId)?.map(({ index, depth }) => [index, depth]));
    let depth = 0;
    return moments.map((_, index) => (depth = changes.get(index) ?? depth));
  };
  const ids = [...steps.keys()].filter((id) => id !== null);
  return {
    moments,
    profiles: ids.map((trustProfileId) => ({ trustProfileId, depths: depthsOf(trustProfileId) })),
    pastEscalation: depthsOf(null),
  };
}

async function decisionTimes(reads: InsightReads, selection: InsightSelection): Promise<DecisionTimes> {
  const found = await reads.decisionBins(selection, DECISION_BINS);
  const escalations = new Set(found.flatMap(({ leastMs, mostMs }) => [leastMs, mostMs].filter((ms) => ms !== null)));
  const [only = null] = escalations;
  const byBin = new Map(found.map((each) => [each.bin, each]));
  return {
    bins: DECISION_BINS.map((fromSeconds, bin) => ({
      fromSeconds,
      toSeconds: DECISION_BINS[bin + 1] ?? null,
      decided: byBin.get(bin)?.decided ?? 0,
      pastEscalation: byBin.get(bin)?.pastEscalation ?? 0,
    })),
    escalationSeconds: escalations.size === 1 && only !== null ? Math.floor(only / 1000) : null,
  };
}

async function expiries(reads: InsightReads, selection: InsightSelection, now: Date) {
  const starts = expiryWeeks(now);
  const found = new Map((await reads.expiries(selection, starts, now)).map((each) => [each.week, each]));
  return starts.slice(0, -1).map((from, week) => ({
    from,
    to: starts[week + 1] ?? from,
    certificates: found.get(week)?.certificates ?? 0,
    renewalAsked: found.get(week)?.renewalAsked ?? 0,
  }));
}
