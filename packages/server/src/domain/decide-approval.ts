import { may } from './access.ts';
import { requestTarget } from './access-targets.ts';
import { type Actor, POLICY, type Principal } from './actor.ts';
import { type ApprovalProgress, approvalProgress } from './approval-progress.ts';
import type { JsonObject, RecordDraft } from './audit-record-types.ts';
import type { CertificateRequest } from './certificate-request.ts';
import { asked, type Change, moved, requestRecord, voteOf } from './change.ts';
import { checksAsRecord } from './checks-as-record.ts';
import { commentsWith } from './decide-comment.ts';
import { assertAllowed, assertNotExpired, type DecisionFacts } from './decision-facts.ts';
import { DomainError } from './errors.ts';
import { decisionReason, type GivenReason } from './managed-reason.ts';
import type { PolicyCheck } from './policy-check.ts';
import { policyChecks } from './policy-checks.ts';
import { assertFreshReview, judgedRevision } from './revision.ts';

export interface ApprovalCommand extends GivenReason {
  /** The revision that the approver saw; null: the one that now holds. */
  readonly revision: number | null;
  readonly comment?: string | null;
}

export interface ApprovalChange extends Change, ApprovalProgress {
  /** `approved` if this vote completed the quorum. */
  readonly outcome: 'pending' | 'approved';
}

/**
 * One person's approval. Refused with NOT_FOUND, FORBIDDEN, SELF_APPROVAL, NOT_ALLOWED, ALREADY_DECIDED, NOT_PENDING,
 * STALE_REVIEW, REASON_REQUIRED, or POLICY_VIOLATION where the request no longer fits the profile.
 */
export function decideApproval(
  request: CertificateRequest,
  principal: Principal,
  command: ApprovalCommand,
  facts: DecisionFacts,
  now: Date,
): ApprovalChange {
  const { pinned, current } = facts;
  const target = requestTarget(request, pinned, current);
  assertAllowed(may(principal, 'request.approve', target, facts.access), request);
  assertNotExpired(request, now);
  assertFreshReview(request, command.revision, facts);
  const isReasonRequired = pinned.rules.mandatoryReason || current.rules.mandatoryReason;
  const reason = decisionReason(command, 'APPROVE', facts.reasons, isReasonRequired);
  const checks = policyChecks(request, facts, facts.risk);
  assertStillFits(checks);
  const decision = voteOf(principal, 'APPROVE', reason, judgedRevision(request, current), now);
  const voted = { ...request, decisions: [...request.decisions, decision] };
  const progress = approvalProgress(voted, pinned, current);
  const isFinal = progress.approvals >= progress.required;
  const event = !isFinal
    ? 'approve-partial'
    : request.keyOrigin === 'AWAITED'
      ? 'approve-awaiting-csr'
      : 'approve-final';
  const next = moved(voted, event, { requiredApprovals: progress.required, decidedAt: isFinal ? now : null });
  const outcome = isFinal ? 'approved' : 'pending';
  const { revision } = decision;
  const policy = checksAsRecord(checks);
  const record = approvalRecord(next, principal.actor, { ...progress, reason, revision, outcome, policy });
  return {
    next,
    decision,
    records: [record, ...commentsWith(request, principal.actor, command.comment)],
    outcome,
    ...progress,
  };
}

/** The record of a request that its profile lets through without anybody's approval. */
export function policyApprovalRecord(request: CertificateRequest, policy: JsonObject): RecordDraft {
  return approvalRecord(request, POLICY, {
    approvals: 0,
    required: 0,
    reason: null,
    revision: request.revision,
    outcome: 'approved',
    policy,
  });
}

function assertStillFits(checks: readonly PolicyCheck[]): void {
  const failed = checks.filter((check) => check.outcome === 'FAIL');
  if (failed.length === 0) return;
  const why = failed.map((check) => check.explanation).join(' ');
  throw new DomainError('POLICY_VIOLATION', `This request no longer fits its trust profile. ${why}`, {
    extra: { failed: failed.map((check) => check.rule) },
  });
}

interface ApprovalDetail extends ApprovalProgress {
  readonly reason: string | null;
  readonly revision: number;
  readonly outcome: 'pending' | 'approved';
  /** What the policy said at this moment. */
  readonly policy: JsonObject;
}

function approvalRecord(request: CertificateRequest, actor: Actor, detail: ApprovalDetail): RecordDraft {
  const { approvals, required, reason, revision, outcome, policy } = detail;
  return requestRecord('request.approved', actor, request, {
    ...asked(request),
    approvals,
    required,
    reason,
    revision,
    outcome,
    policy,
    templateSha256: request.templateSha256,
  });
}
