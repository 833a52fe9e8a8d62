import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** Where an organization has events told to a machine. Secrets are sealed by the storage key, its id as associated data. */
export const WebhookTable = defineEntity({
  name: 'Webhook',
  tableName: 'webhook',
  properties: {
    id: p.text().primary(),
    organizationId: p.text(),
    url: p.text(),
    /** Types of records; empty: everything about requests and certificates. */
    eventTypes: p.type('text[]').$type<string[]>(),
    description: p.text(),
    active: p.boolean(),
    /** Why the server turned it off by itself. */
    disabledReason: p.text().nullable(),
    createdBy: p.text(),
    createdAt: p.datetime(),
    sealedSecret: p.blob().$type<Buffer>(),
    previousSealedSecret: p.blob().$type<Buffer>().nullable(),
    /** Until then the previous secret signs too. */
    previousSecretUntil: p.datetime().nullable(),
  },
});
export type WebhookRow = InferEntity<typeof WebhookTable>;

/** How far a webhook has come, and who is at it. No act of governance, so no record tells of it. */
export const WebhookProgressTable = defineEntity({
  name: 'WebhookProgress',
  tableName: 'webhook_progress',
  properties: {
    webhookId: p.text().primary(),
    ledger: p.text(),
    /** The first sequence that is not dealt with yet. */
    next: p.bigint('number'),
    /** At the event that stands there. */
    attempts: p.integer(),
    eventFailingSince: p.datetime().nullable(),
    /** Nothing was accepted since. */
    failingSince: p.datetime().nullable(),
    nextAttemptAt: p.datetime(),
    leasedBy: p.text().nullable(),
    leasedUntil: p.datetime().nullable(),
  },
});
export type WebhookProgressRow = InferEntity<typeof WebhookProgressTable>;

/** An attempt, kept for 30 days. */
export const WebhookDeliveryTable = defineEntity({
  name: 'WebhookDelivery',
  tableName: 'webhook_delivery',
  properties: {
    id: p.text().primary(),
    webhookId: p.text(),
    messageId: p.text(),
    eventType: p.text(),
    /** Null, with `seq`: it was a test. */
    ledger: p.text().nullable(),
    seq: p.bigint('number').nullable(),
    attempt: p.integer(),
    at: p.datetime(),
    durationMs: p.integer(),
    statusCode: p.integer().nullable(),
    error: p.text().nullable(),
    responseBody: p.text(),
    nextAttemptAt: p.datetime().nullable(),
  },
});
export type WebhookDeliveryRow = InferEntity<typeof WebhookDeliveryTable>;
