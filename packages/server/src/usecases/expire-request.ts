import { type Principal, SYSTEM } from '../domain/actor.ts';
import { decideExpiry } from '../domain/decide-expiry.ts';
import { DomainError } from '../domain/errors.ts';
import { commitDecision } from './decision-frame.ts';
import type { Deps } from './ports.ts';

/** Time itself, at no door. */
const TIME: Principal = {
  actor: SYSTEM,
  userId: null,
  platformRole: null,
  requesterUserIds: [],
  scopes: null,
  organizationId: null,
};

/** Ends a request whose time is over. One that was decided meanwhile, or is sealed, is left as it is. */
export async function expireRequest(deps: Deps, requestId: string): Promise<void> {
  try {
    await commitDecision(deps, TIME, requestId, ({ request, facts, now }) => ({
      change: decideExpiry(request, facts, now),
    }));
  } catch (error) {
    if (error instanceof DomainError && ['NOT_PENDING', 'CONFLICT', 'LEDGER_SEALED'].includes(error.code)) return;
    throw error;
  }
}
