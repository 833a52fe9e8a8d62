import { DomainError } from '../domain/errors.ts';
import { StaleCommand } from './ports.ts';

/** Each try is made on what the race left behind; a race that many in a row are lost in is somebody else's fault. */
const TRIES = 12;

/**
 * Runs `attempt` (load, decide, commit) until it is not overtaken. The first commit wins; the losers decide anew, and
 * find the state that now holds.
 */
export async function decideAnew<Result>(attempt: (tries: number) => Promise<Result>): Promise<Result> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await attempt(tries);
    } catch (error) {
      if (!(error instanceof StaleCommand)) throw error;
      if (tries + 1 >= TRIES) {
        throw new DomainError('CONFLICT', 'Others kept changing the same thing. Nothing was changed; try again.');
      }
    }
  }
}
