import type { Principal } from '../domain/actor.ts';
import { checkEventTypes, checkWebhookDescription, checkWebhookUrl } from '../domain/webhook.ts';
import { decideAnew } from './decide-anew.ts';
import { type Deps, updateRow, type WebhookRow } from './ports.ts';
import type { WebhookParts } from './webhook-ports.ts';
import { managedWebhook, recordedUrl, webhookRecord } from './webhook-record.ts';

export interface UpdateWebhookInput {
  readonly webhookId: string;
  readonly url?: string | null;
  readonly eventTypes?: readonly string[] | null;
  readonly description?: string | null;
  readonly active?: boolean | null;
}

/** Changes what is given. One that is turned on again, or led elsewhere, goes on at once from where it stood. */
export async function updateWebhook(
  deps: Deps,
  parts: WebhookParts,
  principal: Principal,
  input: UpdateWebhookInput,
): Promise<WebhookRow> {
  return decideAnew(async () => {
    const { webhook, policy } = await managedWebhook(deps, parts, principal, input.webhookId);
    const url = typeof input.url === 'string' ? checkWebhookUrl(input.url, parts.exceptions) : webhook.url;
    const eventTypes = input.eventTypes ? checkEventTypes(input.eventTypes) : webhook.eventTypes;
    const description =
      typeof input.description === 'string' ? checkWebhookDescription(input.description) : webhook.description;
    const active = input.active ?? webhook.active;
    const disabledReason = active ? null : (webhook.disabledReason ?? null);
    const set = { url, eventTypes, description, active, disabledReason };
    const before = partsOf(webhook);
    if (JSON.stringify(set) === JSON.stringify(before)) return webhook;
    const now = deps.clock.now();
    const startsAnew = url !== webhook.url || (active && !webhook.active);
    await deps.ledger.commit({
      organizationId: webhook.organizationId,
      authority: policy.snapshot.authority,
      now,
      records: [
        webhookRecord('updated', principal.actor, webhook.id, {
          ...(url === webhook.url ? {} : recordedUrl(url)),
          after: { eventTypes, description, active, disabledReason },
        }),
      ],
      writes: () => [
        updateRow('Webhook', { id: webhook.id }, { url: before.url, active: before.active }, set),
        ...(startsAnew
          ? [
              updateRow(
                'WebhookProgress',
                { webhookId: webhook.id },
                {},
                { attempts: 0, eventFailingSince: null, failingSince: null, nextAttemptAt: now },
              ),
            ]
          : []),
      ],
    });
    return { ...webhook, ...set };
  });
}

function partsOf({ url, eventTypes, description, active, disabledReason }: WebhookRow) {
  return { url, eventTypes, description, active, disabledReason: disabledReason ?? null };
}
