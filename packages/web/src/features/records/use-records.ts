import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useClient } from 'urql';
import { AuditRecordsPageDocument, type RecordLineFragment } from '../../gql/generated/graphql.ts';
import { failureOf } from '../../lib/user-error.ts';
import { filterOf, type RecordSearch } from './record-search.ts';

const PAGE = 50;

interface Loaded {
  readonly records: readonly RecordLineFragment[];
  readonly cursor: string | null;
  readonly hasMore: boolean;
}

export interface Records extends Loaded {
  readonly loading: boolean;
  readonly failure: string | null;
  readonly loadMore: () => void;
  /** Reads them again from the newest on. */
  readonly renew: () => void;
}

const NOTHING: Loaded = { records: [], cursor: null, hasMore: false };

/** The records that a search leaves, newest first, a page at a time. What is shown stays until one asks for more. */
export function useRecords(organizationId: string, search: RecordSearch): Records {
  const client = useClient();
  const { type, actor, subject, from, to } = search;
  const filter = useMemo(() => filterOf({ type, actor, subject, from, to }), [type, actor, subject, from, to]);
  const [loaded, setLoaded] = useState<Loaded>(NOTHING);
  const [loading, setLoading] = useState(true);
  const [failure, setFailure] = useState<string | null>(null);
  const [turn, setTurn] = useState(0);
  const asked = useRef<AbortSignal | null>(null);

  const load = useCallback(
    async (before: Loaded, signal: AbortSignal) => {
      setLoading(true);
      const variables = { organizationId, filter, first: PAGE, after: before.cursor };
      const { data, error } = await client
        .query(AuditRecordsPageDocument, variables, { requestPolicy: 'network-only' })
        .toPromise();
      if (signal.aborted) return;
      setLoading(false);
      setFailure(data ? null : error ? failureOf(error).message : 'No answer came.');
      if (!data) return;
      const { nodes, pageInfo } = data.auditRecords;
      setLoaded({
        records: [...before.records, ...nodes],
        cursor: pageInfo.endCursor ?? null,
        hasMore: pageInfo.hasNextPage,
      });
    },
    [client, organizationId, filter],
  );

  useEffect(() => {
    const stop = new AbortController();
    asked.current = stop.signal;
    setLoaded(NOTHING);
    void load(NOTHING, stop.signal);
    return () => stop.abort();
  }, [load, turn]);

  const loadMore = useCallback(() => {
    if (!loading && asked.current) void load(loaded, asked.current);
  }, [load, loaded, loading]);
  const renew = useCallback(() => setTurn((number) => number + 1), []);
  return { ...loaded, loading, failure, loadMore, renew };
}
