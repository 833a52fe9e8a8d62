import type { Principal } from '../domain/actor.ts';
import { testMessage } from '../domain/webhook-message.ts';
import type { Deps, WebhookDeliveryRow } from './ports.ts';
import { attempt, deliveryRow } from './webhook-event.ts';
import type { WebhookParts } from './webhook-ports.ts';
import { managedWebhook } from './webhook-record.ts';

/** Sends a test at once, also while it is turned off, and answers with what came back. */
export async function sendTestWebhook(
  deps: Deps,
  parts: WebhookParts,
  principal: Principal,
  input: { readonly webhookId: string },
): Promise<WebhookDeliveryRow> {
  const { webhook } = await managedWebhook(deps, parts, principal, input.webhookId);
  const at = deps.clock.now();
  const message = testMessage(webhook.id, at);
  const answer = await attempt(deps, parts, webhook, message);
  const about = { webhookId: webhook.id, message, place: null, attempt: 1, at, nextAttemptAt: null };
  const delivery = deliveryRow(deps, about, answer);
  await parts.store.note(delivery);
  return delivery;
}
