import { type AccessFacts, may, mayEnter } from './access.ts';
import { submissionTarget } from './access-targets.ts';
import type { Principal } from './actor.ts';
import type { JsonObject, RecordDraft } from './audit-record-types.ts';
import type { CertificateRequest, KeyOrigin } from './certificate-request.ts';
import { asked, type Change, requestRecord } from './change.ts';
import { checksAsRecord } from './checks-as-record.ts';
import { checkCsr } from './csr-policy.ts';
import { policyApprovalRecord } from './decide-approval.ts';
import { DomainError } from './errors.ts';
import type { KeyAlgorithm } from './key-algorithm.ts';
import { transition } from './lifecycle.ts';
import { assertPermitted } from './permission.ts';
import { policyChecks } from './policy-checks.ts';
import type { RiskFacts } from './risk-signals.ts';
import type { Submission } from './submission.ts';
import { buildTemplate, KEY_USAGES, type KeyRule } from './template.ts';
import { matchTrustProfile } from './trust-profile.ts';
import type { TrustProfile, TrustProfileRules } from './trust-profile-rules.ts';
import { listed } from './wording.ts';

export interface SubmissionFacts {
  readonly organizationId: string;
  readonly organizationEnvironments: readonly string[];
  readonly profiles: readonly TrustProfile[];
  readonly access: AccessFacts;
  /** For the record; nothing is refused for it. */
  readonly risk: RiskFacts | null;
}

export interface SubmissionChange extends Change {
  readonly profile: TrustProfile;
  readonly outcome: 'pending' | 'approved';
}

/**
 * Makes a request of a submission, under the one profile that it matches. What the policy refuses is a DomainError with one of
 * DENIAL_CODES, which the caller records as `request.denied`.
 */
export function decideSubmission(
  requestId: string,
  principal: Principal,
  submission: Submission,
  facts: SubmissionFacts,
  now: Date,
): SubmissionChange {
  assertPermitted(mayEnter(principal, 'request.submit', facts.organizationId, facts.access));
  const match = matchTrustProfile({ ...submission, ...facts });
  if (match.error !== null) throw match.error;
  const { profile } = match;
  if (profile === null) throw new DomainError('NO_TRUST_PROFILE', 'No trust profile covers these names.');
  assertPermitted(may(principal, 'request.submit', submissionTarget(profile), facts.access));
  const request = requestUnder(profile, { requestId, principal, submission, now });
  const { organizationEnvironments, risk } = facts;
  const judged = { pinned: profile, current: profile, organizationEnvironments, requesterMayAsk: true };
  const policy = checksAsRecord(policyChecks(request, judged, risk));
  const records = [submittedRecord(request, submission, policy)];
  if (!profile.rules.requireApproval) records.push(policyApprovalRecord(request, policy));
  const outcome = profile.rules.requireApproval ? 'pending' : 'approved';
  return { next: request, decision: null, records, profile, outcome };
}

/** The record of a submission that the policy refused; its subject is whoever asked. */
export function deniedRecord(principal: Principal, submission: Submission, error: DomainError): RecordDraft {
  const { id, kind } = principal.actor;
  const isAsker = kind === 'user' || kind === 'device' || kind === 'token';
  if (!isAsker) throw new TypeError(`A submission by ${kind} cannot be denied.`);
  return {
    type: 'request.denied',
    actor: principal.actor,
    subject: { id, kind },
    detail: {
      domains: submission.domains,
      environment: submission.environment,
      code: error.code,
      message: error.message,
    },
  };
}

interface Asked {
  readonly requestId: string;
  readonly principal: Principal;
  readonly submission: Submission;
  readonly now: Date;
}

function requestUnder(profile: TrustProfile, { requestId, principal, submission, now }: Asked): CertificateRequest {
  const { rules } = profile;
  const { domains, environment, justification, commonName, csr } = submission;
  if (rules.requireJustification && justification === null) {
    throw new DomainError(
      'JUSTIFICATION_REQUIRED',
      `${profile.name} requires a justification: say why you need this certificate.`,
      {
        field: ['justification'],
      },
    );
  }
  const validityDays = validityUnder(profile, submission.validityDays);
  const key = keyUnder(profile, submission);
  const { template, templateSha256 } = buildTemplate({
    names: domains,
    commonName,
    key: key.rule,
    validityDays,
    keyUsages: KEY_USAGES,
    extendedKeyUsages: rules.extendedKeyUsages,
    ca: rules.certificateAuthorityId,
    profile: profile.id,
    profileVersion: profile.version,
    environment,
  });
  const event = rules.requireApproval
    ? 'submit-pending'
    : key.origin === 'AWAITED'
      ? 'submit-awaiting-csr'
      : 'submit-approved';
  return {
    ...transition(null, event),
    id: requestId,
    organizationId: profile.organizationId,
    revision: 1,
    requester: principal.actor,
    requesterUserIds: principal.requesterUserIds,
    domains,
    commonName,
    environment,
    justification,
    trustProfileId: profile.id,
    profileVersion: profile.version,
    certificateAuthorityId: rules.certificateAuthorityId,
    keyOrigin: key.origin,
    keyAlgorithm: key.algorithm,
    spkiSha256: csr?.spkiSha256 ?? null,
    csrSha256: csr?.csrSha256 ?? null,
    validityDays,
    requiredApprovals: rules.requireApproval ? rules.requiredApprovals : 0,
    template,
    templateSha256,
    requestedAt: now,
    decidedAt: rules.requireApproval ? null : now,
    ...deadlines(rules, now),
    warnedAt: null,
    escalatedAt: null,
    decisions: [],
  };
}

function validityUnder({ name, rules }: TrustProfile, asked: number | null): number {
  if (asked === null) return rules.defaultValidityDays;
  if (asked <= rules.maxValidityDays) return asked;
  const message = `${name} allows at most ${rules.maxValidityDays} days of validity, not ${asked}.`;
  throw new DomainError('POLICY_VIOLATION', message, { field: ['validityDays'] });
}

interface ChosenKey {
  readonly origin: KeyOrigin;
  readonly algorithm: KeyAlgorithm | null;
  readonly rule: KeyRule;
}

function keyUnder({ name, rules }: TrustProfile, { csr, keyAlgorithm, domains, renewal }: Submission): ChosenKey {
  if (csr !== null) {
    checkCsr(csr, { domains, keyAlgorithms: rules.keyAlgorithms });
    return { origin: 'CSR', algorithm: csr.keyAlgorithm, rule: { spkiSha256: csr.spkiSha256 } };
  }
  if (keyAlgorithm !== null && !rules.keyAlgorithms.includes(keyAlgorithm)) {
    const message = `${name} does not allow ${keyAlgorithm} keys; it allows ${listed(rules.keyAlgorithms, 10)}.`;
    throw new DomainError('POLICY_VIOLATION', message, { field: ['keyAlgorithm'] });
  }
  if (rules.keySource === 'CSR_ONLY' || renewal?.awaitsCsr === true) {
    const algorithms = keyAlgorithm === null ? rules.keyAlgorithms : [keyAlgorithm];
    return { origin: 'AWAITED', algorithm: keyAlgorithm, rule: { algorithms } };
  }
  const algorithm = keyAlgorithm ?? rules.keyAlgorithms[0];
  if (algorithm === undefined) throw new TypeError(`${name} allows no key algorithm.`);
  return { origin: 'SERVER', algorithm, rule: { algorithm } };
}

const HOUR_MS = 3_600_000;

/** Warning, escalation and expiry count from the moment of asking. */
function deadlines(
  rules: TrustProfileRules,
  now: Date,
): Pick<CertificateRequest, 'warnAt' | 'escalateAt' | 'expiresAt'> {
  const after = (hours: number | null) => (hours === null ? null : new Date(now.getTime() + hours * HOUR_MS));
  return {
    warnAt: after(rules.warnAfterHours),
    escalateAt: after(rules.escalateAfterHours),
    expiresAt: after(rules.expireAfterHours),
  };
}

function submittedRecord(request: CertificateRequest, { renewal }: Submission, policy: JsonObject): RecordDraft {
  return requestRecord('request.submitted', request.requester, request, {
    ...asked(request),
    csrSha256: request.csrSha256,
    keyAlgorithm: request.keyAlgorithm,
    owner: request.requesterUserIds[0] ?? null,
    policy,
    profile: request.trustProfileId,
    profileVersion: request.profileVersion,
    renews: renewal?.certificateId,
    scheduled: renewal?.scheduled === true ? true : undefined,
    // A person asks for themselves alone; who is behind a device or a token, its owner does not say.
    requesterUserIds: request.requester.kind === 'user' ? undefined : request.requesterUserIds,
    spkiSha256: request.spkiSha256,
    templateSha256: request.templateSha256,
    validityDays: request.validityDays,
  });
}
