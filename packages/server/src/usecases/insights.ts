import type { InsightRange } from '../domain/insights.ts';

/** What insights are asked about. */
export interface InsightInput {
  readonly organizationId: string;
  /** Included. */
  readonly from: Date;
  /** Excluded; a moment to come stands for now. */
  readonly to: Date;
  /** Null: all of them. */
  readonly trustProfileId?: string | null;
}

/**
 * What happened in a range. A request is *decided* where people approved or rejected it; what its profile lets through
 * without anybody's approval is approved by policy and has no time to decision. What was approved and then voided,
 * withdrawn or expired before its certificate was issued counts as that, at that moment.
 */
export interface InsightFigures extends InsightRange {
  readonly decided: number;
  readonly byPolicy: number;
  readonly expired: number;
  /** Of those decided, how many were when their escalation was due. */
  readonly pastEscalation: number;
  /** From submission to decision, in ms; half took no longer. Null: nothing was decided. */
  readonly medianMs: number | null;
  /** Nine in ten took no longer, ms. */
  readonly ninetiethMs: number | null;
}

/** Pending requests, looked at moment by moment: what happens at the very moment is not in it yet. */
export interface QueueDepth {
  readonly moments: readonly Date[];
  /** Of each profile under which anything was pending: how many at each moment. */
  readonly profiles: readonly (ProfileName & { readonly depths: readonly number[] })[];
  /** How many of all of these had their escalation due. */
  readonly pastEscalation: readonly number[];
}

export interface DecisionTimes {
  readonly bins: readonly DecisionBin[];
  /** After how many seconds those decided in the range escalate, where it is the same for all that do; else null. */
  readonly escalationSeconds: number | null;
}

/** Requests that took so long from submission to decision. */
export interface DecisionBin {
  readonly fromSeconds: number;
  /** Excluded; null: no matter how long. */
  readonly toSeconds: number | null;
  readonly decided: number;
  /** Of these, how many when their escalation was due. */
  readonly pastEscalation: number;
}

export interface ProfileName {
  readonly trustProfileId: string;
  readonly trustProfileName: string;
}

/** How the requests that ended in the range did, as they stand now. */
export interface OutcomeCounts {
  readonly issued: number;
  /** Approved, the certificate still to come. */
  readonly approved: number;
  readonly rejected: number;
  readonly withdrawn: number;
  readonly voided: number;
  readonly expired: number;
  /** Of those issued or approved, how many nobody had to approve. */
  readonly byPolicy: number;
}

export type ProfileOutcomes = ProfileName & OutcomeCounts;

export interface ApproverLoad {
  readonly userId: string;
  readonly name: string;
  readonly approvals: number;
  readonly rejections: number;
  /** From submission to this person's decision, ms. */
  readonly medianMs: number;
}

export interface ExpiryWeek {
  /** A Monday, 00:00 UTC. */
  readonly from: Date;
  readonly to: Date;
  /** In force now and not revoked, that end in this week. */
  readonly certificates: number;
  /** Of these: a request that renews it is pending or approved, or its names have a later certificate. */
  readonly renewalAsked: number;
}

export interface Insights {
  readonly range: InsightRange;
  readonly now: Date;
  readonly pending: number;
  /** Of these, those that the viewer can decide. */
  readonly pendingForViewer: number;
  readonly figures: InsightFigures;
  /** Of the time just before, as long as the range. */
  readonly before: InsightFigures;
  readonly queueDepth: QueueDepth;
  readonly decisionTimes: DecisionTimes;
  /** The most requests first. */
  readonly outcomes: readonly ProfileOutcomes[];
  /** The most decisions first. */
  readonly approvers: readonly ApproverLoad[];
  readonly expiryWeeks: readonly ExpiryWeek[];
}

/** Which requests are counted. */
export interface InsightSelection extends InsightRange {
  readonly organizationId: string;
  readonly trustProfileId: string | null;
}

/** Counts from the store: one statement a figure, each along an index that the range bounds. No rights in here. */
export interface InsightReads {
  figures(selection: InsightSelection): Promise<Omit<InsightFigures, 'from' | 'to'>>;
  /** Changes of depth: from the moment of this index on, so many. `trustProfileId` null: past escalation, of all. */
  depthSteps(
    selection: InsightSelection,
    moments: readonly Date[],
  ): Promise<{ trustProfileId: string | null; index: number; depth: number }[]>;
  /** By the index of the bin; those with nothing in them are left out. */
  decisionBins(
    selection: InsightSelection,
    bins: readonly number[],
  ): Promise<{ bin: number; decided: number; pastEscalation: number; leastMs: number | null; mostMs: number | null }[]>;
  outcomes(selection: InsightSelection): Promise<(OutcomeCounts & { trustProfileId: string })[]>;
  approvers(selection: InsightSelection): Promise<ApproverLoad[]>;
  /** By the index of the week; those with nothing in them are left out. */
  expiries(
    selection: Pick<InsightSelection, 'organizationId' | 'trustProfileId'>,
    weeks: readonly Date[],
    now: Date,
  ): Promise<{ week: number; certificates: number; renewalAsked: number }[]>;
  /** Also of profiles that are retired. */
  profileNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
