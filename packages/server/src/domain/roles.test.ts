import { describe, expect, test } from 'vitest';
import { may } from './access.ts';
import {
  type AccessFacts,
  PLATFORM_TARGET_ID,
  profileTarget,
  requestTarget,
  submissionTarget,
} from './access-targets.ts';
import type { PlatformRole, TrustProfileRole } from './actor.ts';
import { factsOf, MARA, ORGANIZATION, PROFILE, person, profileWith, requestWith } from './testing/example-domain.ts';

const organization = { organizationId: ORGANIZATION };
const platform = { organizationId: PLATFORM_TARGET_ID };

/** What Mara, of these roles, may do in the organization: to a profile, and to a request of somebody else's under it. */
function allowed(facts: AccessFacts, platformRole: PlatformRole | null = null, profile = profileWith()): string[] {
  const mara = person(MARA, platformRole);
  const request = requestTarget(requestWith({ trustProfileId: profile.id }), profile, profile);
  const answers = {
    read: may(mara, 'request.read', request, facts),
    'read the ledger': may(mara, 'audit.read', organization, facts),
    ask: may(mara, 'request.submit', submissionTarget(profile), facts),
    approve: may(mara, 'request.approve', request, facts),
    reject: may(mara, 'request.reject', request, facts),
    void: may(mara, 'request.void', request, facts),
    'edit the profile': may(mara, 'profile.manage', profileTarget(profile), facts),
    'make profiles': may(mara, 'profile.create', organization, facts),
    'give roles on it': may(mara, 'profileRole.manage', profileTarget(profile), facts),
    'manage members': may(mara, 'member.manage', organization, facts),
    'manage devices': may(mara, 'device.manage', organization, facts),
    'manage CAs': may(mara, 'ca.manage', organization, facts),
    unseal: may(mara, 'ledger.unseal', organization, facts),
    'manage the platform': may(mara, 'platform.manage', platform, facts),
    'make superusers': may(mara, 'superuser.manage', platform, facts),
  };
  return Object.entries(answers).flatMap(([what, { allowed: yes }]) => (yes ? [what] : []));
}

const EVERYTHING = allowed(factsOf(null), 'SUPERUSER');
const IN_AN_ORGANIZATION = EVERYTHING.filter(
  (what) => !['unseal', 'manage the platform', 'make superusers'].includes(what),
);
const READING = ['read', 'read the ledger'];
const ASKING = [...READING, 'ask'];
const DECIDING = [...ASKING, 'approve', 'reject', 'edit the profile'];

const as = (role: 'ADMIN' | 'OPERATOR' | 'VIEWER', profileRole: TrustProfileRole | null = null) =>
  allowed(factsOf(role, profileRole));

describe('the roles', () => {
  test('a superuser may do everything in every organization, a member of it or not, and on the platform', () => {
    expect(EVERYTHING).toHaveLength(15);
    expect(allowed(factsOf('VIEWER'), 'SUPERUSER')).toEqual(EVERYTHING);
  });

  test('whoever has no role in an organization may do nothing in it', () => {
    expect(allowed(factsOf(null))).toEqual([]);
  });

  test('a platform admin may do the same, but make no superusers and unseal no ledger', () => {
    const missing = ['unseal', 'make superusers'];
    expect(allowed(factsOf(null), 'PLATFORM_ADMIN')).toEqual(EVERYTHING.filter((what) => !missing.includes(what)));
  });

  test('an admin may do everything in their organization: approve, reject and void any request, and nothing beyond it', () => {
    expect(as('ADMIN')).toEqual(IN_AN_ORGANIZATION);
    expect(as('ADMIN')).toEqual(expect.arrayContaining(['approve', 'reject', 'void']));
  });

  test('an operator asks, and approves and rejects under the profiles that they are an admin of, and voids nothing', () => {
    expect(as('OPERATOR')).toEqual(ASKING);
    expect(as('OPERATOR', 'ADMIN')).toEqual(DECIDING);
  });

  test('a viewer reads, and asks only where a profile makes them an operator', () => {
    expect(as('VIEWER')).toEqual(READING);
    expect(as('VIEWER', 'OPERATOR')).toEqual(ASKING);
  });

  test('a role on a profile adds: as viewer nothing, as operator asking, as admin deciding and editing', () => {
    for (const role of ['OPERATOR', 'VIEWER'] as const) expect(as(role, 'VIEWER')).toEqual(as(role));
    expect(as('OPERATOR', 'OPERATOR')).toEqual(ASKING);
    expect(as('OPERATOR', 'ADMIN')).toEqual(DECIDING);
    expect(as('ADMIN', 'VIEWER')).toEqual(IN_AN_ORGANIZATION);
  });

  test('a role on one profile is none on another', () => {
    const another = profileWith({}, { id: `${PROFILE}x`, name: 'Another' });
    expect(allowed(factsOf('OPERATOR', 'ADMIN'), null, another)).toEqual(ASKING);
    expect(allowed(factsOf('VIEWER', 'OPERATOR'), null, another)).toEqual(READING);
  });

  test('the role of admin on a profile makes no decider of a viewer', () => {
    expect(as('VIEWER', 'ADMIN')).toEqual(READING);
  });
});
