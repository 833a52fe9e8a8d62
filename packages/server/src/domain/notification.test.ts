import { describe, expect, test } from 'vitest';
import type { OrganizationRole, PlatformRole, TrustProfileRole } from './actor.ts';
import {
  type AffectedRequest,
  contactsTold,
  EVERYTHING,
  eligibleApprovers,
  isWanted,
  type Member,
  NOTIFIED_EVENTS,
  whoIsTold,
} from './notification.ts';
import { MARA, NOW, OMAR, PROFILE, person, profileWith, requestWith } from './testing/example-domain.ts';

function member(
  userId: string,
  organizationRole: OrganizationRole,
  profileRole: TrustProfileRole | null = null,
  platformRole: PlatformRole | null = null,
): Member {
  const trustProfileRoles = new Map<string, TrustProfileRole>(profileRole === null ? [] : [[PROFILE, profileRole]]);
  return { userId, organizationRole, platformRole, trustProfileRoles };
}

const members = [
  member(OMAR, 'ADMIN'),
  member(MARA, 'ADMIN'),
  member('usr_operator', 'OPERATOR'),
  member('usr_profile_admin', 'OPERATOR', 'ADMIN'),
  member('usr_demoted', 'VIEWER', 'ADMIN'),
  member('usr_member_superuser', 'VIEWER', null, 'SUPERUSER'),
];
const deciders = [MARA, 'usr_profile_admin', 'usr_member_superuser'];

function affected(changes: Parameters<typeof requestWith>[0] = {}): AffectedRequest {
  return { request: requestWith(changes), pinned: profileWith(), current: profileWith() };
}

function told(event: (typeof NOTIFIED_EVENTS)[number], changes: Parameters<typeof requestWith>[0] = {}) {
  return whoIsTold(event, affected(changes), members).map(({ userId, kind }) => `${kind} ${userId}`);
}

describe('who is told', () => {
  test('those who can decide this request, on submission, warning and escalation; never its requester', () => {
    const expected = deciders.map((userId) => `decide ${userId}`);
    for (const event of ['submitted', 'warned', 'escalated'] as const) expect(told(event)).toEqual(expected);
  });

  test('whoever has voted is not asked again', () => {
    const vote = {
      verdict: 'APPROVE',
      approver: person(MARA).actor,
      approverUserId: MARA,
      reason: null,
      revision: 1,
      decidedAt: NOW,
    } as const;
    expect(told('warned', { decisions: [vote] })).not.toContain(`decide ${MARA}`);
  });

  test('nobody is asked to decide what is over', () => {
    expect(eligibleApprovers(affected({ status: 'VOIDED' }), members)).toEqual([]);
  });

  test('the requester, when it is approved, rejected, voided, issued or expired', () => {
    for (const event of ['approved', 'rejected', 'voided', 'issued', 'expired'] as const) {
      expect(told(event)).toEqual([`outcome ${OMAR}`]);
    }
    expect(told('issued', { requesterUserIds: ['usr_operator', MARA, 'usr_gone'] })).toEqual([
      `outcome ${MARA}`,
      'outcome usr_operator',
    ]);
  });

  test('the admins, when something must be mended, and then the requester only of a failure', () => {
    const own = { requesterUserIds: ['usr_operator'] };
    expect(told('failed', own)).toEqual([`attention ${OMAR}`, `attention ${MARA}`, 'outcome usr_operator']);
    expect(told('quarantined', own)).toEqual([`attention ${OMAR}`, `attention ${MARA}`]);
  });

  test('the contacts of the profile, of an escalation alone, while it waits; not who is told anyway', () => {
    const escalationContacts = ['Duty@corp.com', 'mara@corp.com'];
    const current = profileWith({ escalationContacts });
    const contacts = (event: (typeof NOTIFIED_EVENTS)[number], status: 'PENDING' | 'APPROVED' = 'PENDING') =>
      contactsTold(event, { request: requestWith({ status }), current }, ['Mara@Corp.com']);
    expect(contacts('escalated')).toEqual(['Duty@corp.com']);
    expect(contacts('escalated', 'APPROVED')).toEqual([]);
    for (const event of NOTIFIED_EVENTS) if (event !== 'escalated') expect(contacts(event)).toEqual([]);
  });

  test('everybody is told of an event once', () => {
    for (const event of NOTIFIED_EVENTS) {
      const users = whoIsTold(event, affected(), members).map(({ userId }) => userId);
      expect(new Set(users).size).toBe(users.length);
    }
  });
});

describe('what somebody wants to be told', () => {
  const NOTHING = { submissions: false, warnings: false, outcomes: false };

  test('is everything, unless they say otherwise', () => {
    for (const event of NOTIFIED_EVENTS) {
      for (const kind of ['decide', 'outcome', 'attention'] as const) {
        expect(isWanted(event, kind, EVERYTHING)).toBe(true);
      }
    }
  });

  test.each([
    ['submitted', 'decide', 'submissions'],
    ['warned', 'decide', 'warnings'],
    ['approved', 'outcome', 'outcomes'],
    ['rejected', 'outcome', 'outcomes'],
    ['voided', 'outcome', 'outcomes'],
    ['expired', 'outcome', 'outcomes'],
    ['issued', 'outcome', 'outcomes'],
    ['failed', 'outcome', 'outcomes'],
  ] as const)('%s (%s) goes by %s alone', (event, kind, preference) => {
    expect(isWanted(event, kind, NOTHING)).toBe(false);
    expect(isWanted(event, kind, { ...NOTHING, [preference]: true })).toBe(true);
    expect(isWanted(event, kind, { ...EVERYTHING, [preference]: false })).toBe(false);
  });

  test('cannot leave out an escalation, nor what an admin has to mend', () => {
    expect(isWanted('escalated', 'decide', NOTHING)).toBe(true);
    expect(isWanted('failed', 'attention', NOTHING)).toBe(true);
    expect(isWanted('quarantined', 'attention', NOTHING)).toBe(true);
  });
});
