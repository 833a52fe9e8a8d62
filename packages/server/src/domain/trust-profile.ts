import { DomainError } from './errors.ts';
import type { TrustProfile, TrustProfileRules } from './trust-profile-rules.ts';
import { listed } from './wording.ts';

/** What of a profile decides which names are its own. */
export type Coverage = Pick<TrustProfileRules, 'domains' | 'exceptDomains'>;
type Scope = Coverage & Pick<TrustProfileRules, 'environments'>;

/** How one name met the profiles, in words for whoever asked. */
export interface MatchExplanation {
  readonly domain: string;
  readonly profileId: string | null;
  readonly profileName: string | null;
  /** The pattern of that profile that covers the name. */
  readonly pattern: string | null;
  readonly matched: boolean;
  readonly why: string;
}

export interface Match {
  readonly profile: TrustProfile | null;
  readonly explanations: readonly MatchExplanation[];
  readonly error: DomainError | null;
}

export interface MatchQuestion {
  /** Lower-case A-labels. */
  readonly domains: readonly string[];
  readonly environment: string;
  /** Of one organization; those that are not active are passed over. */
  readonly profiles: readonly TrustProfile[];
  readonly organizationEnvironments: readonly string[];
}

export interface ProfileOverlap {
  readonly profileId: string;
  readonly profileName: string;
  /** What both would cover. */
  readonly patterns: readonly string[];
  readonly environments: readonly string[];
}

export function isWildcard(name: string): boolean {
  return name.startsWith('*.');
}

/** `*.example.com` covers exactly one label, and itself as a wildcard name; a host name covers itself. */
export function patternCovers(pattern: string, name: string): boolean {
  if (pattern === name) return true;
  if (!isWildcard(pattern) || isWildcard(name)) return false;
  const firstDot = name.indexOf('.');
  return firstDot > 0 && name.slice(firstDot) === pattern.slice(1);
}

/** What two patterns both cover, as a pattern; null if nothing. */
export function intersectPatterns(one: string, other: string): string | null {
  if (patternCovers(one, other)) return other;
  return patternCovers(other, one) ? one : null;
}

/** The exception that takes a name away. A wildcard name stands for every name under it, so one carved out under it is enough. */
export function exceptionFor(coverage: Coverage, name: string): string | null {
  return coverage.exceptDomains.find((exception) => intersectPatterns(exception, name) !== null) ?? null;
}

/** The pattern under which a profile covers a name, exceptions counted; null if it does not. */
export function coveringPattern(coverage: Coverage, name: string): string | null {
  const pattern = coverage.domains.find((candidate) => patternCovers(candidate, name));
  return pattern === undefined || exceptionFor(coverage, name) !== null ? null : pattern;
}

/** Whether a profile covers a name, exceptions counted. Says nothing of `allowWildcards`, which is a rule, not a match. */
export function profileCovers(coverage: Coverage, name: string): boolean {
  return coveringPattern(coverage, name) !== null;
}

/** Whether a profile is for an environment; one that names none is for all of its organization's. */
export function coversEnvironment(rules: Pick<TrustProfileRules, 'environments'>, environment: string): boolean {
  return rules.environments.length === 0 || rules.environments.includes(environment);
}

/**
 * The one active profile that covers every name and the environment. None, several, or names that span profiles: no profile,
 * and an error that says which names met which profiles. It never guesses.
 */
export function matchTrustProfile(question: MatchQuestion): Match {
  const { domains, environment, organizationEnvironments } = question;
  if (domains.length === 0) {
    return unmatched([], new DomainError('INVALID_INPUT', 'Name at least one domain.', { field: ['domains'] }));
  }
  if (!organizationEnvironments.includes(environment)) {
    const message = `This organization has no environment of that name. It has ${listed(organizationEnvironments, 20)}.`;
    return unmatched(
      domains.map((domain) => explain(domain, null, null, 'The environment is not one of this organization.')),
      new DomainError('POLICY_VIOLATION', message, { field: ['environment'] }),
    );
  }
  const active = question.profiles.filter((profile) => profile.active);
  const meetings = domains.map((domain) => ({
    domain,
    met: active.filter((profile) => meets(profile, domain, environment)),
  }));
  const covering = active.filter((profile) => meetings.every((meeting) => meeting.met.includes(profile)));
  const [chosen, ...others] = covering;
  const single = chosen !== undefined && others.length === 0 ? chosen : null;
  const explanations = meetings.map(({ domain, met }) => explainMeeting(domain, met, single, active, environment));
  if (single === null) return unmatched(explanations, refusal(meetings, covering, environment));
  const wildcards = single.rules.allowWildcards ? [] : domains.filter(isWildcard);
  if (wildcards.length === 0) return { profile: single, explanations, error: null };
  const message = `${listed(wildcards)}: the trust profile ${single.name} does not allow wildcard names. Ask for each host name instead.`;
  return unmatched(explanations, new DomainError('POLICY_VIOLATION', message, { field: ['domains'] }));
}

/**
 * The other active profiles whose names *and* environments intersect the candidate's. Exceptions of either are counted:
 * a part that one of them carves out is no overlap.
 */
export function findOverlaps(
  candidate: { readonly id: string | null; readonly rules: Scope },
  others: readonly { readonly id: string; readonly name: string; readonly active: boolean; readonly rules: Scope }[],
  organizationEnvironments: readonly string[],
): ProfileOverlap[] {
  return others.flatMap((other) => {
    if (!other.active || other.id === candidate.id) return [];
    const environments = sharedEnvironments(candidate.rules, other.rules, organizationEnvironments);
    if (environments === null) return [];
    const patterns = sharedPatterns(candidate.rules, other.rules);
    return patterns.length === 0 ? [] : [{ profileId: other.id, profileName: other.name, patterns, environments }];
  });
}

interface Meeting {
  readonly domain: string;
  readonly met: readonly TrustProfile[];
}

function meets(profile: TrustProfile, domain: string, environment: string): boolean {
  return coversEnvironment(profile.rules, environment) && profileCovers(profile.rules, domain);
}

function unmatched(explanations: readonly MatchExplanation[], error: DomainError): Match {
  return { profile: null, explanations, error };
}

function refusal(meetings: readonly Meeting[], covering: readonly TrustProfile[], environment: string): DomainError {
  const field = { field: ['domains'] };
  if (covering.length > 1) {
    const message = `More than one trust profile covers ${listed(meetings.map(({ domain }) => domain))} in ${environment}: ${listed(names(covering))}. An admin must make one of them give these names up.`;
    return new DomainError('AMBIGUOUS_TRUST_PROFILE', message, field);
  }
  const uncovered = meetings.filter(({ met }) => met.length === 0).map(({ domain }) => domain);
  const story = listed(
    meetings.filter(({ met }) => met.length > 0).map(({ domain, met }) => `${domain} by ${listed(names(met))}`),
  );
  if (uncovered.length > 0) {
    const rest = uncovered.length === meetings.length ? '' : ` Covered: ${story}.`;
    const message = `No trust profile covers ${listed(uncovered)} in ${environment}.${rest}`;
    return new DomainError('NO_TRUST_PROFILE', message, field);
  }
  const message = `No single trust profile covers all of these names in ${environment}: ${story}. Ask for them in separate requests.`;
  return new DomainError('DOMAINS_SPAN_PROFILES', message, field);
}

function explainMeeting(
  domain: string,
  met: readonly TrustProfile[],
  single: TrustProfile | null,
  active: readonly TrustProfile[],
  environment: string,
): MatchExplanation {
  const [first, ...more] = met;
  if (first === undefined) return explainMiss(domain, active, environment);
  if (single === null && more.length > 0) {
    return explain(domain, null, null, `More than one trust profile covers it: ${listed(names(met))}.`);
  }
  const profile = single ?? first;
  const pattern = coveringPattern(profile.rules, domain);
  if (isWildcard(domain) && !profile.rules.allowWildcards) {
    return explain(domain, profile, pattern, `${profile.name} covers it, but does not allow wildcard names.`);
  }
  const why = `${profile.name} covers it by ${pattern} in ${environment}.`;
  return { ...explain(domain, profile, pattern, why), matched: true };
}

function explainMiss(domain: string, active: readonly TrustProfile[], environment: string): MatchExplanation {
  for (const profile of active) {
    const pattern = profile.rules.domains.find((candidate) => patternCovers(candidate, domain));
    if (pattern === undefined) continue;
    const exception = exceptionFor(profile.rules, domain);
    const because = exception === null ? `it is not for ${environment}` : `its exception ${exception} takes it away`;
    return explain(domain, profile, pattern, `${profile.name} has the pattern ${pattern}, but ${because}.`);
  }
  return explain(domain, null, null, 'No active trust profile has a pattern that covers it.');
}

function explain(domain: string, profile: TrustProfile | null, pattern: string | null, why: string): MatchExplanation {
  return { domain, profileId: profile?.id ?? null, profileName: profile?.name ?? null, pattern, matched: false, why };
}

function names(profiles: readonly TrustProfile[]): string[] {
  return profiles.map((profile) => profile.name);
}

/** Null if there are none; empty stands for all of an organization that has named no environments yet. */
function sharedEnvironments(one: Scope, other: Scope, all: readonly string[]): readonly string[] | null {
  if (one.environments.length === 0) return other.environments.length === 0 ? all : other.environments;
  const shared = one.environments.filter((environment) => coversEnvironment(other, environment));
  return shared.length === 0 ? null : shared;
}

function sharedPatterns(one: Coverage, other: Coverage): string[] {
  const shared = new Set<string>();
  for (const pattern of one.domains) {
    for (const otherPattern of other.domains) {
      const both = intersectPatterns(pattern, otherPattern);
      if (both !== null && !carvesAll(one, both) && !carvesAll(other, both)) shared.add(both);
    }
  }
  return [...shared];
}

/** Whether exceptions leave nothing of a pattern: host names carved out of a wildcard always leave some. */
export function carvesAll(coverage: Coverage, pattern: string): boolean {
  return coverage.exceptDomains.some((exception) => patternCovers(exception, pattern));
}
