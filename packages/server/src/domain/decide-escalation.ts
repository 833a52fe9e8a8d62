import { SYSTEM } from './actor.ts';
import type { CertificateRequest } from './certificate-request.ts';
import { asked, type Change, moved, requestRecord } from './change.ts';
import { DomainError } from './errors.ts';
import { dueTime } from './reminder.ts';

/**
 * Time tells the profile's contacts too, once, and never before its warning where both are overdue. Decided or over:
 * NOT_PENDING; not due, done, or the warning still to come: CONFLICT.
 */
export function decideEscalation(request: CertificateRequest, now: Date): Change {
  const next = moved(request, 'escalate', { escalatedAt: now });
  const dueAt = dueTime('escalation', request, { at: request.escalateAt, doneAt: request.escalatedAt }, now);
  if (request.warnAt !== null && request.warnedAt === null) {
    throw new DomainError('CONFLICT', 'The warning of this request comes before its escalation.');
  }
  const records = [requestRecord('request.escalated', SYSTEM, request, { ...asked(request), dueAt })];
  return { next, decision: null, records };
}
