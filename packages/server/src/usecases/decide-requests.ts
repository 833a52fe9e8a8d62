import type { Principal } from '../domain/actor.ts';
import type { Verdict } from '../domain/certificate-request.ts';
import { DomainError } from '../domain/errors.ts';
import { approveRequest } from './approve-request.ts';
import type { CertificateRequestRow, Deps } from './ports.ts';
import { rejectRequest } from './reject-request.ts';

const AT_MOST = 100;

export interface BulkAnswer {
  readonly requestId: string;
  readonly request: CertificateRequestRow | null;
  readonly error: DomainError | null;
}

interface BulkItem {
  readonly requestId: string;
  readonly revision?: number | null;
}

/** Decides many requests; each is decided and answered for itself, so that one that fails stops no other. */
export async function decideRequests(
  deps: Deps,
  principal: Principal,
  input: {
    verdict: Verdict;
    reason?: string | null;
    reasonId?: string | null;
    items: readonly BulkItem[];
  },
): Promise<BulkAnswer[]> {
  if (input.items.length === 0 || input.items.length > AT_MOST) {
    throw new DomainError('INVALID_INPUT', `Decide 1 to ${AT_MOST} requests at once.`, { field: ['items'] });
  }
  const { verdict, reason, reasonId } = input;
  const decide = verdict === 'APPROVE' ? approveRequest : rejectRequest;
  const answer = async (item: BulkItem): Promise<BulkAnswer> => {
    const { requestId, revision } = item;
    try {
      const request = await decide(deps, principal, {
        requestId,
        revision: revision ?? null,
        reason: reason ?? null,
        reasonId: reasonId ?? null,
      });
      return { requestId, request, error: null };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { requestId, request: null, error };
    }
  };
  // One that is named again is decided again, after the first time: it is told what that came to.
  const underWay = new Map<string, Promise<BulkAnswer>>();
  return Promise.all(
    input.items.map((item) => {
      const before = underWay.get(item.requestId);
      const answered = before === undefined ? answer(item) : before.then(() => answer(item));
      underWay.set(item.requestId, answered);
      return answered;
    }),
  );
}
