import type { Actor } from './actor.ts';

/** Closed: a new type is added here first. */
export const AUDIT_RECORD_TYPES = [
  'ledger.opened',
  'request.submitted',
  'request.denied',
  'request.approved',
  'request.rejected',
  'request.voided',
  'request.withdrawn',
  'request.expired',
  'request.escalated',
  'request.warned',
  'request.commented',
  'request.csrAttached',
  'certificate.intended',
  'certificate.issued',
  'certificate.failed',
  'certificate.retried',
  'certificate.quarantined',
  'certificate.superseded',
  'certificate.orphaned',
  'certificate.revoked',
  'certificate.delivered',
  'key.delivered',
  'key.destroyed',
  'profile.created',
  'profile.changed',
  'profile.retired',
  'change.proposed',
  'change.decided',
  'member.added',
  'member.changed',
  'member.removed',
  'profileRole.granted',
  'profileRole.revoked',
  'device.registered',
  'device.renewed',
  'device.revoked',
  'token.created',
  'token.revoked',
  'ca.created',
  'ca.imported',
  'ca.retired',
  'organization.changed',
  'setting.changed',
  'webhook.changed',
  'session.opened',
  'session.closed',
  'session.refused',
  'user.created',
  'user.changed',
  'platformRole.changed',
  'ledger.sealed',
  'ledger.unsealed',
  'ledger.verified',
] as const;

export type AuditRecordType = (typeof AUDIT_RECORD_TYPES)[number];

export type SubjectKind =
  | 'organization'
  | 'request'
  | 'certificate'
  | 'profile'
  | 'user'
  | 'device'
  | 'token'
  | 'ca'
  | 'change'
  | 'setting'
  | 'webhook';

/** JSON that the canonical form allows: integers within ±(2^53−1), no other numbers (RFC 8785 subset). */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

/** A record before it has its place in the chain: `seq`, `prev`, `ts` and the hash come when it is committed. */
export interface RecordDraft {
  readonly type: AuditRecordType;
  readonly actor: Actor;
  readonly subject: { readonly id: string; readonly kind: SubjectKind };
  /** Keys whose value is undefined are left out. Never a secret. */
  readonly detail: JsonObject;
}
