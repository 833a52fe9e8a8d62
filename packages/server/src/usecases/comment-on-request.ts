import type { Principal } from '../domain/actor.ts';
import { decideComment } from '../domain/decide-comment.ts';
import { commitDecision } from './decision-frame.ts';
import type { CertificateRequestRow, Deps } from './ports.ts';

/** Says something about a request, for everybody who sees it and for the ledger. */
export function commentOnRequest(
  deps: Deps,
  principal: Principal,
  input: { requestId: string; text: string },
): Promise<CertificateRequestRow> {
  return commitDecision(deps, principal, input.requestId, ({ request, facts }) => ({
    change: decideComment(request, principal, { text: input.text }, facts),
  }));
}
