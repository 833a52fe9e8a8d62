import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { approvalProgress } from './approval-progress.ts';
import type { CertificateRequest } from './certificate-request.ts';
import { decideApproval } from './decide-approval.ts';
import { decideComment } from './decide-comment.ts';
import { decideEscalation } from './decide-escalation.ts';
import { decideExpiry } from './decide-expiry.ts';
import { decideRejection } from './decide-rejection.ts';
import { decideVoid } from './decide-void.ts';
import { decideWarning } from './decide-warning.ts';
import { decideWithdrawal } from './decide-withdrawal.ts';
import type { DecisionFacts } from './decision-facts.ts';
import { DomainError } from './errors.ts';
import { isFinal } from './lifecycle.ts';
import { NOT_FOUND_MESSAGE } from './permission.ts';
import {
  ENVIRONMENTS,
  factsOf,
  MARA,
  NOW,
  OMAR,
  person,
  profileWith,
  QUIET_FACTS,
  requestWith,
} from './testing/example-domain.ts';
import type { TrustProfileRules } from './trust-profile-rules.ts';

const vector: { records: { entry: string }[] } = JSON.parse(
  readFileSync(new URL('./testdata/ledger/chain.json', import.meta.url), 'utf8'),
);
const ZOE = 'usr_01jd9m2c8xe7rbx5w9n4t6q3hz';
const approve = { revision: null, reason: null };

/** The profile as it was pinned and, if `now` is given, as edited since. */
function facts(pinned: Partial<TrustProfileRules> = {}, now?: Partial<TrustProfileRules>): DecisionFacts {
  return {
    pinned: profileWith(pinned),
    current: now === undefined ? profileWith(pinned) : profileWith(now, { version: 4 }),
    access: factsOf('ADMIN'),
    organizationEnvironments: ENVIRONMENTS,
    requesterMayAsk: true,
    ...QUIET_FACTS,
  };
}

function expectRefused(decide: () => unknown, code: string, words: RegExp = /./) {
  expect(decide).toThrow(expect.objectContaining({ code, message: expect.stringMatching(words) }));
}

describe('an approval', () => {
  test('that completes the quorum approves, and is recorded as the published vector says, with what the policy said', () => {
    const published = JSON.parse(vector.records[2]?.entry ?? '{}');
    const mara = { ...person(MARA), actor: published.actor };
    const { next, decision, records, outcome } = decideApproval(requestWith(), mara, approve, facts(), NOW);
    expect(next).toMatchObject({ status: 'APPROVED', issuanceStatus: 'ISSUING', decidedAt: NOW });
    expect(outcome).toBe('approved');
    expect(decision).toEqual({
      verdict: 'APPROVE',
      approver: published.actor,
      approverUserId: MARA,
      reason: null,
      revision: 1,
      decidedAt: NOW,
    });
    expect(records).toEqual([
      {
        type: published.type,
        actor: published.actor,
        subject: published.subject,
        detail: { ...published.detail, policy: { failed: [], passed: 10, signals: [], warned: [] } },
      },
    ]);
  });

  test('short of the quorum leaves the request pending, and says how far it is', () => {
    const two = facts({ requiredApprovals: 2 });
    const first = decideApproval(requestWith(), person(MARA), approve, two, NOW);
    expect(first).toMatchObject({ outcome: 'pending', approvals: 1, required: 2 });
    expect(first.next).toMatchObject({ status: 'PENDING', decidedAt: null });
    expect(first.records[0]?.detail).toMatchObject({ approvals: 1, required: 2, outcome: 'pending' });
    expectRefused(() => decideApproval(first.next, person(MARA), approve, two, NOW), 'ALREADY_DECIDED');
    const second = decideApproval(first.next, person(ZOE), approve, two, NOW);
    expect(second).toMatchObject({ outcome: 'approved', approvals: 2, next: { status: 'APPROVED' } });
  });

  test('of a request whose key is still to come waits for the CSR', () => {
    const awaiting = requestWith({ keyOrigin: 'AWAITED', keyAlgorithm: null, spkiSha256: null, csrSha256: null });
    const { next } = decideApproval(awaiting, person(MARA), approve, facts(), NOW);
    expect(next).toMatchObject({ status: 'APPROVED', issuanceStatus: 'AWAITING_CSR' });
  });

  test('by the requester cannot be had, unless both versions of the profile allow it', () => {
    expectRefused(
      () => decideApproval(requestWith(), person(OMAR, 'SUPERUSER'), approve, facts(), NOW),
      'SELF_APPROVAL',
    );
    const open = { allowSelfApproval: true };
    expectRefused(() => decideApproval(requestWith(), person(OMAR), approve, facts(open, {}), NOW), 'SELF_APPROVAL');
    expect(decideApproval(requestWith(), person(OMAR), approve, facts(open), NOW).outcome).toBe('approved');
  });

  test('by the requester stops counting when self-approval is no longer allowed', () => {
    const open = { allowSelfApproval: true, requiredApprovals: 2 };
    const { next } = decideApproval(requestWith(), person(OMAR), approve, facts(open), NOW);
    const closed = facts(open, { requiredApprovals: 2 });
    expect(approvalProgress(next, closed.pinned, closed.current)).toEqual({ approvals: 0, required: 2 });
    expect(decideApproval(next, person(MARA), approve, closed, NOW)).toMatchObject({
      outcome: 'pending',
      approvals: 1,
    });
  });

  test('needs a reason where either version makes one mandatory', () => {
    const strict = { mandatoryReason: true };
    for (const both of [facts(strict), facts(strict, {}), facts({}, strict)]) {
      expectRefused(() => decideApproval(requestWith(), person(MARA), approve, both, NOW), 'REASON_REQUIRED');
      const withReason = { ...approve, reason: 'Ticket checked' };
      expect(decideApproval(requestWith(), person(MARA), withReason, both, NOW).decision?.reason).toBe(
        'Ticket checked',
      );
    }
  });

  test('of another revision than the one that now holds is stale, and is told what changed', () => {
    const edited = facts({}, { maxValidityDays: 200 });
    expect(
      decideApproval(requestWith(), person(MARA), { ...approve, revision: 2 }, edited, NOW).decision?.revision,
    ).toBe(2);
    try {
      decideApproval(requestWith(), person(MARA), { ...approve, revision: 1 }, edited, NOW);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({
        code: 'STALE_REVIEW',
        extra: {
          revision: 2,
          seenRevision: 1,
          profileVersion: 4,
          changed: ['version of the trust profile: 3 → 4', 'longest validity in days: 397 → 200'],
        },
      });
    }
  });

  test('takes the higher of both quorums', () => {
    const raised = decideApproval(requestWith(), person(MARA), approve, facts({}, { requiredApprovals: 2 }), NOW);
    expect(raised).toMatchObject({ outcome: 'pending', required: 2 });
    const lowered = decideApproval(requestWith(), person(MARA), approve, facts({ requiredApprovals: 2 }, {}), NOW);
    expect(lowered).toMatchObject({ outcome: 'pending', required: 2 });
  });

  const noLongerFits: readonly (readonly [string, Partial<TrustProfileRules>, RegExp])[] = [
    ['names', { domains: ['www.corp.com'] }, /does not cover api\.internal\.corp\.com/],
    ['names carved out', { exceptDomains: ['api.internal.corp.com'] }, /does not cover/],
    ['environment', { environments: ['staging'] }, /not for production/],
    ['validity', { maxValidityDays: 89 }, /longer than the 89/],
    ['key', { keyAlgorithms: ['ED25519'] }, /does not allow ECDSA P-256 keys/],
    ['authority', { certificateAuthorityId: 'ca_2' }, /another certificate authority/],
    ['use', { extendedKeyUsages: ['CLIENT_AUTH'] }, /no longer allows certificates for TLS servers/],
  ];
  test.each(noLongerFits)('of a request that no longer fits its profile is refused: %s', (_name, rules, words) => {
    expectRefused(
      () => decideApproval(requestWith(), person(MARA), approve, facts({}, rules), NOW),
      'POLICY_VIOLATION',
      words,
    );
  });

  test('is refused where the profile was retired or the requester may no longer ask', () => {
    const retired = { ...facts(), current: profileWith({}, { active: false }) };
    expectRefused(
      () => decideApproval(requestWith(), person(MARA), approve, retired, NOW),
      'POLICY_VIOLATION',
      /retired/,
    );
    const banned = { ...facts(), requesterMayAsk: false };
    expectRefused(
      () => decideApproval(requestWith(), person(MARA), approve, banned, NOW),
      'POLICY_VIOLATION',
      /no longer ask/,
    );
  });

  test('comes too late once the time is up, to the millisecond', () => {
    const due = requestWith({ expiresAt: NOW });
    expectRefused(() => decideApproval(due, person(MARA), approve, facts(), NOW), 'NOT_PENDING', /expired/);
    const before = new Date(NOW.getTime() - 1);
    expect(decideApproval(due, person(MARA), approve, facts(), before).outcome).toBe('approved');
  });

  test('brings its comment along as a record of its own', () => {
    const { records } = decideApproval(
      requestWith(),
      person(MARA),
      { ...approve, comment: 'Looks good' },
      facts(),
      NOW,
    );
    expect(records.map((record) => record.type)).toEqual(['request.approved', 'request.commented']);
    expect(records[1]?.detail).toEqual({ text: 'Looks good' });
  });

  test('by somebody of another organization is told nothing of the state', () => {
    const stranger = { ...facts(), access: factsOf(null) };
    for (const status of ['PENDING', 'REJECTED'] as const) {
      const decide = () => decideApproval(requestWith({ status }), person(MARA), approve, stranger, NOW);
      expect(decide).toThrow(expect.objectContaining({ code: 'NOT_FOUND', message: NOT_FOUND_MESSAGE, extra: {} }));
    }
  });
});

describe('a rejection', () => {
  const reject = { revision: null, reason: 'Wrong team' };

  test('ends the request, even one that no longer fits its profile', () => {
    const { next, decision, records } = decideRejection(
      requestWith(),
      person(MARA),
      reject,
      facts({}, { domains: ['x.corp.com'] }),
      NOW,
    );
    expect(next).toMatchObject({ status: 'REJECTED', issuanceStatus: 'NOT_STARTED', decidedAt: NOW });
    expect(decision?.verdict).toBe('REJECT');
    expect(records[0]).toMatchObject({
      type: 'request.rejected',
      detail: { reason: 'Wrong team', revision: 2, outcome: 'rejected' },
    });
  });

  test('always takes a reason, and the revision that its approver saw', () => {
    expectRefused(
      () => decideRejection(requestWith(), person(MARA), { ...reject, reason: ' ' }, facts(), NOW),
      'REASON_REQUIRED',
    );
    expectRefused(
      () => decideRejection(requestWith(), person(MARA), { ...reject, revision: 7 }, facts(), NOW),
      'STALE_REVIEW',
    );
  });

  test('cannot undo an approval, and is told the state that now holds', () => {
    const approved = requestWith({ status: 'APPROVED', issuanceStatus: 'ISSUING' });
    try {
      decideRejection(approved, person(MARA), reject, facts(), NOW);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: 'NOT_PENDING', extra: { status: 'APPROVED', issuanceStatus: 'ISSUING' } });
    }
  });
});

describe('voiding, withdrawing and expiring', () => {
  test('a void is recorded with exactly the fields of the published vector', () => {
    const published = JSON.parse(vector.records[7]?.entry ?? '{}');
    const { domains, environment, justification } = published.detail;
    const request = requestWith({ id: published.subject.id, domains, environment, justification });
    const mara = { ...person(MARA), actor: published.actor };
    const { next, records } = decideVoid(request, mara, { reason: 'submitted in error' }, facts(), NOW);
    expect(next.status).toBe('VOIDED');
    expect(records).toEqual([
      { type: published.type, actor: published.actor, subject: published.subject, detail: published.detail },
    ]);
    expectRefused(() => decideVoid(request, mara, { reason: null }, facts(), NOW), 'REASON_REQUIRED');
  });

  test('an approved request can be voided and withdrawn while its certificate is not issued', () => {
    for (const issuanceStatus of ['AWAITING_CSR', 'ISSUING', 'FAILED', 'QUARANTINED'] as const) {
      const approved = requestWith({ status: 'APPROVED', issuanceStatus });
      expect(decideVoid(approved, person(MARA), { reason: 'Leaked key' }, facts(), NOW).next.status).toBe('VOIDED');
      expect(decideWithdrawal(approved, person(OMAR), { reason: null }, facts(), NOW).next.status).toBe('WITHDRAWN');
    }
    const issued = requestWith({ status: 'APPROVED', issuanceStatus: 'ISSUED' });
    expectRefused(() => decideVoid(issued, person(MARA), { reason: 'Late' }, facts(), NOW), 'NOT_PENDING', /revoke/);
    expectRefused(() => decideWithdrawal(issued, person(OMAR), { reason: null }, facts(), NOW), 'NOT_PENDING');
  });

  test('only the requester withdraws, and needs no reason', () => {
    expectRefused(() => decideWithdrawal(requestWith(), person(MARA), { reason: null }, facts(), NOW), 'NOT_ALLOWED');
    const { records } = decideWithdrawal(requestWith(), person(OMAR), { reason: null }, facts(), NOW);
    expect(records[0]).toMatchObject({ type: 'request.withdrawn', detail: { reason: null, outcome: 'withdrawn' } });
  });

  test('a request expires when its time is up, pending or waiting for its CSR, and not before', () => {
    const due = requestWith({ expiresAt: NOW });
    const { next, records } = decideExpiry(due, facts(), NOW);
    expect(next).toMatchObject({ status: 'EXPIRED', decidedAt: NOW });
    expect(records[0]).toMatchObject({
      type: 'request.expired',
      actor: { kind: 'system' },
      detail: { outcome: 'expired' },
    });
    const awaiting = requestWith({ status: 'APPROVED', issuanceStatus: 'AWAITING_CSR', expiresAt: NOW });
    expect(decideExpiry(awaiting, facts(), NOW).next.status).toBe('EXPIRED');
    expectRefused(() => decideExpiry(due, facts(), new Date(NOW.getTime() - 1)), 'CONFLICT');
    expectRefused(() => decideExpiry(requestWith(), facts(), NOW), 'CONFLICT');
    const issuing = requestWith({ status: 'APPROVED', issuanceStatus: 'ISSUING', expiresAt: NOW });
    expectRefused(() => decideExpiry(issuing, facts(), NOW), 'NOT_PENDING');
  });
});

describe('a comment', () => {
  test('changes nothing and is recorded, also after the end', () => {
    const rejected = requestWith({ status: 'REJECTED' });
    const { next, decision, records } = decideComment(rejected, person(MARA), { text: ' See ticket\nbelow ' }, facts());
    expect(next).toBe(rejected);
    expect(decision).toBeNull();
    expect(records[0]).toMatchObject({ type: 'request.commented', detail: { text: 'See ticket\nbelow' } });
  });

  test('cannot be empty, nor come from a viewer who did not ask', () => {
    expectRefused(() => decideComment(requestWith(), person(MARA), { text: '  ' }, facts()), 'INVALID_INPUT');
    const viewer = { ...facts(), access: factsOf('VIEWER') };
    expectRefused(() => decideComment(requestWith(), person(MARA), { text: 'Hello' }, viewer), 'NOT_ALLOWED');
    expect(decideComment(requestWith(), person(OMAR), { text: 'Hello' }, viewer).records).toHaveLength(1);
  });
});

describe('decisions in any order', () => {
  const people = [OMAR, MARA, ZOE, 'usr_4', 'usr_5'];
  const step = fc.record({
    verb: fc.constantFrom('approve', 'approve', 'approve', 'reject', 'void', 'withdraw', 'warn', 'escalate', 'expire'),
    who: fc.constantFrom(...people),
    lateness: fc.integer({ min: -2, max: 2 }),
  });

  function run(
    request: CertificateRequest,
    { verb, who, lateness }: { verb: string; who: string; lateness: number },
    known: DecisionFacts,
  ) {
    const now = new Date(NOW.getTime() + lateness);
    const reason = 'Because of this';
    switch (verb) {
      case 'approve':
        return decideApproval(request, person(who), { revision: null, reason }, known, now);
      case 'reject':
        return decideRejection(request, person(who), { revision: null, reason }, known, now);
      case 'void':
        return decideVoid(request, person(who), { reason }, known, now);
      case 'withdraw':
        return decideWithdrawal(request, person(who), { reason }, known, now);
      case 'warn':
        return decideWarning(request, now);
      case 'escalate':
        return decideEscalation(request, now);
      default:
        return decideExpiry(request, known, now);
    }
  }

  test('never approve with fewer distinct approvers than required, never after a rejection, never once it is over; and time reminds once, in order', () => {
    let approved = 0;
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 12 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 3 }),
        fc.boolean(),
        (steps, pinnedQuorum, currentQuorum, selfApproval) => {
          const known = facts(
            { requiredApprovals: pinnedQuorum, allowSelfApproval: selfApproval },
            { requiredApprovals: currentQuorum, allowSelfApproval: selfApproval },
          );
          let request = requestWith({ warnAt: NOW, escalateAt: NOW, expiresAt: new Date(NOW.getTime() + 1) });
          const reminders: string[] = [];
          for (const next of steps) {
            const before = request;
            try {
              const change = run(request, next, known);
              request = change.next;
              expect(change.records).toHaveLength(1);
              expect(isFinal(before)).toBe(false);
              if (next.verb === 'warn' || next.verb === 'escalate') {
                reminders.push(next.verb);
                expect([before.status, request.status]).toEqual(['PENDING', 'PENDING']);
              }
            } catch (error) {
              if (!(error instanceof DomainError)) throw error;
              continue;
            }
            const approvers = new Set(
              request.decisions
                .filter(({ verdict }) => verdict === 'APPROVE')
                .map(({ approverUserId }) => approverUserId),
            );
            expect(approvers.size).toBe(request.decisions.filter(({ verdict }) => verdict === 'APPROVE').length);
            if (!selfApproval) expect(approvers.has(OMAR)).toBe(false);
            if (before.status === 'PENDING' && request.status === 'APPROVED') {
              approved += 1;
              expect(approvers.size).toBe(Math.max(pinnedQuorum, currentQuorum));
            }
            if (before.status === 'APPROVED') expect(['VOIDED', 'WITHDRAWN']).toContain(request.status);
            const rejections = request.decisions.filter(({ verdict }) => verdict === 'REJECT').length;
            expect(rejections).toBe(request.status === 'REJECTED' ? 1 : 0);
          }
          expect(['', 'warn', 'warn escalate']).toContain(reminders.join(' '));
        },
      ),
      { numRuns: 500 },
    );
    expect(approved).toBeGreaterThan(0);
  });
});
