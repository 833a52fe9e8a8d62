import type { RequestDetailFragment } from '../../gql/generated/graphql.ts';
import { approvalsOf } from '../../lib/request-words.ts';

/** What an approval of the viewer's would do, as a sentence without its full stop. */
export function approvalConsequence(request: RequestDetailFragment): string {
  const own = approvalsOf(request) + 1;
  const position = `Yours is ${own} of ${request.requiredApprovals}`;
  if (own < request.requiredApprovals) {
    const left = request.requiredApprovals - own;
    return `${position}: ${left} more ${left === 1 ? 'is' : 'are'} needed`;
  }
  return request.keyOrigin === 'AWAITED' ? `${position}: its CSR may come now` : `${position}: this issues now`;
}
