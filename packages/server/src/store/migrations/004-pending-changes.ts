import { Migration } from '@mikro-orm/migrations';

/** An edit that widens a trust profile in use waits for a second admin; an organization with one admin may do without. */
export class PendingChanges extends Migration {
  override name = '004-pending-changes';

  override up(): void {
    for (const statement of [...settings, ...changes]) this.addSql(statement);
  }
}

const settings = [
  'alter table organization add column require_second_admin boolean not null default true',
  'alter table organization alter column require_second_admin drop default',
];

const changes = [
  `create table pending_change (
    id text primary key,
    organization_id text not null references organization,
    trust_profile_id text not null references trust_profile,
    base_version int not null,
    name text not null,
    rules jsonb not null,
    widens text[] not null,
    proposed_by_kind text not null,
    proposed_by_id text not null,
    proposed_by_name text not null,
    proposed_by_user_id text not null references app_user,
    proposed_at timestamptz not null,
    status text not null check (status in ('PENDING', 'APPROVED', 'REJECTED', 'SUPERSEDED', 'WITHDRAWN')),
    decided_by_kind text,
    decided_by_id text,
    decided_by_name text,
    decided_by_user_id text references app_user,
    decided_at timestamptz,
    reason text,
    foreign key (trust_profile_id, base_version) references trust_profile_version (trust_profile_id, version),
    constraint pending_change_decided_once check ((status = 'PENDING') = (decided_at is null)),
    constraint pending_change_second_admin check (status <> 'APPROVED' or decided_by_user_id <> proposed_by_user_id)
  )`,
  `create unique index pending_change_open on pending_change (trust_profile_id) where status = 'PENDING'`,
  'create index pending_change_organization on pending_change (organization_id, id)',
];
