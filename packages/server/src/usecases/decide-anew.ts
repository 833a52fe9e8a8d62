import { DomainError } from '../domain/errors.ts';
import { RefusedByConstraint, StaleCommand } from './ports.ts';

/** Each try is made on what the race left behind; a race that many in a row are lost in is somebody else's fault. */
const TRIES = 12;

/**
 * Of these a request has one (a vote: one a person), written together with the request's row by whoever finds it unmoved.
 * Where another server was first, its row can stand in the way before it is seen that the request has moved.
 */
const ONCE_A_REQUEST = new Set([
  'decision_pkey',
  'server_key_pkey',
  'issuance_intent_current',
  'certificate_request_id_key',
]);

/**
 * Runs `attempt` (load, decide, commit) until it is not overtaken. The first commit wins; the losers decide anew, and
 * find the state that now holds.
 */
export async function decideAnew<Result>(attempt: (tries: number) => Promise<Result>): Promise<Result> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await attempt(tries);
    } catch (error) {
      if (!wasOvertaken(error)) throw error;
      if (tries + 1 >= TRIES) {
        throw new DomainError('CONFLICT', 'Others kept changing the same thing. Nothing was changed; try again.');
      }
    }
  }
}

function wasOvertaken(error: unknown): boolean {
  return (
    error instanceof StaleCommand || (error instanceof RefusedByConstraint && ONCE_A_REQUEST.has(error.constraint))
  );
}
