import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { widens } from './profile-widening.ts';
import { DEVICE, MARA, OMAR, rulesWith } from './testing/example-domain.ts';
import { profileCovers } from './trust-profile.ts';
import type { TrustProfileRules } from './trust-profile-rules.ts';

type Changes = Partial<TrustProfileRules>;

/** One way to widen a profile: the edit from the first to the second widens it, the one back does not. */
const WIDENINGS: readonly (readonly [string, Changes, Changes, RegExp])[] = [
  ['a pattern more', {}, { domains: ['*.internal.corp.com', 'www.corp.com'] }, /more names: www\.corp\.com/],
  ['an exception less', { exceptDomains: ['x.internal.corp.com'] }, {}, /more names: x\.internal\.corp\.com/],
  ['wildcards', {}, { allowWildcards: true }, /wildcard/],
  ['an environment more', { environments: ['staging'] }, { environments: ['staging', 'production'] }, /production/],
  ['all environments', { environments: ['staging'] }, {}, /all of the organization's/],
  ['a requester more', { allowedUserIds: [OMAR] }, { allowedUserIds: [OMAR, MARA] }, /more requesters/],
  ['requesters no longer named', { allowedUserIds: [OMAR] }, {}, /every operator/],
  ['all devices', {}, { allowAllDevices: true }, /every device/],
  ['a device more', { allowedUserIds: [OMAR] }, { allowedUserIds: [OMAR], allowedDeviceIds: [DEVICE] }, /more devices/],
  ['approval off', {}, { requireApproval: false }, /no longer requires approval/],
  ['fewer approvals', { requiredApprovals: 2 }, {}, /1 instead of 2/],
  ['self-approval', {}, { allowSelfApproval: true }, /self-approval/],
  ['a longer validity', {}, { maxValidityDays: 398 }, /398 days instead of 397/],
  [
    'a key algorithm more',
    { keyAlgorithms: ['ECDSA_P256'] },
    { keyAlgorithms: ['ECDSA_P256', 'RSA_2048'] },
    /RSA_2048/,
  ],
  ['keys of the server’s', { keySource: 'CSR_ONLY' }, {}, /server make keys/],
  [
    'no justification',
    { requireApproval: false },
    { requireApproval: false, requireJustification: false },
    /justification/,
  ],
  ['no reason', { mandatoryReason: true }, {}, /reason for an approval/],
  ['a use more', {}, { extendedKeyUsages: ['SERVER_AUTH', 'CLIENT_AUTH'] }, /CLIENT_AUTH/],
];

describe('an edit widens a profile', () => {
  test.each(WIDENINGS)('by %s, and the edit back does not', (_name, less, more, words) => {
    const ways = widens(rulesWith(less), rulesWith(more));
    expect(ways).toHaveLength(1);
    expect(ways[0]).toMatch(words);
    expect(widens(rulesWith(more), rulesWith(less))).toEqual([]);
  });

  test('by another certificate authority, in either direction', () => {
    expect(widens(rulesWith(), rulesWith({ certificateAuthorityId: 'ca_2' }))).toHaveLength(1);
    expect(widens(rulesWith({ certificateAuthorityId: 'ca_2' }), rulesWith())).toHaveLength(1);
  });

  test('not by staying as it is, nor by naming requesters where all operators could ask', () => {
    expect(widens(rulesWith(), rulesWith())).toEqual([]);
    expect(widens(rulesWith(), rulesWith({ allowedUserIds: [MARA] }))).toEqual([]);
  });

  test('not by self-approval or fewer approvals where none was required before', () => {
    const before = rulesWith({ requireApproval: false, requiredApprovals: 3 });
    expect(widens(before, rulesWith({ allowSelfApproval: true }))).toEqual([]);
  });
});

test('patterns are widened exactly if some host name is covered that was not', () => {
  const host = fc.constantFrom('a.x.com', 'b.x.com', 'a.y.com', 'x.com');
  const pattern = fc.oneof(host, fc.constantFrom('*.x.com', '*.y.com'));
  const rules = fc
    .record({ domains: fc.uniqueArray(pattern, { minLength: 1 }), exceptDomains: fc.uniqueArray(pattern) })
    .map((changes) => rulesWith(changes));
  const everyName = ['a.x.com', 'b.x.com', 'fresh.x.com', 'a.y.com', 'fresh.y.com', 'x.com'];
  fc.assert(
    fc.property(rules, rules, (before, after) => {
      const more = everyName.some((name) => profileCovers(after, name) && !profileCovers(before, name));
      expect(widens(before, after).length > 0).toBe(more);
    }),
    { numRuns: 1_000 },
  );
});
