import type { Principal } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import { checkEventTypes, checkWebhookDescription, checkWebhookUrl } from '../domain/webhook.ts';
import { renderWebhookSecret, WEBHOOK_SECRET_BYTES } from '../domain/webhook-message.ts';
import { demand, found, policyFor } from './authorize.ts';
import { decideAnew } from './decide-anew.ts';
import { type Deps, insertRow, type WebhookRow } from './ports.ts';
import type { WebhookParts } from './webhook-ports.ts';
import { recordedUrl, webhookRecord } from './webhook-record.ts';

const MOST_WEBHOOKS = 20;

export interface CreateWebhookInput {
  readonly organizationId: string;
  readonly url: string;
  readonly eventTypes?: readonly string[] | null;
  readonly description?: string | null;
}

/** A webhook that is told of everything from now on. The secret is shown this once. */
export async function createWebhook(
  deps: Deps,
  parts: WebhookParts,
  principal: Principal,
  input: CreateWebhookInput,
): Promise<{ webhook: WebhookRow; secret: string }> {
  return decideAnew(async () => {
    const { organizationId } = input;
    const policy = await policyFor(deps, principal, organizationId);
    demand(policy.may('webhook.manage'));
    const url = checkWebhookUrl(input.url, parts.exceptions);
    const eventTypes = checkEventTypes(input.eventTypes ?? []);
    const description = checkWebhookDescription(input.description ?? '');
    if ((await parts.store.webhooks(organizationId)).length >= MOST_WEBHOOKS) {
      throw new DomainError('CONFLICT', `An organization has at most ${MOST_WEBHOOKS} webhooks. Delete one first.`);
    }
    const { ledger } = found(await parts.store.head(organizationId));
    const now = deps.clock.now();
    const id = deps.ids.next('whk');
    const secret = renderWebhookSecret(deps.ids.random(WEBHOOK_SECRET_BYTES));
    const webhook: WebhookRow = {
      id,
      organizationId,
      url,
      eventTypes,
      description,
      active: true,
      disabledReason: null,
      createdBy: principal.userId ?? principal.actor.id,
      createdAt: now,
      sealedSecret: parts.sealSecret(id, secret),
      previousSealedSecret: null,
      previousSecretUntil: null,
    };
    const { createdBy } = webhook;
    await deps.ledger.commit({
      organizationId,
      authority: policy.snapshot.authority,
      now,
      records: [
        webhookRecord('created', principal.actor, id, {
          ...recordedUrl(url),
          createdBy,
          after: { eventTypes, description, active: true },
        }),
      ],
      writes: ({ lastSequence }) => [
        insertRow('Webhook', webhook),
        insertRow('WebhookProgress', {
          webhookId: id,
          ledger,
          next: lastSequence + 1,
          attempts: 0,
          eventFailingSince: null,
          failingSince: null,
          nextAttemptAt: now,
          leasedBy: null,
          leasedUntil: null,
        }),
      ],
    });
    return { webhook, secret };
  });
}
