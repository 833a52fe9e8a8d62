export interface EnrollExample {
  readonly domains: readonly string[];
  readonly environment: string;
  readonly justification: string;
}

interface Profile {
  readonly domains: readonly string[];
  readonly environments: readonly string[];
}

/** A request that the profile takes: a name that its first pattern covers, in an environment that it is for. */
export function enrollExample(profile: Profile | null, organizationEnvironments: readonly string[]): EnrollExample {
  const pattern = profile?.domains[0] ?? '*.internal.corp.com';
  const environments =
    profile !== null && profile.environments.length > 0 ? profile.environments : organizationEnvironments;
  const environment = environments.includes('production') ? 'production' : (environments[0] ?? 'production');
  return {
    domains: [pattern.replace(/^\*\./, 'api.')],
    environment,
    justification: 'New service deployment — ticket #1234',
  };
}
