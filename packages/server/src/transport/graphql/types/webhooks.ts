import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../date-time.ts';
import { connectionType, NodeType } from './common.ts';

@ObjectType('Webhook', {
  implements: NodeType,
  description: 'Where an organization has events told to a machine (Standard Webhooks). Admins see it.',
  simpleResolvers: true,
})
export class WebhookType extends NodeType {
  @Field(() => String)
  url!: string;

  @Field(() => [String], { description: 'Types of events; none: everything about requests and certificates.' })
  eventTypes!: string[];

  @Field(() => String)
  description!: string;

  @Field(() => Boolean)
  active!: boolean;

  @Field(() => String, { nullable: true, description: 'Why the server turned it off by itself.' })
  disabledReason!: string | null;

  @Field(() => DateTime)
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'Until then the secret before the last rotation signs too.' })
  previousSecretUntil!: Date | null;
}

@ObjectType('WebhookProgress', { description: 'How far a webhook has come.', simpleResolvers: true })
export class WebhookProgressType {
  @Field(() => String, { description: 'The first sequence of the ledger that is not dealt with yet.' })
  nextSequence!: string;

  @Field(() => Int, { description: 'At what stands there; 0: it was not tried yet.' })
  failedAttempts!: number;

  @Field(() => DateTime, { nullable: true, description: 'Nothing was accepted since.' })
  failingSince!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Null: it does not wait.' })
  nextAttemptAt!: Date | null;
}

@ObjectType('WebhookDelivery', { description: 'One attempt; kept for 30 days.', simpleResolvers: true })
export class WebhookDeliveryType {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: 'The header webhook-id: the same for every attempt at one event.' })
  messageId!: string;

  @Field(() => String)
  eventType!: string;

  @Field(() => String, { nullable: true, description: 'Of the ledger; null for a test.' })
  sequence!: string | null;

  @Field(() => Int)
  attempt!: number;

  @Field(() => DateTime)
  at!: Date;

  @Field(() => Int)
  durationMs!: number;

  @Field(() => Int, { nullable: true, description: 'Null: there was no answer.' })
  statusCode!: number | null;

  @Field(() => String, { nullable: true, description: 'What went wrong; null: it was accepted.' })
  error!: string | null;

  @Field(() => String, { description: 'The first KiB of the answer.' })
  responseBody!: string;

  @Field(() => DateTime, { nullable: true, description: 'Null: it is not tried again by itself.' })
  nextAttemptAt!: Date | null;
}

export const WebhookConnection = connectionType('Webhook', () => WebhookType);
export const WebhookDeliveryConnection = connectionType('WebhookDelivery', () => WebhookDeliveryType);
