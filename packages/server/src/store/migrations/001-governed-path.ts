import { Migration } from '@mikro-orm/migrations';

/**
 * The tables of the governed path. Constraints say what must never be, whatever the code above does:
 * one certificate a request, one vote a person, no approval of one's own request, one chain a ledger.
 */
export class GovernedPath extends Migration {
  override name = '001-governed-path';

  override up(): void {
    for (const statement of [...people, ...governance, ...requests, ...ledger]) this.addSql(statement);
  }
}

const people = [
  `create table app_user (
    id text primary key,
    email text not null,
    name text not null,
    password_hash text,
    platform_role text check (platform_role in ('SUPERUSER', 'PLATFORM_ADMIN')),
    created_at timestamptz not null,
    disabled_at timestamptz
  )`,
  'create unique index app_user_email on app_user (lower(email))',
  `create table session (
    id text primary key,
    token_sha256 text not null unique,
    user_id text not null references app_user,
    created_at timestamptz not null,
    last_seen_at timestamptz not null,
    authenticated_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz
  )`,
  'create index session_by_user on session (user_id) where ended_at is null',
  `create table organization (
    id text primary key,
    slug text not null unique,
    name text not null,
    environments text[] not null,
    created_at timestamptz not null
  )`,
  `create table membership (
    organization_id text not null references organization,
    user_id text not null references app_user,
    role text not null check (role in ('ADMIN', 'OPERATOR', 'VIEWER')),
    created_at timestamptz not null,
    primary key (organization_id, user_id)
  )`,
  'create index membership_user on membership (user_id)',
  `create table api_token (
    id text primary key,
    organization_id text not null references organization,
    name text not null,
    created_by text not null references app_user,
    secret_sha256 text not null unique,
    scopes text[] not null,
    environment text,
    justification text,
    created_at timestamptz not null,
    expires_at timestamptz,
    revoked_at timestamptz
  )`,
  'create index api_token_organization on api_token (organization_id, id)',
  `create table invitation (
    token_sha256 text primary key,
    kind text not null check (kind in ('SETUP', 'MEMBER')),
    user_id text references app_user,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
  )`,
];

const governance = [
  `create table certificate_authority (
    id text primary key,
    organization_id text not null references organization,
    kind text not null check (kind in ('ROOT', 'ISSUING', 'DEVICE_ROOT')),
    name text not null,
    parent_id text references certificate_authority,
    key_algorithm text not null,
    certificate_der bytea not null,
    sealed_key bytea not null,
    not_after timestamptz not null,
    created_at timestamptz not null,
    retired_at timestamptz
  )`,
  'create unique index certificate_authority_name on certificate_authority (organization_id, name) where retired_at is null',
  `create unique index certificate_authority_device on certificate_authority (organization_id) where kind = 'DEVICE_ROOT' and retired_at is null`,
  `create table trust_profile (
    id text primary key,
    organization_id text not null references organization,
    name text not null,
    version int not null,
    active boolean not null,
    rules jsonb not null,
    created_at timestamptz not null,
    updated_at timestamptz not null
  )`,
  'create unique index trust_profile_name on trust_profile (organization_id, name) where active',
  `create table trust_profile_version (
    trust_profile_id text not null references trust_profile,
    version int not null,
    name text not null,
    rules jsonb not null,
    created_at timestamptz not null,
    primary key (trust_profile_id, version)
  )`,
  `create table trust_profile_role (
    trust_profile_id text not null references trust_profile,
    user_id text not null references app_user,
    organization_id text not null references organization,
    role text not null check (role in ('ADMIN', 'OPERATOR', 'VIEWER')),
    primary key (trust_profile_id, user_id)
  )`,
  'create index trust_profile_role_organization on trust_profile_role (organization_id)',
  `create table device (
    id text primary key,
    organization_id text not null references organization,
    name text not null,
    owner_id text not null references app_user,
    registered_by text not null references app_user,
    spki_sha256 text unique,
    certificate_der bytea,
    certificate_not_after timestamptz,
    enrollment_token_sha256 text unique,
    enrollment_expires_at timestamptz,
    created_at timestamptz not null,
    revoked_at timestamptz
  )`,
  'create unique index device_name on device (organization_id, name) where revoked_at is null',
  'create index device_organization on device (organization_id, id)',
];

const requests = [
  `create table certificate_request (
    id text primary key,
    organization_id text not null references organization,
    row_version int not null,
    revision int not null,
    status text not null check (status in ('PENDING', 'APPROVED', 'REJECTED', 'VOIDED', 'WITHDRAWN', 'EXPIRED')),
    issuance_status text not null
      check (issuance_status in ('NOT_STARTED', 'AWAITING_CSR', 'ISSUING', 'ISSUED', 'FAILED', 'QUARANTINED')),
    requester_kind text not null,
    requester_id text not null,
    requester_name text not null,
    requester_user_ids text[] not null,
    domains text[] not null,
    common_name text,
    environment text not null,
    justification text,
    trust_profile_id text not null,
    profile_version int not null,
    certificate_authority_id text not null references certificate_authority,
    key_origin text not null check (key_origin in ('CSR', 'SERVER', 'AWAITED')),
    key_algorithm text,
    spki bytea,
    spki_sha256 text,
    csr_der bytea,
    csr_sha256 text,
    validity_days int not null,
    required_approvals int not null,
    template text not null,
    template_sha256 text not null,
    requested_at timestamptz not null,
    decided_at timestamptz,
    outcome_reason text,
    warn_at timestamptz,
    escalate_at timestamptz,
    escalated_at timestamptz,
    expires_at timestamptz,
    renews_certificate_id text,
    dedupe_key text,
    submission_sha256 text not null,
    issuance_attempts int not null,
    next_attempt_at timestamptz,
    issuance_error text,
    last_sequence bigint not null,
    foreign key (trust_profile_id, profile_version) references trust_profile_version (trust_profile_id, version),
    constraint certificate_request_decided_once check ((status = 'PENDING') = (decided_at is null)),
    check (issuance_status = 'NOT_STARTED' or status = 'APPROVED' or (status in ('VOIDED', 'WITHDRAWN', 'EXPIRED') and issuance_status <> 'ISSUED'))
  ) with (fillfactor = 70)`,
  // Lists without a status go through `queue` status by status, so there is no index of its own for them.
  'create index certificate_request_queue on certificate_request (organization_id, status, requested_at, id)',
  // The first of them is the person in front: the user, the creator of the token, the owner of the device.
  'create index certificate_request_mine on certificate_request (organization_id, (requester_user_ids[1]), requested_at, id)',
  'create index certificate_request_profile on certificate_request (organization_id, trust_profile_id, requested_at, id)',
  'create index certificate_request_environment on certificate_request (organization_id, environment, requested_at, id)',
  'create index certificate_request_decided on certificate_request (organization_id, decided_at, id) where decided_at is not null',
  'create index certificate_request_escalated on certificate_request (organization_id, requested_at, id) where escalated_at is not null',
  `create index certificate_request_issuing on certificate_request (next_attempt_at)
    where status = 'APPROVED' and issuance_status in ('ISSUING', 'FAILED')`,
  `create index certificate_request_expiring on certificate_request (organization_id, expires_at, id)
    where expires_at is not null and (status = 'PENDING' or issuance_status = 'AWAITING_CSR')`,
  'create unique index certificate_request_dedupe on certificate_request (requester_id, dedupe_key) where dedupe_key is not null',
  `create table decision (
    request_id text not null references certificate_request,
    approver_user_id text not null references app_user,
    approver_kind text not null,
    approver_id text not null,
    approver_name text not null,
    verdict text not null check (verdict in ('APPROVE', 'REJECT')),
    reason text,
    revision int not null,
    template_sha256 text not null,
    decided_at timestamptz not null,
    primary key (request_id, approver_user_id)
  )`,
  `create function refuse_self_approval() returns trigger language plpgsql as $$
  begin
    if new.verdict = 'APPROVE' and exists (
      select 1 from certificate_request r
      join trust_profile_version v on v.trust_profile_id = r.trust_profile_id and v.version = r.profile_version
      where r.id = new.request_id and new.approver_user_id = any (r.requester_user_ids)
        and not (v.rules ->> 'allowSelfApproval')::boolean
    ) then
      raise exception 'nobody approves their own request' using errcode = 'check_violation', constraint = 'no_self_approval';
    end if;
    return new;
  end $$`,
  'create trigger no_self_approval before insert or update on decision for each row execute function refuse_self_approval()',
  `create table request_comment (
    id text primary key,
    request_id text not null references certificate_request,
    author_kind text not null,
    author_id text not null,
    author_name text not null,
    text text not null,
    created_at timestamptz not null
  )`,
  'create index request_comment_request on request_comment (request_id, created_at)',
  `create table issuance_intent (
    request_id text not null references certificate_request,
    serial text not null,
    certificate_authority_id text not null references certificate_authority,
    tbs bytea not null,
    tbs_sha256 text not null,
    template_sha256 text not null,
    not_before timestamptz not null,
    not_after timestamptz not null,
    created_at timestamptz not null,
    superseded_at timestamptz,
    primary key (request_id, serial)
  )`,
  'create unique index issuance_intent_serial on issuance_intent (certificate_authority_id, serial)',
  'create unique index issuance_intent_current on issuance_intent (request_id) where superseded_at is null',
  `create table certificate (
    id text primary key,
    organization_id text not null references organization,
    request_id text not null unique references certificate_request,
    certificate_authority_id text not null references certificate_authority,
    serial text not null,
    der bytea not null,
    domains text[] not null,
    environment text not null,
    not_before timestamptz not null,
    not_after timestamptz not null,
    fingerprint_sha256 text not null unique,
    spki_sha256 text not null,
    issued_at timestamptz not null,
    first_fetched_at timestamptz,
    delivered_at timestamptz,
    revoked_at timestamptz,
    revocation_reason text,
    unique (certificate_authority_id, serial),
    foreign key (request_id, serial) references issuance_intent (request_id, serial)
  )`,
  'create index certificate_expiry on certificate (organization_id, not_after, id)',
  'create index certificate_names on certificate using gin (domains)',
  'create index certificate_revoked_expiry on certificate (organization_id, not_after, id) where revoked_at is not null',
  'create index certificate_key on certificate using hash (spki_sha256)',
  'create index certificate_revoked on certificate (certificate_authority_id, revoked_at) where revoked_at is not null',
  `create table server_key (
    request_id text primary key references certificate_request,
    sealed_key bytea,
    created_at timestamptz not null,
    first_delivered_at timestamptz,
    destroyed_at timestamptz
  )`,
  'create index server_key_delivered on server_key (first_delivered_at) where destroyed_at is null and first_delivered_at is not null',
];

const ledger = [
  `create table ledger_head (
    ledger text primary key,
    size bigint not null,
    hash text not null,
    ts timestamptz not null,
    authority bigint not null,
    sealed_at timestamptz,
    sealed_because text,
    origin text not null
  ) with (fillfactor = 10)`,
  `create table ledger_record (
    ledger text not null,
    seq bigint not null,
    hash text not null,
    entry text not null,
    type text not null,
    subject_id text not null,
    actor_id text not null,
    primary key (ledger, seq)
  )`,
  'create index ledger_record_subject on ledger_record (subject_id, ledger, seq)',
  'create index ledger_record_type on ledger_record (ledger, type, seq)',
  'create index ledger_record_actor on ledger_record (ledger, actor_id, seq)',
  `create table ledger_verification (
    id text primary key,
    ledger text not null,
    state text not null check (state in ('RUNNING', 'DONE', 'FAILED_TO_RUN')),
    verified bigint not null,
    total bigint not null,
    ok boolean,
    first_broken bigint,
    explanation text,
    requested_by text not null,
    started_at timestamptz not null,
    finished_at timestamptz
  )`,
  'create index ledger_verification_ledger on ledger_verification (ledger, started_at)',
  `create table follower_place (
    follower text not null,
    ledger text not null,
    next bigint not null,
    primary key (follower, ledger)
  )`,
  /** The committing statement ends in this: what did not change exactly the rows it meant to is rolled back whole. */
  `create function assert_committed(holds boolean, what text) returns boolean language plpgsql as $$
  begin
    if holds is not true then raise exception '%', what using errcode = '40001'; end if;
    return true;
  end $$`,
];
