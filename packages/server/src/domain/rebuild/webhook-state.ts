import { afterRecord, type Claims, type Rebuilt, says, saysAll, saysTime, sourceOf } from './claims.ts';
import { instant } from './request-tale.ts';
import { objectIn, type ToldRecord, textIn } from './told-record.ts';

export const WEBHOOK_RECORD_TYPES = ['webhook.changed'] as const;

/** Webhooks by id. Of an address the records say the host, and of the whole its SHA-256. */
export function rebuildWebhooks(records: readonly ToldRecord[]): Rebuilt {
  const webhooks: Rebuilt = new Map();
  for (const record of records) {
    const { subjectId: id, detail } = record;
    const by = sourceOf(record);
    const thing = `Webhook ${id}`;
    switch (detail.change) {
      case 'created':
        webhooks.set(id, { thing, newest: by, claims: created(record) });
        break;
      case 'deleted':
        webhooks.set(id, { thing, newest: by, claims: {}, isGone: true });
        break;
      case 'secretRotated': {
        const until = says('previousSecretUntil', instant(detail, 'previousSecretUntil'), by);
        webhooks.set(id, afterRecord(webhooks.get(id), record, until));
        break;
      }
      default:
        webhooks.set(id, afterRecord(webhooks.get(id), record, told(record)));
    }
  }
  return webhooks;
}

function created(record: ToldRecord): Claims {
  const by = sourceOf(record);
  return {
    ...told(record),
    ...saysAll({ createdBy: textIn(record.detail, 'createdBy') ?? undefined, disabledReason: null }, by),
    ...says('previousSecretUntil', null, by),
    ...saysTime('createdAt', by),
  };
}

function told(record: ToldRecord): Claims {
  const by = sourceOf(record);
  return {
    ...says('url', textIn(record.detail, 'urlSha256') ?? undefined, by),
    ...saysAll(objectIn(record.detail, 'after') ?? {}, by),
  };
}
