import { Migration } from '@mikro-orm/migrations';

/** Machines are told what happens, too. */
export class Webhooks extends Migration {
  override name = '008-webhooks';

  override up(): void {
    for (const statement of [...webhooks, ...progress, ...deliveries]) this.addSql(statement);
  }
}

const webhooks = [
  `create table webhook (
    id text primary key,
    organization_id text not null references organization (id),
    url text not null,
    event_types text[] not null,
    description text not null,
    active boolean not null,
    disabled_reason text,
    created_by text not null,
    created_at timestamptz not null,
    sealed_secret bytea not null,
    previous_sealed_secret bytea,
    previous_secret_until timestamptz
  )`,
  'create index webhook_organization on webhook (organization_id, id)',
];

const progress = [
  `create table webhook_progress (
    webhook_id text primary key references webhook (id) on delete cascade,
    ledger text not null,
    next bigint not null,
    attempts int not null,
    event_failing_since timestamptz,
    failing_since timestamptz,
    next_attempt_at timestamptz not null,
    leased_by text,
    leased_until timestamptz
  )`,
];

const deliveries = [
  `create table webhook_delivery (
    id text primary key,
    webhook_id text not null references webhook (id) on delete cascade,
    message_id text not null,
    event_type text not null,
    ledger text,
    seq bigint,
    attempt int not null,
    at timestamptz not null,
    duration_ms int not null,
    status_code int,
    error text,
    response_body text not null,
    next_attempt_at timestamptz
  )`,
  'create index webhook_delivery_newest on webhook_delivery (webhook_id, at, id)',
  'create index webhook_delivery_age on webhook_delivery (at)',
];
