import { SYSTEM } from './actor.ts';
import type { JsonObject } from './audit-record-types.ts';
import type { CertificateRequest } from './certificate-request.ts';
import { type Change, moved, requestRecord } from './change.ts';
import { DomainError } from './errors.ts';

/** What our own CA is about to sign: everything is fixed before any key signs it. */
export interface Intent {
  /** Lower-case hex. */
  readonly serial: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** SHA-256 of the exact to-be-signed bytes. */
  readonly tbsSha256: string;
  readonly spkiSha256: string;
  readonly certificateAuthorityId: string;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Fixes what will be signed. An intent beyond the template, or for another key or CA, is POLICY_VIOLATION. */
export function decideIntent(request: CertificateRequest, intent: Intent, now: Date): Change {
  const next = moved(request, 'intend', { spkiSha256: request.spkiSha256 ?? intent.spkiSha256 });
  const problem = problemOf(request, intent, now);
  if (problem !== null) throw new DomainError('POLICY_VIOLATION', `This certificate was not approved: ${problem}.`);
  const detail = intentDetail(request, intent);
  // A key that the server made is named here first; any other was named when it came.
  const named = request.spkiSha256 === null ? { ...detail, spkiSha256: intent.spkiSha256 } : detail;
  const records = [requestRecord('certificate.intended', SYSTEM, request, named)];
  return { next, decision: null, records };
}

/** Gives up an intent that nobody signed within an hour; its serial is never used again. Earlier: CONFLICT. */
export function decideSupersession(request: CertificateRequest, intent: Intent, intendedAt: Date, now: Date): Change {
  const next = moved(request, 'supersede');
  if (now.getTime() - intendedAt.getTime() < HOUR_MS) {
    throw new DomainError('CONFLICT', 'The intent is younger than an hour; its signature may still come.');
  }
  const records = [requestRecord('certificate.superseded', SYSTEM, request, intentDetail(request, intent))];
  return { next, decision: null, records };
}

function intentDetail(request: CertificateRequest, intent: Intent): JsonObject {
  return {
    ca: intent.certificateAuthorityId,
    serial: intent.serial,
    notBefore: inSeconds(intent.notBefore),
    notAfter: inSeconds(intent.notAfter),
    tbsSha256: intent.tbsSha256,
    templateSha256: request.templateSha256,
  };
}

function problemOf(request: CertificateRequest, intent: Intent, now: Date): string | null {
  const { notBefore, notAfter } = intent;
  if (intent.certificateAuthorityId !== request.certificateAuthorityId) return 'it is of another certificate authority';
  if (request.keyOrigin !== 'SERVER' && request.spkiSha256 === null) return 'its key is not known yet';
  if (request.spkiSha256 !== null && intent.spkiSha256 !== request.spkiSha256) return 'it is for another key';
  if (notAfter <= notBefore) return 'it would never be valid';
  if (notAfter.getTime() - notBefore.getTime() > request.validityDays * DAY_MS) return 'it would be valid for longer';
  // A certificate's times have whole seconds, so an hour back may be up to a second more.
  if (now.getTime() - notBefore.getTime() > HOUR_MS + 1_000) return 'it is backdated by more than an hour';
  return null;
}

/** RFC 3339 without a fraction, as certificates have none (RFC 5280 §4.1.2.5). */
function inSeconds(date: Date): string {
  return date.toISOString().replace(/\.\d{3}Z$/, 'Z');
}
