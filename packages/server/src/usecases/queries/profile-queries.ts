import { DomainError } from '../../domain/errors.ts';
import { parseDomainName } from '../../domain/names.ts';
import { notFound } from '../../domain/permission.ts';
import { matchTrustProfile } from '../../domain/trust-profile.ts';
import type { TrustProfile } from '../../domain/trust-profile-rules.ts';
import type { Queries } from '../application.ts';
import type { PolicySnapshot } from '../ports.ts';
import { batched } from './batched.ts';
import type { QueryParts } from './create-queries.ts';
import { emptyPage, pageOf } from './page.ts';

type ProfileQueries = Pick<Queries, 'trustProfile' | 'trustProfileVersion' | 'trustProfiles' | 'matchTrustProfile'>;

export function profileQueries({ deps, sight }: QueryParts): ProfileQueries {
  const readVersion = async (id: string, version: number): Promise<TrustProfile | null> => {
    const [row, profile] = await Promise.all([deps.reads.profileVersion(id, version), deps.reads.trustProfile(id)]);
    if (row === null || profile === null) return null;
    const { organizationId, active } = profile;
    return { id, organizationId, name: row.name, version, active, rules: row.rules };
  };
  // The rows of one list pin few versions, and ask for them in the same moment.
  const versions = batched(async (keys: readonly string[]) => {
    const read = async (key: string) => {
      const [version = '', id = ''] = key.split(':');
      return [key, await readVersion(id, Number(version))] as const;
    };
    const found = new Map(await Promise.all(keys.map(read)));
    return (key: string) => found.get(key) ?? null;
  });
  return {
    async trustProfile(principal, id) {
      const row = await deps.reads.trustProfile(id);
      if (row === null || (await sight.organization(principal, row.organizationId)) === null) return null;
      const { organizationId, name, version, active, rules } = row;
      return { id, organizationId, name, version, active, rules };
    },

    trustProfileVersion: (id, version) => versions(`${version}:${id}`),

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
