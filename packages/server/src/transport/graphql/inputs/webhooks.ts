import { Field, ID, InputType } from 'type-graphql';

@InputType('CreateWebhookInput')
export class CreateWebhookInput {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => String, { description: 'Where events are posted to; https.' })
  url!: string;

  @Field(() => [String], {
    nullable: true,
    description: 'Types of events; none: everything about requests and certificates.',
  })
  eventTypes?: string[] | null;

  @Field(() => String, { nullable: true })
  description?: string | null;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('UpdateWebhookInput', { description: 'What is left out stays as it is.' })
export class UpdateWebhookInput {
  @Field(() => ID)
  webhookId!: string;

  @Field(() => String, { nullable: true })
  url?: string | null;

  @Field(() => [String], { nullable: true })
  eventTypes?: string[] | null;

  @Field(() => String, { nullable: true })
  description?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Turned on again, it goes on from where it stood.' })
  active?: boolean | null;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('RotateWebhookSecretInput')
export class RotateWebhookSecretInput {
  @Field(() => ID)
  webhookId!: string;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('DeleteWebhookInput')
export class DeleteWebhookInput {
  @Field(() => ID)
  webhookId!: string;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('SendTestWebhookInput')
export class SendTestWebhookInput {
  @Field(() => ID)
  webhookId!: string;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('ReplayWebhookInput')
export class ReplayWebhookInput {
  @Field(() => ID)
  webhookId!: string;

  @Field(() => String, {
    description: 'A sequence of the ledger, not sent itself; 2/17 is of the second epoch. -1: from the very start.',
  })
  sinceSequence!: string;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('RetryWebhookDeliveryInput')
export class RetryWebhookDeliveryInput {
  @Field(() => ID)
  deliveryId!: string;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}
