import { describe, expect, test } from 'vitest';
import { type PolicyFacts, policyChecks, type RiskFacts } from './policy-checks.ts';
import { ENVIRONMENTS, profileWith, requestWith } from './testing/example-domain.ts';
import type { TrustProfileRules } from './trust-profile-rules.ts';

function facts(pinned: Partial<TrustProfileRules> = {}, now?: Partial<TrustProfileRules>): PolicyFacts {
  return {
    pinned: profileWith(pinned),
    current: now === undefined ? profileWith(pinned) : profileWith(now, { version: 4 }),
    organizationEnvironments: ENVIRONMENTS,
    requesterMayAsk: true,
  };
}

const sameAgain: RiskFacts = {
  previous: { domains: ['api.internal.corp.com'], spkiSha256: 'another key' },
  keyAlsoUsedFor: [],
};

function brief(request = requestWith(), known = facts(), risk: RiskFacts | null = null) {
  return policyChecks(request, known, risk).map(({ outcome, rule }) => `${outcome} ${rule}`);
}

describe('what the policy checked', () => {
  test('is everything, and passes for a request that fits', () => {
    expect(brief(requestWith(), facts(), sameAgain)).toEqual([
      'PASS profile',
      'PASS requester',
      'PASS names',
      'PASS wildcard',
      'PASS environment',
      'PASS justification',
      'PASS key',
      'PASS validity',
      'PASS use',
      'PASS authority',
      'PASS previous certificate',
      'PASS key changed',
      'PASS names changed',
    ]);
  });

  test('comes with what fails first, then what deserves a look', () => {
    const checks = policyChecks(requestWith(), facts({}, { maxValidityDays: 30 }), {
      previous: null,
      keyAlsoUsedFor: [],
    });
    expect(checks.slice(0, 3).map(({ outcome, rule }) => `${outcome} ${rule}`)).toEqual([
      'FAIL validity',
      'WARN profile',
      'WARN previous certificate',
    ]);
    expect(checks[0]?.explanation).toBe('90 days is longer than the 30 that Payments internal allows.');
  });

  test('is judged by the stricter version, whichever of the two that is', () => {
    const strict = { keyAlgorithms: ['ED25519'] as const };
    expect(brief(requestWith(), facts(strict, {}))).toContain('FAIL key');
    expect(brief(requestWith(), facts({}, strict))).toContain('FAIL key');
  });

  test('fails for a server-made key under CSR_ONLY, a missing justification and a lost environment', () => {
    expect(brief(requestWith({ keyOrigin: 'SERVER' }), facts({}, { keySource: 'CSR_ONLY' }))).toContain('FAIL key');
    expect(brief(requestWith({ justification: null }))).toContain('FAIL justification');
    expect(brief(requestWith(), { ...facts(), organizationEnvironments: ['staging'] })).toContain('FAIL environment');
    expect(brief(requestWith(), { ...facts(), requesterMayAsk: false })).toContain('FAIL requester');
  });

  test('warns of a wildcard that is allowed, and fails for one that is not', () => {
    const wildcard = requestWith({ domains: ['*.internal.corp.com'] });
    expect(brief(wildcard, facts({ allowWildcards: true }))).toContain('WARN wildcard');
    expect(brief(wildcard)).toContain('FAIL wildcard');
  });
});

describe('risks', () => {
  test('a first certificate, a key in use elsewhere, the key in force and other names deserve a look', () => {
    const { spkiSha256 } = requestWith();
    const risk: RiskFacts = {
      previous: { domains: ['old.internal.corp.com'], spkiSha256: spkiSha256 ?? '' },
      keyAlsoUsedFor: ['www.corp.com'],
    };
    const words = policyChecks(requestWith(), facts(), risk)
      .filter(({ outcome }) => outcome === 'WARN')
      .map(({ explanation }) => explanation);
    expect(words).toEqual([
      'The same key is used in certificates for www.corp.com.',
      'The key is the one of the certificate in force.',
      'Against the certificate in force this adds api.internal.corp.com.',
      'Against the certificate in force this drops old.internal.corp.com.',
    ]);
  });

  test('of a key that is not known yet nothing is said', () => {
    const awaited = requestWith({ keyOrigin: 'AWAITED', spkiSha256: null, keyAlgorithm: null });
    expect(brief(awaited, facts(), sameAgain).filter((line) => line.endsWith('key changed'))).toEqual([]);
  });
});
