import type { RequestFilter, RequestOrder } from '../gql/generated/graphql.ts';

export const QUEUE_TABS = ['for-me', 'waiting', 'mine', 'decided'] as const;
export type QueueTab = (typeof QUEUE_TABS)[number];

/** What of the queue is looked at; all of it stands in the address. */
export interface QueueSearch {
  readonly tab?: QueueTab | undefined;
  readonly profile?: string | undefined;
  readonly environment?: string | undefined;
  readonly q?: string | undefined;
  readonly escalated?: true | undefined;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

export function readQueueSearch(search: Record<string, unknown>): QueueSearch {
  const escalated = search.escalated === true || search.escalated === 'true' ? true : undefined;
  const tab = QUEUE_TABS.find((known) => known === search.tab);
  return { tab, profile: text(search.profile), environment: text(search.environment), q: text(search.q), escalated };
}

const DECIDED: RequestFilter['status'] = ['APPROVED', 'REJECTED', 'VOIDED', 'WITHDRAWN', 'EXPIRED'];

/** The tab and its filters as the server understands them. */
export function queueVariables(search: QueueSearch): { filter: RequestFilter; orderBy: RequestOrder } {
  const filter: RequestFilter = {
    trustProfileId: search.profile ?? null,
    environment: search.environment ?? null,
    search: search.q ?? null,
    escalated: search.escalated ?? null,
  };
  switch (search.tab ?? 'for-me') {
    case 'for-me':
      return {
        filter: { ...filter, status: ['PENDING'], canDecide: true },
        orderBy: { field: 'REQUESTED_AT', direction: 'ASC' },
      };
    case 'waiting':
      return { filter: { ...filter, status: ['PENDING'] }, orderBy: { field: 'REQUESTED_AT', direction: 'ASC' } };
    case 'mine':
      return { filter: { ...filter, mine: true }, orderBy: { field: 'REQUESTED_AT', direction: 'DESC' } };
    case 'decided':
      return { filter: { ...filter, status: DECIDED }, orderBy: { field: 'DECIDED_AT', direction: 'DESC' } };
  }
}
