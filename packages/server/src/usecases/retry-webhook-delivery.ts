import type { Principal } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import { found } from './authorize.ts';
import type { Deps, WebhookDeliveryRow } from './ports.ts';
import { attempt, deliveryRow, messageOf } from './webhook-event.ts';
import type { WebhookParts } from './webhook-ports.ts';
import { managedWebhook } from './webhook-record.ts';

/** Sends one event again at once, out of its turn; where the webhook stands does not change. */
export async function retryWebhookDelivery(
  deps: Deps,
  parts: WebhookParts,
  principal: Principal,
  input: { readonly deliveryId: string },
): Promise<WebhookDeliveryRow> {
  const before = found(await parts.store.delivery(input.deliveryId));
  const { webhook } = await managedWebhook(deps, parts, principal, before.webhookId);
  const { ledger, seq } = before;
  if (typeof ledger !== 'string' || typeof seq !== 'number') {
    throw new DomainError('INVALID_INPUT', 'That was a test. Send another one.', { field: ['deliveryId'] });
  }
  const [record] = await parts.read(ledger, seq, 1);
  if (record?.seq !== seq)
    throw new DomainError('NOT_FOUND', 'The record of this event is not in the ledger any more.');
  const message = await messageOf(deps.reads, webhook.id, record);
  const at = deps.clock.now();
  const answer = await attempt(deps, parts, webhook, message);
  const about = { webhookId: webhook.id, message, place: { ledger, seq }, attempt: before.attempt + 1, at };
  const delivery = deliveryRow(deps, { ...about, nextAttemptAt: null }, answer);
  await parts.store.note(delivery);
  return delivery;
}
