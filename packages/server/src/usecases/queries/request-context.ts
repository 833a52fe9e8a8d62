import { type RequestTarget, requestTarget } from '../../domain/access-targets.ts';
import type { CertificateRequest } from '../../domain/certificate-request.ts';
import type { TrustProfile } from '../../domain/trust-profile-rules.ts';
import type { CertificateRequestRow, DecisionRow, Deps, PolicySnapshot } from '../ports.ts';
import { pinnedProfile, requestOf } from '../request-rows.ts';
import { batched } from './batched.ts';
import type { QueryReads } from './query-ports.ts';

/** A request as the domain sees it, under the profile that it pins and the one in force. */
export interface RequestContext {
  readonly request: CertificateRequest;
  readonly pinned: TrustProfile;
  readonly current: TrustProfile;
  readonly target: RequestTarget;
}

export type RequestContexts = (row: CertificateRequestRow, snapshot: PolicySnapshot) => Promise<RequestContext>;

/** Votes of many requests in one read; a version of a profile, which never changes, once. */
export function createRequestContexts(deps: Pick<Deps, 'reads'>, reads: QueryReads): RequestContexts {
  const votes = batched(async (ids: readonly string[]) => {
    const byRequest = Map.groupBy(await reads.decisions(ids), (decision) => decision.requestId);
    return (id: string): readonly DecisionRow[] => byRequest.get(id) ?? [];
  });
  const versions = new Map<string, Promise<TrustProfile>>();
  const pinnedOf = (request: CertificateRequest, snapshot: PolicySnapshot): Promise<TrustProfile> => {
    const current = snapshot.profiles.get(request.trustProfileId);
    if (current?.version === request.profileVersion) return Promise.resolve(current);
    const key = `${request.trustProfileId}:${request.profileVersion}`;
    const known = versions.get(key) ?? pinnedProfile(deps, request, snapshot);
    versions.delete(key);
    versions.set(key, known);
    known.catch(() => versions.delete(key));
    const oldest = versions.keys().next();
    if (versions.size > 1_000 && oldest.done !== true) versions.delete(oldest.value);
    return known;
  };
  return async (row, snapshot) => {
    const request = requestOf({ row, decisions: await votes(row.id) });
    const pinned = await pinnedOf(request, snapshot);
    const current = snapshot.profiles.get(row.trustProfileId) ?? { ...pinned, active: false };
    return { request, pinned, current, target: requestTarget(request, pinned, current) };
  };
}
