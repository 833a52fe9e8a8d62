import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import {
  type FoundRequestFragment,
  PaletteCertificatesDocument,
  type PaletteCertificatesQuery,
  PaletteRequestsDocument,
  RecentRequestDocument,
} from '../gql/generated/graphql.ts';
import { recentRequests } from './recent-requests.ts';

type FoundCertificate = PaletteCertificatesQuery['certificates']['nodes'][number];

export interface SearchState {
  readonly requests: readonly FoundRequestFragment[];
  readonly certificates: readonly FoundCertificate[];
  readonly searching: boolean;
  readonly failed: boolean;
}

const NOTHING: SearchState = { requests: [], certificates: [], searching: false, failed: false };
const PAUSE = 180;
/** Fewer characters than this are in half of all names. */
const LEAST = 2;

/** Looks for requests and certificates while somebody types; what was asked before is given up. */
export function usePaletteSearch(organizationId: string | null, typed: string): SearchState {
  const client = useClient();
  const text = typed.trim().toLowerCase();
  const [state, setState] = useState(NOTHING);
  useEffect(() => {
    if (organizationId === null || text.length < LEAST || /\s/.test(text)) {
      setState(NOTHING);
      return undefined;
    }
    setState((before) => ({ ...before, certificates: [], searching: true, failed: false }));
    const variables = { organizationId, text };
    const stops: (() => void)[] = [];
    const timer = window.setTimeout(() => {
      // Certificates are found by a whole name.
      const isName = /^(\*\.)?[^.]+(\.[^.]+)+$/.test(text);
      let open = isName ? 2 : 1;
      const take = (part: Partial<SearchState>): void => {
        open -= 1;
        const searching = open > 0;
        setState((before) => ({ ...before, ...part, searching }));
      };
      const fresh = { requestPolicy: 'network-only' } as const;
      stops.push(
        client.query(PaletteRequestsDocument, variables, fresh).subscribe(({ data, error }) => {
          take(error ? { requests: [], failed: true } : { requests: data?.requests.nodes ?? [] });
        }).unsubscribe,
      );
      if (!isName) return;
      stops.push(
        client.query(PaletteCertificatesDocument, variables, fresh).subscribe(({ data, error }) => {
          take(error ? { certificates: [], failed: true } : { certificates: data?.certificates.nodes ?? [] });
        }).unsubscribe,
      );
    }, PAUSE);
    return () => {
      window.clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [client, organizationId, text]);
  return state;
}

/** The requests that were looked at last, as they are now, without the one that is open. */
export function useRecentRequests(opened: boolean, openId: string | null): readonly FoundRequestFragment[] {
  const client = useClient();
  const [found, setFound] = useState<readonly FoundRequestFragment[]>([]);
  useEffect(() => {
    if (!opened) return undefined;
    let ended = false;
    const ids = recentRequests().filter((id) => id !== openId);
    void Promise.all(
      ids.map((id) => client.query(RecentRequestDocument, { id }, { requestPolicy: 'cache-first' }).toPromise()),
    ).then((answers) => {
      if (!ended) setFound(answers.flatMap(({ data }) => (data?.request ? [data.request] : [])));
    });
    return () => {
      ended = true;
    };
  }, [client, opened, openId]);
  return found;
}
