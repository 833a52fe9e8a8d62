import { decideExpiry } from '../domain/decide-expiry.ts';
import { commitByTime } from './by-time.ts';
import type { Deps } from './ports.ts';

/** Ends a request whose time is over. */
export function expireRequest(deps: Deps, requestId: string): Promise<void> {
  return commitByTime(deps, requestId, ({ request, facts, now }) => decideExpiry(request, facts, now));
}
