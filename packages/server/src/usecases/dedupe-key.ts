import { hash } from 'node:crypto';
import type { Submission } from '../domain/submission.ts';
import type { CertificateRequestRow, CertificateRow } from './ports.ts';

const KEPT_MS = 24 * 3_600_000;

/**
 * What makes a submission "the same again" for its requester: their Idempotency-Key; without one the same CSR; without
 * either, the same names and environment. At most one request of a requester holds a key at a time, by a constraint.
 */
export function dedupeKeyOf(submission: Submission, idempotencyKey: string | null): string {
  if (idempotencyKey !== null) return `key:${hash('sha256', idempotencyKey, 'hex')}`;
  if (submission.csr !== null) return `csr:${submission.csr.csrSha256}:${submission.environment}`;
  return `names:${hash('sha256', [...submission.domains.toSorted(), submission.environment].join('\n'), 'hex')}`;
}

/** The daily scan asks for a certificate's renewal once, whatever became of it: this key is never given up. */
export function renewalKey(certificateId: string): string {
  return `renewal:${certificateId}`;
}

/** A request that is over answers for such a key all the same, for a time or for good. */
export function answersWhenOver(dedupeKey: string): boolean {
  return dedupeKey.startsWith('key:') || dedupeKey.startsWith('renewal:');
}

/** Whether a repetition made `now` still answers with this request. `certificate` is its own, if there is one. */
export function stillAnswers(request: CertificateRequestRow, certificate: CertificateRow | null, now: Date): boolean {
  const key = request.dedupeKey ?? '';
  if (key.startsWith('key:')) return now.getTime() - request.requestedAt.getTime() < KEPT_MS;
  if (!isOver(request) || key.startsWith('renewal:')) return true;
  if (!key.startsWith('csr:') || certificate === null) return false;
  const fetchedAt = certificate.firstFetchedAt;
  return !fetchedAt || now.getTime() - fetchedAt.getTime() < KEPT_MS;
}

/** Nothing more will happen to it. */
export function isOver(request: Pick<CertificateRequestRow, 'status' | 'issuanceStatus'>): boolean {
  return request.status === 'APPROVED' ? request.issuanceStatus === 'ISSUED' : request.status !== 'PENDING';
}
