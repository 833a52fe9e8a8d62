import type { CertificateRequest } from './certificate-request.ts';
import { DomainError } from './errors.ts';
import { profileDifferences } from './profile-differences.ts';
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

/** Refuses a decision on another revision than the one that now holds (STALE_REVIEW); null is "the one that now holds". */
export function assertFreshReview(
  request: CertificateRequest,
  seen: number | null,
  pinned: TrustProfile,
  current: TrustProfile,
): void {
  const revision = judgedRevision(request, current);
  if (seen === null || seen === revision) return;
  const changed = profileDifferences(pinned.rules, current.rules);
  if (pinned.name !== current.name) changed.unshift(`name: ${pinned.name} → ${current.name}`);
  if (current.active !== pinned.active) changed.unshift('the trust profile has been retired');
  const what = changed.length === 0 ? '' : ` Since it was asked, its trust profile changed: ${listed(changed)}.`;
  throw new DomainError(
    'STALE_REVIEW',
    `This request is now at revision ${revision}, and your decision is about revision ${seen}.${what} Look at it again, then decide.`,
    { field: ['revision'], extra: { revision, seenRevision: seen, profileVersion: current.version, changed } },
  );
}
