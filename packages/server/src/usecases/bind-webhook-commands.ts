import { createWebhook } from './create-webhook.ts';
import { deleteWebhook } from './delete-webhook.ts';
import type { Deps } from './ports.ts';
import { replayWebhook } from './replay-webhook.ts';
import { retryWebhookDelivery } from './retry-webhook-delivery.ts';
import { rotateWebhookSecret } from './rotate-webhook-secret.ts';
import { sendTestWebhook } from './send-test-webhook.ts';
import { updateWebhook } from './update-webhook.ts';
import type { WebhookCommands } from './webhook-application.ts';
import type { WebhookParts } from './webhook-ports.ts';

export function bindWebhookCommands(deps: Deps, parts: WebhookParts): WebhookCommands {
  return {
    createWebhook: (principal, input) => createWebhook(deps, parts, principal, input),
    updateWebhook: (principal, input) => updateWebhook(deps, parts, principal, input),
    rotateWebhookSecret: (principal, input) => rotateWebhookSecret(deps, parts, principal, input),
    deleteWebhook: (principal, input) => deleteWebhook(deps, parts, principal, input),
    sendTestWebhook: (principal, input) => sendTestWebhook(deps, parts, principal, input),
    replayWebhook: (principal, input) => replayWebhook(deps, parts, principal, input),
    retryWebhookDelivery: (principal, input) => retryWebhookDelivery(deps, parts, principal, input),
  };
}
