import { may } from './access.ts';
import { requestTarget } from './access-targets.ts';
import type { Principal } from './actor.ts';
import type { CertificateRequest } from './certificate-request.ts';
import { asked, type Change, moved, requestRecord, voteOf } from './change.ts';
import { checksAsRecord } from './checks-as-record.ts';
import { commentsWith } from './decide-comment.ts';
import { assertAllowed, assertNotExpired, type DecisionFacts } from './decision-facts.ts';
import { decisionReason, type GivenReason } from './managed-reason.ts';
import { policyChecks } from './policy-checks.ts';
import { assertFreshReview, judgedRevision } from './revision.ts';

export interface RejectionCommand extends GivenReason {
  /** The revision that the approver saw; null: the one that now holds. */
  readonly revision: number | null;
  readonly comment?: string | null;
}

/** One person's rejection, which ends the request. It need not fit its profile any more, but always takes a reason. */
export function decideRejection(
  request: CertificateRequest,
  principal: Principal,
  command: RejectionCommand,
  facts: DecisionFacts,
  now: Date,
): Change {
  const { pinned, current, access } = facts;
  assertAllowed(may(principal, 'request.reject', requestTarget(request, pinned, current), access), request);
  assertNotExpired(request, now);
  assertFreshReview(request, command.revision, facts);
  const reason = decisionReason(command, 'REJECT', facts.reasons, true);
  const revision = judgedRevision(request, current);
  const decision = voteOf(principal, 'REJECT', reason, revision, now);
  const next = moved(request, 'reject', { decisions: [...request.decisions, decision], decidedAt: now });
  const policy = checksAsRecord(policyChecks(request, facts, facts.risk));
  const detail = { ...asked(request), reason, revision, outcome: 'rejected', policy };
  const record = requestRecord('request.rejected', principal.actor, request, detail);
  return { next, decision, records: [record, ...commentsWith(request, principal.actor, command.comment)] };
}
