import type { CombinedError } from '@urql/core';
import type { MutationErrorFragment, UserErrorCode } from '../gql/generated/graphql.ts';

/** What a mutation answered instead of doing what was asked. */
export interface Refusal {
  readonly code: UserErrorCode | 'NETWORK' | 'ERROR';
  readonly message: string;
  readonly field: readonly string[];
  /** Of a stale review: what is otherwise than it was looked at. */
  readonly changes?: MutationErrorFragment['changes'];
}

type ErrorData = Pick<MutationErrorFragment, 'code' | 'message'> & Partial<MutationErrorFragment>;

/** The first refusal of an answer, or what kept it from coming; null if it did what was asked. */
export function refusalOf(
  error: CombinedError | undefined,
  userErrors: readonly ErrorData[] | undefined,
): Refusal | null {
  if (error) return failureOf(error);
  const first = userErrors?.[0];
  if (!first) return null;
  return { code: first.code, message: first.message, field: first.field ?? [], changes: first.changes ?? null };
}

export function failureOf(error: CombinedError): Refusal {
  if (error.networkError) {
    return {
      code: 'NETWORK',
      message: 'The server did not answer. Nothing was changed by this page; try again.',
      field: [],
    };
  }
  return { code: 'ERROR', message: error.graphQLErrors.map(({ message }) => message).join(' '), field: [] };
}
