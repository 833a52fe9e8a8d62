import type { Principal } from '../../domain/actor.ts';
import { denyAsAbsent } from '../../domain/permission.ts';
import type { WebhookDeliveryRow } from '../ports.ts';
import type { WebhookQueries } from '../webhook-application.ts';
import type { WebhookStore } from '../webhook-ports.ts';
import { emptyPage, pageOf, readPage } from './page.ts';
import { isSeen, type Sight } from './sight.ts';

export function webhookQueries(sight: Sight, store: WebhookStore): WebhookQueries {
  const mayRead = async (principal: Principal, organizationId: string): Promise<boolean> => {
    const view = await sight.policy(principal, organizationId);
    return view !== null && isSeen(view.may('webhook.read'));
  };
  return {
    async webhooks(principal, organizationId, page) {
      if (!(await mayRead(principal, organizationId))) return emptyPage(page);
      return pageOf('webhooks', await store.webhooks(organizationId), page);
    },
    async webhook(principal, id) {
      const webhook = await store.webhook(id);
      return webhook !== null && (await mayRead(principal, webhook.organizationId)) ? webhook : null;
    },
    async canManageWebhook(principal, { organizationId }) {
      return (await sight.policy(principal, organizationId))?.may('webhook.manage') ?? denyAsAbsent();
    },
    webhookProgress: (webhookId) => store.progress(webhookId),
    webhookDeliveries: (webhookId, page) =>
      readPage(
        {
          name: 'webhookDeliveries',
          shape: ['number', 'string'],
          placeOf: ({ at, id }: WebhookDeliveryRow) => [at.getTime(), id],
        },
        page,
        (after, limit) => {
          const before = after === null ? null : { at: new Date(Number(after[0])), id: String(after[1]) };
          return store.deliveries(webhookId, before, limit);
        },
      ),
  };
}
