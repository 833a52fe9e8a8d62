import type { Approval, Queries } from '../../usecases/application.ts';
import type { CertificateRequestRow } from '../../usecases/ports.ts';

export type ApprovalStatus =
  | 'pending'
  | 'approved'
  | 'awaiting_csr'
  | 'issued'
  | 'rejected'
  | 'voided'
  | 'withdrawn'
  | 'expired'
  | 'failed';

/** One word for where a request stands, as devices read it. */
export function approvalStatus(request: Pick<CertificateRequestRow, 'status' | 'issuanceStatus'>): ApprovalStatus {
  switch (request.status) {
    case 'PENDING':
      return 'pending';
    case 'REJECTED':
      return 'rejected';
    case 'VOIDED':
      return 'voided';
    case 'WITHDRAWN':
      return 'withdrawn';
    case 'EXPIRED':
      return 'expired';
    case 'APPROVED':
      return approvedStatus(request.issuanceStatus);
  }
}

function approvedStatus(status: CertificateRequestRow['issuanceStatus']): ApprovalStatus {
  switch (status) {
    case 'ISSUED':
      return 'issued';
    case 'AWAITING_CSR':
      return 'awaiting_csr';
    case 'FAILED':
    case 'QUARANTINED':
      return 'failed';
    case 'NOT_STARTED':
    case 'ISSUING':
      return 'approved';
  }
}

export interface ApprovalBody {
  readonly approval_id: string;
  readonly status: ApprovalStatus;
  readonly status_url: string;
  readonly domains: readonly string[];
  readonly environment: string;
  readonly trust_profile: string;
  readonly requested_at: string;
  readonly decided_at?: string;
  readonly reason?: string;
  readonly certificate?: string;
  readonly chain?: string;
  readonly private_key?: string;
}

export async function approvalBody(approval: Approval, queries: Queries): Promise<ApprovalBody> {
  const { request, certificate, privateKeyPem } = approval;
  return {
    approval_id: request.id,
    status: approvalStatus(request),
    status_url: `/approvals/${request.id}`,
    domains: request.domains,
    environment: request.environment,
    trust_profile: approval.profileName,
    requested_at: request.requestedAt.toISOString(),
    ...(request.decidedAt ? { decided_at: request.decidedAt.toISOString() } : {}),
    ...(request.outcomeReason ? { reason: request.outcomeReason } : {}),
    ...(certificate
      ? {
          certificate: queries.certificatePem(certificate),
          chain: await queries.chainPem(certificate.certificateAuthorityId),
        }
      : {}),
    ...(privateKeyPem ? { private_key: privateKeyPem } : {}),
  };
}
