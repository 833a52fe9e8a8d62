import { SYSTEM } from './actor.ts';
import type { CertificateRequest } from './certificate-request.ts';
import { asked, type Change, moved, requestRecord } from './change.ts';
import { DomainError } from './errors.ts';
import { judgedRevision } from './revision.ts';
import type { TrustProfile } from './trust-profile-rules.ts';

/** Time ends a request that nobody decided, or whose CSR never came. Before its time: CONFLICT. */
export function decideExpiry(
  request: CertificateRequest,
  facts: { readonly current: Pick<TrustProfile, 'version'> },
  now: Date,
): Change {
  const next = moved(request, 'expire', { decidedAt: now });
  if (request.expiresAt === null || now < request.expiresAt) {
    throw new DomainError('CONFLICT', 'This request is not due to expire yet.');
  }
  const reason = request.status === 'PENDING' ? 'Not decided in time' : 'Its CSR did not come in time';
  const detail = { ...asked(request), reason, revision: judgedRevision(request, facts.current), outcome: 'expired' };
  return { next, decision: null, records: [requestRecord('request.expired', SYSTEM, request, detail)] };
}
