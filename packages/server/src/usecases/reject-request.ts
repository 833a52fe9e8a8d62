import type { Principal } from '../domain/actor.ts';
import { decideRejection } from '../domain/decide-rejection.ts';
import { demandPresence } from './authorize.ts';
import { commitDecision } from './decision-frame.ts';
import type { CertificateRequestRow, Deps } from './ports.ts';

/** One person's rejection, which ends the request. */
export function rejectRequest(
  deps: Deps,
  principal: Principal,
  input: { requestId: string; revision?: number | null; reason: string; comment?: string | null },
): Promise<CertificateRequestRow> {
  demandPresence(principal);
  return commitDecision(deps, principal, input.requestId, ({ request, facts, now }) => {
    const command = { revision: input.revision ?? null, reason: input.reason, comment: input.comment ?? null };
    const change = decideRejection(request, principal, command, facts, now);
    return { change, moved: { outcomeReason: change.decision?.reason ?? null } };
  });
}
