import type { Principal } from '../domain/actor.ts';
import { decideAnew } from './decide-anew.ts';
import { type Deps, deleteRow } from './ports.ts';
import type { WebhookParts } from './webhook-ports.ts';
import { managedWebhook, recordedUrl, webhookRecord } from './webhook-record.ts';

/** Takes it away, with its secret, its place and its log. */
export async function deleteWebhook(
  deps: Deps,
  parts: WebhookParts,
  principal: Principal,
  input: { readonly webhookId: string },
): Promise<string> {
  return decideAnew(async () => {
    const { webhook, policy } = await managedWebhook(deps, parts, principal, input.webhookId);
    await deps.ledger.commit({
      organizationId: webhook.organizationId,
      authority: policy.snapshot.authority,
      now: deps.clock.now(),
      records: [webhookRecord('deleted', principal.actor, webhook.id, recordedUrl(webhook.url))],
      writes: () => [deleteRow('Webhook', { id: webhook.id })],
    });
    return webhook.id;
  });
}
