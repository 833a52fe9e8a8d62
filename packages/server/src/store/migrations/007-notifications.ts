import { Migration } from '@mikro-orm/migrations';

/** Who is told of what, before it becomes a mail; what people want to be told; mails that could not be delivered; the mail server. */
export class NotificationTables extends Migration {
  override name = '007-notifications';

  override up(): void {
    for (const statement of [...notifications, ...settings]) this.addSql(statement);
  }
}

const notifications = [
  `create table notification (
    id uuid primary key,
    organization_id text not null,
    recipient text not null,
    to_name text not null,
    to_address text not null,
    request_id text not null,
    event text not null,
    ledger text not null,
    seq bigint not null,
    own_message_id text not null,
    facts jsonb not null,
    created_at timestamptz not null default now(),
    message_id text
  )`,
  `create index notification_waiting on notification (organization_id, recipient, event) where message_id is null`,
  `create index notification_thread on notification (request_id, recipient)`,
  `create table notification_preference (
    user_id text not null,
    organization_id text not null,
    submissions boolean not null,
    warnings boolean not null,
    outcomes boolean not null,
    updated_at timestamptz not null,
    primary key (user_id, organization_id)
  )`,
  `create table undelivered_mail (
    id uuid primary key,
    organization_id text,
    to_name text not null,
    to_address text not null,
    subject text not null,
    event text,
    request_ids text[] not null,
    said text not null,
    failed_at timestamptz not null,
    attempts int not null default 1 check (attempts > 0),
    state text not null default 'FAILED' check (state in ('FAILED', 'RETRYING', 'QUEUED', 'DELIVERED')),
    message jsonb not null
  )`,
  `create index undelivered_mail_failed on undelivered_mail (failed_at, id) where state <> 'DELIVERED'`,
];

const settings = [
  `create table mail_setting (
    id text primary key check (id = 'mail'),
    enabled boolean not null,
    host text not null,
    port int not null check (port between 1 and 65535),
    tls text not null check (tls in ('NONE', 'STARTTLS', 'TLS')),
    allow_plaintext boolean not null,
    username text,
    sealed_password bytea,
    from_name text not null,
    from_address text not null,
    updated_at timestamptz not null,
    row_version int not null
  )`,
];
