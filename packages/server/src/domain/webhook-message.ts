import { createHmac } from 'node:crypto';
import type { Actor } from './actor.ts';
import type { JsonObject } from './audit-record-types.ts';
import { parseLedgerName, renderSequence } from './ledger-name.ts';

const SECRET_PREFIX = 'whsec_';
export const WEBHOOK_SECRET_BYTES = 32;

/** What is sent, before it is signed. The same event has the same id and the same body, however often it is sent. */
export interface WebhookMessage {
  readonly id: string;
  readonly type: string;
  readonly body: string;
}

/** A committed record, as far as a message tells of it. */
export interface ToldEvent {
  readonly ledger: string;
  readonly seq: number;
  readonly type: string;
  readonly ts: Date;
  readonly actor: Actor;
  readonly subjectId: string;
  readonly detail: JsonObject;
}

/** What never changes about the request that an event is about. */
export interface EventRequest {
  readonly id: string;
  readonly domains: readonly string[];
  readonly environment: string;
  readonly trustProfileId: string;
  readonly trustProfileName: string;
}

/** As the Standard Webhooks have it: `whsec_` and base64. */
export function renderWebhookSecret(random: Buffer): string {
  return `${SECRET_PREFIX}${random.toString('base64')}`;
}

/** Where the request is after an event; an event that moves no request says nothing. */
const STATUS_AFTER: Readonly<Record<string, string>> = {
  'request.submitted': 'PENDING',
  'request.rejected': 'REJECTED',
  'request.voided': 'VOIDED',
  'request.withdrawn': 'WITHDRAWN',
  'request.expired': 'EXPIRED',
  'request.escalated': 'PENDING',
  'request.warned': 'PENDING',
  'certificate.issued': 'APPROVED',
};

/** One event as a message of one webhook; the receiver can tell by its id that it has seen it before. */
export function webhookMessage(webhookId: string, event: ToldEvent, request: EventRequest | null): WebhookMessage {
  const { ledger, seq, type, ts, actor, subjectId, detail } = event;
  const { epoch } = parseLedgerName(ledger);
  const status =
    type === 'request.approved' ? (detail.outcome === 'approved' ? 'APPROVED' : 'PENDING') : STATUS_AFTER[type];
  const data = {
    sequence: renderSequence({ epoch, seq }),
    ledger,
    subjectId,
    request:
      request === null
        ? null
        : {
            id: request.id,
            status: status ?? null,
            domains: request.domains,
            environment: request.environment,
            profile: { id: request.trustProfileId, name: request.trustProfileName },
          },
    actor: { kind: actor.kind, id: actor.id, name: actor.name },
    reason: typeof detail.reason === 'string' ? detail.reason : null,
  };
  return {
    id: `msg_${webhookId.replace('whk_', '')}_${epoch}_${seq}`,
    type,
    body: JSON.stringify({ type, timestamp: ts.toISOString(), data }),
  };
}

/** Tells nothing but that it arrives. */
export function testMessage(webhookId: string, now: Date): WebhookMessage {
  const type = 'webhook.test';
  return {
    id: `msg_${webhookId.replace('whk_', '')}_test_${now.getTime()}`,
    type,
    body: JSON.stringify({ type, timestamp: now.toISOString(), data: { webhook: webhookId } }),
  };
}

/** The headers of the Standard Webhooks; a signature for every secret that is valid. */
export function webhookHeaders(
  { id, body }: Pick<WebhookMessage, 'id' | 'body'>,
  secrets: readonly string[],
  now: Date,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(SECRET_PREFIX, ''), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}
