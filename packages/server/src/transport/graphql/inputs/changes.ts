import { Field, ID, InputType, Int } from 'type-graphql';
import type { Verdict } from '../../../domain/certificate-request.ts';
import type { ChangeStatus } from '../../../domain/pending-change.ts';
import { ChangeStatusEnum, VerdictEnum } from '../enums.ts';
import { ProposedProfileInput } from './governance.ts';

@InputType('DecidePendingChangeInput')
export class DecidePendingChangeInput {
  @Field(() => ID)
  changeId!: string;

  @Field(() => VerdictEnum)
  verdict!: Verdict;

  @Field(() => String, { nullable: true, description: 'Required to reject.' })
  reason?: string | null;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('WithdrawPendingChangeInput')
export class WithdrawPendingChangeInput {
  @Field(() => ID)
  changeId!: string;

  @Field(() => String, { nullable: true })
  reason?: string | null;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('RetireTrustProfileInput')
export class RetireTrustProfileInput {
  @Field(() => ID)
  trustProfileId!: string;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('SetSecondAdminRuleInput')
export class SetSecondAdminRuleInput {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => Boolean)
  required!: boolean;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('PendingChangeFilter')
export class PendingChangeFilter {
  @Field(() => [ChangeStatusEnum], { nullable: true })
  status?: ChangeStatus[] | null;

  @Field(() => ID, { nullable: true })
  trustProfileId?: string | null;
}

@InputType('ReplayTrustProfileInput')
export class ReplayTrustProfileInput extends ProposedProfileInput {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => ID, { nullable: true, description: 'The profile that is edited; left out: a new one.' })
  trustProfileId?: string | null;

  @Field(() => Int, { nullable: true, description: '0 to 366, 90 where left out.' })
  days?: number | null;
}
