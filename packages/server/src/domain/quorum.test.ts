import { describe, expect, test } from 'vitest';
import type { OrganizationRole, TrustProfileRole } from './actor.ts';
import type { Decision } from './certificate-request.ts';
import type { Member } from './notification.ts';
import { judgeQuorum } from './quorum.ts';
import { MARA, NOW, OMAR, PROFILE, person, profileWith, requestWith } from './testing/example-domain.ts';
import type { TrustProfileRules } from './trust-profile-rules.ts';

const member = (userId: string, role: OrganizationRole, profileRole: TrustProfileRole | null = null): Member => ({
  userId,
  organizationRole: role,
  platformRole: null,
  trustProfileRoles: new Map(profileRole === null ? [] : [[PROFILE, profileRole]]),
});
const requester = member(OMAR, 'ADMIN');
const approval = (userId: string): Decision => ({
  verdict: 'APPROVE',
  approver: person(userId).actor,
  approverUserId: userId,
  reason: null,
  revision: 1,
  decidedAt: NOW,
});

function judged(
  members: readonly Member[],
  rules: Partial<TrustProfileRules> = {},
  decisions: readonly Decision[] = [],
) {
  const profile = profileWith({ requiredApprovals: 2, ...rules });
  return judgeQuorum({ request: requestWith({ decisions }), pinned: profile, current: profile }, members);
}

describe('whether enough people can decide a request', () => {
  test('they can: the explanation says how many are needed, and how many there are', () => {
    const quorum = judged([requester, member(MARA, 'ADMIN'), member('usr_3', 'OPERATOR', 'ADMIN')]);
    expect(quorum).toEqual({
      required: 2,
      given: 0,
      canStillDecide: 2,
      isReachable: true,
      explanation: '2 more approvals are needed, and 2 people can give them.',
    });
  });

  test('the requester does not count, so one admin beside them is too few for two', () => {
    const quorum = judged([requester, member(MARA, 'ADMIN'), member('usr_4', 'OPERATOR')]);
    expect(quorum).toMatchObject({ required: 2, canStillDecide: 1, isReachable: false });
    expect(quorum.explanation).toMatch(/^Only 1 of 2 needed people can decide this\. Give one more member the role/);
    expect(judged([requester, member(MARA, 'ADMIN')], { allowSelfApproval: true }).isReachable).toBe(true);
  });

  test('who has approved counts, though they can no more', () => {
    const members = [requester, member(MARA, 'ADMIN'), member('usr_3', 'ADMIN')];
    expect(judged(members, {}, [approval(MARA)])).toMatchObject({ given: 1, canStillDecide: 1, isReachable: true });
    expect(judged([requester, member(MARA, 'ADMIN')], {}, [approval(MARA)])).toMatchObject({
      given: 1,
      canStillDecide: 0,
      isReachable: false,
    });
  });

  test('where nobody can, it says so', () => {
    const quorum = judged([requester]);
    expect(quorum.isReachable).toBe(false);
    expect(quorum.explanation).toMatch(/^Nobody can decide this\. Give 2 more members/);
  });
});
