import { isWildcard } from './trust-profile.ts';

/** Below the delivery folder: `<organization slug>/<first domain>`, a wildcard's `*` written `_wildcard`. */
export function knownPathOf(organizationSlug: string, firstDomain: string): string {
  const folder = isWildcard(firstDomain) ? `_wildcard${firstDomain.slice(1)}` : firstDomain;
  return `${organizationSlug}/${folder}`;
}
