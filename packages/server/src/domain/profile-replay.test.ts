import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KEY_ALGORITHMS } from './key-algorithm.ts';
import { allow, deny } from './permission.ts';
import { type ReplayedRequest, replayRequest } from './profile-replay.ts';
import { widens } from './profile-widening.ts';
import { ENVIRONMENTS, profileWith, rulesWith } from './testing/example-domain.ts';
import type { TrustProfile, TrustProfileRules } from './trust-profile-rules.ts';

const request: ReplayedRequest = {
  domains: ['api.internal.corp.com'],
  environment: 'production',
  justification: 'Asked for by a test',
  validityDays: 90,
  keyOrigin: 'SERVER',
  keyAlgorithm: 'ECDSA_P256',
};

/** An operator who is named by id, or not. */
function policy(...profiles: TrustProfile[]) {
  const mayAsk = ({ name, rules }: TrustProfile) =>
    rules.allowedUserIds.length === 0 || rules.allowedUserIds.includes('usr_asker')
      ? allow('It names you.')
      : deny('NOT_ALLOWED', `${name} does not name you.`);
  return { profiles, organizationEnvironments: ENVIRONMENTS, mayAsk };
}

function replay(before: Partial<TrustProfileRules>, after: Partial<TrustProfileRules>, changes = {}) {
  return replayRequest({ ...request, ...changes }, policy(profileWith(before)), policy(profileWith(after)));
}

describe('a replayed request', () => {
  test('is refused where the proposed version refuses it, with the reason', () => {
    const days = replay({}, { maxValidityDays: 30, defaultValidityDays: 30 }, { validityDays: 60 });
    expect(days).toMatchObject({ effects: ['REFUSED'], before: { refusal: null, approvals: 1 } });
    expect(days.after.refusal).toMatch(/at most 30 days of validity, not 60/);
    expect(replay({}, { domains: ['*.corp.com'] }).after).toMatchObject({ profile: null });
    expect(replay({}, { environments: ['staging'] }).effects).toEqual(['REFUSED']);
    expect(replay({}, { allowedUserIds: ['usr_other'] }).after.refusal).toMatch(/does not name you/);
    expect(replay({}, { keyAlgorithms: ['RSA_4096'] }, { keyOrigin: 'CSR' }).after.refusal).toMatch(/ECDSA_P256/);
    expect(
      replay({ requireApproval: false, requireJustification: false }, {}, { justification: null }).effects,
    ).toEqual(['REFUSED']);
  });

  test('has no validity or key held against it that it left to the profile', () => {
    expect(replay({}, { maxValidityDays: 30, defaultValidityDays: 30 }).effects).toEqual([]);
    const first = { keyAlgorithms: ['ECDSA_P256' as const] };
    expect(replay(first, { keyAlgorithms: ['RSA_4096'] }).effects).toEqual([]);
  });

  test('needs more approvals, fewer, one for the first time, or none any more', () => {
    expect(replay({}, { requiredApprovals: 2 }).effects).toEqual(['MORE_APPROVALS']);
    expect(replay({ requiredApprovals: 3 }, { requiredApprovals: 2 }).effects).toEqual(['FEWER_APPROVALS']);
    expect(replay({ requireApproval: false }, {}).effects).toEqual(['APPROVAL_ADDED']);
    expect(replay({}, { requireApproval: false }).effects).toEqual(['APPROVAL_DROPPED']);
  });

  test('is accepted that was none of any profile’s, and moves to a new profile that takes its names', () => {
    const web = profileWith({ domains: ['www.corp.com'] }, { id: 'dtp_web', name: 'Web' });
    const asked = { ...request, domains: ['www.corp.com'] };
    expect(replayRequest(asked, policy(profileWith()), policy(profileWith(), web)).effects).toEqual(['ACCEPTED']);
    const taken = profileWith({ domains: ['*.internal.corp.com'] }, { id: 'dtp_new', name: 'New' });
    expect(replayRequest(request, policy(profileWith()), policy(taken)).effects).toEqual(['ANOTHER_PROFILE']);
  });
});

const rules = fc
  .record({
    domains: fc.uniqueArray(fc.constantFrom('*.x.com', 'a.x.com', 'b.x.com', '*.y.com'), { minLength: 1 }),
    exceptDomains: fc.uniqueArray(fc.constantFrom('a.x.com', 'b.x.com', '*.y.com')),
    environments: fc.uniqueArray(fc.constantFrom('production', 'staging')),
    requireApproval: fc.boolean(),
    requiredApprovals: fc.integer({ min: 1, max: 3 }),
    requireJustification: fc.boolean(),
    maxValidityDays: fc.constantFrom(90, 200, 397),
    allowWildcards: fc.boolean(),
    allowedUserIds: fc.uniqueArray(fc.constantFrom('usr_asker', 'usr_other')),
    keyAlgorithms: fc.uniqueArray(fc.constantFrom(...KEY_ALGORITHMS), { minLength: 1 }),
  })
  .map((changes) =>
    rulesWith({ ...changes, requireJustification: changes.requireApproval || changes.requireJustification }),
  );
const requests = fc.record<ReplayedRequest>({
  domains: fc.uniqueArray(fc.constantFrom('a.x.com', 'b.x.com', 'c.x.com', 'a.y.com', '*.x.com'), { minLength: 1 }),
  environment: fc.constantFrom('production', 'staging', 'moon'),
  justification: fc.constantFrom(null, 'Asked for by a test'),
  validityDays: fc.constantFrom(30, 90, 200, 397),
  keyOrigin: fc.constantFrom('CSR', 'SERVER', 'AWAITED'),
  keyAlgorithm: fc.constantFrom(null, ...KEY_ALGORITHMS),
});
const profile = (given: TrustProfileRules) => ({ ...profileWith(), rules: given });

test('replaying the version in force changes nothing', () => {
  fc.assert(
    fc.property(rules, requests, (given, asked) => {
      const unchanged = replayRequest(asked, policy(profile(given)), policy(profile(given)));
      expect(unchanged.effects).toEqual([]);
      expect(unchanged.after).toEqual(unchanged.before);
    }),
    { numRuns: 500 },
  );
});

test('only an edit that widens takes what was refused, or asks for fewer approvals', () => {
  fc.assert(
    fc.property(rules, rules, requests, (before, after, asked) => {
      const { effects } = replayRequest(asked, policy(profile(before)), policy(profile(after)));
      const isLooser = effects.some((one) => ['ACCEPTED', 'APPROVAL_DROPPED', 'FEWER_APPROVALS'].includes(one));
      if (isLooser) expect(widens(before, after)).not.toEqual([]);
    }),
    { numRuns: 3_000 },
  );
});

test('and the edit back undoes every effect', () => {
  const opposite = { ACCEPTED: 'REFUSED', REFUSED: 'ACCEPTED' } as const;
  fc.assert(
    fc.property(rules, rules, requests, (before, after, asked) => {
      const asIs = { ...asked, validityDays: 397, keyOrigin: 'CSR' as const };
      const there = replayRequest(asIs, policy(profile(before)), policy(profile(after))).effects;
      const back = replayRequest(asIs, policy(profile(after)), policy(profile(before))).effects;
      for (const effect of there) {
        if (effect === 'ACCEPTED' || effect === 'REFUSED') expect(back).toContain(opposite[effect]);
        else expect(back).toHaveLength(there.length);
      }
    }),
    { numRuns: 1_000 },
  );
});
