import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useClient } from 'urql';
import {
  CertificateRowDocument,
  CertificatesDocument,
  type ListedCertificateFragment,
} from '../../gql/generated/graphql.ts';
import { type CertificateSearch, certificateFilter, takesIn } from '../../lib/certificate-search.ts';
import { useRequestEvents } from '../../lib/live.ts';
import { failureOf } from '../../lib/user-error.ts';

const PAGE = 50;

interface PageState {
  readonly rows: readonly ListedCertificateFragment[];
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
}

export interface CertificateList {
  readonly rows: readonly ListedCertificateFragment[];
  readonly loading: boolean;
  readonly error: string | null;
  readonly hasMore: boolean;
  /** How many were issued since the list was read. */
  readonly fresh: number;
  readonly loadMore: () => void;
  /** Reads the list anew, taking in what came. */
  readonly renew: () => void;
}

/**
 * The certificates of a tab. One that is revoked, asked for anew or replaced changes in its place, as the live feed tells it;
 * rows come and go only when one asks for it.
 */
export function useCertificates(organizationId: string, search: CertificateSearch): CertificateList {
  const client = useClient();
  const [turn, setTurn] = useState(0);
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  const [pages, setPages] = useState<Readonly<Record<string, PageState>>>({});
  const [error, setError] = useState<string | null>(null);
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const asked = JSON.stringify(certificateFilter(search));
  const filter = useMemo(() => JSON.parse(asked) as ReturnType<typeof certificateFilter>, [asked]);
  const listKey = JSON.stringify([organizationId, asked, turn]);
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
          CertificatesDocument,
          { organizationId, filter, first: PAGE, after },
          { requestPolicy: turn === 0 ? 'cache-and-network' : 'network-only' },
        )
        .subscribe(({ data, error: failed }) => {
          if (failed && !data) {
            setError(failureOf(failed).message);
            return;
          }
          if (!data) return;
          const { nodes, pageInfo } = data.certificates;
          const page = { rows: nodes, endCursor: pageInfo.endCursor ?? null, hasNextPage: pageInfo.hasNextPage };
          setPages((before) => ({ ...before, [after ?? '']: page }));
        });
      return unsubscribe;
    });
    return () => {
      for (const off of offs) off();
    };
  }, [client, organizationId, filter, cursors, turn]);

  const rows = useMemo(() => cursors.flatMap((after) => pages[after ?? '']?.rows ?? []), [cursors, pages]);
  useRequestEvents(({ type, request, renewsCertificateId }) => {
    const own = rows.find(({ requestId }) => requestId === request.id);
    // What is read of it is taken into the rows by its id.
    for (const id of [own?.id, rows.find((row) => row.id === renewsCertificateId)?.id]) {
      if (id !== undefined)
        void client.query(CertificateRowDocument, { id }, { requestPolicy: 'network-only' }).toPromise();
    }
    if (type === 'certificate.issued' && own === undefined && takesIn(search, request))
      setFresh((before) => new Set(before).add(request.id));
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
    fresh: fresh.size,
    loadMore,
    renew,
  };
}
