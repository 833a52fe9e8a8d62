import { approvalProgress } from './approval-progress.ts';
import { type AffectedRequest, eligibleApprovers, type Member } from './notification.ts';
import { counted } from './wording.ts';

/** Whether a pending request can still get its approvals. */
export interface Quorum {
  readonly required: number;
  /** Approvals that count. */
  readonly given: number;
  /** Members who can approve it now, beside those who have. */
  readonly canStillDecide: number;
  readonly isReachable: boolean;
  readonly explanation: string;
}

/**
 * Counts who has approved and who still can, as of the roles and rules that now hold. Whoever decides by a platform role alone
 * is not counted: nobody tells them of it.
 */
export function judgeQuorum(affected: AffectedRequest, members: readonly Member[]): Quorum {
  const { approvals: given, required } = approvalProgress(affected.request, affected.pinned, affected.current);
  const canStillDecide = eligibleApprovers(affected, members).length;
  const isReachable = given + canStillDecide >= required;
  const explanation = isReachable
    ? reachable(given, required, canStillDecide)
    : unreachable(affected, given, required, canStillDecide);
  return { required, given, canStillDecide, isReachable, explanation };
}

function reachable(given: number, required: number, can: number): string {
  const missing = Math.max(required - given, 0);
  return `${counted(missing, 'more approval')} ${missing === 1 ? 'is' : 'are'} needed, and ${people(can)} can give ${missing === 1 ? 'it' : 'them'}.`;
}

function unreachable({ current }: AffectedRequest, given: number, required: number, can: number): string {
  const enough = given + can;
  const who = enough === 0 ? 'Nobody' : `Only ${enough} of ${required} needed people`;
  const missing = required - enough === 1 ? 'one more member' : `${required - enough} more members`;
  return `${who} can decide this. Give ${missing} the role of admin in the organization, or operators that of admin on ${current.name}.`;
}

function people(count: number): string {
  return count === 1 ? '1 person' : `${count} people`;
}
