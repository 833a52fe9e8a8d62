import { may } from './access.ts';
import { requestTarget } from './access-targets.ts';
import type { Principal } from './actor.ts';
import type { CertificateRequest } from './certificate-request.ts';
import { asked, type Change, moved, requestRecord } from './change.ts';
import { assertAllowed, type DecisionFacts, type StandingFacts } from './decision-facts.ts';
import { decisionReason, type GivenReason } from './managed-reason.ts';
import { judgedRevision } from './revision.ts';

/** An admin ends a request, pending or approved, as long as its certificate is not issued; always with a reason. */
export function decideVoid(
  request: CertificateRequest,
  principal: Principal,
  command: GivenReason,
  facts: StandingFacts & Pick<DecisionFacts, 'reasons'>,
  now: Date,
): Change & { readonly reason: string | null } {
  const { pinned, current, access } = facts;
  assertAllowed(may(principal, 'request.void', requestTarget(request, pinned, current), access), request);
  const reason = decisionReason(command, 'VOID', facts.reasons, true);
  const detail = { ...asked(request), reason, revision: judgedRevision(request, current), outcome: 'voided' };
  return {
    next: moved(request, 'void', { decidedAt: now }),
    decision: null,
    reason,
    records: [requestRecord('request.voided', principal.actor, request, detail)],
  };
}
