import type { RecordedArea } from './recorded.ts';

export const webhooks: RecordedArea = {
  createWebhook: { record: 'webhook.changed', about: { made: 'webhook' }, detail: { change: 'created' } },
  updateWebhook: { record: 'webhook.changed', detail: { change: 'updated', after: { active: false } } },
  rotateWebhookSecret: { record: 'webhook.changed', detail: { change: 'secretRotated' } },
  replayWebhook: { record: 'webhook.changed', detail: { change: 'replayed', since: -1 } },
  deleteWebhook: { record: 'webhook.changed', detail: { change: 'deleted' } },
};
