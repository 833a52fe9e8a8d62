import type { UserErrorView } from '../errors.ts';
import { userErrorOf } from '../errors.ts';

export interface Answered {
  readonly userErrors: readonly UserErrorView[];
  readonly clientMutationId: string | null;
}

/** Runs a mutation: its nouns, or what went wrong as data. What is no matter of the mutation itself is thrown on. */
export async function answer<Nouns extends object>(
  input: { readonly clientMutationId?: string | null } | null,
  run: () => Promise<Nouns>,
): Promise<(Nouns & Answered) | Answered> {
  const clientMutationId = input?.clientMutationId ?? null;
  try {
    return { ...(await run()), userErrors: [], clientMutationId };
  } catch (error) {
    const userError = userErrorOf(error);
    if (userError === null) throw error;
    return { userErrors: [userError], clientMutationId };
  }
}
