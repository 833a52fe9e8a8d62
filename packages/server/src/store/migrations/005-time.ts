import { Migration } from '@mikro-orm/migrations';

/**
 * What time does: warnings, renewals, and whether enough people are left to decide. Each state is a column that is set with
 * its record, so that it happens once however many servers look; each question "what is due" has its index.
 */
export class Time extends Migration {
  override name = '005-time';

  override up(): void {
    for (const statement of [...reminders, ...renewals, ...quorum]) this.addSql(statement);
  }
}

const reminders = [
  'alter table certificate_request add column warned_at timestamptz',
  `create index certificate_request_to_warn on certificate_request (warn_at, id)
    where status = 'PENDING' and warned_at is null and warn_at is not null`,
  `create index certificate_request_to_escalate on certificate_request (escalate_at, id)
    where status = 'PENDING' and escalated_at is null and escalate_at is not null`,
];

const renewals = [
  'alter table certificate add column renewal_refused_at timestamptz',
  `create table renewal_scan (
    organization_id text primary key references organization,
    scanned_at timestamptz not null
  )`,
  'create index certificate_request_renewal on certificate_request (renews_certificate_id) where renews_certificate_id is not null',
  // Open requests only: whether a name is being asked for already.
  `create index certificate_request_open_names on certificate_request using gin (domains)
    where status = 'PENDING' or (status = 'APPROVED' and issuance_status <> 'ISSUED')`,
];

const quorum = [
  /** No act of governance: what was found out about a pending request as of an authority, and whether admins were told. */
  `create table quorum_finding (
    request_id text primary key references certificate_request,
    authority bigint not null,
    is_reachable boolean not null,
    changes int not null,
    told int not null
  )`,
  'create index quorum_finding_untold on quorum_finding (request_id) where not is_reachable and told < changes',
];
