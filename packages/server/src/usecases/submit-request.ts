import type { Principal } from '../domain/actor.ts';
import { decideSubmission, deniedRecord, type SubmissionChange } from '../domain/decide-submission.ts';
import { DENIAL_CODES, DomainError } from '../domain/errors.ts';
import type { RiskFacts } from '../domain/risk-signals.ts';
import { normalizeSubmission, type Renewal, type Submission } from '../domain/submission.ts';
import { submissionFingerprint } from '../domain/submission-fingerprint.ts';
import type { SubmitRequestInput } from './application.ts';
import { demand, type PolicyView, policyFor, refuseIfSealed } from './authorize.ts';
import { decideAnew } from './decide-anew.ts';
import { dedupeKeyOf, renewalKey, stillAnswers } from './dedupe-key.ts';
import type { Denials } from './denial-recorder.ts';
import { issueSoon } from './issue-certificate.ts';
import {
  type CertificateRequestRow,
  type Deps,
  insertRow,
  RefusedByConstraint,
  StaleCommand,
  type Stamp,
  type StateWrite,
  updateRow,
} from './ports.ts';
import { prepareIntent } from './prepare-intent.ts';
import { personAsking } from './vote-facts.ts';
import { type PreparedIntent, withIntent } from './with-intent.ts';

/** What the daily scan asks for, in the name of whoever asked before. */
export type ScheduledRenewal = Pick<Renewal, 'certificateId' | 'awaitsCsr'>;

/**
 * Takes a submission: matches it to its one profile, and either refuses it (ledgered), or commits a request that waits or is
 * approved by policy. The same submission again answers with the first request.
 */
export async function submitRequest(
  deps: Deps,
  denials: Denials,
  principal: Principal,
  input: SubmitRequestInput,
  scheduled: ScheduledRenewal | null = null,
): Promise<{ request: CertificateRequestRow; created: boolean }> {
  const policy = await policyFor(deps, principal, input.organizationId);
  demand(policy.enter('request.submit'));
  const csr = input.csr ? await deps.authorities.parseCsr(input.csr) : null;
  const renewal = await renewalOf(deps, input, scheduled);
  const submission = { ...normalizeSubmission({ ...input, csr }), renewal };
  const dedupeKey =
    scheduled === null ? dedupeKeyOf(submission, input.idempotencyKey ?? null) : renewalKey(scheduled.certificateId);
  const submissionSha256 = submissionFingerprint(submission);
  return decideAnew(async (tries) => {
    const view = tries === 0 ? policy : await policyFor(deps, principal, input.organizationId);
    refuseIfSealed(view.snapshot);
    const now = deps.clock.now();
    const [earlier, risk] = await Promise.all([
      findEarlier(deps, principal, dedupeKey, now),
      riskOf(deps, principal, input.organizationId, submission, now),
    ]);
    if (earlier?.answers) {
      if (dedupeKey.startsWith('key:') && earlier.row.submissionSha256 !== submissionSha256) {
        throw new DomainError(
          'IDEMPOTENCY_MISMATCH',
          'This Idempotency-Key was used for another submission within the last 24 hours. Use a new key, or send the same body.',
          { field: ['idempotencyKey'], extra: { requestId: earlier.row.id } },
        );
      }
      return { request: earlier.row, created: false };
    }
    const change = await decide(deps, denials, view, principal, submission, risk, now);
    const request = await commitSubmission(deps, view, {
      change,
      submission,
      dedupeKey,
      submissionSha256,
      now,
      released: earlier?.row ?? null,
    });
    return { request, created: true };
  });
}

/** What is renewed has to be the organization's own. */
async function renewalOf(
  deps: Deps,
  { renewsCertificateId, organizationId }: SubmitRequestInput,
  scheduled: ScheduledRenewal | null,
): Promise<Renewal | null> {
  if (scheduled !== null) return { ...scheduled, scheduled: true };
  if (!renewsCertificateId) return null;
  const certificate = await deps.reads.certificate(renewsCertificateId);
  if (certificate?.organizationId === organizationId) {
    return { certificateId: renewsCertificateId, scheduled: false, awaitsCsr: false };
  }
  throw new DomainError(
    'INVALID_INPUT',
    'This organization has no such certificate to renew. Leave it out, or name another.',
    {
      field: ['renewsCertificateId'],
    },
  );
}

async function findEarlier(
  deps: Deps,
  principal: Principal,
  dedupeKey: string,
  now: Date,
): Promise<{ row: CertificateRequestRow; answers: boolean } | null> {
  const row = await deps.reads.requestByDedupeKey(principal.actor.id, dedupeKey);
  if (row === null) return null;
  const certificate = dedupeKey.startsWith('csr:') ? await deps.reads.certificateOf(row.id) : null;
  return { row, answers: stillAnswers(row, certificate, now) };
}

/** Read beside what is read anyway: it costs a submission no time of its own. */
async function riskOf(
  deps: Deps,
  { actor }: Principal,
  organizationId: string,
  { domains, csr, renewal }: Submission,
  now: Date,
): Promise<RiskFacts | null> {
  const userId = personAsking(actor, renewal?.certificateId ?? null);
  const asked = { requestId: null, organizationId, domains, userId, requestedAt: now };
  const [facts] = await deps.reads.riskFacts([{ ...asked, spkiSha256: csr?.spkiSha256 ?? null }], now);
  return facts ?? null;
}

async function decide(
  deps: Deps,
  denials: Denials,
  policy: PolicyView,
  principal: Principal,
  submission: Submission,
  risk: RiskFacts | null,
  now: Date,
): Promise<SubmissionChange> {
  const { organization, profiles } = policy.snapshot;
  try {
    return decideSubmission(
      deps.ids.next('apr'),
      principal,
      submission,
      {
        organizationId: organization.id,
        organizationEnvironments: organization.environments,
        profiles: [...profiles.values()],
        access: policy.facts,
        risk,
      },
      now,
    );
  } catch (error) {
    if (error instanceof DomainError && DENIAL_CODES.has(error.code)) {
      const record = deniedRecord(principal, submission, error);
      await denials.record(deps, {
        principal,
        organizationId: organization.id,
        about: [error.code, submission.environment, ...submission.domains].join('\n'),
        draft: (count) => (count === 1 ? record : { ...record, detail: { ...record.detail, count } }),
      });
    }
    throw error;
  }
}

interface Submitted {
  readonly change: SubmissionChange;
  readonly submission: Submission;
  readonly dedupeKey: string;
  readonly submissionSha256: string;
  readonly now: Date;
  /** An earlier request that held the same key, and no longer answers for it. */
  readonly released: CertificateRequestRow | null;
}

async function commitSubmission(deps: Deps, policy: PolicyView, submitted: Submitted): Promise<CertificateRequestRow> {
  const { submission, now, released } = submitted;
  const { csr } = submission;
  let { change }: { change: Pick<SubmissionChange, 'next' | 'decision' | 'records'> } = submitted;
  const approved = change.next.issuanceStatus === 'ISSUING';
  let intent: PreparedIntent | null = null;
  let nextAttemptAt: Date | null = null;
  let extraWrites: (stamp: Stamp) => readonly StateWrite[] = () => [];
  if (approved) {
    const authority = policy.snapshot.certificateAuthorities.get(change.next.certificateAuthorityId);
    if (csr !== null && authority !== undefined) {
      intent = await prepareIntent(deps, change.next, csr, authority, submitted.change.profile.rules, now);
    }
    const decided = withIntent({ change }, intent, { now });
    change = decided.change;
    nextAttemptAt = decided.moved?.nextAttemptAt ?? null;
    extraWrites = decided.extraWrites ?? extraWrites;
  }
  const { requester, decisions: _none, ...next } = change.next;
  const rowAt = (stamp: Stamp): CertificateRequestRow => ({
    ...next,
    requesterKind: requester.kind,
    requesterId: requester.id,
    requesterName: requester.name,
    requesterUserIds: [...next.requesterUserIds],
    domains: [...next.domains],
    rowVersion: 1,
    spki: csr?.spki ?? null,
    csrDer: csr?.der ?? null,
    outcomeReason: null,
    renewsCertificateId: submission.renewal?.certificateId ?? null,
    dedupeKey: submitted.dedupeKey,
    submissionSha256: submitted.submissionSha256,
    issuanceAttempts: 0,
    nextAttemptAt,
    issuanceError: null,
    lastSequence: stamp.lastSequence,
  });
  let row: CertificateRequestRow | undefined;
  try {
    await deps.ledger.commit({
      organizationId: next.organizationId,
      authority: policy.snapshot.authority,
      now,
      records: change.records,
      writes(stamp) {
        row = rowAt(stamp);
        const release =
          released === null
            ? []
            : [
                updateRow(
                  'CertificateRequest',
                  { id: released.id },
                  { rowVersion: released.rowVersion },
                  { rowVersion: released.rowVersion + 1, dedupeKey: null },
                ),
              ];
        return [...release, insertRow('CertificateRequest', row), ...extraWrites(stamp)];
      },
    });
  } catch (error) {
    // The same submission was committed in this very moment: the next look finds it.
    if (error instanceof RefusedByConstraint && error.constraint === 'certificate_request_dedupe')
      throw new StaleCommand('submitted twice');
    throw error;
  }
  if (row === undefined) throw new Error('a commit without its row');
  if (approved) issueSoon(deps, row, intent);
  return row;
}
