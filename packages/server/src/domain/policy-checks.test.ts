import { describe, expect, test } from 'vitest';
import { type PolicyFacts, policyChecks } from './policy-checks.ts';
import type { RiskFacts } from './risk-signals.ts';
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
  newNames: [],
  keyAlsoUsedFor: [],
  hoursAskedBefore: [],
};

function brief(request = requestWith(), known = facts(), risk: RiskFacts | null = null) {
  return policyChecks(request, known, risk).map(({ outcome, rule }) => `${outcome} ${rule}`);
}

describe('what the policy checked', () => {
  test('is everything, and passes for a request that fits', () => {
    expect(brief(requestWith(), facts(), sameAgain)).toEqual([
      'WARN key changed',
      'WARN production',
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
      'PASS names changed',
      'PASS key reused',
    ]);
  });

  test('comes with what fails first, then what deserves a look', () => {
    const checks = policyChecks(requestWith(), facts({}, { maxValidityDays: 30 }), {
      ...sameAgain,
      previous: null,
      newNames: ['api.internal.corp.com'],
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

  test('passes for a wildcard that is allowed, and fails for one that is not', () => {
    const wildcard = requestWith({ domains: ['*.internal.corp.com'] });
    expect(brief(wildcard, facts({ allowWildcards: true }))).toContain('PASS wildcard');
    expect(brief(wildcard)).toContain('FAIL wildcard');
  });

  test('are rules and signals, told apart, and no signal ever fails', () => {
    const checks = policyChecks(requestWith(), facts({}, { maxValidityDays: 30 }), sameAgain);
    expect(checks.filter(({ kind }) => kind === 'SIGNAL').map(({ outcome, rule }) => `${outcome} ${rule}`)).toEqual([
      'WARN key changed',
      'WARN production',
      'PASS previous certificate',
      'PASS names changed',
      'PASS key reused',
    ]);
    expect(checks.filter(({ kind }) => kind === 'RULE')).toHaveLength(10);
  });
});
