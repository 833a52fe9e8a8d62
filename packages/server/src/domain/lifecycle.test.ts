import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ISSUANCE_STATUSES, REQUEST_STATUSES } from './certificate-request.ts';
import { DomainError } from './errors.ts';
import {
  checkTransitions,
  isFinal,
  REQUEST_EVENTS,
  type RequestEvent,
  type RequestState,
  stateAfter,
  transition,
} from './lifecycle.ts';

/** Written out by hand from the diagram "Life of a request", one arrow a line. */
const ARROWS = [
  '- submit-pending PENDING NOT_STARTED',
  '- submit-approved APPROVED ISSUING',
  '- submit-awaiting-csr APPROVED AWAITING_CSR',
  'PENDING NOT_STARTED approve-partial PENDING NOT_STARTED',
  'PENDING NOT_STARTED approve-final APPROVED ISSUING',
  'PENDING NOT_STARTED approve-awaiting-csr APPROVED AWAITING_CSR',
  'PENDING NOT_STARTED reject REJECTED NOT_STARTED',
  'PENDING NOT_STARTED void VOIDED NOT_STARTED',
  'PENDING NOT_STARTED withdraw WITHDRAWN NOT_STARTED',
  'PENDING NOT_STARTED warn PENDING NOT_STARTED',
  'PENDING NOT_STARTED escalate PENDING NOT_STARTED',
  'PENDING NOT_STARTED expire EXPIRED NOT_STARTED',
  'APPROVED AWAITING_CSR attach-csr APPROVED ISSUING',
  'APPROVED AWAITING_CSR void VOIDED NOT_STARTED',
  'APPROVED AWAITING_CSR withdraw WITHDRAWN NOT_STARTED',
  'APPROVED AWAITING_CSR expire EXPIRED NOT_STARTED',
  'APPROVED ISSUING intend APPROVED ISSUING',
  'APPROVED ISSUING supersede APPROVED ISSUING',
  'APPROVED ISSUING issue APPROVED ISSUED',
  'APPROVED ISSUING fail APPROVED FAILED',
  'APPROVED ISSUING quarantine APPROVED QUARANTINED',
  'APPROVED ISSUING void VOIDED NOT_STARTED',
  'APPROVED ISSUING withdraw WITHDRAWN NOT_STARTED',
  'APPROVED FAILED retry APPROVED ISSUING',
  'APPROVED FAILED void VOIDED NOT_STARTED',
  'APPROVED FAILED withdraw WITHDRAWN NOT_STARTED',
  'APPROVED QUARANTINED void VOIDED NOT_STARTED',
  'APPROVED QUARANTINED withdraw WITHDRAWN NOT_STARTED',
];

const everyState: RequestState[] = REQUEST_STATUSES.flatMap((status) =>
  ISSUANCE_STATUSES.map((issuanceStatus) => ({ status, issuanceStatus })),
);

function codeOf(state: RequestState | null, event: RequestEvent): string | null {
  try {
    transition(state, event);
    return null;
  } catch (error) {
    return error instanceof DomainError ? error.code : String(error);
  }
}

describe('the life of a request', () => {
  test('every arrow of the diagram can be taken, and no other', () => {
    const found = [null, ...everyState].flatMap((state) =>
      REQUEST_EVENTS.flatMap((event) => {
        const next = stateAfter(state, event);
        const from = state === null ? '-' : `${state.status} ${state.issuanceStatus}`;
        return next === null ? [] : [`${from} ${event} ${next.status} ${next.issuanceStatus}`];
      }),
    );
    expect(found.sort()).toEqual([...ARROWS].sort());
  });

  test('rejected, voided, withdrawn, expired and issued are final', () => {
    const reachable = everyState.filter((state) =>
      ARROWS.some((arrow) => arrow.endsWith(` ${state.status} ${state.issuanceStatus}`)),
    );
    const final = reachable.filter(isFinal).map((state) => `${state.status} ${state.issuanceStatus}`);
    expect(final.sort()).toEqual([
      'APPROVED ISSUED',
      'EXPIRED NOT_STARTED',
      'REJECTED NOT_STARTED',
      'VOIDED NOT_STARTED',
      'WITHDRAWN NOT_STARTED',
    ]);
  });

  test('a decision that comes too late is told the state that now holds', () => {
    for (const event of ['approve-final', 'approve-partial', 'reject', 'void', 'withdraw', 'expire'] as const) {
      expect(codeOf({ status: 'REJECTED', issuanceStatus: 'NOT_STARTED' }, event)).toBe('NOT_PENDING');
    }
    try {
      transition({ status: 'APPROVED', issuanceStatus: 'ISSUED' }, 'void');
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ extra: { status: 'APPROVED', issuanceStatus: 'ISSUED' } });
      expect(String(error)).toContain('revoke the certificate');
    }
  });

  test('an approval is never turned into a rejection', () => {
    expect(codeOf({ status: 'APPROVED', issuanceStatus: 'ISSUING' }, 'reject')).toBe('NOT_PENDING');
  });

  test('an issuance step in the wrong place is a conflict while the request lives', () => {
    expect(codeOf({ status: 'PENDING', issuanceStatus: 'NOT_STARTED' }, 'issue')).toBe('CONFLICT');
    expect(codeOf({ status: 'APPROVED', issuanceStatus: 'ISSUING' }, 'attach-csr')).toBe('CONFLICT');
    expect(codeOf({ status: 'VOIDED', issuanceStatus: 'NOT_STARTED' }, 'issue')).toBe('NOT_PENDING');
    expect(codeOf(null, 'issue')).toBe('CONFLICT');
  });

  test('whatever happens in whatever order, what is final stays as it is', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...REQUEST_EVENTS), { maxLength: 30 }), (events) => {
        let state: RequestState | null = null;
        for (const event of events) {
          const next: RequestState | null = stateAfter(state, event);
          if (next === null) continue;
          if (state !== null) expect(isFinal(state)).toBe(false);
          if (state?.status === 'APPROVED')
            expect(['APPROVED', 'VOIDED', 'WITHDRAWN', 'EXPIRED']).toContain(next.status);
          state = next;
        }
      }),
    );
  });
});

describe('the check of the table', () => {
  test('a table in which everything is reached is accepted', () => {
    expect(() => checkTransitions({ NEW: { void: 'A' }, A: {} }, ['A'])).not.toThrow();
  });

  test('a target that is no state, a state that nothing reaches and a state without a row are refused', () => {
    expect(() => checkTransitions({ NEW: { void: 'B' }, A: {} }, ['A'])).toThrow('not a state');
    expect(() => checkTransitions({ NEW: {}, A: {} }, ['A'])).toThrow('Nothing leads to');
    expect(() => checkTransitions({ NEW: { void: 'A' }, A: {}, B: {} }, ['A'])).toThrow('Nothing leads to B');
    expect(() => checkTransitions({ NEW: { void: 'A' } }, ['A'])).toThrow('no row');
  });
});
