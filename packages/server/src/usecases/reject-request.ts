import type { Principal } from '../domain/actor.ts';
import { decideRejection } from '../domain/decide-rejection.ts';
import { demandPresence } from './authorize.ts';
import { commitDecision } from './decision-frame.ts';
import type { CertificateRequestRow, Deps } from './ports.ts';
import { type VoteInput, voteCommand, voteFacts } from './vote-facts.ts';

/** One person's rejection, which ends the request. */
export function rejectRequest(deps: Deps, principal: Principal, input: VoteInput): Promise<CertificateRequestRow> {
  demandPresence(principal);
  return commitDecision(deps, principal, input.requestId, async (frame) => {
    const facts = await voteFacts(deps, frame, input.revision ?? null);
    const change = decideRejection(frame.request, principal, voteCommand(input), facts, frame.now);
    return { change, moved: { outcomeReason: change.decision?.reason ?? null } };
  });
}
