import type { DomainError, ErrorCode } from '../../domain/errors.ts';

/** RFC 9457, with `error` and `code` beside it, which is what clients of CertForge read. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly error: string;
  readonly code: string;
  readonly field?: readonly string[];
}

interface Rendering {
  readonly status: number;
  readonly title: string;
}

/** Every code, as HTTP says it. */
const RENDERINGS = {
  INVALID_INPUT: { status: 400, title: 'The request is malformed' },
  UNAUTHENTICATED: { status: 401, title: 'Not authenticated' },
  FORBIDDEN: { status: 403, title: 'Not allowed' },
  NOT_ALLOWED: { status: 403, title: 'Not allowed' },
  SELF_APPROVAL: { status: 403, title: 'Not allowed' },
  REAUTHENTICATE: { status: 403, title: 'Sign in again' },
  NOT_FOUND: { status: 404, title: 'Not found' },
  ALREADY_DECIDED: { status: 409, title: 'Already decided' },
  NOT_PENDING: { status: 409, title: 'Not pending any more' },
  STALE_REVIEW: { status: 409, title: 'Changed since it was reviewed' },
  IDEMPOTENCY_MISMATCH: { status: 409, title: 'The key was used for another request' },
  CONFLICT: { status: 409, title: 'Overtaken by another change' },
  CHANGE_PENDING: { status: 409, title: 'A change is pending' },
  JUSTIFICATION_REQUIRED: { status: 422, title: 'A justification is required' },
  REASON_REQUIRED: { status: 422, title: 'A reason is required' },
  NO_TRUST_PROFILE: { status: 422, title: 'No trust profile covers this' },
  AMBIGUOUS_TRUST_PROFILE: { status: 422, title: 'Several trust profiles cover this' },
  DOMAINS_SPAN_PROFILES: { status: 422, title: 'The names belong to different trust profiles' },
  POLICY_VIOLATION: { status: 422, title: 'Policy says no' },
  INVALID_CSR: { status: 422, title: 'The CSR cannot be used' },
  PROFILE_OVERLAP: { status: 422, title: 'Trust profiles overlap' },
  RATE_LIMITED: { status: 429, title: 'Too many requests' },
  LEDGER_SEALED: { status: 503, title: 'The organization is sealed' },
  UNAVAILABLE: { status: 503, title: 'Not available right now' },
} as const satisfies Record<ErrorCode, Rendering>;

export function problemOf(error: DomainError): Problem {
  const { status, title } = RENDERINGS[error.code];
  return {
    type: `urn:countersign:problem:${error.code.toLowerCase().replaceAll('_', '-')}`,
    title,
    status,
    detail: error.message,
    error: error.message,
    code: error.code,
    ...(error.field === null ? {} : { field: error.field }),
  };
}

/** For what HTTP itself refuses, before any use case is asked: 404, 405, 413, 415, and our own faults. */
export function plainProblem(status: number, title: string, detail: string, code: string): Problem {
  return { type: 'about:blank', title, status, detail, error: detail, code };
}
