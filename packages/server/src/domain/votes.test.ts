import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Principal } from './actor.ts';
import type { CertificateRequest } from './certificate-request.ts';
import { decideApproval } from './decide-approval.ts';
import { decideComment } from './decide-comment.ts';
import { decideRejection } from './decide-rejection.ts';
import { decideVoid } from './decide-void.ts';
import { decideWithdrawal } from './decide-withdrawal.ts';
import type { DecisionFacts } from './decision-facts.ts';
import { DomainError } from './errors.ts';
import { judgedRevision } from './revision.ts';
import {
  ENVIRONMENTS,
  factsOf,
  MARA,
  NOW,
  OMAR,
  ORGANIZATION,
  person,
  profileWith,
  QUIET_FACTS,
  requestWith,
} from './testing/example-domain.ts';

const ZOE = 'usr_01jd9m2c8xe7rbx5w9n4t6q3hz';
const approve = { revision: null, reason: null };

function quorumOf(requiredApprovals: number): DecisionFacts {
  const profile = profileWith({ requiredApprovals });
  return {
    pinned: profile,
    current: profile,
    access: factsOf('ADMIN'),
    organizationEnvironments: ENVIRONMENTS,
    requesterMayAsk: true,
    ...QUIET_FACTS,
  };
}

function tokenOf(userId: string, id = 'tok_1'): Principal {
  return {
    actor: { kind: 'token', id, name: 'ci' },
    userId,
    platformRole: null,
    requesterUserIds: [userId],
    scopes: ['DECIDE'],
    organizationId: ORGANIZATION,
  };
}

function codeOf(decide: () => unknown): string | null {
  try {
    decide();
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

describe('a vote made with a token', () => {
  test('is its creator’s, and says with what it was made', () => {
    const { decision, records } = decideApproval(requestWith(), tokenOf(MARA), approve, quorumOf(2), NOW);
    expect(decision).toMatchObject({ approverUserId: MARA, approver: { kind: 'token', id: 'tok_1' } });
    expect(records[0]?.actor).toEqual({ kind: 'token', id: 'tok_1', name: 'ci' });
  });

  test('leaves its creator no other: not in person, not with another token, and not to reject', () => {
    const { next } = decideApproval(requestWith(), tokenOf(MARA), approve, quorumOf(2), NOW);
    for (const again of [person(MARA), tokenOf(MARA), tokenOf(MARA, 'tok_2')]) {
      expect(codeOf(() => decideApproval(next, again, approve, quorumOf(2), NOW))).toBe('ALREADY_DECIDED');
      const reject = { revision: null, reason: 'On second thought' };
      expect(codeOf(() => decideRejection(next, again, reject, quorumOf(2), NOW))).toBe('ALREADY_DECIDED');
    }
    expect(decideApproval(next, tokenOf(ZOE), approve, quorumOf(2), NOW).outcome).toBe('approved');
  });
});

describe('a quorum', () => {
  test('is reached by distinct people alone, whatever each of them votes with, however often', () => {
    const voter = fc.record({
      who: fc.constantFrom(OMAR, MARA, ZOE, 'usr_4'),
      through: fc.constantFrom('session', 'tok_1', 'tok_2'),
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.array(voter, { maxLength: 20 }), (required, voters) => {
        let request: CertificateRequest = requestWith();
        const people = new Set<string>();
        for (const { who, through } of voters) {
          const principal = through === 'session' ? person(who) : tokenOf(who, through);
          const vote = () => decideApproval(request, principal, approve, quorumOf(required), NOW).next;
          if (codeOf(vote) !== null) continue;
          request = vote();
          people.add(who);
          expect(request.decisions).toHaveLength(people.size);
          expect(request.status).toBe(people.size >= required ? 'APPROVED' : 'PENDING');
        }
        // Who asked never counts, however they come.
        expect(people).not.toContain(OMAR);
      }),
    );
  });
});

describe('ending a request', () => {
  test('takes a reason to reject and to void, whatever the profile says, and none to withdraw', () => {
    for (const reason of [null, '', '  \n']) {
      const reject = { revision: null, reason };
      expect(codeOf(() => decideRejection(requestWith(), person(MARA), reject, quorumOf(1), NOW))).toBe(
        'REASON_REQUIRED',
      );
      expect(codeOf(() => decideVoid(requestWith(), person(MARA), { reason }, quorumOf(1), NOW))).toBe(
        'REASON_REQUIRED',
      );
      expect(codeOf(() => decideWithdrawal(requestWith(), person(OMAR), { reason }, quorumOf(1), NOW))).toBeNull();
    }
    const { next } = decideVoid(requestWith(), person(MARA), { reason: 'Asked for twice' }, quorumOf(1), NOW);
    expect(next.status).toBe('VOIDED');
  });
});

describe('the revision of a request', () => {
  test('is not changed by votes nor by comments', () => {
    const before = requestWith();
    const facts = quorumOf(3);
    const commented = decideComment(before, person(ZOE), { text: 'Is this the new one?' }, facts).next;
    const voted = decideApproval(commented, person(MARA), { ...approve, comment: 'It is' }, facts, NOW).next;
    expect(judgedRevision(voted, facts.current)).toBe(judgedRevision(before, facts.current));
    const seen = judgedRevision(before, facts.current);
    expect(codeOf(() => decideApproval(voted, person(ZOE), { ...approve, revision: seen }, facts, NOW))).toBeNull();
  });
});
