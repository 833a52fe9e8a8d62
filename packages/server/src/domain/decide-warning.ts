import { SYSTEM } from './actor.ts';
import type { CertificateRequest } from './certificate-request.ts';
import { asked, type Change, moved, requestRecord } from './change.ts';
import { dueTime } from './reminder.ts';

/** Time reminds those who can decide, once. Decided or over: NOT_PENDING; not due, or done: CONFLICT. */
export function decideWarning(request: CertificateRequest, now: Date): Change {
  const next = moved(request, 'warn', { warnedAt: now });
  const dueAt = dueTime('warning', request, { at: request.warnAt, doneAt: request.warnedAt }, now);
  const records = [requestRecord('request.warned', SYSTEM, request, { ...asked(request), dueAt })];
  return { next, decision: null, records };
}
