import type { CertificateRequestRow, DecisionRow } from '../../ports.ts';

/** The figures once more, in the plainest way: by looking at every request and every vote that there is. */
export interface ReferenceInput {
  readonly requests: readonly CertificateRequestRow[];
  readonly votes: readonly DecisionRow[];
  readonly from: Date;
  readonly to: Date;
  readonly trustProfileId: string | null;
}

export function referenceFigures(input: ReferenceInput) {
  const ended = endedIn(input);
  const decided = ended.filter(byPeople);
  const took = decided.map(tookMs).toSorted((a, b) => a - b);
  return {
    from: input.from,
    to: input.to,
    decided: decided.length,
    byPolicy: ended.filter((r) => r.status === 'APPROVED' && r.requiredApprovals === 0).length,
    expired: ended.filter((r) => r.status === 'EXPIRED').length,
    pastEscalation: decided.filter(cameLate).length,
    medianMs: percentile(took, 0.5),
    ninetiethMs: percentile(took, 0.9),
  };
}

export function referenceDepth(input: ReferenceInput, moments: readonly Date[]) {
  const requests = ofProfile(input).filter((r) => r.requiredApprovals > 0);
  const isPending = (r: CertificateRequestRow, at: Date) => r.requestedAt < at && at.getTime() <= until(r, input.votes);
  const isLate = (r: CertificateRequestRow, at: Date) => r.escalateAt instanceof Date && r.escalateAt < at;
  const depths = (id: string) =>
    moments.map((at) => requests.filter((r) => r.trustProfileId === id && isPending(r, at)).length);
  return {
    moments,
    profiles: [...new Set(requests.map((r) => r.trustProfileId))]
      .toSorted()
      .map((id) => ({ trustProfileId: id, trustProfileName: id, depths: depths(id) }))
      .filter((each) => each.depths.some((depth) => depth > 0)),
    pastEscalation: moments.map((at) => requests.filter((r) => isPending(r, at) && isLate(r, at)).length),
  };
}

export function referenceBins(input: ReferenceInput, edges: readonly number[]) {
  const decided = endedIn(input).filter(byPeople);
  const escalations = new Set(
    decided.flatMap((r) => (r.escalateAt instanceof Date ? [r.escalateAt.getTime() - r.requestedAt.getTime()] : [])),
  );
  const [only = 0] = escalations;
  return {
    bins: edges.map((fromSeconds, bin) => {
      const toSeconds = edges[bin + 1] ?? null;
      const within = decided.filter(
        (r) => tookMs(r) >= fromSeconds * 1000 && (toSeconds === null || tookMs(r) < toSeconds * 1000),
      );
      return { fromSeconds, toSeconds, decided: within.length, pastEscalation: within.filter(cameLate).length };
    }),
    escalationSeconds: escalations.size === 1 ? only / 1000 : null,
  };
}

export function referenceOutcomes(input: ReferenceInput) {
  return [...Map.groupBy(endedIn(input), (r) => r.trustProfileId)]
    .map(([id, of]) => {
      const having = (status: string) => of.filter((r) => r.status === status).length;
      const issued = of.filter((r) => r.issuanceStatus === 'ISSUED').length;
      return {
        trustProfileId: id,
        trustProfileName: id,
        issued,
        approved: having('APPROVED') - issued,
        rejected: having('REJECTED'),
        withdrawn: having('WITHDRAWN'),
        voided: having('VOIDED'),
        expired: having('EXPIRED'),
        byPolicy: of.filter((r) => r.status === 'APPROVED' && r.requiredApprovals === 0).length,
        total: of.length,
      };
    })
    .toSorted((a, b) => b.total - a.total || (a.trustProfileId < b.trustProfileId ? -1 : 1))
    .map(({ total: _total, ...row }) => row);
}

export function referenceApprovers(input: ReferenceInput) {
  const requests = new Map(ofProfile(input).map((r) => [r.id, r]));
  const made = input.votes.filter(
    (v) => requests.has(v.requestId) && v.decidedAt >= input.from && v.decidedAt < input.to,
  );
  return [...Map.groupBy(made, (v) => v.approverUserId)]
    .map(([userId, of]) => {
      const took = of.map((v) => v.decidedAt.getTime() - (requests.get(v.requestId)?.requestedAt.getTime() ?? 0));
      return {
        userId,
        name: userId,
        approvals: of.filter((v) => v.verdict === 'APPROVE').length,
        rejections: of.filter((v) => v.verdict === 'REJECT').length,
        medianMs: percentile(
          took.toSorted((a, b) => a - b),
          0.5,
        ),
      };
    })
    .toSorted((a, b) => b.approvals + b.rejections - a.approvals - a.rejections || (a.userId < b.userId ? -1 : 1));
}

function ofProfile({ requests, trustProfileId }: ReferenceInput) {
  return requests.filter((r) => trustProfileId === null || r.trustProfileId === trustProfileId);
}

function endedIn(input: ReferenceInput) {
  return ofProfile(input).filter(
    (r) => r.decidedAt instanceof Date && r.decidedAt >= input.from && r.decidedAt < input.to,
  );
}

function byPeople(r: CertificateRequestRow) {
  return (r.status === 'APPROVED' || r.status === 'REJECTED') && r.requiredApprovals > 0;
}

function cameLate(r: CertificateRequestRow) {
  return r.escalateAt instanceof Date && r.decidedAt instanceof Date && r.decidedAt >= r.escalateAt;
}

function tookMs(r: CertificateRequestRow) {
  return (r.decidedAt?.getTime() ?? 0) - r.requestedAt.getTime();
}

/** When it stopped to wait for people: decided, or over, or approved before it was over. */
function until(r: CertificateRequestRow, votes: readonly DecisionRow[]): number {
  const approvals = votes
    .filter((v) => v.requestId === r.id && v.verdict === 'APPROVE')
    .map((v) => v.decidedAt.getTime())
    .toSorted((a, b) => a - b);
  const enough = approvals[r.requiredApprovals - 1];
  if (r.status !== 'APPROVED' && r.status !== 'REJECTED' && enough !== undefined) return enough;
  return r.decidedAt?.getTime() ?? Number.POSITIVE_INFINITY;
}

/** Between the two values next to it, as far as it lies between them. */
function percentile(sorted: readonly number[], part: number): number | null {
  const place = part * (sorted.length - 1);
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  return below === undefined || above === undefined ? null : below + (place - Math.floor(place)) * (above - below);
}
