import { requestTarget } from '../../domain/access-targets.ts';
import type { Principal } from '../../domain/actor.ts';
import { requiredApprovals } from '../../domain/approval-progress.ts';
import { eligibleApprovers } from '../../domain/notification.ts';
import { deny, type Permission } from '../../domain/permission.ts';
import { policyChecks } from '../../domain/policy-checks.ts';
import { judgeQuorum } from '../../domain/quorum.ts';
import { judgedRevision } from '../../domain/revision.ts';
import type { Queries, RequestPermissions } from '../application.ts';
import { viewPolicy } from '../authorize.ts';
import { keyRefusal } from '../collect-key.ts';
import { requesterMayAsk } from '../decision-frame.ts';
import { membersOf } from '../members-of.ts';
import type { CertificateRequestRow, CertificateRow, PolicySnapshot, RiskQuestion } from '../ports.ts';
import { requestOf } from '../request-rows.ts';
import { riskQuestion } from '../vote-facts.ts';
import { batched } from './batched.ts';
import type { QueryParts } from './create-queries.ts';
import { inOrderOfTime } from './evidence-queries.ts';
import { requesterQueries } from './requester-queries.ts';
import { isSeen } from './sight.ts';

type RequestQueries = Pick<
  Queries,
  | 'request'
  | 'decisions'
  | 'comments'
  | 'records'
  | 'certificateOf'
  | 'previousCertificate'
  | 'permissions'
  | 'policyChecks'
  | 'eligibleApprovers'
  | 'quorum'
  | 'requesterHistory'
  | 'requesterStanding'
  | 'serverKey'
  | 'renewedCertificate'
  | 'approval'
  | 'approvalOf'
  | 'pinnedProfile'
  | 'decisionsOf'
  | 'revision'
  | 'requiredApprovals'
  | 'approvalNeedsReason'
  | 'csrPem'
>;

/** One request, and everything that a decision on it looks at. */
export function requestQueries(parts: QueryParts): RequestQueries {
  const { deps, reads, contexts, profilesOf, listedUnder, deliverKey } = parts;
  /** The row, if the principal may see it: one statement has read all that this takes. */
  const seen = async (principal: Principal, id: string): Promise<CertificateRequestRow | null> => {
    const loaded = await deps.reads.request(id);
    if (loaded === null) return null;
    const { row, authority } = loaded;
    const snapshot = await deps.policies.at(row.organizationId, authority);
    if (snapshot === null) return null;
    const { pinned, current } = await profilesOf(row, snapshot);
    const target = requestTarget(requestOf(loaded), pinned, current);
    return isSeen(viewPolicy(snapshot, principal).on('request.read', target)) ? row : null;
  };
  // Many rows of one list ask in the same moment.
  const snapshots = batched(async (ids: readonly string[]) => {
    const found = new Map(await Promise.all(ids.map(async (id) => [id, await deps.policies.current(id)] as const)));
    return (id: string) => found.get(id) ?? null;
  });
  const snapshotOf = async (row: CertificateRequestRow): Promise<PolicySnapshot> => {
    const snapshot = listedUnder.get(row) ?? (await snapshots(row.organizationId));
    if (snapshot === null) throw new Error(`the request ${row.id} is of no organization`);
    return snapshot;
  };
  const votes = batched(async (ids: readonly string[]) => {
    const byRequest = Map.groupBy(await reads.decisions(ids), (decision) => decision.requestId);
    return (id: string) => byRequest.get(id) ?? [];
  });
  const risks = batched(async (questions: readonly RiskQuestion[]) => {
    const facts = await deps.reads.riskFacts(questions, deps.clock.now());
    const answers = new Map(questions.map((question, index) => [question, facts[index] ?? null]));
    return (question: RiskQuestion) => answers.get(question) ?? null;
  });
  /** There is one exactly for what is issued. */
  const certificateOf = async (row: CertificateRequestRow): Promise<CertificateRow | null> =>
    row.issuanceStatus === 'ISSUED' ? deps.reads.certificateOf(row.id) : null;
  const approvalOf: Queries['approvalOf'] = async (principal, row) => {
    const certificate = await certificateOf(row);
    const version = await deps.reads.profileVersion(row.trustProfileId, row.profileVersion);
    const privateKeyPem = certificate === null ? null : await deliverKey(principal, row, certificate);
    return { request: row, certificate, privateKeyPem, profileName: version?.name ?? row.trustProfileId };
  };
  const previousCertificate = (row: CertificateRequestRow) => reads.previousCertificate(row, deps.clock.now());

  /** What access says, and then what is left of the key. */
  const keyPermission = async (row: CertificateRequestRow, permission: Permission): Promise<Permission> => {
    if (!permission.allowed) return permission;
    const refusal = keyRefusal(
      row.keyOrigin === 'SERVER' ? await deps.reads.serverKey(row.id) : null,
      deps.clock.now(),
    );
    return refusal === null ? permission : deny('CONFLICT', refusal);
  };

  return {
    request: seen,
    ...requesterQueries(parts, snapshotOf),

    async decisions(requestIds) {
      return Map.groupBy(await reads.decisions(requestIds), (decision) => decision.requestId);
    },

    async decisionsOf(requestId) {
      return (await votes(requestId)) ?? [];
    },

    async revision(row) {
      const { current } = await profilesOf(row, await snapshotOf(row));
      return judgedRevision(row, current);
    },

    async requiredApprovals(row) {
      if (row.status !== 'PENDING') return row.requiredApprovals;
      const { pinned, current } = await profilesOf(row, await snapshotOf(row));
      return requiredApprovals(pinned, current);
    },

    async approvalNeedsReason(row) {
      const { pinned, current } = await profilesOf(row, await snapshotOf(row));
      return pinned.rules.mandatoryReason || current.rules.mandatoryReason;
    },

    async pinnedProfile(row) {
      return (await profilesOf(row, await snapshotOf(row))).pinned;
    },

    async csrPem(requestId) {
      const der = (await deps.reads.request(requestId))?.row.csrDer;
      return der ? deps.authorities.csrPem(der) : null;
    },

    comments: (requestId) => reads.comments(requestId),

    async records(row) {
      const certificate = await certificateOf(row);
      const subjects = certificate === null ? [row.id] : [row.id, certificate.id];
      return inOrderOfTime(await reads.auditRecordsAbout(row.organizationId, subjects));
    },

    certificateOf,

    previousCertificate,

    async permissions(principal, row): Promise<RequestPermissions> {
      const view = viewPolicy(await snapshotOf(row), principal);
      const { target } = await contexts(row, view.snapshot);
      return {
        approve: view.on('request.approve', target),
        reject: view.on('request.reject', target),
        void: view.on('request.void', target),
        withdraw: view.on('request.withdraw', target),
        comment: view.on('request.comment', target),
        attachCsr: view.on('request.attachCsr', target),
        collectKey: await keyPermission(row, view.on('request.collectKey', target)),
        retryIssuance: view.on('request.retryIssuance', target),
      };
    },

    async policyChecks(row) {
      const snapshot = await snapshotOf(row);
      const { request, pinned, current } = await contexts(row, snapshot);
      const risk = await risks(riskQuestion(request, row));
      const facts = {
        pinned,
        current,
        organizationEnvironments: snapshot.organization.environments,
        requesterMayAsk: requesterMayAsk(request, current, snapshot),
      };
      return policyChecks(request, facts, risk);
    },

    async eligibleApprovers(row) {
      const snapshot = await snapshotOf(row);
      const context = await contexts(row, snapshot);
      const approvers = eligibleApprovers(context, membersOf(snapshot));
      return approvers.flatMap(({ userId }) => snapshot.people.get(userId) ?? []);
    },

    async quorum(row) {
      if (row.status !== 'PENDING') return null;
      const snapshot = await snapshotOf(row);
      return judgeQuorum(await contexts(row, snapshot), membersOf(snapshot));
    },

    async renewedCertificate(row) {
      if (!row.renewsCertificateId) return null;
      const certificate = await deps.reads.certificate(row.renewsCertificateId);
      return certificate?.organizationId === row.organizationId ? certificate : null;
    },

    async approval(principal, id) {
      const row = await seen(principal, id);
      return row === null ? null : approvalOf(principal, row);
    },

    approvalOf,
  };
}
