import type { IssuanceStatus, RequestStatus } from './certificate-request.ts';
import { DomainError } from './errors.ts';

export interface RequestState {
  readonly status: RequestStatus;
  readonly issuanceStatus: IssuanceStatus;
}

export const REQUEST_EVENTS = [
  'submit-pending',
  'submit-approved',
  'submit-awaiting-csr',
  'approve-partial',
  'approve-final',
  'approve-awaiting-csr',
  'reject',
  'void',
  'withdraw',
  'warn',
  'escalate',
  'expire',
  'attach-csr',
  'intend',
  'supersede',
  'issue',
  'fail',
  'retry',
  'quarantine',
] as const;
export type RequestEvent = (typeof REQUEST_EVENTS)[number];

const STATE_NAMES = [
  'PENDING',
  'APPROVED/AWAITING_CSR',
  'APPROVED/ISSUING',
  'APPROVED/FAILED',
  'APPROVED/QUARANTINED',
  'APPROVED/ISSUED',
  'REJECTED',
  'VOIDED',
  'WITHDRAWN',
  'EXPIRED',
] as const;
type StateName = (typeof STATE_NAMES)[number];

/** What each state is made of. Nothing is being issued in a state that ended without a certificate. */
const STATES: Readonly<Record<StateName, RequestState>> = {
  PENDING: { status: 'PENDING', issuanceStatus: 'NOT_STARTED' },
  'APPROVED/AWAITING_CSR': { status: 'APPROVED', issuanceStatus: 'AWAITING_CSR' },
  'APPROVED/ISSUING': { status: 'APPROVED', issuanceStatus: 'ISSUING' },
  'APPROVED/FAILED': { status: 'APPROVED', issuanceStatus: 'FAILED' },
  'APPROVED/QUARANTINED': { status: 'APPROVED', issuanceStatus: 'QUARANTINED' },
  'APPROVED/ISSUED': { status: 'APPROVED', issuanceStatus: 'ISSUED' },
  REJECTED: { status: 'REJECTED', issuanceStatus: 'NOT_STARTED' },
  VOIDED: { status: 'VOIDED', issuanceStatus: 'NOT_STARTED' },
  WITHDRAWN: { status: 'WITHDRAWN', issuanceStatus: 'NOT_STARTED' },
  EXPIRED: { status: 'EXPIRED', issuanceStatus: 'NOT_STARTED' },
};

type TransitionTable = Readonly<Record<string, Readonly<Partial<Record<RequestEvent, string>>>>>;

/** The life of a request, all of it: what is not here cannot happen. `NEW` is a request that is not there yet. */
const TRANSITIONS: TransitionTable = {
  NEW: {
    'submit-pending': 'PENDING',
    'submit-approved': 'APPROVED/ISSUING',
    'submit-awaiting-csr': 'APPROVED/AWAITING_CSR',
  },
  PENDING: {
    'approve-partial': 'PENDING',
    'approve-final': 'APPROVED/ISSUING',
    'approve-awaiting-csr': 'APPROVED/AWAITING_CSR',
    reject: 'REJECTED',
    void: 'VOIDED',
    withdraw: 'WITHDRAWN',
    warn: 'PENDING',
    escalate: 'PENDING',
    expire: 'EXPIRED',
  },
  'APPROVED/AWAITING_CSR': {
    'attach-csr': 'APPROVED/ISSUING',
    void: 'VOIDED',
    withdraw: 'WITHDRAWN',
    expire: 'EXPIRED',
  },
  'APPROVED/ISSUING': {
    intend: 'APPROVED/ISSUING',
    supersede: 'APPROVED/ISSUING',
    issue: 'APPROVED/ISSUED',
    fail: 'APPROVED/FAILED',
    quarantine: 'APPROVED/QUARANTINED',
    void: 'VOIDED',
    withdraw: 'WITHDRAWN',
  },
  'APPROVED/FAILED': {
    retry: 'APPROVED/ISSUING',
    void: 'VOIDED',
    withdraw: 'WITHDRAWN',
  },
  'APPROVED/QUARANTINED': {
    void: 'VOIDED',
    withdraw: 'WITHDRAWN',
  },
  'APPROVED/ISSUED': {},
  REJECTED: {},
  VOIDED: {},
  WITHDRAWN: {},
  EXPIRED: {},
};

/** Refuses a table with a state that nothing reaches, a target that is no state, or a state without a row. */
export function checkTransitions(table: TransitionTable, states: readonly string[]): void {
  const reached = new Set(['NEW']);
  for (const from of reached) {
    const row = table[from];
    if (row === undefined) throw new Error(`The state ${from} has no row of transitions.`);
    for (const target of Object.values(row)) {
      if (!states.includes(target)) throw new Error(`${from} leads to ${target}, which is not a state.`);
      reached.add(target);
    }
  }
  const unreached = [...states, ...Object.keys(table)].filter((name) => !reached.has(name));
  if (unreached.length > 0) throw new Error(`Nothing leads to ${unreached.join(', ')}.`);
}

checkTransitions(TRANSITIONS, STATE_NAMES);

/** The state that an event leads to, or null where it cannot happen. `null` is a request that is not there yet. */
export function stateAfter(state: RequestState | null, event: RequestEvent): RequestState | null {
  const name = state === null ? 'NEW' : nameOf(state);
  const target = name === undefined ? undefined : TRANSITIONS[name]?.[event];
  return STATE_NAMES.flatMap((candidate) => (candidate === target ? [STATES[candidate]] : []))[0] ?? null;
}

/** The same, refusing what cannot happen with the state that holds: NOT_PENDING if it is decided or over, else CONFLICT. */
export function transition(state: RequestState | null, event: RequestEvent): RequestState {
  const next = stateAfter(state, event);
  if (next !== null) return next;
  if (state === null) throw new DomainError('CONFLICT', 'This request was not submitted yet.');
  throw stateRefusal(state, event);
}

/** Over: nothing can happen to it any more. */
export function isFinal(state: RequestState): boolean {
  return REQUEST_EVENTS.every((event) => stateAfter(state, event) === null);
}

export function stateRefusal(state: RequestState, event: RequestEvent): DomainError {
  const isDecision = stateAfter(STATES.PENDING, event) !== null;
  const code = isDecision || isFinal(state) ? 'NOT_PENDING' : 'CONFLICT';
  return new DomainError(code, describeState(state), {
    extra: { status: state.status, issuanceStatus: state.issuanceStatus },
  });
}

/** The state in a sentence, for whoever came too late or too early. */
export function describeState(state: RequestState): string {
  switch (state.status) {
    case 'PENDING':
      return 'This request is still waiting for its decision.';
    case 'REJECTED':
      return 'This request was rejected.';
    case 'VOIDED':
      return 'This request was voided.';
    case 'WITHDRAWN':
      return 'This request was withdrawn by its requester.';
    case 'EXPIRED':
      return 'This request expired before it was completed.';
    case 'APPROVED':
      return APPROVED_SENTENCES[state.issuanceStatus];
  }
}

const APPROVED_SENTENCES: Readonly<Record<IssuanceStatus, string>> = {
  NOT_STARTED: 'This request is approved.',
  AWAITING_CSR: 'This request is approved and waits for its CSR.',
  ISSUING: 'This request is approved and its certificate is being issued.',
  ISSUED: 'The certificate of this request has been issued; to undo that, revoke the certificate.',
  FAILED: 'This request is approved, but issuing its certificate failed.',
  QUARANTINED:
    'This request is approved, but what the CA returned is not what was approved, so it is kept in quarantine.',
};

function nameOf(state: RequestState): StateName | undefined {
  return STATE_NAMES.find(
    (name) => STATES[name].status === state.status && STATES[name].issuanceStatus === state.issuanceStatus,
  );
}
