import type { Actor, Principal } from './actor.ts';
import type { AuditRecordType, JsonObject, RecordDraft } from './audit-record-types.ts';
import type { CertificateRequest, Decision, Verdict } from './certificate-request.ts';
import { type RequestEvent, transition } from './lifecycle.ts';
import { notFound } from './permission.ts';

/** What one decision makes of a request: its next state and the records of it, committed together or not at all. */
export interface Change {
  readonly next: CertificateRequest;
  /** The vote that is added, if it was one. */
  readonly decision: Decision | null;
  readonly records: readonly RecordDraft[];
}

/** The request after an event of its life; what else changes comes with it. */
export function moved(
  request: CertificateRequest,
  event: RequestEvent,
  changes: Partial<CertificateRequest> = {},
): CertificateRequest {
  return { ...request, ...changes, ...transition(request, event) };
}

export function requestRecord(
  type: AuditRecordType,
  actor: Actor,
  request: Pick<CertificateRequest, 'id'>,
  detail: JsonObject,
): RecordDraft {
  return { type, actor, subject: { id: request.id, kind: 'request' }, detail };
}

/** What every record of a decision repeats, so that it can be read alone. */
export function asked(request: CertificateRequest): JsonObject {
  const { domains, environment, justification } = request;
  return { domains, environment, justification };
}

/** A vote as it is kept. Whoever is no person has none. */
export function voteOf(
  principal: Principal,
  verdict: Verdict,
  reason: string | null,
  revision: number,
  decidedAt: Date,
): Decision {
  if (principal.userId === null) throw notFound();
  return { verdict, approver: principal.actor, approverUserId: principal.userId, reason, revision, decidedAt };
}
