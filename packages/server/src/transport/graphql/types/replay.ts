import { Field, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../date-time.ts';
import { ReplayEffectEnum } from '../enums.ts';
import { FieldDifferenceType, ReplayCountType, ReplayVerdictType } from './changes.ts';
import { CertificateRequestType } from './requests.ts';

@ObjectType('ReplayedRequest', {
  description: 'A request that would fare otherwise, as if it were asked anew now.',
  simpleResolvers: true,
})
export class ReplayedRequestType {
  @Field(() => CertificateRequestType)
  request!: CertificateRequestType;

  @Field(() => ReplayVerdictType, { description: 'Under the profiles in force.' })
  before!: ReplayVerdictType;

  @Field(() => ReplayVerdictType, { description: 'Under what is proposed.' })
  after!: ReplayVerdictType;

  @Field(() => [ReplayEffectEnum])
  effects!: string[];
}

@ObjectType('TrustProfileReplay', {
  description: 'What a trust profile, as proposed, would have done to the requests of the last days.',
  simpleResolvers: true,
})
export class TrustProfileReplayType {
  @Field(() => DateTime)
  since!: Date;

  @Field(() => Int, { description: 'Requests looked at, the newest first.' })
  replayed!: number;

  @Field(() => Int, { description: 'Of these, those that would fare otherwise.' })
  changed!: number;

  @Field(() => Boolean, { description: 'There were more than the 10,000 that are looked at.' })
  isCut!: boolean;

  @Field(() => [ReplayCountType])
  counts!: ReplayCountType[];

  @Field(() => [ReplayedRequestType], { description: 'The newest 100 of those that would fare otherwise.' })
  differing!: ReplayedRequestType[];

  @Field(() => [FieldDifferenceType], { description: 'What the proposal changes in the profile; none for a new one.' })
  differences!: FieldDifferenceType[];

  @Field(() => [String], { description: 'How it widens the profile, in sentences.' })
  widens!: string[];

  @Field(() => Boolean, { description: 'Saving it would propose it to a second admin.' })
  needsSecondAdmin!: boolean;
}
