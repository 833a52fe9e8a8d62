import { decideWarning } from '../domain/decide-warning.ts';
import { commitByTime } from './by-time.ts';
import type { Deps } from './ports.ts';

/** Reminds, once, that a request still waits: the record is what people are told by. */
export function warnRequest(deps: Deps, requestId: string): Promise<void> {
  return commitByTime(deps, requestId, ({ request, now }) => decideWarning(request, now));
}
