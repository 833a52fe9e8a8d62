import { describe, expect, test } from 'vitest';
import { may, mayEnter, principalOfRequester } from './access.ts';
import type {
  AccessFacts,
  AccountTarget,
  Action,
  ActionTargets,
  ChangeTarget,
  MemberTarget,
  RequestTarget,
} from './access-targets.ts';
import { profileTarget, renewalTarget, requestTarget, submissionTarget } from './access-targets.ts';
import type { Actor, ApiTokenScope, OrganizationRole, PlatformRole, Principal, TrustProfileRole } from './actor.ts';
import type { ChangeStatus } from './pending-change.ts';
import { NOT_FOUND_MESSAGE, type Permission } from './permission.ts';
import {
  DEVICE,
  device,
  factsOf,
  MARA,
  NOW,
  OMAR,
  ORGANIZATION,
  person,
  profileWith,
  requestWith,
} from './testing/example-domain.ts';

const organization = { organizationId: ORGANIZATION };
const platform = { organizationId: 'platform' };
const profile = profileWith();

function requestOf(
  changes: Parameters<typeof requestWith>[0],
  rules: Parameters<typeof profileWith>[0] = {},
): RequestTarget {
  return requestTarget(requestWith(changes), profileWith(rules), profileWith(rules));
}

function tokenOf(
  userId: string,
  scopes: readonly ApiTokenScope[],
  platformRole: PlatformRole | null = null,
): Principal {
  const actor = { kind: 'token' as const, id: 'tok_1', name: 'ci' };
  return { actor, userId, platformRole, requesterUserIds: [userId], scopes, organizationId: ORGANIZATION };
}

function changeOf(status: ChangeStatus): ChangeTarget {
  return { ...profileTarget(profile), proposedByUserId: OMAR, status };
}

const targets: ActionTargets = {
  'organization.read': organization,
  'organization.manage': organization,
  'member.manage': organization,
  'member.changeRole': memberWith(),
  'member.remove': memberWith(),
  'profile.create': organization,
  'profile.manage': profileTarget(profile),
  'profile.retire': profileTarget(profile),
  'change.decide': changeOf('PENDING'),
  'change.withdraw': changeOf('PENDING'),
  'profileRole.manage': profileTarget(profile),
  'ca.manage': organization,
  'webhook.read': organization,
  'webhook.manage': organization,
  'device.manage': organization,
  'device.revoke': { ...organization, ownerId: OMAR },
  'token.create': { ...organization, scopes: [] },
  'token.read': { ...organization, ownerId: OMAR },
  'token.revoke': { ...organization, ownerId: OMAR },
  'request.submit': submissionTarget(profile),
  'request.read': requestOf({}),
  'request.approve': requestOf({}),
  'request.reject': requestOf({}),
  'request.void': requestOf({}),
  'request.withdraw': requestOf({}),
  'request.comment': requestOf({}),
  'request.attachCsr': requestOf({ status: 'APPROVED', issuanceStatus: 'AWAITING_CSR' }),
  'request.collectKey': requestOf({ status: 'APPROVED', issuanceStatus: 'ISSUED' }),
  'request.retryIssuance': requestOf({ status: 'APPROVED', issuanceStatus: 'FAILED' }),
  'certificate.revoke': { ...requestOf({ status: 'APPROVED', issuanceStatus: 'ISSUED' }), revokedAt: null },
  'certificate.renew': renewalTarget(profile),
  'audit.read': organization,
  'audit.verify': organization,
  'verification.cancel': { ...organization, requestedBy: 'usr_whoever' },
  'ledger.unseal': organization,
  'platform.manage': platform,
  'superuser.manage': platform,
  'account.changeRole': accountWith(),
  'account.disable': accountWith({ userId: OMAR }),
};

function memberWith(changes: Partial<MemberTarget> = {}): MemberTarget {
  return { ...organization, userId: 'usr_somebody', name: 'Sam', isLastAdmin: false, ...changes };
}

function accountWith(changes: Partial<AccountTarget> = {}): AccountTarget {
  const somebody = { userId: 'usr_somebody', name: 'Sam', platformRole: null, wanted: null, isLastSuperuser: false };
  return { ...platform, ...somebody, ...changes };
}

/**
 * Written from the table "Roles", not from the code. A column is who asks, a letter their role on the profile: none, VIEWER,
 * OPERATOR, ADMIN. y: allowed, n: NOT_ALLOWED, s: SELF_APPROVAL, -: as if it did not exist.
 */
const COLUMNS = ['outsider', 'viewer', 'operator', 'admin', 'platform admin', 'superuser'];
const OF_ANOTHER: Record<Action, string> = {
  'organization.read': '     ---- yyyy yyyy yyyy yyyy yyyy',
  'organization.manage': '   ---- nnnn nnnn yyyy yyyy yyyy',
  'member.manage': '         ---- nnnn nnnn yyyy yyyy yyyy',
  'member.changeRole': '     ---- nnnn nnnn yyyy yyyy yyyy',
  'member.remove': '         ---- nnnn nnnn yyyy yyyy yyyy',
  'profile.create': '        ---- nnnn nnnn yyyy yyyy yyyy',
  'profile.manage': '        ---- nnnn nnny yyyy yyyy yyyy',
  'profile.retire': '        ---- nnnn nnnn yyyy yyyy yyyy',
  'change.decide': '         ---- nnnn nnnn yyyy yyyy yyyy',
  'change.withdraw': '       ---- nnnn nnnn nnnn nnnn nnnn',
  'profileRole.manage': '    ---- nnnn nnnn yyyy yyyy yyyy',
  'ca.manage': '             ---- nnnn nnnn yyyy yyyy yyyy',
  'webhook.read': '          ---- nnnn nnnn yyyy yyyy yyyy',
  'webhook.manage': '        ---- nnnn nnnn yyyy yyyy yyyy',
  'device.manage': '         ---- nnnn nnnn yyyy yyyy yyyy',
  'device.revoke': '         ---- nnnn nnnn yyyy yyyy yyyy',
  'token.create': '          ---- yyyy yyyy yyyy yyyy yyyy',
  'token.read': '            ---- ---- ---- yyyy yyyy yyyy',
  'token.revoke': '          ---- ---- ---- yyyy yyyy yyyy',
  'request.submit': '        ---- nnyn yyyy yyyy yyyy yyyy',
  'request.read': '          ---- yyyy yyyy yyyy yyyy yyyy',
  'request.approve': '       ---- nnnn nnny yyyy yyyy yyyy',
  'request.reject': '        ---- nnnn nnny yyyy yyyy yyyy',
  'request.void': '          ---- nnnn nnnn yyyy yyyy yyyy',
  'request.withdraw': '      ---- nnnn nnnn nnnn nnnn nnnn',
  'request.comment': '       ---- nnnn yyyy yyyy yyyy yyyy',
  'request.attachCsr': '     ---- nnnn nnnn nnnn nnnn nnnn',
  'request.collectKey': '    ---- nnnn nnnn nnnn nnnn nnnn',
  'request.retryIssuance': ' ---- nnnn nnny yyyy yyyy yyyy',
  'certificate.revoke': '    ---- nnnn nnny yyyy yyyy yyyy',
  'certificate.renew': '     ---- nnyn yyyy yyyy yyyy yyyy',
  'audit.read': '            ---- yyyy yyyy yyyy yyyy yyyy',
  'audit.verify': '          ---- yyyy yyyy yyyy yyyy yyyy',
  'verification.cancel': '   ---- nnnn nnnn yyyy yyyy yyyy',
  'ledger.unseal': '         ---- nnnn nnnn nnnn nnnn yyyy',
  'platform.manage': '       nnnn nnnn nnnn nnnn yyyy yyyy',
  'superuser.manage': '      nnnn nnnn nnnn nnnn nnnn yyyy',
  'account.changeRole': '    nnnn nnnn nnnn nnnn yyyy yyyy',
  'account.disable': '       nnnn nnnn nnnn nnnn yyyy yyyy',
};
/** The same for whoever counts as the requester; only what differs. */
const OF_ONES_OWN: Partial<Record<Action, string>> = {
  'change.decide': '         ---- nnnn nnnn ssss ssss ssss',
  'change.withdraw': '       ---- yyyy yyyy yyyy yyyy yyyy',
  'request.approve': '       ---- ssss ssss ssss ssss ssss',
  'request.withdraw': '      ---- yyyy yyyy yyyy yyyy yyyy',
  'request.comment': '       ---- yyyy yyyy yyyy yyyy yyyy',
  'request.attachCsr': '     ---- yyyy yyyy yyyy yyyy yyyy',
  'certificate.revoke': '    ---- yyyy yyyy yyyy yyyy yyyy',
  'device.revoke': '         ---- yyyy yyyy yyyy yyyy yyyy',
  'token.read': '            ---- yyyy yyyy yyyy yyyy yyyy',
  'token.revoke': '          ---- yyyy yyyy yyyy yyyy yyyy',
  'account.disable': '       nnnn nnnn nnnn nnnn nnnn nnnn',
};

const ROLES: readonly { readonly organization: OrganizationRole | null; readonly platform: PlatformRole | null }[] = [
  { organization: null, platform: null },
  { organization: 'VIEWER', platform: null },
  { organization: 'OPERATOR', platform: null },
  { organization: 'ADMIN', platform: null },
  { organization: null, platform: 'PLATFORM_ADMIN' },
  { organization: null, platform: 'SUPERUSER' },
];
const PROFILE_ROLES: readonly (TrustProfileRole | null)[] = [null, 'VIEWER', 'OPERATOR', 'ADMIN'];

function letter(permission: Permission): string {
  if (permission.allowed !== (permission.code === null)) return '!';
  const letters: Record<string, string> = { NOT_ALLOWED: 'n', SELF_APPROVAL: 's', NOT_FOUND: '-' };
  return permission.code === null ? 'y' : (letters[permission.code] ?? permission.code);
}

function rowFor<A extends Action>(action: A, userId: string): string {
  return ROLES.map((roles) =>
    PROFILE_ROLES.map((profileRole) =>
      letter(may(person(userId, roles.platform), action, targets[action], factsOf(roles.organization, profileRole))),
    ).join(''),
  ).join(' ');
}

function actions(): Action[] {
  return Object.keys(targets).filter((name): name is Action => name in targets);
}

describe('who may do what', () => {
  test('the table has a column for every role', () => {
    expect(ROLES).toHaveLength(COLUMNS.length);
  });

  test.each(actions())('%s of another follows the table of roles', (action) => {
    expect(rowFor(action, MARA)).toBe(OF_ANOTHER[action].trim());
  });

  test.each(actions())('%s of one’s own follows the table of roles', (action) => {
    expect(rowFor(action, OMAR)).toBe((OF_ONES_OWN[action] ?? OF_ANOTHER[action]).trim());
  });

  test('every answer gives at least one whole sentence as its reason', () => {
    for (const action of actions()) {
      for (const roles of ROLES) {
        const { reasons } = may(person(OMAR, roles.platform), action, targets[action], factsOf(roles.organization));
        expect(reasons.length).toBeGreaterThan(0);
        for (const reason of reasons) expect(reason).toMatch(/^[A-Z].*[^.]\.$/);
      }
    }
  });
});

const admin = factsOf('ADMIN');
const operator = factsOf('OPERATOR');

describe('tokens', () => {
  const scopeOf: Record<Action, ApiTokenScope[]> = {
    'organization.read': ['READ'],
    'organization.manage': ['MANAGE'],
    'member.manage': ['MANAGE'],
    'member.changeRole': ['MANAGE'],
    'member.remove': ['MANAGE'],
    'profile.create': ['MANAGE'],
    'profile.manage': ['MANAGE'],
    'profile.retire': ['MANAGE'],
    'change.decide': ['MANAGE'],
    'change.withdraw': ['MANAGE'],
    'profileRole.manage': ['MANAGE'],
    'ca.manage': ['MANAGE'],
    'webhook.read': ['READ'],
    'webhook.manage': ['MANAGE'],
    'device.manage': ['MANAGE'],
    'device.revoke': ['MANAGE'],
    'token.create': ['MANAGE'],
    'token.read': ['READ'],
    'token.revoke': ['MANAGE'],
    'request.submit': ['SUBMIT'],
    'request.read': ['READ'],
    'request.approve': ['DECIDE'],
    'request.reject': ['DECIDE'],
    'request.void': ['DECIDE'],
    'request.withdraw': ['SUBMIT'],
    'request.comment': ['SUBMIT', 'DECIDE'],
    'request.attachCsr': ['SUBMIT'],
    'request.collectKey': ['SUBMIT'],
    'request.retryIssuance': ['DECIDE'],
    'certificate.revoke': ['DECIDE'],
    'certificate.renew': ['SUBMIT'],
    'audit.read': ['READ'],
    'audit.verify': ['READ'],
    'verification.cancel': ['READ'],
    'ledger.unseal': ['MANAGE'],
    'platform.manage': [],
    'superuser.manage': [],
    'account.changeRole': [],
    'account.disable': [],
  };

  test.each(actions())('a token without the scope for %s is forbidden it, and one with the scope is not', (action) => {
    if (targets[action].organizationId === 'platform') {
      expect(letter(may(tokenOf(MARA, ['MANAGE'], 'SUPERUSER'), action, targets[action], admin))).toBe('n');
      return;
    }
    for (const scope of ['READ', 'SUBMIT', 'DECIDE', 'MANAGE'] as const) {
      const { code } = may(tokenOf(MARA, [scope]), action, targets[action], admin);
      expect([scope, code === 'FORBIDDEN']).toEqual([scope, !scopeOf[action].includes(scope)]);
    }
  });

  test('a token has no more rights than its creator', () => {
    expect(may(tokenOf(MARA, ['DECIDE']), 'request.approve', targets['request.approve'], operator).code).toBe(
      'NOT_ALLOWED',
    );
    expect(may(tokenOf(MARA, ['DECIDE']), 'request.approve', targets['request.approve'], admin).reasons).toEqual([
      'The creator of this token is an admin of this organization.',
    ]);
  });

  test('a token of another organization finds nothing, whatever its creator is', () => {
    const elsewhere = { ...tokenOf(MARA, ['READ'], 'SUPERUSER'), organizationId: 'org_other' };
    expect(may(elsewhere, 'request.read', targets['request.read'], admin).code).toBe('NOT_FOUND');
  });

  test('a token cannot create a token with a scope that it lacks, and can create one with less', () => {
    const token = tokenOf(MARA, ['MANAGE', 'READ']);
    expect(may(token, 'token.create', { ...organization, scopes: ['READ'] }, admin).allowed).toBe(true);
    expect(may(token, 'token.create', { ...organization, scopes: ['READ', 'DECIDE'] }, admin).code).toBe('FORBIDDEN');
  });

  test('what a token asks for cannot be approved by its creator, nor with another token of theirs', () => {
    const target = requestOf({ requester: { kind: 'token', id: 'tok_9', name: 'cd' }, requesterUserIds: [MARA] });
    expect(may(person(MARA), 'request.approve', target, admin).code).toBe('SELF_APPROVAL');
    expect(may(tokenOf(MARA, ['DECIDE']), 'request.approve', target, admin).code).toBe('SELF_APPROVAL');
  });
});

describe('people', () => {
  const letterFor = <A extends Action>(who: Principal, action: A, target: ActionTargets[A], facts = factsOf(null)) =>
    letter(may(who, action, target, facts));

  test('the last admin of an organization can neither be changed nor removed, by anybody, and is named', () => {
    const last = memberWith({ isLastAdmin: true });
    for (const action of ['member.changeRole', 'member.remove'] as const) {
      expect(letterFor(person(MARA), action, last, admin)).toBe('n');
      expect(letterFor(person(MARA, 'SUPERUSER'), action, last)).toBe('n');
      expect(may(person(MARA), action, last, admin).reasons.join()).toMatch(/Sam is the only admin/);
    }
  });

  test('only a superuser makes or unmakes a superuser, and the last one stays', () => {
    const platformAdmin = person(MARA, 'PLATFORM_ADMIN');
    const superuser = person(MARA, 'SUPERUSER');
    for (const target of [accountWith({ wanted: 'SUPERUSER' }), accountWith({ platformRole: 'SUPERUSER' })]) {
      expect(letterFor(platformAdmin, 'account.changeRole', target)).toBe('n');
      expect(letterFor(superuser, 'account.changeRole', target)).toBe('y');
    }
    const last = accountWith({ platformRole: 'SUPERUSER', isLastSuperuser: true });
    expect(letterFor(superuser, 'account.changeRole', last)).toBe('n');
    expect(letterFor(superuser, 'account.disable', last)).toBe('n');
    expect(letterFor(superuser, 'account.changeRole', { ...last, wanted: 'SUPERUSER' })).toBe('y');
  });

  test('a platform admin disables people and other platform admins, and no superuser', () => {
    const platformAdmin = person(MARA, 'PLATFORM_ADMIN');
    expect(letterFor(platformAdmin, 'account.disable', accountWith())).toBe('y');
    expect(letterFor(platformAdmin, 'account.disable', accountWith({ platformRole: 'PLATFORM_ADMIN' }))).toBe('y');
    expect(letterFor(platformAdmin, 'account.disable', accountWith({ platformRole: 'SUPERUSER' }))).toBe('n');
  });

  test('nobody creates a token with a scope for what they may not do themselves', () => {
    const allowed = (facts: AccessFacts, platformRole: PlatformRole | null = null) =>
      (['READ', 'SUBMIT', 'DECIDE', 'MANAGE'] as const).filter(
        (scope) => may(person(MARA, platformRole), 'token.create', { ...organization, scopes: [scope] }, facts).allowed,
      );
    expect(allowed(factsOf('VIEWER'))).toEqual(['READ', 'SUBMIT']);
    expect(allowed(factsOf('VIEWER', 'ADMIN'))).toEqual(['READ', 'SUBMIT']);
    expect(allowed(operator)).toEqual(['READ', 'SUBMIT', 'DECIDE']);
    expect(allowed(factsOf('OPERATOR', 'ADMIN'))).toEqual(['READ', 'SUBMIT', 'DECIDE', 'MANAGE']);
    expect(allowed(admin)).toEqual(['READ', 'SUBMIT', 'DECIDE', 'MANAGE']);
    expect(allowed(factsOf(null), 'PLATFORM_ADMIN')).toEqual(['READ', 'SUBMIT', 'DECIDE', 'MANAGE']);
  });
});

describe('the key that the server made', () => {
  const collect = (who: Principal, requester: Actor, facts: AccessFacts) =>
    may(
      who,
      'request.collectKey',
      requestOf({ status: 'APPROVED', issuanceStatus: 'ISSUED', requester, requesterUserIds: [MARA] }),
      facts,
    );

  test('goes to the very person, token or device that asked, and to nobody who merely owns it', () => {
    const asked = { kind: 'user', id: MARA, name: 'mara@corp.com' } as const;
    const byToken = { kind: 'token', id: 'tok_1', name: 'ci' } as const;
    const byDevice = { kind: 'device', id: DEVICE, name: 'gateway' } as const;
    expect(collect(person(MARA), asked, operator).allowed).toBe(true);
    expect(collect(tokenOf(MARA, ['SUBMIT']), asked, operator).code).toBe('NOT_ALLOWED');
    expect(collect(tokenOf(MARA, ['SUBMIT']), byToken, operator).allowed).toBe(true);
    expect(collect(person(MARA), byToken, operator).code).toBe('NOT_ALLOWED');
    expect(collect(person(MARA), byDevice, admin).code).toBe('NOT_ALLOWED');
    expect(collect(person(OMAR), asked, admin).code).toBe('NOT_ALLOWED');
  });

  test('is handed out with the certificate and not before', () => {
    const waiting = requestOf({
      status: 'PENDING',
      requester: { kind: 'user', id: MARA, name: 'm' },
      requesterUserIds: [MARA],
    });
    expect(may(person(MARA), 'request.collectKey', waiting, operator).code).toBe('CONFLICT');
  });
});

describe('devices', () => {
  const own = device(DEVICE, [OMAR]);
  const sibling = device('dev_other', [OMAR]);
  const none = factsOf(null);

  test('a device reads, withdraws and completes its own requests, and decides nothing', () => {
    const allowed = actions().filter((action) => may(own, action, targets[action], none).allowed);
    expect(allowed.sort()).toEqual(['request.attachCsr', 'request.collectKey', 'request.read', 'request.withdraw']);
    expect(may(own, 'request.approve', targets['request.approve'], none).allowed).toBe(false);
  });

  test('the requests of another device of the same owner do not exist for it', () => {
    const requestActions = actions().filter((action) => action.startsWith('request.') && action !== 'request.submit');
    expect(requestActions.map((action) => may(sibling, action, targets[action], none).code)).toEqual(
      requestActions.map(() => 'NOT_FOUND'),
    );
  });

  test('a device enrolls where it is named or every device is allowed, and nowhere else', () => {
    const submit = (rules: Parameters<typeof profileWith>[0]) =>
      may(own, 'request.submit', submissionTarget(profileWith(rules)), none);
    expect(submit({ allowedDeviceIds: [DEVICE] }).allowed).toBe(true);
    expect(submit({ allowAllDevices: true }).allowed).toBe(true);
    expect(submit({}).code).toBe('NOT_ALLOWED');
    expect(submit({ allowedDeviceIds: ['dev_other'], allowedUserIds: [OMAR] }).code).toBe('NOT_ALLOWED');
  });

  test('a device of another organization finds nothing', () => {
    expect(may({ ...own, organizationId: 'org_other' }, 'request.read', targets['request.read'], none).code).toBe(
      'NOT_FOUND',
    );
  });
});

describe('allowed requesters', () => {
  const submit = (facts: AccessFacts, rules: Parameters<typeof profileWith>[0]) =>
    may(person(OMAR), 'request.submit', submissionTarget(profileWith(rules)), facts).allowed;

  test('requesters that are named narrow the operators, and never the admins', () => {
    expect(submit(operator, { allowedUserIds: [MARA] })).toBe(false);
    expect(submit(operator, { allowedUserIds: [OMAR] })).toBe(true);
    expect(submit(operator, { allowedDeviceIds: [DEVICE] })).toBe(false);
    expect(submit(admin, { allowedUserIds: [MARA] })).toBe(true);
  });

  test('allowing every device narrows nobody', () => {
    expect(submit(operator, { allowAllDevices: true })).toBe(true);
  });

  test('a viewer who is named still needs the role of operator on the profile', () => {
    expect(submit(factsOf('VIEWER'), { allowedUserIds: [OMAR] })).toBe(false);
    expect(submit(factsOf('VIEWER', 'OPERATOR'), { allowedUserIds: [MARA] })).toBe(true);
  });

  test('roles on the profile add to the requesters that are named', () => {
    expect(submit(factsOf('OPERATOR', 'OPERATOR'), { allowedUserIds: [MARA] })).toBe(true);
    expect(submit(factsOf('OPERATOR', 'ADMIN'), { allowedUserIds: [MARA] })).toBe(true);
    expect(submit(factsOf('OPERATOR', 'VIEWER'), { allowedUserIds: [MARA] })).toBe(false);
  });
});

describe('what the answer says', () => {
  test('what is revoked is not revoked again, and whoever may not is told that first', () => {
    const target = { ...targets['certificate.revoke'], revokedAt: NOW };
    const refused = may(person(OMAR), 'certificate.revoke', target, factsOf('ADMIN'));
    expect(refused).toMatchObject({ code: 'CONFLICT', reasons: [expect.stringContaining(NOW.toISOString())] });
    expect(may(person('usr_reader'), 'certificate.revoke', target, factsOf('VIEWER')).code).toBe('NOT_ALLOWED');
  });

  test('nobody renews under a profile that is retired, and is told what to do instead', () => {
    const target = renewalTarget({ ...profile, active: false });
    const refused = may(person(OMAR), 'certificate.renew', target, factsOf('ADMIN'));
    expect(refused.code).toBe('NOT_ALLOWED');
    expect(refused.reasons.join(' ')).toContain('is retired');
    expect(refused.reasons.join(' ')).toContain('Ask anew');
  });

  test('self-approval names the profile that does not allow it', () => {
    const target = requestOf({ requester: { kind: 'user', id: OMAR, name: 'omar@corp.com' } });
    expect(may(person(OMAR, 'SUPERUSER'), 'request.approve', target, admin).reasons).toEqual([
      'You asked for this yourself, and Payments internal does not allow self-approval.',
    ]);
    expect(may(person(OMAR), 'request.approve', targets['request.approve'], admin).reasons).toEqual([
      'You asked for this through a device of yours, and Payments internal does not allow self-approval.',
    ]);
  });

  test('where self-approval is allowed it still takes the right to decide', () => {
    const target = requestOf({}, { allowSelfApproval: true });
    expect(may(person(OMAR), 'request.approve', target, admin).reasons).toEqual([
      'You are an admin of this organization.',
      'Payments internal allows self-approval.',
    ]);
    expect(may(person(OMAR), 'request.approve', target, operator).code).toBe('NOT_ALLOWED');
  });

  test('self-approval needs the pinned version and the current one to allow it', () => {
    const open = profileWith({ allowSelfApproval: true });
    for (const [pinned, current] of [
      [open, profile],
      [profile, open],
    ] as const) {
      expect(may(person(OMAR), 'request.approve', requestTarget(requestWith(), pinned, current), admin).code).toBe(
        'SELF_APPROVAL',
      );
    }
  });

  test('a viewer with the role of admin on the profile is told why it does not count', () => {
    const { reasons } = may(person(MARA), 'request.approve', targets['request.approve'], factsOf('VIEWER', 'ADMIN'));
    expect(reasons).toEqual([
      'You are a viewer of this organization.',
      'The role of admin on Payments internal counts only for operators and admins of the organization.',
      'Only admins of the organization, and operators who are admins of Payments internal, may approve requests under it.',
    ]);
  });

  test('whoever has voted has decided; whoever comes too late is told the state', () => {
    const vote = {
      verdict: 'APPROVE',
      approver: person(MARA).actor,
      approverUserId: MARA,
      reason: null,
      revision: 1,
      decidedAt: NOW,
    } as const;
    expect(may(person(MARA), 'request.approve', requestOf({ decisions: [vote] }), admin).code).toBe('ALREADY_DECIDED');
    expect(may(person(MARA), 'request.reject', requestOf({ decisions: [vote] }), admin).code).toBe('ALREADY_DECIDED');
    const rejected = requestOf({ status: 'REJECTED' });
    expect(may(person(MARA), 'request.approve', rejected, admin)).toEqual({
      allowed: false,
      code: 'NOT_PENDING',
      reasons: ['This request was rejected.'],
    });
    expect(may(person(MARA), 'request.void', rejected, admin).code).toBe('NOT_PENDING');
  });

  test('an approved request can be voided and withdrawn until its certificate is issued, and not after', () => {
    const approved = requestOf({ status: 'APPROVED', issuanceStatus: 'ISSUING' });
    const issued = requestOf({ status: 'APPROVED', issuanceStatus: 'ISSUED' });
    expect(may(person(MARA), 'request.void', approved, admin).allowed).toBe(true);
    expect(may(person(OMAR), 'request.withdraw', approved, operator).allowed).toBe(true);
    expect(may(person(MARA), 'request.void', issued, admin).code).toBe('NOT_PENDING');
    expect(may(person(OMAR), 'request.withdraw', issued, operator).code).toBe('NOT_PENDING');
  });

  test('a change is not decided by its proposer’s own token, and neither decided nor withdrawn once it has ended', () => {
    const own = may(tokenOf(OMAR, ['MANAGE']), 'change.decide', changeOf('PENDING'), admin);
    expect(own.code).toBe('SELF_APPROVAL');
    for (const status of ['APPROVED', 'REJECTED', 'SUPERSEDED', 'WITHDRAWN'] as const) {
      expect(may(person(MARA), 'change.decide', changeOf(status), admin).code).toBe('NOT_PENDING');
      expect(may(person(OMAR), 'change.withdraw', changeOf(status), admin).code).toBe('NOT_PENDING');
    }
  });

  test('what belongs to another organization is answered in the words for what never was', () => {
    expect(may(person(MARA), 'request.read', targets['request.read'], factsOf(null))).toEqual({
      allowed: false,
      code: 'NOT_FOUND',
      reasons: [NOT_FOUND_MESSAGE],
    });
  });

  test('the platform’s ledger is there for platform roles only, and no door unseals it', () => {
    expect(may(person(MARA), 'audit.read', platform, admin).code).toBe('NOT_FOUND');
    expect(may(person(MARA, 'PLATFORM_ADMIN'), 'audit.read', platform, factsOf(null)).allowed).toBe(true);
    expect(may(person(MARA, 'SUPERUSER'), 'ledger.unseal', platform, factsOf(null)).code).toBe('NOT_ALLOWED');
  });

  test('entering asks only for the organization and the scope', () => {
    expect(mayEnter(person(MARA), 'request.submit', ORGANIZATION, factsOf('VIEWER')).allowed).toBe(true);
    expect(mayEnter(person(MARA), 'request.submit', ORGANIZATION, factsOf(null)).code).toBe('NOT_FOUND');
    expect(mayEnter(tokenOf(MARA, ['READ']), 'request.submit', ORGANIZATION, admin).code).toBe('FORBIDDEN');
  });
});

describe('the requester as a principal', () => {
  test('a person stands for themselves, a token for its creator, a device for nobody', () => {
    const asUser = { requester: person(OMAR).actor, requesterUserIds: [OMAR], organizationId: ORGANIZATION };
    expect(principalOfRequester(asUser, null)).toEqual(person(OMAR));
    expect(principalOfRequester(requestWith(), null)).toEqual(device(DEVICE, [OMAR]));
    const asToken = { ...asUser, requester: { kind: 'token' as const, id: 'tok_1', name: 'ci' } };
    expect(principalOfRequester(asToken, null)).toMatchObject({
      userId: OMAR,
      scopes: null,
      organizationId: ORGANIZATION,
    });
  });
});
