import type { Principal } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import { type EpochSequence, ledgerName } from '../domain/ledger-name.ts';
import { decideAnew } from './decide-anew.ts';
import { type Deps, updateRow, type WebhookRow } from './ports.ts';
import type { WebhookParts } from './webhook-ports.ts';
import { managedWebhook, webhookRecord } from './webhook-record.ts';

/**
 * Goes on from after that sequence: everything that it is told of is sent again, in order, under the ids that it had.
 * A sequence behind its place passes over what lies between.
 */
export async function replayWebhook(
  deps: Deps,
  parts: WebhookParts,
  principal: Principal,
  input: { readonly webhookId: string; readonly since: EpochSequence | null },
): Promise<WebhookRow> {
  return decideAnew(async () => {
    const { webhook, policy } = await managedWebhook(deps, parts, principal, input.webhookId);
    const { organizationId } = webhook;
    const { since } = input;
    const ledger = since === null ? '' : ledgerName({ organizationId, epoch: since.epoch });
    const size = since === null ? null : await parts.store.ledgerSize(ledger);
    if (since === null || size === null || since.seq >= size) {
      const end = size === null ? '' : ` Its last record is ${size - 1}.`;
      const message = `There is no such sequence in the ledger.${end} Give one that it has, or -1 for everything.`;
      throw new DomainError('INVALID_INPUT', message, { field: ['sinceSequence'] });
    }
    const now = deps.clock.now();
    await deps.ledger.commit({
      organizationId,
      authority: policy.snapshot.authority,
      now,
      records: [webhookRecord('replayed', principal.actor, webhook.id, { ledger, since: since.seq })],
      writes: () => [
        // Whoever is at it right now notices that its place has moved.
        updateRow(
          'WebhookProgress',
          { webhookId: webhook.id },
          {},
          { ledger, next: since.seq + 1, attempts: 0, eventFailingSince: null, nextAttemptAt: now },
        ),
      ],
    });
    return webhook;
  });
}
