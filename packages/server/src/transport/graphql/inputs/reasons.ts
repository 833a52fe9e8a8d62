import { Field, ID, InputType } from 'type-graphql';
import type { ReasonKind } from '../../../domain/managed-reason.ts';
import { ReasonKindEnum } from '../enums.ts';

@InputType('CreateReasonInput')
export class CreateReasonInput {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => ReasonKindEnum)
  kind!: ReasonKind;

  @Field(() => String, { description: 'One line of 1 to 200 characters.' })
  text!: string;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('UpdateReasonInput')
export class UpdateReasonInput {
  @Field(() => ID)
  reasonId!: string;

  @Field(() => String, { nullable: true })
  text?: string | null;

  @Field(() => Boolean, { nullable: true })
  active?: boolean | null;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('ReorderReasonsInput')
export class ReorderReasonsInput {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => ReasonKindEnum)
  kind!: ReasonKind;

  @Field(() => [ID], { description: 'Every reason of this kind once, also those not in use, in the new order.' })
  reasonIds!: string[];

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}
