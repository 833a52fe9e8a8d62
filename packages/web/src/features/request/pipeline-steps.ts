import type { RequestDetailFragment } from '../../gql/generated/graphql.ts';
import { approvalsOf } from '../../lib/request-words.ts';
import { formatMoment } from '../../lib/time.ts';
import type { PipelineStep } from '../../ui/pipeline.tsx';

const ENDED = { REJECTED: 'Rejected', VOIDED: 'Voided', WITHDRAWN: 'Withdrawn', EXPIRED: 'Expired' } as const;

/** Where a request stands, in four steps. */
export function pipelineSteps(request: RequestDetailFragment, now: Date): PipelineStep[] {
  const submitted: PipelineStep = {
    label: 'Submitted',
    note: formatMoment(new Date(request.requestedAt), now),
    state: 'done',
  };
  const decided = request.decidedAt ? formatMoment(new Date(request.decidedAt), now) : undefined;
  const quorum = `${approvalsOf(request)} of ${request.requiredApprovals}`;
  switch (request.status) {
    case 'PENDING':
      return [
        submitted,
        { label: 'Pending', note: quorum, state: 'now' },
        { label: 'Approved', state: 'later' },
        { label: 'Issued', state: 'later' },
      ];
    case 'APPROVED':
      return [
        submitted,
        { label: 'Pending', note: request.requiredApprovals > 0 ? quorum : 'by policy', state: 'done' },
        { label: 'Approved', note: decided, state: 'done' },
        lastStep(request),
      ];
    default:
      return [
        submitted,
        { label: ENDED[request.status], note: decided, state: 'stopped' },
        { label: 'Approved', state: 'later' },
        { label: 'Issued', state: 'later' },
      ];
  }
}

function lastStep(request: RequestDetailFragment): PipelineStep {
  switch (request.issuanceStatus) {
    case 'ISSUED':
      return { label: 'Issued', note: request.certificate ? undefined : 'just now', state: 'done' };
    case 'AWAITING_CSR':
      return { label: 'Waits for its CSR', state: 'now' };
    case 'FAILED':
      return {
        label: 'Issuing failed',
        note: request.nextAttemptAt ? 'it is tried again' : undefined,
        state: 'stopped',
      };
    case 'QUARANTINED':
      return { label: 'In quarantine', state: 'stopped' };
    case 'NOT_STARTED':
    case 'ISSUING':
      return { label: 'Issuing', state: 'now' };
  }
}
