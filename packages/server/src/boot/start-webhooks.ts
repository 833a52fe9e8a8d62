import type { KeyVault } from '../ca/key-vault.ts';
import { startWebhookSender, startWebhookTidying } from '../followers/webhook-sender.ts';
import type { LedgerFeed } from '../ledger/feed.ts';
import type { SchemaColumns } from '../store/columns.ts';
import type { Database } from '../store/database.ts';
import { createWebhookStore } from '../store/webhook-store.ts';
import { disableWebhook } from '../usecases/disable-webhook.ts';
import type { Clock, Deps } from '../usecases/ports.ts';
import type { WebhookParts } from '../usecases/webhook-ports.ts';
import { allowTargets } from '../webhooks/addresses.ts';
import { createPoster } from '../webhooks/post.ts';

export function createWebhookParts(made: {
  readonly database: Database;
  readonly schema: SchemaColumns;
  readonly vault: KeyVault;
  readonly clock: Clock;
  readonly feed: LedgerFeed;
  readonly allow: readonly string[];
}): WebhookParts {
  const { database, schema, vault, clock, feed } = made;
  const allowed = allowTargets(made.allow);
  return {
    store: createWebhookStore(database, schema),
    exceptions: allowed,
    sealSecret: (webhookId, secret) => vault.seal(webhookId, Buffer.from(secret)),
    openSecret: (webhookId, sealed) => vault.open(webhookId, sealed).toString(),
    post: createPoster({ allowed, now: clock.now }),
    read: (ledger, seq, limit) => feed.read(ledger, seq, limit),
  };
}

/** Tells machines what happens. Answers what ends it. */
export function startWebhooks(deps: Deps, parts: WebhookParts, feed: LedgerFeed): () => Promise<void> {
  const disable = (webhookId: string, reason: string) => disableWebhook(deps, parts, webhookId, reason);
  const sender = startWebhookSender({ deps, parts, disable });
  const tidying = startWebhookTidying({ deps, parts });
  const unsubscribe = feed.onCommitted(() => sender.poke());
  return async () => {
    unsubscribe();
    await tidying.stop();
    await sender.stop();
  };
}
