import type { Actor } from './actor.ts';
import type { KeyAlgorithm } from './key-algorithm.ts';

export const REQUEST_STATUSES = ['PENDING', 'APPROVED', 'REJECTED', 'VOIDED', 'WITHDRAWN', 'EXPIRED'] as const;
export type RequestStatus = (typeof REQUEST_STATUSES)[number];

export const ISSUANCE_STATUSES = ['NOT_STARTED', 'AWAITING_CSR', 'ISSUING', 'ISSUED', 'FAILED', 'QUARANTINED'] as const;
export type IssuanceStatus = (typeof ISSUANCE_STATUSES)[number];

export const VERDICTS = ['APPROVE', 'REJECT'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Where the key comes from: the requester's CSR, made by the server, or a CSR that is still to come. */
export const KEY_ORIGINS = ['CSR', 'SERVER', 'AWAITED'] as const;
export type KeyOrigin = (typeof KEY_ORIGINS)[number];

/** One person's vote. */
export interface Decision {
  readonly verdict: Verdict;
  readonly approver: Actor;
  /** The person behind the approver: the user, or the creator of the token. One person counts once. */
  readonly approverUserId: string;
  readonly reason: string | null;
  readonly revision: number;
  readonly decidedAt: Date;
}

/** A certificate request as the domain sees it; its id is the approval id. */
export interface CertificateRequest {
  readonly id: string;
  readonly organizationId: string;
  /** Changes with the content, or with the profile version it is judged under; never by votes or comments. From 1. */
  readonly revision: number;
  readonly status: RequestStatus;
  readonly issuanceStatus: IssuanceStatus;
  readonly requester: Actor;
  /** Everybody who counts as the requester (user, token creator, device owner, registrant). */
  readonly requesterUserIds: readonly string[];
  /** Lower-case A-labels in the order asked, no duplicates: people name the host that matters first. */
  readonly domains: readonly string[];
  readonly commonName: string | null;
  readonly environment: string;
  readonly justification: string | null;
  readonly trustProfileId: string;
  /** The version it matched; it is re-checked against the current one, and the stricter wins. */
  readonly profileVersion: number;
  readonly certificateAuthorityId: string;
  readonly keyOrigin: KeyOrigin;
  readonly keyAlgorithm: KeyAlgorithm | null;
  readonly spkiSha256: string | null;
  readonly csrSha256: string | null;
  readonly validityDays: number;
  readonly requiredApprovals: number;
  /** What may be issued: canonical JSON, and its SHA-256 that every vote names. */
  readonly template: string;
  readonly templateSha256: string;
  readonly requestedAt: Date;
  readonly decidedAt: Date | null;
  readonly warnAt: Date | null;
  readonly escalateAt: Date | null;
  readonly expiresAt: Date | null;
  readonly warnedAt: Date | null;
  readonly escalatedAt: Date | null;
  readonly decisions: readonly Decision[];
}
