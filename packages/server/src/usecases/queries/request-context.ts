import { type RequestTarget, requestTarget } from '../../domain/access-targets.ts';
import type { CertificateRequest } from '../../domain/certificate-request.ts';
import type { TrustProfile } from '../../domain/trust-profile-rules.ts';
import type { CertificateRequestRow, DecisionRow, Deps, PolicySnapshot } from '../ports.ts';
import { pinnedProfile, requestOf } from '../request-rows.ts';
import { batched } from './batched.ts';
import type { QueryReads } from './query-ports.ts';

/** The version of its profile that a request pins, and the one in force. */
export interface JudgedProfiles {
  readonly pinned: TrustProfile;
  readonly current: TrustProfile;
}

/** A request as the domain sees it, under those. */
export interface RequestContext extends JudgedProfiles {
  readonly request: CertificateRequest;
  readonly target: RequestTarget;
}

type Pins = Pick<CertificateRequestRow, 'trustProfileId' | 'profileVersion'>;
export type ProfilesOf = (row: Pins, snapshot: PolicySnapshot) => Promise<JudgedProfiles>;

export type RequestContexts = (row: CertificateRequestRow, snapshot: PolicySnapshot) => Promise<RequestContext>;

export function createProfilesOf(deps: Pick<Deps, 'reads'>): ProfilesOf {
  return async (row, snapshot) => {
    const pinned = await pinnedProfile(deps, row, snapshot);
    return { pinned, current: snapshot.profiles.get(row.trustProfileId) ?? { ...pinned, active: false } };
  };
}

/** Votes of many requests are read at once. */
export function createRequestContexts(reads: QueryReads, profilesOf: ProfilesOf): RequestContexts {
  const votes = batched(async (ids: readonly string[]) => {
    const byRequest = Map.groupBy(await reads.decisions(ids), (decision) => decision.requestId);
    return (id: string): readonly DecisionRow[] => byRequest.get(id) ?? [];
  });
  return async (row, snapshot) => {
    const request = requestOf({ row, decisions: await votes(row.id) });
    const { pinned, current } = await profilesOf(row, snapshot);
    return { request, pinned, current, target: requestTarget(request, pinned, current) };
  };
}
