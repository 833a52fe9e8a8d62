import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useClient } from 'urql';
import { QueueDocument, type QueueRowFragment } from '../../gql/generated/graphql.ts';
import { useRequestEvents } from '../../lib/live.ts';
import { type QueueSearch, queueVariables } from '../../lib/queue-tabs.ts';
import { failureOf } from '../../lib/user-error.ts';

const PAGE = 50;

interface PageState {
  readonly rows: readonly QueueRowFragment[];
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
}

export interface Queue {
  readonly rows: readonly QueueRowFragment[];
  readonly loading: boolean;
  readonly error: string | null;
  readonly hasMore: boolean;
  /** How many came in since the list was read. */
  readonly fresh: number;
  readonly loadMore: () => void;
  /** Reads the list anew, taking in what came. */
  readonly renew: () => void;
}

/**
 * The rows of a tab. What changes about a row changes in its place, as the live feed tells it; rows come and go only when
 * one asks for it, so that nothing moves under the cursor.
 */
export function useQueue(organizationId: string, search: QueueSearch): Queue {
  const client = useClient();
  const { tab, profile, environment, q, escalated } = search;
  const [turn, setTurn] = useState(0);
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  const [pages, setPages] = useState<Readonly<Record<string, PageState>>>({});
  const [error, setError] = useState<string | null>(null);
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const variables = useMemo(
    () => queueVariables({ tab, profile, environment, q, escalated }),
    [tab, profile, environment, q, escalated],
  );
  const listKey = JSON.stringify([organizationId, variables, turn]);
  const shownKey = useRef(listKey);

  useEffect(() => {
    if (shownKey.current === listKey) return;
    shownKey.current = listKey;
    setCursors([null]);
    setPages({});
    setFresh(new Set());
    setError(null);
  }, [listKey]);

  useEffect(() => {
    const offs = cursors.map((after) => {
      const { unsubscribe } = client
        .query(
          QueueDocument,
          { organizationId, ...variables, first: PAGE, after },
          { requestPolicy: turn === 0 ? 'cache-and-network' : 'network-only' },
        )
        .subscribe(({ data, error: failed }) => {
          if (failed && !data) {
            setError(failureOf(failed).message);
            return;
          }
          if (!data) return;
          const { nodes, pageInfo } = data.requests;
          const page = { rows: nodes, endCursor: pageInfo.endCursor ?? null, hasNextPage: pageInfo.hasNextPage };
          setPages((before) => ({ ...before, [after ?? '']: page }));
        });
      return unsubscribe;
    });
    return () => {
      for (const off of offs) off();
    };
  }, [client, organizationId, variables, cursors, turn]);

  const isWaiting = tab === 'waiting';
  const rows = useMemo(() => {
    const all = cursors.flatMap((after) => pages[after ?? '']?.rows ?? []);
    return isWaiting ? all.filter((row) => !row.viewerCanApprove.allowed || row.status !== 'PENDING') : all;
  }, [cursors, pages, isWaiting]);
  const known = useMemo(() => new Set(rows.map(({ id }) => id)), [rows]);

  useRequestEvents(({ request }) => {
    if (known.has(request.id) || request.status !== 'PENDING') return;
    const belongs =
      (tab ?? 'for-me') === 'for-me'
        ? request.viewerCanApprove.allowed
        : isWaiting && !request.viewerCanApprove.allowed;
    if (belongs) setFresh((before) => new Set(before).add(request.id));
  });

  const last = pages[cursors.at(-1) ?? ''];
  const loadMore = useCallback(() => {
    const next = last?.endCursor;
    if (last?.hasNextPage && next) setCursors((before) => (before.includes(next) ? before : [...before, next]));
  }, [last]);
  const renew = useCallback(() => setTurn((before) => before + 1), []);
  const isEmpty = pages[''] !== undefined && rows.length === 0;
  useEffect(() => {
    // Nothing stands there that could move under a cursor.
    if (isEmpty && fresh.size > 0) renew();
  }, [isEmpty, fresh, renew]);
  return {
    rows,
    loading: pages[''] === undefined && error === null,
    error,
    hasMore: last?.hasNextPage ?? false,
    fresh: [...fresh].filter((id) => !known.has(id)).length,
    loadMore,
    renew,
  };
}
