import { useQuery } from 'urql';
import { type RequestDetailFragment, RequestDocument } from '../../gql/generated/graphql.ts';
import { useRequestEvents } from '../../lib/live.ts';
import { failureOf, type Refusal } from '../../lib/user-error.ts';

export interface OpenRequest {
  readonly request: RequestDetailFragment | null;
  readonly loading: boolean;
  readonly failure: Refusal | null;
  readonly read: () => void;
}

/** The request that is open, read again whenever the ledger has something new about it. */
export function useRequest(id: string): OpenRequest {
  const [{ data, fetching, error }, execute] = useQuery({ query: RequestDocument, variables: { id } });
  const read = (): void => execute({ requestPolicy: 'network-only' });
  useRequestEvents(({ request }) => {
    if (request.id === id) read();
  });
  return {
    request: data?.request ?? null,
    loading: fetching && data === undefined,
    failure: error && data === undefined ? failureOf(error) : null,
    read,
  };
}
