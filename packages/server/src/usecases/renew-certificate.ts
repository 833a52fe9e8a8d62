import { principalOfRequester } from '../domain/access.ts';
import { type Principal, SYSTEM } from '../domain/actor.ts';
import type { RecordDraft } from '../domain/audit-record-types.ts';
import { deniedRecord } from '../domain/decide-submission.ts';
import { DENIAL_CODES, DomainError, type ErrorCode } from '../domain/errors.ts';
import { normalizeSubmission } from '../domain/submission.ts';
import type { SubmitRequestInput } from './application.ts';
import type { Denials } from './denial-recorder.ts';
import { type CertificateRequestRow, type CertificateRow, type Deps, StaleCommand, updateRow } from './ports.ts';
import { submitRequest } from './submit-request.ts';

/** Not for what was asked, but for the moment: the scan comes again. */
const PASSING: ReadonlySet<ErrorCode> = new Set(['LEDGER_SEALED', 'CONFLICT']);

/**
 * Asks for a certificate anew, in the name of whoever asked for it, by the same use case as everybody: whether they may is
 * judged as of now. Where policy refuses, that is recorded once a certificate, and admins are told by the record.
 */
export async function renewCertificate(deps: Deps, certificateId: string): Promise<void> {
  const certificate = await deps.reads.certificate(certificateId);
  const request = certificate === null ? null : ((await deps.reads.request(certificate.requestId))?.row ?? null);
  if (certificate === null || request === null) return;
  const denials = denialsOf(certificate);
  const input = await inputFor(deps, certificate, request);
  const principal = await requesterOf(deps, request);
  try {
    if (principal === null) throw gone(request);
    await submitRequest(deps, denials, principal, input, { certificateId, awaitsCsr: request.keyOrigin !== 'SERVER' });
  } catch (error) {
    if (!(error instanceof DomainError) || PASSING.has(error.code)) throw error;
    // What policy refused in the submission itself has been recorded there.
    if (principal !== null && DENIAL_CODES.has(error.code)) return;
    const refusal = error.code === 'NOT_FOUND' ? gone(request) : error;
    const asker = principal ?? principalOfRequester({ ...request, requester: actorOf(request) }, null);
    await denials.record(deps, {
      principal: asker,
      organizationId: request.organizationId,
      about: refusal.code,
      draft: () => deniedRecord(asker, normalizeSubmission({ ...input, csr: null }), refusal),
    });
  }
}

function gone({ requesterName }: CertificateRequestRow): DomainError {
  return new DomainError('NOT_ALLOWED', `${requesterName} has no part in this organization any more.`);
}

async function inputFor(
  deps: Deps,
  certificate: CertificateRow,
  request: CertificateRequestRow,
): Promise<SubmitRequestInput> {
  const rules = (await deps.reads.trustProfile(request.trustProfileId))?.rules;
  const { keyAlgorithm, validityDays } = request;
  const keepsAlgorithm = request.keyOrigin === 'SERVER' && keyAlgorithm && rules?.keyAlgorithms.includes(keyAlgorithm);
  return {
    organizationId: request.organizationId,
    domains: request.domains,
    commonName: request.commonName ?? null,
    environment: request.environment,
    justification: `Renewal of ${certificate.id}, which ends on ${certificate.notAfter.toISOString().slice(0, 10)}.`,
    validityDays: Math.min(validityDays, rules?.maxValidityDays ?? validityDays),
    keyAlgorithm: keepsAlgorithm ? keyAlgorithm : null,
  };
}

function actorOf({ requesterKind, requesterId, requesterName }: CertificateRequestRow): Principal['actor'] {
  return { kind: requesterKind, id: requesterId, name: requesterName };
}

/** Whoever asked, as they stand today; null: they are gone, or disabled, or the token or device was revoked. */
async function requesterOf(deps: Deps, request: CertificateRequestRow): Promise<Principal | null> {
  const requester = actorOf(request);
  if (requester.kind === 'device') {
    const device = await deps.reads.device(requester.id);
    return device === null || device.revokedAt ? null : principalOfRequester({ ...request, requester }, null);
  }
  const token = requester.kind === 'token' ? await deps.reads.apiToken(requester.id) : null;
  if (requester.kind === 'token' && !isGood(token, deps.clock.now())) return null;
  const user = await deps.reads.user(token?.createdBy ?? requester.id);
  if (user === null || user.disabledAt) return null;
  const principal = principalOfRequester({ ...request, requester }, user.platformRole ?? null);
  return token === null ? principal : { ...principal, userId: user.id, scopes: token.scopes };
}

function isGood(token: Awaited<ReturnType<Deps['reads']['apiToken']>>, now: Date): boolean {
  return token !== null && !token.revokedAt && (!token.expiresAt || now < token.expiresAt);
}

/** Once a certificate, however many scans come: the mark stands in the commit of the record. It is the system that asked. */
function denialsOf(certificate: CertificateRow): Denials {
  return {
    async record(deps, { organizationId, draft }) {
      if (certificate.renewalRefusedAt) return;
      const refused = draft(1);
      const record: RecordDraft = { ...refused, actor: SYSTEM, detail: { ...refused.detail, renews: certificate.id } };
      const now = deps.clock.now();
      try {
        await deps.ledger.commit({
          organizationId,
          authority: null,
          now,
          records: [record],
          writes: () => [
            updateRow('Certificate', { id: certificate.id }, { renewalRefusedAt: null }, { renewalRefusedAt: now }),
          ],
        });
      } catch (error) {
        // Another scan has recorded it in this moment.
        if (!(error instanceof StaleCommand)) throw error;
      }
    },
  };
}
