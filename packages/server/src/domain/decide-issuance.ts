import { may } from './access.ts';
import { requestTarget } from './access-targets.ts';
import { type Actor, type Principal, SYSTEM } from './actor.ts';
import type { JsonObject } from './audit-record-types.ts';
import type { CertificateRequest } from './certificate-request.ts';
import { type Change, moved, requestRecord } from './change.ts';
import type { Intent } from './decide-intent.ts';
import { assertAllowed, type StandingFacts } from './decision-facts.ts';

/** What a CA returned, read back from its bytes. */
export interface IssuedCertificate {
  readonly certificateSha256: string;
  readonly serial: string;
  /** SHA-256 of the to-be-signed part as it came back. */
  readonly tbsSha256: string;
  /** The id that it gets if it is issued. */
  readonly certificateId?: string;
}

export interface IssuanceChange extends Change {
  readonly outcome: 'issued' | 'quarantined';
}

/**
 * Compares what came back with what was intended, byte for byte, before anybody gets it. Anything else than that is
 * quarantined and never handed out.
 */
export function decideIssuance(request: CertificateRequest, intent: Intent, issued: IssuedCertificate): IssuanceChange {
  if (issued.tbsSha256 !== intent.tbsSha256 || issued.serial !== intent.serial) {
    return decideQuarantine(request, issued, 'What the CA returned is not what was intended');
  }
  const detail = { ...issuedDetail(request, issued), certificate: issued.certificateId };
  const records = [requestRecord('certificate.issued', SYSTEM, request, detail)];
  return { next: moved(request, 'issue'), decision: null, records, outcome: 'issued' };
}

/** Keeps what a CA returned from everybody, saying why. */
export function decideQuarantine(
  request: CertificateRequest,
  issued: IssuedCertificate,
  reason: string,
): IssuanceChange {
  const detail = { ...issuedDetail(request, issued), reason };
  const records = [requestRecord('certificate.quarantined', SYSTEM, request, detail)];
  return { next: moved(request, 'quarantine'), decision: null, records, outcome: 'quarantined' };
}

/**
 * An attempt that failed, counted from 1; `code` is a word for programs, never a CA's own text. After the last one (`final`)
 * nobody but a person has it tried again.
 */
export function decideFailure(
  request: CertificateRequest,
  failure: { readonly code: string; readonly attempt: number; readonly final: boolean },
): Change {
  const { code, attempt, final } = failure;
  const detail = { attempt, code, final, templateSha256: request.templateSha256 };
  return {
    next: moved(request, 'fail'),
    decision: null,
    records: [requestRecord('certificate.failed', SYSTEM, request, detail)],
  };
}

/** Somebody has a failed issuance tried again; attempts are counted anew. */
export function decideRetry(request: CertificateRequest, principal: Principal, facts: StandingFacts): Change {
  const target = requestTarget(request, facts.pinned, facts.current);
  assertAllowed(may(principal, 'request.retryIssuance', target, facts.access), request);
  return retried(request, principal.actor, { attempts: 0 });
}

/** The schedule tries a failed issuance again. */
export function decideScheduledRetry(request: CertificateRequest): Change {
  return retried(request, SYSTEM);
}

function retried(request: CertificateRequest, actor: Actor, more: JsonObject = {}): Change {
  const detail = { ...more, templateSha256: request.templateSha256 };
  return {
    next: moved(request, 'retry'),
    decision: null,
    records: [requestRecord('certificate.retried', actor, request, detail)],
  };
}

function issuedDetail(request: CertificateRequest, issued: IssuedCertificate) {
  const { certificateSha256, serial, tbsSha256 } = issued;
  return { certificateSha256, serial, tbsSha256, templateSha256: request.templateSha256 };
}
