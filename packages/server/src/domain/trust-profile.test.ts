import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ENVIRONMENTS, profileWith } from './testing/example-domain.ts';
import { findOverlaps, matchTrustProfile, patternCovers, profileCovers } from './trust-profile.ts';
import type { TrustProfile } from './trust-profile-rules.ts';

const payments = profileWith({ domains: ['*.pay.corp.com'] }, { id: 'dtp_1', name: 'Payments' });
const web = profileWith({ domains: ['www.corp.com', '*.web.corp.com'] }, { id: 'dtp_2', name: 'Web' });

function match(domains: string[], profiles: TrustProfile[], environment = 'production') {
  return matchTrustProfile({ domains, environment, profiles, organizationEnvironments: ENVIRONMENTS });
}

describe('patterns', () => {
  test('a host name covers itself and nothing else', () => {
    expect(patternCovers('api.example.com', 'api.example.com')).toBe(true);
    expect(patternCovers('api.example.com', 'b.api.example.com')).toBe(false);
    expect(patternCovers('api.example.com', 'xapi.example.com')).toBe(false);
  });

  test('a wildcard pattern covers exactly one label', () => {
    expect(patternCovers('*.example.com', 'api.example.com')).toBe(true);
    expect(patternCovers('*.example.com', 'example.com')).toBe(false);
    expect(patternCovers('*.example.com', 'a.b.example.com')).toBe(false);
    expect(patternCovers('*.example.com', '.example.com')).toBe(false);
    expect(patternCovers('*.example.com', 'api.notexample.com')).toBe(false);
  });

  test('a wildcard name needs the same pattern', () => {
    expect(patternCovers('*.example.com', '*.example.com')).toBe(true);
    expect(patternCovers('*.example.com', '*.a.example.com')).toBe(false);
    expect(patternCovers('a.example.com', '*.example.com')).toBe(false);
    expect(patternCovers('*.com', '*.example.com')).toBe(false);
  });

  test('an exception takes a name away, by name or by pattern', () => {
    const rules = { domains: ['*.a.com', '*.b.com'], exceptDomains: ['secret.a.com', '*.b.com'] };
    expect(profileCovers(rules, 'open.a.com')).toBe(true);
    expect(profileCovers(rules, 'secret.a.com')).toBe(false);
    expect(profileCovers(rules, 'open.b.com')).toBe(false);
  });

  test('a wildcard name is not covered where a name under it was carved out', () => {
    expect(profileCovers({ domains: ['*.a.com'], exceptDomains: ['secret.a.com'] }, '*.a.com')).toBe(false);
    expect(profileCovers({ domains: ['*.a.com'], exceptDomains: ['secret.b.com'] }, '*.a.com')).toBe(true);
  });
});

describe('matching', () => {
  test('one profile that covers every name and the environment is chosen, with the pattern for each name', () => {
    const { profile, explanations, error } = match(['a.web.corp.com', 'www.corp.com'], [payments, web]);
    expect(profile).toBe(web);
    expect(error).toBeNull();
    expect(explanations).toEqual([
      {
        domain: 'a.web.corp.com',
        profileId: 'dtp_2',
        profileName: 'Web',
        pattern: '*.web.corp.com',
        matched: true,
        why: 'Web covers it by *.web.corp.com in production.',
      },
      {
        domain: 'www.corp.com',
        profileId: 'dtp_2',
        profileName: 'Web',
        pattern: 'www.corp.com',
        matched: true,
        why: 'Web covers it by www.corp.com in production.',
      },
    ]);
  });

  test('a name that no profile covers is refused by name, beside those that are covered', () => {
    const { profile, error, explanations } = match(['a.pay.corp.com', 'other.org'], [payments, web]);
    expect(profile).toBeNull();
    expect(error?.code).toBe('NO_TRUST_PROFILE');
    expect(error?.message).toBe(
      'No trust profile covers other.org in production. Covered: a.pay.corp.com by Payments.',
    );
    expect(explanations.map((explanation) => explanation.matched)).toEqual([true, false]);
    expect(explanations[1]?.why).toBe('No active trust profile has a pattern that covers it.');
  });

  test('two profiles that cover the same name are refused, both named', () => {
    const twin = profileWith({ domains: ['x.pay.corp.com'] }, { id: 'dtp_3', name: 'Twin' });
    const { profile, error, explanations } = match(['x.pay.corp.com'], [payments, twin]);
    expect(profile).toBeNull();
    expect(error?.code).toBe('AMBIGUOUS_TRUST_PROFILE');
    expect(error?.message).toContain('Payments and Twin');
    expect(explanations[0]).toMatchObject({ profileId: null, matched: false });
  });

  test('names that span profiles are refused, saying which name met which profile', () => {
    const { profile, error } = match(['a.pay.corp.com', 'www.corp.com'], [payments, web]);
    expect(profile).toBeNull();
    expect(error?.code).toBe('DOMAINS_SPAN_PROFILES');
    expect(error?.message).toContain('a.pay.corp.com by Payments and www.corp.com by Web');
  });

  test('a profile for other environments does not match, and the explanation says so', () => {
    const staging = profileWith({ domains: ['www.corp.com'], environments: ['staging'] }, { name: 'Staging' });
    expect(match(['www.corp.com'], [staging], 'staging').profile).toBe(staging);
    const { error, explanations } = match(['www.corp.com'], [staging]);
    expect(error?.code).toBe('NO_TRUST_PROFILE');
    expect(explanations[0]?.why).toBe('Staging has the pattern www.corp.com, but it is not for production.');
  });

  test('an environment the organization does not have is refused on the field environment', () => {
    const { error, explanations } = match(['www.corp.com'], [web], 'moon');
    expect(error?.code).toBe('POLICY_VIOLATION');
    expect(error?.field).toEqual(['environment']);
    expect(explanations).toHaveLength(1);
  });

  test('a retired profile does not match', () => {
    expect(match(['www.corp.com'], [{ ...web, active: false }]).error?.code).toBe('NO_TRUST_PROFILE');
  });

  test('a wildcard name cannot be had where the profile does not allow wildcards, and can where it does', () => {
    const refused = match(['*.web.corp.com'], [web]);
    expect(refused.profile).toBeNull();
    expect(refused.error?.code).toBe('POLICY_VIOLATION');
    expect(refused.explanations[0]?.why).toBe('Web covers it, but does not allow wildcard names.');
    const open = profileWith({ domains: ['*.web.corp.com'], allowWildcards: true });
    expect(match(['*.web.corp.com'], [open]).profile).toBe(open);
  });

  test('no names at all are refused', () => {
    expect(match([], [web]).error?.code).toBe('INVALID_INPUT');
  });
});

describe('overlaps', () => {
  const overlapOf = (domains: string[], exceptDomains: string[] = [], environments: string[] = []) =>
    findOverlaps({ id: null, rules: { domains, exceptDomains, environments } }, [payments, web], ENVIRONMENTS);

  test('exact against wildcard, wildcard against exact and wildcard against wildcard are found', () => {
    expect(overlapOf(['x.pay.corp.com'])).toEqual([
      { profileId: 'dtp_1', profileName: 'Payments', patterns: ['x.pay.corp.com'], environments: ENVIRONMENTS },
    ]);
    expect(overlapOf(['*.corp.com'])[0]?.patterns).toEqual(['www.corp.com']);
    expect(overlapOf(['*.pay.corp.com'])[0]?.patterns).toEqual(['*.pay.corp.com']);
  });

  test('wildcards at different depths do not overlap', () => {
    expect(overlapOf(['*.a.pay.corp.com'])).toEqual([]);
  });

  test('what either profile carves out is no overlap', () => {
    expect(overlapOf(['*.corp.com'], ['www.corp.com'])).toEqual([]);
    expect(overlapOf(['*.pay.corp.com'], ['*.pay.corp.com'])).toEqual([]);
    const carved = { ...payments, rules: { ...payments.rules, exceptDomains: ['x.pay.corp.com'] } };
    const rules = { domains: ['x.pay.corp.com'], exceptDomains: [], environments: [] };
    expect(findOverlaps({ id: null, rules }, [carved], ENVIRONMENTS)).toEqual([]);
  });

  test('a name carved out of one wildcard leaves the rest of it an overlap', () => {
    expect(overlapOf(['*.pay.corp.com'], ['x.pay.corp.com'])[0]?.patterns).toEqual(['*.pay.corp.com']);
  });

  test('profiles for different environments do not overlap, and for all of them they do', () => {
    const staging = { ...web, rules: { ...web.rules, environments: ['staging'] } };
    const rules = { domains: ['www.corp.com'], exceptDomains: [], environments: ['production'] };
    expect(findOverlaps({ id: null, rules }, [staging], ENVIRONMENTS)).toEqual([]);
    const everywhere = { ...rules, environments: [] };
    expect(findOverlaps({ id: null, rules: everywhere }, [staging], ENVIRONMENTS)[0]?.environments).toEqual([
      'staging',
    ]);
  });

  test('a profile does not overlap itself, nor a retired one', () => {
    expect(findOverlaps({ id: web.id, rules: web.rules }, [web], ENVIRONMENTS)).toEqual([]);
    expect(findOverlaps({ id: null, rules: web.rules }, [{ ...web, active: false }], ENVIRONMENTS)).toEqual([]);
  });
});

describe('properties', () => {
  const host = fc.constantFrom('a.x.com', 'b.x.com', 'fresh.x.com', 'a.y.com', 'x.com', 'a.b.x.com');
  const pattern = fc.oneof(host, fc.constantFrom('*.x.com', '*.y.com', '*.b.x.com'));
  const environments = fc.subarray([...ENVIRONMENTS]);
  /** `fresh.x.com` and its like are never in an exception list, as most names of a wildcard are not. */
  const exception = pattern.filter((name) => !name.startsWith('fresh.'));
  const profile = (id: string) =>
    fc
      .record({
        domains: fc.uniqueArray(pattern, { minLength: 1 }),
        exceptDomains: fc.uniqueArray(exception),
        environments,
        allowWildcards: fc.boolean(),
      })
      .map((rules) => profileWith(rules, { id, name: id }));
  const everyName = [
    'a.x.com',
    'b.x.com',
    'fresh.x.com',
    'a.y.com',
    'fresh.y.com',
    'x.com',
    'a.b.x.com',
    'fresh.b.x.com',
  ];

  test('matching never picks when two match, and never anything that does not cover everything', () => {
    fc.assert(
      fc.property(
        profile('dtp_1'),
        profile('dtp_2'),
        profile('dtp_3'),
        fc.uniqueArray(pattern, { minLength: 1 }),
        fc.constantFrom(...ENVIRONMENTS),
        (one, two, three, domains, environment) => {
          const fits = [one, two, three].filter(
            ({ rules }) =>
              (rules.environments.length === 0 || rules.environments.includes(environment)) &&
              domains.every((name) => profileCovers(rules, name)),
          );
          const { profile: picked, error } = match(domains, [one, two, three], environment);
          expect(picked === null).toBe(error !== null);
          if (picked !== null) expect(fits).toEqual([picked]);
          if (fits.length > 1) expect(error?.code).toBe('AMBIGUOUS_TRUST_PROFILE');
        },
      ),
    );
  });

  test('profiles overlap exactly if some host name in some environment is covered by both', () => {
    fc.assert(
      fc.property(profile('dtp_1'), profile('dtp_2'), (one, two) => {
        const shared = everyName.some((name) =>
          ENVIRONMENTS.some((environment) =>
            [one, two].every(
              ({ rules }) =>
                profileCovers(rules, name) &&
                (rules.environments.length === 0 || rules.environments.includes(environment)),
            ),
          ),
        );
        expect(findOverlaps(one, [two], ENVIRONMENTS).length > 0).toBe(shared);
        expect(findOverlaps(two, [one], ENVIRONMENTS).length > 0).toBe(shared);
      }),
      { numRuns: 500 },
    );
  });
});
