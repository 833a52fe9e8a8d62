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

/** Decides many requests; each is decided and answered for itself, so that one that fails stops no other. */
export async function decideRequests(
  deps: Deps,
  principal: Principal,
  input: {
    verdict: Verdict;
    reason?: string | null;
    items: readonly { requestId: string; revision?: number | null }[];
  },
): Promise<BulkAnswer[]> {
  if (input.items.length === 0 || input.items.length > AT_MOST) {
    throw new DomainError('INVALID_INPUT', `Decide 1 to ${AT_MOST} requests at once.`, { field: ['items'] });
  }
  if (new Set(input.items.map((item) => item.requestId)).size < input.items.length) {
    throw new DomainError('INVALID_INPUT', 'A request is named twice; name each once.', { field: ['items'] });
  }
  return Promise.all(
    input.items.map(async (item) => {
      try {
        const request =
          input.verdict === 'APPROVE'
            ? await approveRequest(deps, principal, { ...item, reason: input.reason ?? null })
            : await rejectRequest(deps, principal, { ...item, reason: input.reason ?? '' });
        return { requestId: item.requestId, request, error: null };
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        return { requestId: item.requestId, request: null, error };
      }
    }),
  );
}
