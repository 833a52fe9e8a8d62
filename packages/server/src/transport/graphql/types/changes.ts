import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../date-time.ts';
import { ChangeStatusEnum, ReplayEffectEnum } from '../enums.ts';
import { ActorType, connectionType, NodeType } from './common.ts';

@ObjectType('FieldDifference', {
  description: 'A field of a trust profile that differs, in words for people.',
  simpleResolvers: true,
})
export class FieldDifferenceType {
  @Field(() => String, { description: 'As the inputs name it.' })
  field!: string;

  @Field(() => String)
  label!: string;

  @Field(() => String)
  before!: string;

  @Field(() => String)
  after!: string;
}

@ObjectType('PendingChange', {
  implements: NodeType,
  description: 'An edit that widens a trust profile in use: it holds once a second admin has approved it.',
  simpleResolvers: true,
})
export class PendingChangeType extends NodeType {
  @Field(() => Int, { description: 'The version that it edits; once another one is in force, it is superseded.' })
  baseVersion!: number;

  @Field(() => String, { description: 'The name that the profile would have.' })
  name!: string;

  @Field(() => [String], { description: 'How it widens the profile, in sentences.' })
  widens!: string[];

  @Field(() => ActorType)
  proposedBy!: ActorType;

  @Field(() => DateTime)
  proposedAt!: Date;

  @Field(() => ChangeStatusEnum)
  status!: string;

  @Field(() => ActorType, { nullable: true, description: 'Who approved, rejected, withdrew or superseded it.' })
  decidedBy!: ActorType | null;

  @Field(() => DateTime, { nullable: true })
  decidedAt!: Date | null;

  @Field(() => String, { nullable: true })
  reason!: string | null;
}

@ObjectType('TrustProfileVersion', { description: 'A saved edit of a trust profile.', simpleResolvers: true })
export class TrustProfileVersionType {
  @Field(() => Int)
  version!: number;

  @Field(() => String)
  name!: string;

  @Field(() => DateTime)
  changedAt!: Date;

  @Field(() => ActorType, { nullable: true, description: 'Null where no ledger that can be read tells of it.' })
  changedBy!: ActorType | null;

  @Field(() => ActorType, { nullable: true, description: 'The second admin, where one had to approve it.' })
  approvedBy!: ActorType | null;

  @Field(() => [FieldDifferenceType], { description: 'Against the version before it; none for the first.' })
  differences!: FieldDifferenceType[];
}

@ObjectType('ReplayVerdict', { description: 'How a request fares under a set of profiles.', simpleResolvers: true })
export class ReplayVerdictType {
  @Field(() => ID, { nullable: true })
  trustProfileId!: string | null;

  @Field(() => String, { nullable: true })
  trustProfileName!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it would be refused; null: it would be taken.' })
  refusal!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Distinct people who must approve; 0: nobody. Null where it is refused.',
  })
  approvals!: number | null;
}

@ObjectType('ReplayCount', { simpleResolvers: true })
export class ReplayCountType {
  @Field(() => ReplayEffectEnum)
  effect!: string;

  @Field(() => Int)
  count!: number;
}

export const PendingChangeConnection = connectionType('PendingChange', () => PendingChangeType);
export const TrustProfileVersionConnection = connectionType('TrustProfileVersion', () => TrustProfileVersionType);
