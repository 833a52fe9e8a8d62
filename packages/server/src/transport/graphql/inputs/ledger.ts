import { Field, ID, InputType } from 'type-graphql';

@InputType('UnsealLedgerInput')
export class UnsealLedgerInput {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => String, { description: 'Why one goes on with what is there. It stands in both ledgers for good.' })
  reason!: string;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('CancelVerificationInput')
export class CancelVerificationInput {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}
