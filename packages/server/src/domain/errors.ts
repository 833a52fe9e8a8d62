import type { ReviewChange } from './profile-differences.ts';

/**
 * The closed set of things that can go wrong and that somebody can act on. Every door renders every code
 * (`satisfies Record<ErrorCode, …>`), so a new one does not compile until it is rendered everywhere.
 */
export const ERROR_CODES = [
  'INVALID_INPUT',
  'NOT_FOUND',
  'NOT_ALLOWED',
  'SELF_APPROVAL',
  'ALREADY_DECIDED',
  'NOT_PENDING',
  'STALE_REVIEW',
  'JUSTIFICATION_REQUIRED',
  'REASON_REQUIRED',
  'NO_TRUST_PROFILE',
  'AMBIGUOUS_TRUST_PROFILE',
  'DOMAINS_SPAN_PROFILES',
  'POLICY_VIOLATION',
  'INVALID_CSR',
  'PROFILE_OVERLAP',
  'CHANGE_PENDING',
  'IDEMPOTENCY_MISMATCH',
  'CONFLICT',
  'LEDGER_SEALED',
  'REAUTHENTICATE',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'RATE_LIMITED',
  'UNAVAILABLE',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** Codes that mean "policy says no": they are ledgered as `request.denied` when a submission ends with one of them. */
export const DENIAL_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'NOT_ALLOWED',
  'JUSTIFICATION_REQUIRED',
  'NO_TRUST_PROFILE',
  'AMBIGUOUS_TRUST_PROFILE',
  'DOMAINS_SPAN_PROFILES',
  'POLICY_VIOLATION',
]);

export interface DomainErrorOptions {
  /** Path of the input field at fault, as the GraphQL input names it: `['domains', '0']`. */
  field?: readonly string[];
  /** Facts a caller may show or act on, such as what changed for STALE_REVIEW. Never a secret. */
  extra?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
  /** Of STALE_REVIEW: what is otherwise than whoever decided saw it. */
  changes?: readonly ReviewChange[];
}

/** What went wrong, in words for the person who can mend it. The message is shown to them as it stands. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: ErrorCode;
  readonly field: readonly string[] | null;
  readonly extra: NonNullable<DomainErrorOptions['extra']>;
  readonly changes: readonly ReviewChange[] | null;

  constructor(code: ErrorCode, message: string, options: DomainErrorOptions = {}) {
    super(message);
    this.code = code;
    this.field = options.field ?? null;
    this.extra = options.extra ?? {};
    this.changes = options.changes ?? null;
  }
}
