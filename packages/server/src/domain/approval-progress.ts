import type { CertificateRequest, Decision } from './certificate-request.ts';
import type { TrustProfile } from './trust-profile-rules.ts';

export interface ApprovalProgress {
  /** Distinct people whose approval counts. */
  readonly approvals: number;
  readonly required: number;
}

/**
 * How far a request is on its way to its quorum, by the stricter of the pinned version and the current one: an approval by its
 * own requester stops counting when self-approval is no longer allowed.
 */
export function approvalProgress(
  request: Pick<CertificateRequest, 'decisions' | 'requesterUserIds'>,
  pinned: TrustProfile,
  current: TrustProfile,
): ApprovalProgress {
  const selfApproval = pinned.rules.allowSelfApproval && current.rules.allowSelfApproval;
  const counts = ({ verdict, approverUserId }: Decision) =>
    verdict === 'APPROVE' && (selfApproval || !request.requesterUserIds.includes(approverUserId));
  const people = new Set(request.decisions.filter(counts).map((decision) => decision.approverUserId));
  return { approvals: people.size, required: requiredApprovals(pinned, current) };
}

/** Distinct people that must approve, by the stricter of the pinned version and the current one. */
export function requiredApprovals(pinned: TrustProfile, current: TrustProfile): number {
  return Math.max(pinned.rules.requiredApprovals, current.rules.requiredApprovals);
}
