import { type Principal, SYSTEM } from '../domain/actor.ts';
import type { Change } from '../domain/change.ts';
import { DomainError, type ErrorCode } from '../domain/errors.ts';
import { commitDecision, type DecisionFrame } from './decision-frame.ts';
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

const LEFT_ALONE: ReadonlySet<ErrorCode> = new Set(['NOT_PENDING', 'CONFLICT', 'LEDGER_SEALED']);

/** What time does to a request. One that was decided meanwhile, that another server was first at, or that is sealed, is left as it is. */
export async function commitByTime(
  deps: Deps,
  requestId: string,
  decide: (frame: DecisionFrame) => Change,
): Promise<void> {
  try {
    await commitDecision(deps, TIME, requestId, (frame) => ({ change: decide(frame) }));
  } catch (error) {
    if (error instanceof DomainError && LEFT_ALONE.has(error.code)) return;
    throw error;
  }
}
