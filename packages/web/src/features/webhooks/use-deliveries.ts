import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { type DeliveryPartsFragment, WebhookDeliveriesDocument } from '../../gql/generated/graphql.ts';
import { failureOf } from '../../lib/user-error.ts';

export interface Deliveries {
  readonly deliveries: readonly DeliveryPartsFragment[];
  readonly loading: boolean;
  readonly hasMore: boolean;
  readonly failure: string | null;
  readonly loadMore: () => void;
  readonly reload: () => void;
}

interface Loaded {
  readonly deliveries: readonly DeliveryPartsFragment[];
  readonly cursor: string | null;
  readonly hasMore: boolean;
}

const NOTHING: Loaded = { deliveries: [], cursor: null, hasMore: false };

/** The log of a webhook, newest first, a page at a time. */
export function useDeliveries(webhookId: string): Deliveries {
  const client = useClient();
  const [loaded, setLoaded] = useState<Loaded>(NOTHING);
  const [loading, setLoading] = useState(true);
  const [failure, setFailure] = useState<string | null>(null);
  const asked = useRef(new AbortController());

  const load = useCallback(
    async (before: Loaded) => {
      asked.current.abort();
      const stop = new AbortController();
      asked.current = stop;
      setLoading(true);
      const { data, error } = await client
        .query(WebhookDeliveriesDocument, { id: webhookId, after: before.cursor }, { requestPolicy: 'network-only' })
        .toPromise();
      if (stop.signal.aborted) return;
      setLoading(false);
      setFailure(error ? failureOf(error).message : null);
      if (!data?.webhook) return;
      const { nodes, pageInfo } = data.webhook.deliveries;
      setLoaded({
        deliveries: [...before.deliveries, ...nodes],
        cursor: pageInfo.endCursor ?? null,
        hasMore: pageInfo.hasNextPage,
      });
    },
    [client, webhookId],
  );

  useEffect(() => {
    void load(NOTHING);
    return () => asked.current.abort();
  }, [load]);

  const loadMore = useCallback(() => void load(loaded), [load, loaded]);
  const reload = useCallback(() => void load(NOTHING), [load]);
  const { deliveries, hasMore } = loaded;
  return { deliveries, loading, hasMore, failure, loadMore, reload };
}
