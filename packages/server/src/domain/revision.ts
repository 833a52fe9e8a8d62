import type { CertificateRequest } from './certificate-request.ts';
import { DomainError } from './errors.ts';
import { type ReviewChange, reviewChanges } from './profile-differences.ts';
import type { TrustProfile } from './trust-profile-rules.ts';
import { listed } from './wording.ts';

/**
 * The revision that a decision is about: the content's own, raised by every version of the profile since the pinned one. So
 * an edit of a profile makes every open review under it stale without writing to a single request.
 */
export function judgedRevision(
  request: Pick<CertificateRequest, 'revision' | 'profileVersion'>,
  current: Pick<TrustProfile, 'version'>,
): number {
  return request.revision + current.version - request.profileVersion;
}

/**
 * The version of the profile that was in force at a revision; null where the revision is no such one: it is of other content,
 * or was never there.
 */
export function versionAtRevision(
  request: Pick<CertificateRequest, 'revision' | 'profileVersion'>,
  current: Pick<TrustProfile, 'version'>,
  revision: number,
): number | null {
  const version = request.profileVersion + revision - request.revision;
  return version >= request.profileVersion && version <= current.version ? version : null;
}

export interface ReviewFacts {
  readonly pinned: TrustProfile;
  readonly current: TrustProfile;
  /** The profile as it was at the revision that was seen; null: that is not known, or it is the current one. */
  readonly seen: TrustProfile | null;
  /** What somebody or something with this id is called. */
  readonly nameOf: (id: string) => string;
}

/** Refuses a decision on another revision than the one that now holds (STALE_REVIEW); null is "the one that now holds". */
export function assertFreshReview(request: CertificateRequest, seen: number | null, facts: ReviewFacts): void {
  const { current } = facts;
  const revision = judgedRevision(request, current);
  if (seen === null || seen === revision) return;
  const changes = changesSince(request, seen, facts);
  const told = changes.map(({ what, before, after }) => `${what}: ${before} → ${after}`);
  const what = changes.length === 0 ? '' : ` Since then this changed: ${listed(told, 10)}.`;
  throw new DomainError(
    'STALE_REVIEW',
    `This request is now at revision ${revision}, and your decision is about revision ${seen}.${what} Look at it again, then decide.`,
    {
      field: ['revision'],
      extra: { revision, seenRevision: seen, profileVersion: current.version, changed: told },
      changes,
    },
  );
}

function changesSince(request: CertificateRequest, seen: number, facts: ReviewFacts): ReviewChange[] {
  const { pinned, current, nameOf } = facts;
  if (seen > judgedRevision(request, current) || seen < 1) return [];
  const from = facts.seen ?? pinned;
  const version = {
    what: 'version of the trust profile',
    before: String(from.version),
    after: String(current.version),
  };
  const isOtherContent = versionAtRevision(request, current, seen) === null;
  return [
    ...(isOtherContent ? [{ what: 'CSR', before: 'none', after: 'handed in' }] : []),
    ...(from.version === current.version ? [] : [version]),
    ...reviewChanges(from, current, nameOf),
  ];
}
