import fc from 'fast-check';
import { exampleRequest, sha256 } from '../../../store/testing/example-rows.ts';
import type { CertificateRequestRow, DecisionRow } from '../../ports.ts';

const HALF_HOUR = 1_800_000;
export const APPROVERS = ['usr_a', 'usr_b', 'usr_c'] as const;

const ENDS = ['PENDING', 'APPROVED', 'ISSUED', 'REJECTED', 'VOIDED', 'WITHDRAWN', 'EXPIRED', 'POLICY'] as const;

/**
 * One request and how it went, in half hours from a beginning: short and long, before, across and behind a range. On so coarse
 * a grid many things happen at the very same moment, and at the very edge of a range.
 */
export const randomRequest = fc.record({
  profile: fc.integer({ min: 0, max: 1 }),
  requested: fc.integer({ min: -500, max: 200 }),
  took: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 600 })),
  end: fc.constantFrom(...ENDS),
  required: fc.integer({ min: 1, max: 2 }),
  /** Of what ended without a certificate: whether it had been approved before. */
  wasApproved: fc.boolean(),
  /** Parts of the time until then, at which others voted. */
  votedAfter: fc.double({ min: 0, max: 1, noNaN: true }),
  escalates: fc.constantFrom<number | null>(null, 8, 8, 30),
});
export type RandomRequest = typeof randomRequest extends fc.Arbitrary<infer One> ? One : never;

export function rowsOf(
  one: RandomRequest,
  place: {
    readonly id: string;
    readonly organizationId: string;
    readonly profiles: readonly string[];
    readonly begin: Date;
  },
): { request: CertificateRequestRow; votes: DecisionRow[] } {
  const at = (halfHours: number) => new Date(place.begin.getTime() + Math.round(halfHours) * HALF_HOUR);
  const { requested, took, end, escalates } = one;
  const isPolicy = end === 'POLICY';
  const isApproved = end === 'APPROVED' || end === 'ISSUED' || isPolicy;
  const isOver = end === 'VOIDED' || end === 'WITHDRAWN' || end === 'EXPIRED';
  const required = isPolicy ? 0 : one.required;
  const ended = requested + (isPolicy ? 0 : took);
  const lastVote = isOver ? requested + took * one.votedAfter : ended;
  const approvals = isPolicy ? 0 : isApproved || (isOver && one.wasApproved) ? required : required - 1;
  const vote = (verdict: DecisionRow['verdict'], voter: number, halfHours: number): DecisionRow => ({
    requestId: place.id,
    approverUserId: APPROVERS[voter] ?? 'usr_a',
    approverKind: 'user',
    approverId: APPROVERS[voter] ?? 'usr_a',
    approverName: 'as they were called then',
    verdict,
    reason: null,
    revision: 1,
    templateSha256: sha256('{}'),
    decidedAt: at(halfHours),
  });
  const votes = Array.from({ length: approvals }, (_, voter) =>
    vote('APPROVE', voter, voter === approvals - 1 ? lastVote : requested + (lastVote - requested) * one.votedAfter),
  );
  if (end === 'REJECTED') votes.push(vote('REJECT', 2, ended));
  const request = exampleRequest(place.id, place.organizationId, {
    trustProfileId: place.profiles[one.profile] ?? '',
    status: isApproved ? 'APPROVED' : end,
    issuanceStatus: end === 'ISSUED' || isPolicy ? 'ISSUED' : end === 'APPROVED' ? 'AWAITING_CSR' : 'NOT_STARTED',
    requiredApprovals: required,
    requestedAt: at(requested),
    decidedAt: end === 'PENDING' ? null : at(ended),
    escalateAt: escalates === null || isPolicy ? null : at(requested + escalates),
  });
  return { request, votes };
}
