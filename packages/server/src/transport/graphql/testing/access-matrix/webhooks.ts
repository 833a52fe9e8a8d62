import { type Area, MAY } from './matrix.ts';
import { nothing, organizationWithoutWebhooks, webhook, webhookDelivery } from './things.ts';

const asInput = (webhookId: string) => ({ input: { webhookId } });

/** Webhooks and what was sent. */
export const webhooks: Area = {
  'Query.webhooks': {
    on: async (scene) => (await webhook(scene)) && scene.home,
    ask: (organizationId) => ({ organizationId }),
    may: MAY.readAsAdmin,
  },
  'Query.webhook': { on: webhook, ask: (id) => ({ id }), may: MAY.readAsAdmin },
  'Query.webhookEventTypes': { on: nothing, may: '+  +  +  +  +  +  +  +  +  +  +  +  +  +  +  +  +  +  u  u' },
  'Node.Webhook': { on: webhook, may: MAY.readAsAdmin },

  'Mutation.createWebhook': {
    on: organizationWithoutWebhooks,
    ask: (organizationId, { word }) => ({ input: { organizationId, url: `https://hooks.example/${word()}` } }),
    may: MAY.administer,
  },
  'Mutation.updateWebhook': {
    on: webhook,
    ask: (webhookId) => ({ input: { webhookId, active: false } }),
    may: MAY.administer,
  },
  'Mutation.rotateWebhookSecret': { on: webhook, ask: asInput, may: MAY.administer },
  'Mutation.deleteWebhook': { on: webhook, ask: asInput, may: MAY.administer },
  'Mutation.sendTestWebhook': { on: webhook, ask: asInput, may: MAY.administer },
  'Mutation.replayWebhook': {
    on: webhook,
    ask: (webhookId) => ({ input: { webhookId, sinceSequence: '-1' } }),
    may: MAY.administer,
  },
  'Mutation.retryWebhookDelivery': {
    on: webhookDelivery,
    ask: (deliveryId) => ({ input: { deliveryId } }),
    may: MAY.administer,
    short: 'INVALID_INPUT',
  },
};
