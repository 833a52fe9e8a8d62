import type { WebhookLease, WebhookStore } from '../usecases/webhook-ports.ts';
import { type SchemaColumns, selectList } from './columns.ts';
import type { Database, Statement } from './database.ts';
import type * as rows from './entities/index.ts';

const LEASE: Statement = {
  name: 'webhook-lease',
  text: `update webhook_progress p set leased_by = $1, leased_until = $3
    from ledger_head h, webhook w
    where w.id = p.webhook_id and h.organization_id = w.organization_id and p.webhook_id = (
      select q.webhook_id from webhook_progress q
        join webhook v on v.id = q.webhook_id join ledger_head g on g.organization_id = v.organization_id
      where v.active and q.next_attempt_at <= $2 and (q.leased_until is null or q.leased_until <= $2)
        and (q.ledger <> g.ledger or q.next < g.size)
      order by q.next_attempt_at, q.webhook_id limit 1 for update of q skip locked)
    returning p.webhook_id as "webhookId", p.leased_by as holder, p.ledger, p.next, p.attempts,
      p.event_failing_since as "eventFailingSince", p.failing_since as "failingSince",
      h.ledger as "headLedger", h.size as "headSize"`,
};
const HELD = 'webhook_id = $1 and leased_by = $2 and ledger = $3 and next = $4 returning webhook_id';
const MOVE: Statement = {
  name: 'webhook-move',
  text: `update webhook_progress set ledger = $5, next = $6, attempts = 0, event_failing_since = null,
      failing_since = case when $7 then null else failing_since end, leased_until = $8 where ${HELD}`,
};
const POSTPONE: Statement = {
  name: 'webhook-postpone',
  text: `update webhook_progress set attempts = $5, failing_since = $6, event_failing_since = $7, next_attempt_at = $8,
      leased_by = null, leased_until = null where ${HELD}`,
};
const RELEASE: Statement = {
  name: 'webhook-release',
  text: `update webhook_progress set leased_by = null, leased_until = null, next_attempt_at = greatest(next_attempt_at, $3)
    where webhook_id = $1 and leased_by = $2`,
};
const HEAD: Statement = {
  name: 'webhook-head',
  text: 'select ledger, size from ledger_head where organization_id = $1',
};
const SIZE: Statement = {
  name: 'webhook-ledger-size',
  text: 'select size from ledger_head where ledger = $1 union all select size from ledger_epoch where ledger = $1',
};
const NOTE: Statement = {
  name: 'webhook-note',
  text: `insert into webhook_delivery (id, webhook_id, message_id, event_type, ledger, seq, attempt, at, duration_ms,
      status_code, error, response_body, next_attempt_at)
    select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13 where exists (select 1 from webhook where id = $2)`,
};
const FORGET_DELIVERIES: Statement = {
  name: 'webhook-forget-deliveries',
  text: 'delete from webhook_delivery where at < $1',
};
const FORGET_SECRETS: Statement = {
  name: 'webhook-forget-secrets',
  text: 'update webhook set previous_sealed_secret = null where previous_sealed_secret is not null and previous_secret_until <= $1',
};

export function createWebhookStore(database: Database, schema: SchemaColumns): WebhookStore {
  const webhook = selectList(schema, 'Webhook', 'w');
  const delivery = selectList(schema, 'WebhookDelivery', 'd');
  const prepared = <Row extends object>(name: string, text: string) => {
    const statement: Statement = { name: `webhook-${name}`, text };
    return (...values: unknown[]) => database.query<Row>(statement, values);
  };
  const one = prepared<rows.WebhookRow>('one', `select ${webhook} from webhook w where w.id = $1`);
  const list = prepared<rows.WebhookRow>(
    'list',
    `select ${webhook} from webhook w where w.organization_id = $1 order by w.id`,
  );
  const progress = prepared<rows.WebhookProgressRow>(
    'progress',
    `select ${selectList(schema, 'WebhookProgress', 'p')} from webhook_progress p where p.webhook_id = $1`,
  );
  const oneDelivery = prepared<rows.WebhookDeliveryRow>(
    'delivery',
    `select ${delivery} from webhook_delivery d where d.id = $1`,
  );
  const deliveries = prepared<rows.WebhookDeliveryRow>(
    'deliveries',
    `select ${delivery} from webhook_delivery d where d.webhook_id = $1
      and ($2::timestamptz is null or (d.at, d.id) < ($2, $3)) order by d.at desc, d.id desc limit $4`,
  );
  const held = ({ webhookId, holder, ledger, next }: WebhookLease) => [webhookId, holder, ledger, next];
  return {
    webhook: async (id) => (await one(id))[0] ?? null,
    webhooks: (organizationId) => list(organizationId),
    progress: async (webhookId) => (await progress(webhookId))[0] ?? null,
    ledgerSize: async (ledger) => (await database.query<{ size: number }>(SIZE, [ledger]))[0]?.size ?? null,
    head: async (organizationId) =>
      (await database.query<{ ledger: string; size: number }>(HEAD, [organizationId]))[0] ?? null,
    delivery: async (id) => (await oneDelivery(id))[0] ?? null,
    deliveries: (webhookId, before, limit) => deliveries(webhookId, before?.at ?? null, before?.id ?? '', limit),
    async note(row) {
      const { id, webhookId, messageId, eventType, ledger, seq, attempt, at } = row;
      const { durationMs, statusCode, error, responseBody, nextAttemptAt } = row;
      const event = [id, webhookId, messageId, eventType, ledger, seq, attempt, at];
      await database.query(NOTE, [...event, durationMs, statusCode, error, responseBody, nextAttemptAt]);
    },
    lease: async (holder, now, until) => (await database.query<WebhookLease>(LEASE, [holder, now, until]))[0] ?? null,
    async move(lease, to, { accepted, until }) {
      return (await database.query(MOVE, [...held(lease), to.ledger, to.next, accepted, until])).length > 0;
    },
    async postpone(lease, { attempts, failingSince, eventFailingSince, at }) {
      const values = [...held(lease), attempts, failingSince, eventFailingSince, at];
      return (await database.query(POSTPONE, values)).length > 0;
    },
    async release({ webhookId, holder }, now) {
      await database.query(RELEASE, [webhookId, holder, now]);
    },
    async tidy(deliveriesBefore, now) {
      await database.query(FORGET_DELIVERIES, [deliveriesBefore]);
      await database.query(FORGET_SECRETS, [now]);
    },
  };
}
