interface Profile {
  readonly id: string;
  readonly name: string;
  readonly domains: readonly string[];
}

export interface NearMiss {
  readonly profileName: string;
  /** `*.payments.internal.corp.com` */
  readonly pattern: string;
  /** Labels of the name where the pattern has its `*`: `eu.api`; empty where it has none. */
  readonly instead: string;
  /** What name and pattern share: `.payments.internal.corp.com`. */
  readonly shared: string;
}

/**
 * The wildcard pattern that a name misses only by its number of labels, the longest first: the usual mistake, since `*`
 * stands for exactly one. Null if there is none.
 */
export function nearestPattern(name: string, profiles: readonly Profile[]): NearMiss | null {
  let nearest: NearMiss | null = null;
  for (const profile of profiles) {
    for (const pattern of profile.domains) {
      const miss = missOf(name, pattern, profile.name);
      if (miss !== null && (nearest === null || miss.shared.length > nearest.shared.length)) nearest = miss;
    }
  }
  return nearest;
}

function missOf(name: string, pattern: string, profileName: string): NearMiss | null {
  if (!pattern.startsWith('*.') || name.startsWith('*.')) return null;
  const shared = pattern.slice(1);
  const instead = `.${name}` === shared ? '' : name.endsWith(shared) ? name.slice(0, -shared.length) : null;
  if (instead === null || (instead !== '' && !instead.includes('.'))) return null;
  return { profileName, pattern, instead, shared };
}
