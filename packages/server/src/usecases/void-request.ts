import type { Principal } from '../domain/actor.ts';
import { decideVoid } from '../domain/decide-void.ts';
import { demandPresence } from './authorize.ts';
import { commitDecision } from './decision-frame.ts';
import type { CertificateRequestRow, Deps } from './ports.ts';

/** An admin ends a request that has no certificate yet. */
export function voidRequest(
  deps: Deps,
  principal: Principal,
  input: { requestId: string; reason?: string | null; reasonId?: string | null },
): Promise<CertificateRequestRow> {
  demandPresence(principal);
  return commitDecision(deps, principal, input.requestId, ({ request, facts, now }) => {
    const given = { reason: input.reason ?? null, reasonId: input.reasonId ?? null };
    const { reason, ...change } = decideVoid(request, principal, given, facts, now);
    return { change, moved: { outcomeReason: reason } };
  });
}
