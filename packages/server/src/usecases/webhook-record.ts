import { createHash } from 'node:crypto';
import type { Principal } from '../domain/actor.ts';
import type { JsonObject, RecordDraft } from '../domain/audit-record-types.ts';
import { demand, found, type PolicyView, policyFor } from './authorize.ts';
import type { Deps, WebhookRow } from './ports.ts';
import type { WebhookParts } from './webhook-ports.ts';

export type WebhookChange = 'created' | 'updated' | 'secretRotated' | 'disabled' | 'replayed' | 'deleted';

/** A webhook that the principal may manage; to everybody else it is not there, or they are told why not. */
export async function managedWebhook(
  deps: Pick<Deps, 'policies'>,
  { store }: Pick<WebhookParts, 'store'>,
  principal: Principal,
  webhookId: string,
): Promise<{ webhook: WebhookRow; policy: PolicyView }> {
  const webhook = found(await store.webhook(webhookId));
  const policy = await policyFor(deps, principal, webhook.organizationId);
  demand(policy.may('webhook.manage'));
  return { webhook, policy };
}

export function webhookRecord(
  change: WebhookChange,
  actor: Principal['actor'],
  webhookId: string,
  detail: JsonObject,
): RecordDraft {
  return { type: 'webhook.changed', actor, subject: { kind: 'webhook', id: webhookId }, detail: { change, ...detail } };
}

/**
 * The address as the ledger has it: everybody may read that, and what stands behind the host may be a secret of the
 * receiver's.
 */
export function recordedUrl(url: string): JsonObject {
  return { host: new URL(url).host, urlSha256: createHash('sha256').update(url).digest('hex') };
}
