import type { Permission } from '../domain/access.ts';
import type { Principal } from '../domain/actor.ts';
import type { EpochSequence } from '../domain/ledger-name.ts';
import type { Page, PageArguments } from './application.ts';
import type { CreateWebhookInput } from './create-webhook.ts';
import type { WebhookDeliveryRow, WebhookProgressRow, WebhookRow } from './ports.ts';
import type { UpdateWebhookInput } from './update-webhook.ts';

/** Admins of the organization. */
export interface WebhookCommands {
  createWebhook(principal: Principal, input: CreateWebhookInput): Promise<{ webhook: WebhookRow; secret: string }>;
  updateWebhook(principal: Principal, input: UpdateWebhookInput): Promise<WebhookRow>;
  rotateWebhookSecret(
    principal: Principal,
    input: { webhookId: string },
  ): Promise<{ webhook: WebhookRow; secret: string }>;
  /** Answers with its id. */
  deleteWebhook(principal: Principal, input: { webhookId: string }): Promise<string>;
  sendTestWebhook(principal: Principal, input: { webhookId: string }): Promise<WebhookDeliveryRow>;
  replayWebhook(principal: Principal, input: { webhookId: string; since: EpochSequence | null }): Promise<WebhookRow>;
  retryWebhookDelivery(principal: Principal, input: { deliveryId: string }): Promise<WebhookDeliveryRow>;
}

/** An address may be a secret of the receiver's, so admins see webhooks, and nobody else. */
export interface WebhookQueries {
  webhooks(principal: Principal, organizationId: string, page: PageArguments): Promise<Page<WebhookRow>>;
  webhook(principal: Principal, id: string): Promise<WebhookRow | null>;
  canManageWebhook(principal: Principal, webhook: WebhookRow): Promise<Permission>;
  /** Of a webhook that the principal has been let see. */
  webhookProgress(webhookId: string): Promise<WebhookProgressRow | null>;
  /** Newest first; of a webhook that the principal has been let see. */
  webhookDeliveries(webhookId: string, page: PageArguments): Promise<Page<WebhookDeliveryRow>>;
}
