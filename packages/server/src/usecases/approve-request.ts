import type { Principal } from '../domain/actor.ts';
import { decideApproval } from '../domain/decide-approval.ts';
import { demandPresence } from './authorize.ts';
import { commitDecision, type DecisionFrame } from './decision-frame.ts';
import { issueSoon } from './issue-certificate.ts';
import type { CertificateRequestRow, Deps } from './ports.ts';
import { prepareIntent } from './prepare-intent.ts';
import { type VoteInput, voteCommand, voteFacts } from './vote-facts.ts';
import { type PreparedIntent, withIntent } from './with-intent.ts';

/**
 * One person's approval. The one that completes the quorum commits, with itself, what is about to be signed if the key is
 * known; the certificate follows at once, and whoever waits for it is told by the ledger.
 */
export async function approveRequest(
  deps: Deps,
  principal: Principal,
  input: VoteInput,
): Promise<CertificateRequestRow> {
  demandPresence(principal);
  let intent: PreparedIntent | null = null;
  const after = await commitDecision(deps, principal, input.requestId, async (frame) => {
    intent = null;
    const change = decideApproval(
      frame.request,
      principal,
      voteCommand(input),
      await voteFacts(deps, frame, input.revision ?? null),
      frame.now,
    );
    if (change.outcome === 'pending') return { change };
    intent = await intentForKnownKey(deps, frame);
    return withIntent({ change }, intent, frame);
  });
  if (after.issuanceStatus === 'ISSUING') issueSoon(deps, after, intent);
  return after;
}

/** A key of the server's own is not known yet: it is made in a step of its own. */
async function intentForKnownKey(deps: Deps, frame: DecisionFrame): Promise<PreparedIntent | null> {
  const { row } = frame.loaded;
  if (row.keyOrigin !== 'CSR' || !row.spki || !row.keyAlgorithm) return null;
  const authority = frame.snapshot.certificateAuthorities.get(row.certificateAuthorityId);
  if (authority === undefined) return null;
  const key = { spki: row.spki, keyAlgorithm: row.keyAlgorithm, spkiSha256: row.spkiSha256 ?? '' };
  return prepareIntent(deps, row, key, authority, frame.facts.pinned.rules, frame.now);
}
