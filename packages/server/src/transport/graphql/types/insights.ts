import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../date-time.ts';

@ObjectType('InsightFigures', {
  description:
    'What happened from one moment until another. Decided: approved or rejected by people; what was approved and then voided, withdrawn or expired before its certificate was issued counts as that.',
  simpleResolvers: true,
})
export class InsightFiguresType {
  @Field(() => DateTime, { description: 'Included.' })
  from!: Date;

  @Field(() => DateTime, { description: 'Excluded.' })
  to!: Date;

  @Field(() => Int, { description: 'Requests that people approved or rejected.' })
  decided!: number;

  @Field(() => Int, { description: 'Requests that their trust profile lets through without anybody.' })
  byPolicy!: number;

  @Field(() => Int)
  expired!: number;

  @Field(() => Int, { description: 'Of those decided, how many when their escalation was due.' })
  pastEscalation!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'From submission to decision: half of those decided took no longer. Null: nothing was decided.',
  })
  medianSeconds!: number | null;

  @Field(() => Int, { nullable: true, description: 'Nine in ten of those decided took no longer.' })
  ninetiethSeconds!: number | null;
}

@ObjectType('QueueDepthSeries', { simpleResolvers: true })
export class QueueDepthSeriesType {
  @Field(() => ID)
  trustProfileId!: string;

  @Field(() => String)
  trustProfileName!: string;

  @Field(() => [Int], { description: 'How many were pending, moment by moment.' })
  depths!: number[];
}

@ObjectType('QueueDepth', {
  description: 'Pending requests at even moments; what happens at the very moment is not in it yet.',
  simpleResolvers: true,
})
export class QueueDepthType {
  @Field(() => [DateTime], { description: 'From the beginning of the range to its end.' })
  moments!: Date[];

  @Field(() => [QueueDepthSeriesType], { description: 'One for each trust profile under which anything was pending.' })
  profiles!: QueueDepthSeriesType[];

  @Field(() => [Int], { description: 'How many of all of these had their escalation due.' })
  pastEscalation!: number[];
}

@ObjectType('DecisionTimeBin', { simpleResolvers: true })
export class DecisionTimeBinType {
  @Field(() => Int, { description: 'They took so long, or longer.' })
  fromSeconds!: number;

  @Field(() => Int, { nullable: true, description: 'And less than this; null: no matter how long.' })
  toSeconds!: number | null;

  @Field(() => Int)
  decided!: number;

  @Field(() => Int, { description: 'Of these, how many when their escalation was due.' })
  pastEscalation!: number;
}

@ObjectType('DecisionTimes', {
  description: 'How long requests took from submission to decision.',
  simpleResolvers: true,
})
export class DecisionTimesType {
  @Field(() => [DecisionTimeBinType], { description: 'The shortest first, without gaps.' })
  bins!: DecisionTimeBinType[];

  @Field(() => Int, {
    nullable: true,
    description: 'After how long they escalate, where it is the same for all that do.',
  })
  escalationSeconds!: number | null;
}

@ObjectType('ProfileOutcomes', {
  description: 'How the requests under one trust profile that ended in the range did, as they stand now.',
  simpleResolvers: true,
})
export class ProfileOutcomesType {
  @Field(() => ID)
  trustProfileId!: string;

  @Field(() => String)
  trustProfileName!: string;

  @Field(() => Int)
  issued!: number;

  @Field(() => Int, { description: 'Approved, the certificate still to come.' })
  approved!: number;

  @Field(() => Int)
  rejected!: number;

  @Field(() => Int)
  withdrawn!: number;

  @Field(() => Int)
  voided!: number;

  @Field(() => Int)
  expired!: number;

  @Field(() => Int, { description: 'Of those issued or approved, how many nobody had to approve.' })
  byPolicy!: number;
}

@ObjectType('ApproverLoad', { description: 'What one person decided in the range.', simpleResolvers: true })
export class ApproverLoadType {
  @Field(() => ID)
  userId!: string;

  @Field(() => String)
  name!: string;

  @Field(() => Int)
  approvals!: number;

  @Field(() => Int)
  rejections!: number;

  @Field(() => Int, { description: 'From submission to this decision; half took no longer.' })
  medianSeconds!: number;
}

@ObjectType('ExpiryWeek', {
  description: 'Certificates in force, and not revoked, whose time ends in one week.',
  simpleResolvers: true,
})
export class ExpiryWeekType {
  @Field(() => DateTime, { description: 'A Monday, 00:00 UTC.' })
  from!: Date;

  @Field(() => DateTime)
  to!: Date;

  @Field(() => Int)
  certificates!: number;

  @Field(() => Int, {
    description:
      'Of these: a request that renews it is pending or approved, or its names have a certificate that ends later.',
  })
  renewalAsked!: number;
}

@ObjectType('Insights', {
  description: "What an organization's requests and certificates come to.",
  simpleResolvers: true,
})
export class InsightsType {
  @Field(() => DateTime, { description: 'When it was counted.' })
  at!: Date;

  @Field(() => Int, { description: 'Pending now, whatever the range.' })
  pending!: number;

  @Field(() => Int, { description: 'Of these, those that the viewer can decide.' })
  pendingForViewer!: number;

  @Field(() => InsightFiguresType)
  figures!: InsightFiguresType;

  @Field(() => InsightFiguresType, { description: 'Of the time just before, as long as the range.' })
  before!: InsightFiguresType;

  @Field(() => QueueDepthType)
  queueDepth!: QueueDepthType;

  @Field(() => DecisionTimesType)
  decisionTimes!: DecisionTimesType;

  @Field(() => [ProfileOutcomesType], { description: 'The most requests first.' })
  outcomes!: ProfileOutcomesType[];

  @Field(() => [ApproverLoadType], { description: 'The most decisions first.' })
  approvers!: ApproverLoadType[];

  @Field(() => [ExpiryWeekType], { description: 'This week and those that follow, whatever the range.' })
  expiryWeeks!: ExpiryWeekType[];
}
