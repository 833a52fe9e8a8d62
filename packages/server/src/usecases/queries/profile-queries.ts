import { DomainError } from '../../domain/errors.ts';
import { parseDomainName } from '../../domain/names.ts';
import { notFound } from '../../domain/permission.ts';
import { matchTrustProfile } from '../../domain/trust-profile.ts';
import type { TrustProfile } from '../../domain/trust-profile-rules.ts';
import type { Queries } from '../application.ts';
import type { PolicySnapshot } from '../ports.ts';
import type { QueryParts } from './create-queries.ts';
import { emptyPage, pageOf } from './page.ts';

type ProfileQueries = Pick<Queries, 'trustProfile' | 'trustProfiles' | 'matchTrustProfile'>;

export function profileQueries({ deps, sight }: QueryParts): ProfileQueries {
  return {
    async trustProfile(principal, id) {
      const row = await deps.reads.trustProfile(id);
      if (row === null || (await sight.organization(principal, row.organizationId)) === null) return null;
      const { organizationId, name, version, active, rules } = row;
      return { id, organizationId, name, version, active, rules };
    },

    async trustProfiles(principal, organizationId, page) {
      const view = await sight.organization(principal, organizationId);
      return view === null ? emptyPage(page) : pageOf('profiles', view.snapshot.profiles.values(), page);
    },

    async matchTrustProfile(principal, { organizationId, domains, environment }) {
      const view = await sight.organization(principal, organizationId);
      if (view === null) return { profile: null, error: notFound(), explanations: [] };
      const names = readNames(domains);
      if (names instanceof DomainError) return { profile: null, error: names, explanations: [] };
      const match = matchAmong(view.snapshot, names, environment);
      return {
        profile: match.profile,
        error: match.error,
        explanations: match.explanations.map(({ domain, profileId, pattern, matched, why }) => ({
          domain,
          profile: profileId === null ? null : (view.snapshot.profiles.get(profileId) ?? null),
          pattern,
          matched,
          why,
        })),
      };
    },
  };
}

function matchAmong(snapshot: PolicySnapshot, domains: readonly string[], environment: string) {
  const profiles: TrustProfile[] = [...snapshot.profiles.values()];
  return matchTrustProfile({
    domains,
    environment,
    profiles,
    organizationEnvironments: snapshot.organization.environments,
  });
}

/** As a submission reads them, so that the answer is the one a submission would get. */
function readNames(domains: readonly string[]): string[] | DomainError {
  try {
    return [
      ...new Set(domains.map((domain, index) => parseDomainName(domain, ['domains', String(index)]).ascii)),
    ].sort();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}
