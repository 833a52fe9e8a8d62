import type { Principal } from '../domain/actor.ts';
import { decideVoid } from '../domain/decide-void.ts';
import { checkReason } from '../domain/reason.ts';
import { demandPresence } from './authorize.ts';
import { commitDecision } from './decision-frame.ts';
import type { CertificateRequestRow, Deps } from './ports.ts';

/** An admin ends a request that has no certificate yet. */
export function voidRequest(
  deps: Deps,
  principal: Principal,
  input: { requestId: string; reason: string },
): Promise<CertificateRequestRow> {
  demandPresence(principal);
  return commitDecision(deps, principal, input.requestId, ({ request, facts, now }) => ({
    change: decideVoid(request, principal, { reason: input.reason }, facts, now),
    moved: { outcomeReason: checkReason(input.reason, true) },
  }));
}
