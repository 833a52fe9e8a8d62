import { SYSTEM } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import { decideAnew } from './decide-anew.ts';
import { type Deps, updateRow } from './ports.ts';
import type { WebhookParts } from './webhook-ports.ts';
import { webhookRecord } from './webhook-record.ts';

/** The server turns it off by itself; it keeps its place. In a sealed organization nothing changes, this neither. */
export async function disableWebhook(
  deps: Pick<Deps, 'ledger' | 'clock'>,
  { store }: Pick<WebhookParts, 'store'>,
  webhookId: string,
  reason: string,
): Promise<void> {
  try {
    await decideAnew(async () => {
      const webhook = await store.webhook(webhookId);
      if (webhook?.active !== true) return;
      const set = { active: false, disabledReason: reason };
      await deps.ledger.commit({
        organizationId: webhook.organizationId,
        authority: null,
        now: deps.clock.now(),
        records: [webhookRecord('disabled', SYSTEM, webhookId, { after: set, reason })],
        writes: () => [updateRow('Webhook', { id: webhookId }, { active: true, url: webhook.url }, set)],
      });
    });
  } catch (error) {
    if (error instanceof DomainError && error.code === 'LEDGER_SEALED') return;
    throw error;
  }
}
