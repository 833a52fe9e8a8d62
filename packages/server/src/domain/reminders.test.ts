import { describe, expect, test } from 'vitest';
import { decideEscalation } from './decide-escalation.ts';
import { decideWarning } from './decide-warning.ts';
import { NOW, requestWith } from './testing/example-domain.ts';

const later = (ms: number) => new Date(NOW.getTime() + ms);
const refusal = (decide: () => unknown) => {
  try {
    decide();
    return 'done';
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
};

describe('a warning', () => {
  test('is recorded when it is due, and changes nothing of the request but that', () => {
    const request = requestWith({ warnAt: NOW });
    const { next, decision, records } = decideWarning(request, NOW);
    expect(next).toEqual({ ...request, warnedAt: NOW });
    expect(decision).toBeNull();
    const { domains, environment, justification } = request;
    expect(records).toEqual([
      {
        type: 'request.warned',
        actor: { kind: 'system', id: 'system', name: 'countersign' },
        subject: { kind: 'request', id: request.id },
        detail: { domains, environment, justification, dueAt: NOW.toISOString() },
      },
    ]);
  });

  test('comes neither early, nor twice, nor where the profile has none, nor after the end', () => {
    expect(refusal(() => decideWarning(requestWith({ warnAt: later(1) }), NOW))).toBe('CONFLICT');
    expect(refusal(() => decideWarning(requestWith({ warnAt: NOW, warnedAt: NOW }), NOW))).toBe('CONFLICT');
    expect(refusal(() => decideWarning(requestWith(), NOW))).toBe('CONFLICT');
    expect(refusal(() => decideWarning(requestWith({ warnAt: NOW, expiresAt: NOW }), NOW))).toBe('CONFLICT');
    for (const status of ['APPROVED', 'REJECTED', 'VOIDED', 'WITHDRAWN', 'EXPIRED'] as const) {
      const issuanceStatus = status === 'APPROVED' ? 'ISSUING' : 'NOT_STARTED';
      const over = requestWith({ status, issuanceStatus, warnAt: NOW, escalateAt: NOW });
      expect(refusal(() => decideWarning(over, NOW))).toBe('NOT_PENDING');
      expect(refusal(() => decideEscalation(over, NOW))).toBe('NOT_PENDING');
    }
  });
});

describe('an escalation', () => {
  test('is recorded when it is due, once', () => {
    const request = requestWith({ escalateAt: NOW });
    const { next, records } = decideEscalation(request, NOW);
    expect(next).toEqual({ ...request, escalatedAt: NOW });
    expect(records).toMatchObject([{ type: 'request.escalated', detail: { dueAt: NOW.toISOString() } }]);
    expect(refusal(() => decideEscalation(next, NOW))).toBe('CONFLICT');
    expect(refusal(() => decideEscalation(requestWith({ escalateAt: later(1) }), NOW))).toBe('CONFLICT');
  });

  test('comes after the warning, where both are overdue', () => {
    const both = requestWith({ warnAt: later(-2), escalateAt: later(-1) });
    expect(refusal(() => decideEscalation(both, NOW))).toBe('CONFLICT');
    expect(decideEscalation(decideWarning(both, NOW).next, NOW).next).toMatchObject({
      warnedAt: NOW,
      escalatedAt: NOW,
    });
  });
});
