import type { Principal } from '../domain/actor.ts';
import { renderWebhookSecret, WEBHOOK_SECRET_BYTES } from '../domain/webhook-message.ts';
import { decideAnew } from './decide-anew.ts';
import { type Deps, updateRow, type WebhookRow } from './ports.ts';
import type { WebhookParts } from './webhook-ports.ts';
import { managedWebhook, webhookRecord } from './webhook-record.ts';

const BOTH_FOR_MS = 86_400_000;

/** A new secret, shown this once. For a day the one before signs too, so that receivers can change over in peace. */
export async function rotateWebhookSecret(
  deps: Deps,
  parts: WebhookParts,
  principal: Principal,
  input: { readonly webhookId: string },
): Promise<{ webhook: WebhookRow; secret: string }> {
  return decideAnew(async () => {
    const { webhook, policy } = await managedWebhook(deps, parts, principal, input.webhookId);
    const now = deps.clock.now();
    const secret = renderWebhookSecret(deps.ids.random(WEBHOOK_SECRET_BYTES));
    const set = {
      sealedSecret: parts.sealSecret(webhook.id, secret),
      previousSealedSecret: webhook.sealedSecret,
      previousSecretUntil: new Date(now.getTime() + BOTH_FOR_MS),
    };
    await deps.ledger.commit({
      organizationId: webhook.organizationId,
      authority: policy.snapshot.authority,
      now,
      records: [
        webhookRecord('secretRotated', principal.actor, webhook.id, {
          previousSecretUntil: set.previousSecretUntil.toISOString(),
        }),
      ],
      writes: () => [updateRow('Webhook', { id: webhook.id }, { sealedSecret: webhook.sealedSecret }, set)],
    });
    return { webhook: { ...webhook, ...set }, secret };
  });
}
