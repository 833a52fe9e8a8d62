import type { Principal } from '../domain/actor.ts';
import { decideWithdrawal } from '../domain/decide-withdrawal.ts';
import { checkReason } from '../domain/reason.ts';
import { commitDecision } from './decision-frame.ts';
import type { CertificateRequestRow, Deps } from './ports.ts';

/** The requester takes a request back that has no certificate yet. */
export function withdrawRequest(
  deps: Deps,
  principal: Principal,
  input: { requestId: string; reason?: string | null },
): Promise<CertificateRequestRow> {
  return commitDecision(deps, principal, input.requestId, ({ request, facts, now }) => ({
    change: decideWithdrawal(request, principal, { reason: input.reason ?? null }, facts, now),
    moved: { outcomeReason: checkReason(input.reason ?? null, false) },
  }));
}
