/**
 * The rows of each table as the records tell of them: `key` to find them by, `bornAt` where they say when they were made, and
 * every column that a record can determine, by property name. Bytes come as their SHA-256, and secrets not at all.
 */

const sha256 = (column: string) => `encode(sha256(${column}), 'hex')`;

export const USERS = `select id as key, created_at as "bornAt", email, name, platform_role as "platformRole",
  case when password_hash is null then null else 'a hash' end as "passwordHash",
  created_at as "createdAt", disabled_at as "disabledAt" from app_user`;

export const ORGANIZATIONS = `select id as key, created_at as "bornAt", name, slug, environments,
  require_second_admin as "requireSecondAdmin", created_at as "createdAt" from organization`;

export const MAIL_SETTINGS = `select id as key, updated_at as "bornAt", enabled, host, port, tls,
  allow_plaintext as "allowPlaintext", username, from_name as "fromName", from_address as "fromAddress",
  case when sealed_password is null then null else 'a password' end as password, updated_at as "updatedAt" from mail_setting`;

/** What the next epoch's first record pins of one that was closed. */
export const CLOSED_EPOCHS = `select ledger as key, reason, closed_by_id as "closedById", closed_by_kind as "closedByKind",
  closed_by_name as "closedByName", last_checkpoint as "lastCheckpoint",
  jsonb_build_object('size', sealed_verdict -> 'size', 'root', sealed_verdict -> 'root',
    'firstBroken', sealed_verdict -> 'firstBroken', 'what', sealed_verdict -> 'what',
    'explanation', sealed_verdict -> 'explanation') as "sealedVerdict"
  from ledger_epoch where organization_id = $1`;

export const MEMBERSHIPS = `select user_id as key, created_at as "bornAt", role, created_at as "createdAt"
  from membership where organization_id = $1`;

export const PROFILES = `select id as key, created_at as "bornAt", name, version, active, rules,
  created_at as "createdAt", updated_at as "updatedAt" from trust_profile where organization_id = $1`;

export const PROFILE_VERSIONS = `select v.trust_profile_id || '/' || v.version as key, v.created_at as "bornAt", v.name, v.rules,
  v.created_at as "createdAt"
  from trust_profile_version v join trust_profile p on p.id = v.trust_profile_id where p.organization_id = $1`;

export const PENDING_CHANGES = `select id as key, proposed_at as "bornAt", trust_profile_id as "trustProfileId",
  base_version as "baseVersion", name, rules, widens, proposed_by_kind as "proposedByKind", proposed_by_id as "proposedById",
  proposed_by_name as "proposedByName", proposed_by_user_id as "proposedByUserId", proposed_at as "proposedAt", status,
  decided_by_kind as "decidedByKind", decided_by_id as "decidedById", decided_by_name as "decidedByName",
  decided_by_user_id as "decidedByUserId", decided_at as "decidedAt", reason
  from pending_change where organization_id = $1`;

/** A role does not say since when it is held: not before its profile was there. */
export const PROFILE_ROLES = `select r.trust_profile_id || '/' || r.user_id as key, p.created_at as "bornAt", r.role
  from trust_profile_role r join trust_profile p on p.id = r.trust_profile_id where r.organization_id = $1`;

export const DEVICES = `select id as key, created_at as "bornAt", name, owner_id as "ownerId", registered_by as "registeredBy",
  spki_sha256 as "spkiSha256", ${sha256('certificate_der')} as "certificateDer",
  certificate_not_after as "certificateNotAfter", created_at as "createdAt", revoked_at as "revokedAt"
  from device where organization_id = $1`;

export const TOKENS = `select id as key, created_at as "bornAt", name, created_by as "createdBy", scopes, environment, justification,
  created_at as "createdAt", expires_at as "expiresAt", revoked_at as "revokedAt"
  from api_token where organization_id = $1`;

/** An address may be a secret of the receiver's: of it the records say the SHA-256. */
export const WEBHOOKS = `select id as key, created_at as "bornAt", encode(sha256(convert_to(url, 'UTF8')), 'hex') as url,
  event_types as "eventTypes", description, active, disabled_reason as "disabledReason", created_by as "createdBy",
  created_at as "createdAt", previous_secret_until as "previousSecretUntil"
  from webhook where organization_id = $1`;
export const REASONS = `select id as key, created_at as "bornAt", kind, text, sort_order as "sortOrder", active,
  created_at as "createdAt" from reason where organization_id = $1`;

export const AUTHORITIES = `select id as key, created_at as "bornAt", kind, name, parent_id as "parentId",
  key_algorithm as "keyAlgorithm", ${sha256('certificate_der')} as "certificateDer", not_after as "notAfter",
  created_at as "createdAt", retired_at as "retiredAt"
  from certificate_authority where organization_id = $1`;

export const REQUESTS = `select id as key, organization_id as "organizationId", revision, status,
  issuance_status as "issuanceStatus", requester_kind as "requesterKind", requester_id as "requesterId",
  requester_name as "requesterName", requester_user_ids as "requesterUserIds", domains, common_name as "commonName",
  environment, justification, trust_profile_id as "trustProfileId", profile_version as "profileVersion",
  certificate_authority_id as "certificateAuthorityId", key_origin as "keyOrigin", key_algorithm as "keyAlgorithm",
  ${sha256('spki')} as spki, spki_sha256 as "spkiSha256", ${sha256('csr_der')} as "csrDer", csr_sha256 as "csrSha256",
  validity_days as "validityDays", required_approvals as "requiredApprovals", template as "templateText",
  ${sha256(`convert_to(template, 'UTF8')`)} as template, template_sha256 as "templateSha256",
  requested_at as "requestedAt", decided_at as "decidedAt", outcome_reason as "outcomeReason", warn_at as "warnAt",
  escalate_at as "escalateAt", warned_at as "warnedAt", escalated_at as "escalatedAt", expires_at as "expiresAt",
  renews_certificate_id as "renewsCertificateId", issuance_attempts as "issuanceAttempts", issuance_error as "issuanceError", last_sequence::float8 as "lastSequence"
  from certificate_request where id = any($1)`;

export const DECISIONS = `select approver_id as key, request_id as "requestId", approver_user_id as "approverUserId",
  approver_kind as "approverKind", approver_name as "approverName", verdict, reason, revision,
  template_sha256 as "templateSha256", decided_at as "decidedAt" from decision where request_id = any($1)`;

export const COMMENTS = `select id, request_id as "requestId", author_kind as "authorKind", author_id as "authorId",
  author_name as "authorName", text, created_at as "createdAt" from request_comment where request_id = any($1)`;

export const INTENTS = `select serial as key, request_id as "requestId", certificate_authority_id as "certificateAuthorityId",
  ${sha256('tbs')} as tbs, tbs_sha256 as "tbsSha256", template_sha256 as "templateSha256", not_before as "notBefore",
  not_after as "notAfter", created_at as "createdAt", superseded_at as "supersededAt"
  from issuance_intent where request_id = any($1)`;

export const CERTIFICATES = `select id as key, id, request_id as "requestId", organization_id as "organizationId",
  certificate_authority_id as "certificateAuthorityId", serial, ${sha256('der')} as der, domains, environment,
  trust_profile_id as "trustProfileId", requester_id as "requesterId", not_before as "notBefore", not_after as "notAfter", fingerprint_sha256 as "fingerprintSha256",
  spki_sha256 as "spkiSha256", issued_at as "issuedAt", delivered_at as "deliveredAt", revoked_at as "revokedAt",
  revocation_reason as "revocationReason" from certificate where request_id = any($1)`;

export const SERVER_KEYS = `select request_id as key, request_id as "requestId", ${sha256('sealed_key')} as "sealedKey",
  first_delivered_at as "firstDeliveredAt", destroyed_at as "destroyedAt" from server_key where request_id = any($1)`;
