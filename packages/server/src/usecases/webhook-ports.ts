import type { WebhookExceptions } from '../domain/webhook.ts';
import type { WebhookAnswer } from '../domain/webhook-retries.ts';
import type { CommittedRecord, WebhookDeliveryRow, WebhookProgressRow, WebhookRow } from './ports.ts';

/** Where a webhook stands in the ledgers of its organization. */
export interface WebhookPlace {
  readonly ledger: string;
  readonly next: number;
}

/** A webhook that one sender has for itself for a while. */
export interface WebhookLease extends WebhookPlace {
  readonly webhookId: string;
  /** Of this lease alone: whoever lost it changes nothing any more. */
  readonly holder: string;
  readonly attempts: number;
  readonly eventFailingSince: Date | null;
  readonly failingSince: Date | null;
  /** Where its organization's records are written to, and how many are there. */
  readonly headLedger: string;
  readonly headSize: number;
}

/** How webhooks are kept: few, and moved on once an event. */
export interface WebhookStore {
  webhook(id: string): Promise<WebhookRow | null>;
  webhooks(organizationId: string): Promise<WebhookRow[]>;
  progress(webhookId: string): Promise<WebhookProgressRow | null>;
  /** How many records of a ledger there are; null: there is no such ledger. */
  ledgerSize(ledger: string): Promise<number | null>;
  head(organizationId: string): Promise<{ ledger: string; size: number } | null>;
  delivery(id: string): Promise<WebhookDeliveryRow | null>;
  /** Newest first, from before a place on. */
  deliveries(
    webhookId: string,
    before: { readonly at: Date; readonly id: string } | null,
    limit: number,
  ): Promise<WebhookDeliveryRow[]>;
  note(delivery: WebhookDeliveryRow): Promise<void>;

  /** A webhook that has something to send, is due and is nobody's; whoever waited longest first. */
  lease(holder: string, now: Date, until: Date): Promise<WebhookLease | null>;
  /** Each answers whether the lease, and the place that it was made for, still hold. */
  move(
    lease: WebhookLease,
    to: WebhookPlace,
    step: { readonly accepted: boolean; readonly until: Date },
  ): Promise<boolean>;
  postpone(
    lease: WebhookLease,
    step: {
      readonly attempts: number;
      readonly failingSince: Date;
      readonly eventFailingSince: Date;
      readonly at: Date;
    },
  ): Promise<boolean>;
  /** Whoever waits longer is next. */
  release(lease: Pick<WebhookLease, 'webhookId' | 'holder'>, now: Date): Promise<void>;

  /** Takes away what was kept for long enough: attempts from before, and secrets that sign no more. */
  tidy(deliveriesBefore: Date, now: Date): Promise<void>;
}

export interface WebhookPost {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the use cases about webhooks are made of. */
export interface WebhookParts {
  readonly store: WebhookStore;
  readonly exceptions: WebhookExceptions;
  readonly sealSecret: (webhookId: string, secret: string) => Buffer;
  readonly openSecret: (webhookId: string, sealed: Buffer) => string;
  /** Never throws: what went wrong is in the answer. */
  readonly post: (post: WebhookPost, signal?: AbortSignal) => Promise<WebhookAnswer>;
  /** Records of a ledger from `seq` on. */
  readonly read: (ledger: string, seq: number, limit?: number) => Promise<readonly CommittedRecord[]>;
}
