import type { AuditEntry } from './audit-record.ts';
import type { AuditRecordType } from './audit-record-types.ts';
import { isPlatformLedger } from './evidence-bundle.ts';
import { type EvidenceFact, fact, firstProblem, named, textOf } from './evidence-facts.ts';
import { describeState, type RequestEvent, type RequestState, stateAfter } from './lifecycle.ts';

/** Every record is about the request, or about the one certificate that was issued for it. */
export function checkSubjects(request: string, entries: readonly AuditEntry[]): EvidenceFact {
  const certificates = new Set(entries.flatMap(({ subject }) => (subject.kind === 'certificate' ? [subject.id] : [])));
  const several =
    certificates.size > 1 ? `They are about several certificates: ${[...certificates].join(', ')}.` : null;
  const stray = firstProblem(entries, (entry) => {
    const { subject, detail } = entry;
    const isOfRequest = subject.kind === 'request' && subject.id === request;
    const isOfCertificate = subject.kind === 'certificate' && textOf(detail, 'request') === request;
    if (!isOfRequest && !isOfCertificate) return `It is about something else: ${named(entry)}.`;
    // All that goes on in a sealed organization is that certificates are revoked.
    if (isPlatformLedger(entry.org) && entry.type !== 'certificate.revoked')
      return `It does not belong in the ledger of the platform: ${named(entry)}.`;
    return null;
  });
  return fact('Every record is about this request or its certificate', stray ?? several, `All are of ${request}.`);
}

/** Where the records leave the request: the states that fit them, none where they do not fit each other. */
export interface LifeFindings {
  readonly fact: EvidenceFact;
  readonly states: readonly RequestState[];
}

/** What each record makes of the request; several, where the record does not tell which. Others make nothing of it. */
const EVENTS: Readonly<Partial<Record<AuditRecordType, readonly RequestEvent[]>>> = {
  'request.rejected': ['reject'],
  'request.voided': ['void'],
  'request.withdrawn': ['withdraw'],
  'request.expired': ['expire'],
  'request.csrAttached': ['attach-csr'],
  'certificate.intended': ['intend'],
  'certificate.superseded': ['supersede'],
  'certificate.issued': ['issue'],
  'certificate.failed': ['fail'],
  'certificate.retried': ['retry'],
  'certificate.quarantined': ['quarantine'],
};

/** Replays the records: a life that no request can have had shows that one was left out, or put in. */
export function checkLife(entries: readonly AuditEntry[]): LifeFindings {
  const claim = 'The records tell one life of a request, from its submission on';
  const [submission, ...rest] = entries;
  if (submission?.type !== 'request.submitted') {
    const first = submission === undefined ? 'nothing' : named(submission);
    return { fact: fact(claim, `The first record is not the submission, but ${first}.`, ''), states: [] };
  }
  let states: readonly RequestState[] = after([null], ['submit-pending']);
  for (const [i, entry] of rest.entries()) {
    const next = statesAfter(states, entry, { submission, isFirst: i === 0 });
    if (typeof next === 'string') return { fact: fact(claim, next, ''), states: [] };
    states = next;
  }
  return { fact: fact(claim, null, describeStates(states)), states };
}

/** The state in a sentence. Where several fit, the request is approved and no certificate is there. */
export function describeStates(states: readonly RequestState[]): string {
  const [state, ...others] = states;
  if (state === undefined) return 'What became of this request cannot be told.';
  if (others.length > 0) return 'This request is approved; no certificate is issued yet.';
  return isIssued(state) ? 'This request was approved and its certificate was issued.' : describeState(state);
}

interface LifeContext {
  readonly submission: AuditEntry;
  /** Of those that follow the submission. */
  readonly isFirst: boolean;
}

function statesAfter(
  states: readonly RequestState[],
  entry: AuditEntry,
  { submission, isFirst }: LifeContext,
): readonly RequestState[] | string {
  if (entry.type === 'request.submitted') return `The request is submitted again by ${named(entry)}.`;
  if (entry.subject.kind === 'certificate') {
    return states.some(isIssued) ? states : `There is no certificate yet at ${named(entry)}.`;
  }
  const isByPolicy = entry.type === 'request.approved' && entry.actor.kind === 'policy' && isFirst;
  const events = isByPolicy ? policyEvents(submission) : eventsOf(entry, submission);
  if (events.length === 0) return states;
  // What the policy lets through was never waiting for anybody.
  const next = after(isByPolicy ? [null] : states, events);
  return next.length > 0 ? next : `There can be no ${named(entry)} here. ${describeStates(states)}`;
}

function eventsOf({ type, detail }: AuditEntry, submission: AuditEntry): readonly RequestEvent[] {
  if (type !== 'request.approved') return EVENTS[type] ?? [];
  if (textOf(detail, 'outcome') !== 'approved') return ['approve-partial'];
  return byKey(submission, 'approve-final', 'approve-awaiting-csr');
}

function policyEvents(submission: AuditEntry): readonly RequestEvent[] {
  return byKey(submission, 'submit-approved', 'submit-awaiting-csr');
}

/** With a CSR the key is known; without one and without a type of key it is awaited; else the record does not tell. */
function byKey({ detail }: AuditEntry, known: RequestEvent, awaited: RequestEvent): readonly RequestEvent[] {
  if (textOf(detail, 'spkiSha256') !== null) return [known];
  return textOf(detail, 'keyAlgorithm') === null ? [awaited] : [known, awaited];
}

function after(states: readonly (RequestState | null)[], events: readonly RequestEvent[]): RequestState[] {
  return states.flatMap((state) => events.flatMap((event) => stateAfter(state, event) ?? []));
}

function isIssued(state: RequestState): boolean {
  return state.issuanceStatus === 'ISSUED';
}
