import type { CommandReads, LoadedRequest } from '../../usecases/ports.ts';
import { type SchemaColumns, selectList } from '../columns.ts';
import type { Database, Statement } from '../database.ts';
import type * as rows from '../entities/index.ts';
import type { WritableRows, WritableTable } from '../state-write.ts';
import { jsonRows } from './json-rows.ts';
import { createPeopleReads } from './people-reads.ts';
import { remembered } from './remembered.ts';
import { createRiskReads } from './risk-reads.ts';

const VERSIONS_KEPT = 1_000;

const TABLE_NAMES = {
  User: 'app_user',
  ApiToken: 'api_token',
  Organization: 'organization',
  Invitation: 'invitation',
  TrustProfile: 'trust_profile',
  TrustProfileVersion: 'trust_profile_version',
  PendingChange: 'pending_change',
  CertificateAuthority: 'certificate_authority',
  Device: 'device',
  Reason: 'reason',
  CertificateRequest: 'certificate_request',
  IssuanceIntent: 'issuance_intent',
  Certificate: 'certificate',
  ServerKey: 'server_key',
} as const satisfies Partial<Record<WritableTable, string>>;

/** Single things that commands decide on, each by one prepared statement on a key. */
export function createCommandReads(database: Database, schema: SchemaColumns): CommandReads {
  const one = <T extends keyof typeof TABLE_NAMES>(name: string, table: T, where: string) => {
    const text = `select ${selectList(schema, table, 't')} from ${TABLE_NAMES[table]} t where ${where} limit 1`;
    const statement: Statement = { name: `read-${name}`, text };
    return async (...values: unknown[]): Promise<WritableRows[T] | null> =>
      (await database.query<WritableRows[T]>(statement, values))[0] ?? null;
  };

  const decisions = jsonRows(schema, 'Decision', 'd');
  const loadRequest: Statement = {
    name: 'read-request-to-decide',
    text: `select ${selectList(schema, 'CertificateRequest', 'r')}, h.authority as "headAuthority", h.sealed_at is not null as "headSealed",
        ${decisions.select('(select * from decision where request_id = r.id order by decided_at, approver_user_id) d')} as "headDecisions"
      from certificate_request r join ledger_head h on h.organization_id = r.organization_id where r.id = $1`,
  };
  type RequestWithHead = rows.CertificateRequestRow & {
    headAuthority: number;
    headSealed: boolean;
    headDecisions: unknown;
  };

  // What is sealed must not stand in the way of what is not.
  const unsealed = (alias: string) =>
    `not exists (select 1 from ledger_head h where h.organization_id = ${alias}.organization_id and h.sealed_at is not null)`;
  const reminders = (name: string, due: string, conditions: string): Statement => ({
    name,
    text: `select r.id from certificate_request r where r.status = 'PENDING' and ${conditions}
      and r.${due} <= $1 and (r.expires_at is null or r.expires_at > $1) and ${unsealed('r')} order by r.${due}, r.id limit $2`,
  });
  const dueWarnings = reminders('read-due-warnings', 'warn_at', 'r.warned_at is null and r.warn_at is not null');
  const dueEscalations = reminders(
    'read-due-escalations',
    'escalate_at',
    'r.escalated_at is null and r.escalate_at is not null and (r.warn_at is null or r.warned_at is not null)',
  );
  const dueIssuances: Statement = {
    name: 'read-due-issuances',
    text: `select r.id from certificate_request r where r.status = 'APPROVED' and r.issuance_status in ('ISSUING', 'FAILED')
      and r.next_attempt_at <= $1 and ${unsealed('r')} order by r.next_attempt_at limit $2`,
  };
  // Organization by organization, since that is how the index is laid out; it holds open requests only.
  const dueExpiries: Statement = {
    name: 'read-due-expiries',
    text: `select due.id from ledger_head o cross join lateral (
        select r.id, r.expires_at from certificate_request r
        where r.organization_id = o.organization_id and (r.status = 'PENDING' or r.issuance_status = 'AWAITING_CSR') and r.expires_at <= $1
        order by r.expires_at, r.id limit $2
      ) due where o.sealed_at is null order by due.expires_at, due.id limit $2`,
  };
  const due = (statement: Statement) => async (now: Date, limit: number) =>
    (await database.query<{ id: string }>(statement, [now, limit])).map(({ id }) => id);
  const spentKeys: Statement = {
    name: 'read-spent-keys',
    text: `select request_id as "requestId" from server_key
      where destroyed_at is null and first_delivered_at <= $1 order by first_delivered_at limit $2`,
  };
  const userCount: Statement = { name: 'read-user-count', text: 'select count(*) as count from app_user' };
  const revoked: Statement = {
    name: 'read-revoked-certificates',
    text: `select serial, revoked_at as "revokedAt", revocation_reason as "reason" from certificate
      where certificate_authority_id = $1 and revoked_at is not null order by revoked_at, serial`,
  };

  const profileInUse: Statement = {
    name: 'read-profile-in-use',
    text: `select exists (select from certificate_request where organization_id = $1 and trust_profile_id = $2) as "isInUse"`,
  };
  const devicesOf: Statement = {
    name: 'read-devices-of',
    text: 'select id from device where organization_id = $1 and id = any ($2)',
  };

  const requestByDedupeKey = one(
    'request-by-dedupe-key',
    'CertificateRequest',
    't.requester_id = $1 and t.dedupe_key = $2',
  );
  const intentOf = one('intent', 'IssuanceIntent', 't.request_id = $1 and t.superseded_at is null');
  const certificateOf = one('certificate-of-request', 'Certificate', 't.request_id = $1');
  const certificate = one('certificate', 'Certificate', 't.id = $1');
  const serverKey = one('server-key', 'ServerKey', 't.request_id = $1');
  const trustProfile = one('trust-profile', 'TrustProfile', 't.id = $1');
  const pendingChange = one('pending-change', 'PendingChange', 't.id = $1');
  const openChange = one('open-change', 'PendingChange', `t.trust_profile_id = $1 and t.status = 'PENDING'`);
  const readVersion = one('profile-version', 'TrustProfileVersion', 't.trust_profile_id = $1 and t.version = $2');
  const profileVersion = remembered(VERSIONS_KEPT, (id: string, version: number) => readVersion(id, version));
  const authority = one('authority', 'CertificateAuthority', 't.id = $1');
  const userByEmail = one('user-by-email', 'User', 'lower(t.email) = lower($1)');
  const user = one('user', 'User', 't.id = $1');
  const organization = one('organization', 'Organization', 't.id = $1');
  const organizationBySlug = one('organization-by-slug', 'Organization', 't.slug = $1');
  const device = one('device', 'Device', 't.id = $1');
  const reason = one('reason', 'Reason', 't.id = $1');
  const deviceByEnrollmentToken = one('device-by-enrollment-token', 'Device', 't.enrollment_token_sha256 = $1');
  const deviceBySpki = one('device-by-spki', 'Device', 't.spki_sha256 = $1');
  const deviceRoot = one(
    'device-root',
    'CertificateAuthority',
    `t.organization_id = $1 and t.kind = 'DEVICE_ROOT' and t.retired_at is null`,
  );
  const apiToken = one('api-token', 'ApiToken', 't.id = $1');
  const invitation = one('invitation', 'Invitation', 't.token_sha256 = $1');

  return {
    ...createPeopleReads(database, schema),
    async request(id): Promise<LoadedRequest | null> {
      const found = (await database.query<RequestWithHead>(loadRequest, [id]))[0];
      if (found === undefined) return null;
      const { headAuthority, headSealed, headDecisions, ...row } = found;
      return { row, decisions: decisions.revive(headDecisions), authority: headAuthority, sealed: headSealed };
    },
    requestByDedupeKey,
    intentOf,
    certificateOf,
    serverKey,
    certificate,
    dueWarnings: due(dueWarnings),
    dueEscalations: due(dueEscalations),
    dueIssuances: due(dueIssuances),
    dueExpiries: due(dueExpiries),
    trustProfile,
    async spentKeys(before, limit) {
      return (await database.query<{ requestId: string }>(spentKeys, [before, limit])).map(
        ({ requestId }) => requestId,
      );
    },
    async isProfileInUse(organizationId, trustProfileId) {
      return (
        (await database.query<{ isInUse: boolean }>(profileInUse, [organizationId, trustProfileId]))[0]?.isInUse ===
        true
      );
    },
    pendingChange,
    openChange,
    profileVersion,
    authority,
    userByEmail,
    user,
    async userCount() {
      return (await database.query<{ count: number }>(userCount, []))[0]?.count ?? 0;
    },
    organization,
    organizationBySlug,
    device,
    async devicesOf(organizationId, ids) {
      return (await database.query<{ id: string }>(devicesOf, [organizationId, ids])).map(({ id }) => id);
    },
    reason,
    deviceByEnrollmentToken,
    deviceBySpki,
    deviceRoot,
    apiToken,
    invitation,
    ...createRiskReads(database),
    revokedCertificates: (certificateAuthorityId) => database.query(revoked, [certificateAuthorityId]),
  };
}
