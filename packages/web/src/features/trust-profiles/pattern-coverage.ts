/** How a name would meet the patterns of a profile, as the server matches it: a wildcard covers exactly one label. */
export interface Coverage {
  readonly covered: boolean;
  readonly why: string;
}

export function coverageOf(
  name: string,
  rules: {
    readonly domains: readonly string[];
    readonly exceptDomains: readonly string[];
    readonly allowWildcards: boolean;
  },
): Coverage {
  const [domains, exceptions] = [clean(rules.domains), clean(rules.exceptDomains)];
  const pattern = domains.find((one) => covers(one, name));
  if (pattern === undefined) return { covered: false, why: 'No pattern covers it.' };
  const exception = exceptions.find((one) => covers(one, name) || covers(name, one));
  if (exception !== undefined) return { covered: false, why: `The exception ${exception} takes it away.` };
  if (name.startsWith('*.') && !rules.allowWildcards) {
    return { covered: false, why: `${pattern} covers it, but wildcard names are not allowed.` };
  }
  return { covered: true, why: `Covered by ${pattern}.` };
}

function covers(pattern: string, name: string): boolean {
  if (pattern === name) return true;
  if (!pattern.startsWith('*.') || name.startsWith('*.')) return false;
  const dot = name.indexOf('.');
  return dot > 0 && name.slice(dot) === pattern.slice(1);
}

function clean(patterns: readonly string[]): string[] {
  return patterns.map((pattern) => pattern.trim().toLowerCase()).filter((pattern) => pattern !== '');
}
