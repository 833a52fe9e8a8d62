import type { CertificateRequest } from './certificate-request.ts';
import { DomainError } from './errors.ts';

/** Refuses what was done, is not due yet, or would come after the request's own end (CONFLICT). Answers when it was due. */
export function dueTime(
  what: string,
  request: Pick<CertificateRequest, 'expiresAt'>,
  due: { readonly at: Date | null; readonly doneAt: Date | null },
  now: Date,
): string {
  if (due.doneAt !== null) throw new DomainError('CONFLICT', `This request has had its ${what}.`);
  if (due.at === null || now < due.at)
    throw new DomainError('CONFLICT', `This request is not due for its ${what} yet.`);
  if (request.expiresAt !== null && now >= request.expiresAt) {
    throw new DomainError('CONFLICT', `This request is over; a ${what} would come too late.`);
  }
  return due.at.toISOString();
}
