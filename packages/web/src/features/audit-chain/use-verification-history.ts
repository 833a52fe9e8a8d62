import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { AuditChainVerificationsDocument, type VerificationPartsFragment } from '../../gql/generated/graphql.ts';
import { failureOf } from '../../lib/user-error.ts';

const PAGE = 25;

export interface VerificationHistory {
  readonly verifications: readonly VerificationPartsFragment[];
  readonly loading: boolean;
  readonly hasMore: boolean;
  readonly failure: string | null;
  readonly loadMore: () => void;
  readonly reload: () => void;
}

interface Loaded {
  readonly verifications: readonly VerificationPartsFragment[];
  readonly cursor: string | null;
  readonly hasMore: boolean;
}

const NOTHING: Loaded = { verifications: [], cursor: null, hasMore: true };

/** Past verifications of a ledger, newest first, a page at a time; read anew when `moved` changes. */
export function useVerificationHistory(organizationId: string, moved: string): VerificationHistory {
  const client = useClient();
  const [loaded, setLoaded] = useState<Loaded>(NOTHING);
  const [loading, setLoading] = useState(true);
  const [failure, setFailure] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const asked = useRef(new AbortController());

  const load = useCallback(
    async (before: Loaded) => {
      asked.current.abort();
      const stop = new AbortController();
      asked.current = stop;
      setLoading(true);
      const { data, error } = await client
        .query(
          AuditChainVerificationsDocument,
          { organizationId, first: PAGE, after: before.cursor },
          { requestPolicy: 'network-only' },
        )
        .toPromise();
      if (stop.signal.aborted) return;
      setLoading(false);
      setFailure(error ? failureOf(error).message : null);
      if (!data) return;
      const { nodes, pageInfo } = data.auditChain.verifications;
      setLoaded({
        verifications: [...before.verifications, ...nodes],
        cursor: pageInfo.endCursor ?? null,
        hasMore: pageInfo.hasNextPage,
      });
    },
    [client, organizationId],
  );

  useEffect(() => {
    void load(NOTHING);
    return () => asked.current.abort();
  }, [load, moved, attempt]);

  const loadMore = useCallback(() => void load(loaded), [load, loaded]);
  const reload = useCallback(() => setAttempt((number) => number + 1), []);
  const { verifications, hasMore } = loaded;
  return { verifications, loading, hasMore, failure, loadMore, reload };
}
