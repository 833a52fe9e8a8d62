import { Migration } from '@mikro-orm/migrations';

/**
 * A ledger may be followed by another: an organization's records of today stand in the epoch that its head names, and the
 * epochs before it are closed for good. Roots of complete subtrees are kept, so that a proof reads few rows.
 */
export class UnrewritableLedger extends Migration {
  override name = '002-unrewritable-ledger';

  override up(): void {
    for (const statement of [...heads, ...epochs, ...subtrees, ...verifications]) this.addSql(statement);
  }
}

const heads = [
  'alter table ledger_head add column organization_id text',
  'update ledger_head set organization_id = ledger',
  'alter table ledger_head drop constraint ledger_head_pkey',
  'alter table ledger_head alter column organization_id set not null, add primary key (organization_id), add unique (ledger)',
  'alter table ledger_head add column epoch int not null default 1 check (epoch > 0)',
  'alter table ledger_head alter column epoch drop default',
  'alter table ledger_head add column sealed_verdict jsonb',
];

const epochs = [
  `create table ledger_epoch (
    ledger text primary key,
    organization_id text not null,
    epoch int not null check (epoch > 0),
    size bigint not null,
    hash text not null,
    ts timestamptz not null,
    origin text not null,
    sealed_at timestamptz not null,
    sealed_because text not null,
    sealed_verdict jsonb not null,
    last_checkpoint text,
    closed_at timestamptz not null,
    closed_by_kind text not null,
    closed_by_id text not null,
    closed_by_name text not null,
    reason text not null,
    opening_checkpoint text,
    unique (organization_id, epoch)
  )`,
];

const subtrees = [
  `create table ledger_subtree (
    ledger text not null,
    level smallint not null,
    place bigint not null,
    hash text not null,
    primary key (ledger, level, place)
  )`,
];

const verifications = [
  'alter table ledger_verification add column organization_id text',
  'update ledger_verification set organization_id = ledger',
  'alter table ledger_verification alter column organization_id set not null',
  'drop index ledger_verification_ledger',
  'create index ledger_verification_organization on ledger_verification (organization_id, started_at, id)',
  `alter table ledger_verification add column cause text not null default 'DEMAND' check (cause in ('BACKGROUND', 'DEMAND'))`,
  'alter table ledger_verification alter column cause drop default',
  `alter table ledger_verification
    add column what text,
    add column root text,
    add column expected text,
    add column found text,
    add column records_per_second bigint,
    add column closed_epochs jsonb,
    add column cancelled_by text`,
];
