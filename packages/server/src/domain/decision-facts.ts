import type { AccessFacts } from './access-targets.ts';
import type { CertificateRequest } from './certificate-request.ts';
import { DomainError, type ErrorCode } from './errors.ts';
import type { ManagedReasons } from './managed-reason.ts';
import { assertPermitted, type Permission } from './permission.ts';
import type { PolicyFacts } from './policy-checks.ts';
import type { ReviewFacts } from './revision.ts';
import type { RiskFacts } from './risk-signals.ts';
import type { TrustProfile } from './trust-profile-rules.ts';

/** The profile as the request pinned it and as it is now, and what the principal is in the organization. */
export interface StandingFacts {
  readonly pinned: TrustProfile;
  readonly current: TrustProfile;
  readonly access: AccessFacts;
}

/** What a vote rests on. */
export interface DecisionFacts extends StandingFacts, PolicyFacts, ReviewFacts {
  /** The organization's vocabulary, by id. */
  readonly reasons: ManagedReasons;
  /** For the record; no vote is refused for it. */
  readonly risk: RiskFacts | null;
}

const STATE_CODES: ReadonlySet<ErrorCode | null> = new Set(['NOT_PENDING', 'ALREADY_DECIDED', 'CONFLICT']);

/** Throws what forbids it; to those who came too late, with the state that now holds, and to nobody else. */
export function assertAllowed(permission: Permission, request: CertificateRequest): void {
  const { status, issuanceStatus } = request;
  assertPermitted(permission, STATE_CODES.has(permission.code) ? { status, issuanceStatus } : {});
}

/** A request past its time is over, even before the schedule has said so. */
export function assertNotExpired(request: CertificateRequest, now: Date): void {
  if (request.expiresAt === null || now < request.expiresAt) return;
  const message = `This request expired at ${request.expiresAt.toISOString()}. Ask for it anew.`;
  throw new DomainError('NOT_PENDING', message, { extra: { status: 'EXPIRED', issuanceStatus: 'NOT_STARTED' } });
}
