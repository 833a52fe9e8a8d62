import type { Principal } from '../domain/actor.ts';
import type { CertificateRequest } from '../domain/certificate-request.ts';
import type { ApprovalCommand } from '../domain/decide-approval.ts';
import type { DecisionFacts } from '../domain/decision-facts.ts';
import { judgedRevision, versionAtRevision } from '../domain/revision.ts';
import type { TrustProfile } from '../domain/trust-profile-rules.ts';
import type { DecisionFrame } from './decision-frame.ts';
import type { CertificateRequestRow, Deps, PolicySnapshot, RiskQuestion } from './ports.ts';
import { profileVersion } from './request-rows.ts';

export interface VoteInput {
  readonly requestId: string;
  /** The revision that was seen; none: the one that now holds. */
  readonly revision?: number | null;
  readonly reason?: string | null;
  /** An entry of the organization's vocabulary. */
  readonly reasonId?: string | null;
  readonly comment?: string | null;
}

export function voteCommand({ revision, reason, reasonId, comment }: VoteInput): ApprovalCommand {
  return {
    revision: revision ?? null,
    reason: reason ?? null,
    reasonId: reasonId ?? null,
    comment: comment ?? null,
  };
}

/** What a vote rests on: the frame's facts, the signals as of now, and what the voter had seen. */
export async function voteFacts(
  deps: Pick<Deps, 'reads'>,
  frame: DecisionFrame,
  seenRevision: number | null,
): Promise<DecisionFacts> {
  const [risk, seen] = await Promise.all([
    deps.reads.riskFacts([riskQuestion(frame.request, frame.loaded.row)], frame.now),
    profileSeen(deps, frame, seenRevision),
  ]);
  return { ...frame.facts, risk: risk[0] ?? null, seen, nameOf: (id) => nameIn(frame.snapshot, id) };
}

export function riskQuestion(
  request: CertificateRequest,
  { renewsCertificateId }: Pick<CertificateRequestRow, 'renewsCertificateId'>,
): RiskQuestion {
  const { id, organizationId, domains, spkiSha256, requester, requestedAt } = request;
  return {
    requestId: id,
    organizationId,
    domains,
    spkiSha256,
    userId: personAsking(requester, renewsCertificateId ?? null),
    requestedAt,
  };
}

/** Devices and tokens ask by a program's clock, not by somebody's day; and so are certificates renewed. */
export function personAsking(actor: Principal['actor'], renewsCertificateId: string | null): string | null {
  return actor.kind === 'user' && renewsCertificateId === null ? actor.id : null;
}

/** Read only for a decision that is stale, to say what changed. */
async function profileSeen(
  deps: Pick<Deps, 'reads'>,
  { request, facts, snapshot }: DecisionFrame,
  revision: number | null,
): Promise<TrustProfile | null> {
  const { current } = facts;
  if (revision === null || revision === judgedRevision(request, current)) return null;
  const version = versionAtRevision(request, current, revision);
  return version === null ? null : profileVersion(deps, request.trustProfileId, version, snapshot);
}

function nameIn({ certificateAuthorities, people }: PolicySnapshot, id: string): string {
  return certificateAuthorities.get(id)?.name ?? people.get(id)?.name ?? id;
}
