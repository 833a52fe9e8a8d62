import type { Principal } from '../domain/actor.ts';
import { decideRetry } from '../domain/decide-issuance.ts';
import { commitDecision } from './decision-frame.ts';
import { issueSoon } from './issue-certificate.ts';
import type { CertificateRequestRow, Deps } from './ports.ts';

/** Somebody has a failed issuance tried again, now. */
export async function retryIssuance(
  deps: Deps,
  principal: Principal,
  input: { requestId: string },
): Promise<CertificateRequestRow> {
  const after = await commitDecision(deps, principal, input.requestId, ({ request, facts, now }) => ({
    change: decideRetry(request, principal, facts),
    moved: { nextAttemptAt: now, issuanceAttempts: 0 },
  }));
  issueSoon(deps, after, null);
  return after;
}
