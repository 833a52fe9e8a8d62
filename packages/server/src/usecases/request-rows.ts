import type { CertificateRequest, Decision } from '../domain/certificate-request.ts';
import type { TrustProfile } from '../domain/trust-profile-rules.ts';
import {
  type CertificateRequestRow,
  type DecisionRow,
  type Deps,
  insertRow,
  type LoadedRequest,
  type PolicySnapshot,
  type Stamp,
  type StateWrite,
  updateRow,
} from './ports.ts';

/** The domain's view of a stored request. */
export function requestOf(loaded: Pick<LoadedRequest, 'row' | 'decisions'>): CertificateRequest {
  const { row, decisions } = loaded;
  return {
    ...row,
    requester: { kind: row.requesterKind, id: row.requesterId, name: row.requesterName },
    commonName: row.commonName ?? null,
    justification: row.justification ?? null,
    keyAlgorithm: row.keyAlgorithm ?? null,
    spkiSha256: row.spkiSha256 ?? null,
    csrSha256: row.csrSha256 ?? null,
    decidedAt: row.decidedAt ?? null,
    warnAt: row.warnAt ?? null,
    escalateAt: row.escalateAt ?? null,
    expiresAt: row.expiresAt ?? null,
    warnedAt: row.warnedAt ?? null,
    escalatedAt: row.escalatedAt ?? null,
    decisions: decisions.map(decisionOf),
  };
}

function decisionOf(row: DecisionRow): Decision {
  return {
    verdict: row.verdict,
    approver: { kind: row.approverKind, id: row.approverId, name: row.approverName },
    approverUserId: row.approverUserId,
    reason: row.reason ?? null,
    revision: row.revision,
    decidedAt: row.decidedAt,
  };
}

export function decisionRow(request: CertificateRequest, decision: Decision): DecisionRow {
  return {
    requestId: request.id,
    approverUserId: decision.approverUserId,
    approverKind: decision.approver.kind,
    approverId: decision.approver.id,
    approverName: decision.approver.name,
    verdict: decision.verdict,
    reason: decision.reason,
    revision: decision.revision,
    templateSha256: request.templateSha256,
    decidedAt: decision.decidedAt,
  };
}

/** Columns that a decision may change. The rest of a request is written once. */
export type MovingColumns = Pick<
  CertificateRequestRow,
  | 'status'
  | 'issuanceStatus'
  | 'revision'
  | 'decidedAt'
  | 'warnedAt'
  | 'escalatedAt'
  | 'outcomeReason'
  | 'dedupeKey'
  | 'keyOrigin'
  | 'keyAlgorithm'
  | 'spki'
  | 'spkiSha256'
  | 'csrDer'
  | 'csrSha256'
  | 'template'
  | 'templateSha256'
  | 'issuanceAttempts'
  | 'nextAttemptAt'
  | 'issuanceError'
>;

/**
 * Compare-and-set of a request's row on the version that the decision was made on. Always the same columns, so that the
 * committing statement has one shape. Returns the row as it will stand, too.
 */
export function requestUpdate(
  before: CertificateRequestRow,
  moved: Partial<MovingColumns>,
  stamp: Stamp,
): { write: StateWrite; after: CertificateRequestRow } {
  const after: CertificateRequestRow = {
    ...before,
    ...moved,
    rowVersion: before.rowVersion + 1,
    lastSequence: stamp.lastSequence,
  };
  const write = updateRow(
    'CertificateRequest',
    { id: before.id },
    { rowVersion: before.rowVersion },
    {
      rowVersion: after.rowVersion,
      status: after.status,
      issuanceStatus: after.issuanceStatus,
      revision: after.revision,
      decidedAt: after.decidedAt,
      warnedAt: after.warnedAt,
      escalatedAt: after.escalatedAt,
      outcomeReason: after.outcomeReason,
      dedupeKey: after.dedupeKey,
      issuanceAttempts: after.issuanceAttempts,
      nextAttemptAt: after.nextAttemptAt,
      issuanceError: after.issuanceError,
      lastSequence: after.lastSequence,
      ...(moved.spki === undefined
        ? {}
        : {
            keyOrigin: after.keyOrigin,
            keyAlgorithm: after.keyAlgorithm,
            spki: after.spki,
            spkiSha256: after.spkiSha256,
            csrDer: after.csrDer,
            csrSha256: after.csrSha256,
            template: after.template,
            templateSha256: after.templateSha256,
          }),
    },
  );
  return { write, after };
}

/** The part of the domain's request that a decision can have moved. */
export function movedBy(next: CertificateRequest): Partial<MovingColumns> {
  return {
    status: next.status,
    issuanceStatus: next.issuanceStatus,
    revision: next.revision,
    decidedAt: next.decidedAt,
    warnedAt: next.warnedAt,
    escalatedAt: next.escalatedAt,
  };
}

/** The version of the profile that a request pinned; the snapshot holds only the newest. */
export async function pinnedProfile(
  deps: Pick<Deps, 'reads'>,
  request: Pick<CertificateRequest, 'trustProfileId' | 'profileVersion'>,
  snapshot: PolicySnapshot,
): Promise<TrustProfile> {
  return profileVersion(deps, request.trustProfileId, request.profileVersion, snapshot);
}

/** A profile as it was in one of its versions. */
export async function profileVersion(
  deps: Pick<Deps, 'reads'>,
  id: string,
  number: number,
  snapshot: PolicySnapshot,
): Promise<TrustProfile> {
  const current = snapshot.profiles.get(id);
  if (current !== undefined && current.version === number) return current;
  const version = await deps.reads.profileVersion(id, number);
  if (version === null) throw new Error(`${id} has no version ${number}`);
  return {
    id,
    organizationId: snapshot.organization.id,
    name: version.name,
    version: version.version,
    active: current !== undefined,
    rules: version.rules,
  };
}

export function insertDecision(request: CertificateRequest, decision: Decision): StateWrite {
  return insertRow('Decision', decisionRow(request, decision));
}
