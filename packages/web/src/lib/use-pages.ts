import type { AnyVariables, TypedDocumentNode } from '@urql/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { failureOf } from './user-error.ts';

interface ConnectionPart<Row> {
  readonly nodes: readonly Row[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null | undefined };
}

export interface Pages<Row> {
  /** Null: nothing was read yet. */
  readonly rows: readonly Row[] | null;
  readonly loading: boolean;
  readonly failure: string | null;
  readonly hasMore: boolean;
  readonly more: () => void;
  readonly reload: () => void;
}

interface Loaded<Row> {
  readonly rows: readonly Row[] | null;
  readonly cursor: string | null;
  readonly hasMore: boolean;
}

/**
 * A list from the server, a page at a time, always as it is now. `variables` and `connectionOf` are those of the first
 * call for as long as `key` stays.
 */
export function usePages<Data, Variables extends AnyVariables, Row>(
  key: string,
  query: TypedDocumentNode<Data, Variables>,
  variables: (after: string | null) => Variables,
  connectionOf: (data: Data) => ConnectionPart<Row>,
): Pages<Row> {
  const client = useClient();
  const [loaded, setLoaded] = useState<Loaded<Row>>({ rows: null, cursor: null, hasMore: false });
  const [loading, setLoading] = useState(true);
  const [failure, setFailure] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const asked = useRef(new AbortController());
  const reading = useRef({ query, variables, connectionOf });
  useEffect(() => {
    reading.current = { query, variables, connectionOf };
  });

  const load = useCallback(
    async (before: readonly Row[], after: string | null) => {
      asked.current.abort();
      const stop = new AbortController();
      asked.current = stop;
      setLoading(true);
      const { query: document, variables: variablesAt, connectionOf: partOf } = reading.current;
      const { data, error } = await client
        .query(document, variablesAt(after), { requestPolicy: 'network-only' })
        .toPromise();
      if (stop.signal.aborted) return;
      setLoading(false);
      setFailure(error ? failureOf(error).message : null);
      if (!data) return;
      const { nodes, pageInfo } = partOf(data);
      setLoaded({
        rows: [...before, ...nodes],
        cursor: pageInfo.endCursor ?? null,
        hasMore: pageInfo.hasNextPage,
      });
    },
    [client],
  );
  useEffect(() => {
    void load([], null);
    return () => asked.current.abort();
  }, [load, key, attempt]);

  const more = useCallback(() => void load(loaded.rows ?? [], loaded.cursor), [load, loaded]);
  const reload = useCallback(() => setAttempt((number) => number + 1), []);
  return { rows: loaded.rows, loading, failure, hasMore: loaded.hasMore, more, reload };
}
