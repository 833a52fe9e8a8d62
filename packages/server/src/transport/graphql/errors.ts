import { randomUUID } from 'node:crypto';
import { GraphQLError } from 'graphql';
import { DomainError, type ErrorCode } from '../../domain/errors.ts';

/** Data of a payload (`userErrors`), or an error of the operation, with the code as its `extensions.code`. */
type Rendering = 'userError' | 'error';

/** Every code, as GraphQL says it: what a person can act on is data. */
const RENDERINGS = {
  INVALID_INPUT: 'userError',
  NOT_FOUND: 'userError',
  NOT_ALLOWED: 'userError',
  SELF_APPROVAL: 'userError',
  ALREADY_DECIDED: 'userError',
  NOT_PENDING: 'userError',
  STALE_REVIEW: 'userError',
  JUSTIFICATION_REQUIRED: 'userError',
  REASON_REQUIRED: 'userError',
  NO_TRUST_PROFILE: 'userError',
  AMBIGUOUS_TRUST_PROFILE: 'userError',
  DOMAINS_SPAN_PROFILES: 'userError',
  POLICY_VIOLATION: 'userError',
  INVALID_CSR: 'userError',
  PROFILE_OVERLAP: 'userError',
  CHANGE_PENDING: 'userError',
  IDEMPOTENCY_MISMATCH: 'userError',
  CONFLICT: 'userError',
  LEDGER_SEALED: 'userError',
  REAUTHENTICATE: 'userError',
  UNAUTHENTICATED: 'error',
  FORBIDDEN: 'error',
  RATE_LIMITED: 'error',
  UNAVAILABLE: 'error',
} as const satisfies Record<ErrorCode, Rendering>;

export interface UserErrorView {
  readonly code: ErrorCode;
  readonly message: string;
  readonly field: readonly string[] | null;
  readonly changes: DomainError['changes'];
}

/** The error as data of a mutation's payload, or null if it is none that a payload carries. */
export function userErrorOf(error: unknown): UserErrorView | null {
  if (!(error instanceof DomainError) || RENDERINGS[error.code] !== 'userError') return null;
  return { code: error.code, message: error.message, field: error.field, changes: error.changes };
}

export type ErrorLog = (message: string, facts: Readonly<Record<string, string>>) => void;

/** An error of the operation. What nobody can act on shows nothing but an id, under which the log has it. */
export function graphqlErrorOf(error: unknown, log: ErrorLog): GraphQLError {
  if (error instanceof GraphQLError) return error;
  if (error instanceof DomainError) {
    // Where there is no payload to carry it, wrong input is what GraphQL calls by this name everywhere.
    const code = error.code === 'INVALID_INPUT' ? 'BAD_USER_INPUT' : error.code;
    return new GraphQLError(error.message, {
      extensions: error.field === null ? { code } : { code, field: error.field },
    });
  }
  const id = randomUUID();
  log('a GraphQL operation failed', {
    id,
    error: error instanceof Error ? (error.stack ?? error.message) : String(error),
  });
  return new GraphQLError(`This is a fault of the server; its log has it under ${id}.`, {
    extensions: { code: 'INTERNAL_SERVER_ERROR', id },
  });
}
