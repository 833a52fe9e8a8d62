import { decideEscalation } from '../domain/decide-escalation.ts';
import { commitByTime } from './by-time.ts';
import type { Deps } from './ports.ts';

/** Takes a request that has waited too long to the profile's contacts too, once. */
export function escalateRequest(deps: Deps, requestId: string): Promise<void> {
  return commitByTime(deps, requestId, ({ request, now }) => decideEscalation(request, now));
}
