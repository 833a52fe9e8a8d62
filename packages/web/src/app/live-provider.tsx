import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { LiveStartDocument, QueueCountsDocument, RequestChangedDocument } from '../gql/generated/graphql.ts';
import { placeOfNewest } from '../lib/ledger-place.ts';
import { type Live, LiveContext, type QueueNumbers, type RequestListener } from '../lib/live.ts';
import type { LiveState } from '../ui/live-dot.tsx';
import { useConnection } from './connection-store.ts';

interface LiveProviderProps {
  readonly organizationId: string;
  /** The socket was refused; perhaps the session has ended. */
  readonly onRefused: () => void;
  readonly children: ReactNode;
}

/** After a reconnect, this long without an event means that everything missed has been told. */
const QUIET = 400;
const COUNT_DELAY = 120;
const RETRY_REFUSED = 5_000;

/** Follows the organization's ledger from the moment the screen was opened, across reconnects, without a hole. */
export function LiveProvider({ organizationId, onRefused, children }: LiveProviderProps) {
  const { client, socket } = useConnection();
  const listeners = useRef(new Set<RequestListener>());
  const [state, setState] = useState<LiveState>('catching-up');
  const [numbers, setNumbers] = useState<QueueNumbers | null>(null);
  const refused = useRef(onRefused);
  useEffect(() => {
    refused.current = onRefused;
  }, [onRefused]);

  const subscribe = useCallback((listener: RequestListener) => {
    listeners.current.add(listener);
    return () => {
      listeners.current.delete(listener);
    };
  }, []);

  useEffect(() => {
    let ended = false;
    let quiet: number | undefined;
    let counting: number | undefined;
    let retrying: number | undefined;
    let last: string | null = null;
    let stop: () => void = () => undefined;

    const count = (): void => {
      window.clearTimeout(counting);
      counting = window.setTimeout(() => {
        void client
          .query(QueueCountsDocument, { organizationId }, { requestPolicy: 'network-only' })
          .toPromise()
          .then(({ data }) => {
            if (ended || !data) return;
            const forMe = data.forMe.totalCount;
            const waiting = Math.max(0, data.pending.totalCount - forMe);
            setNumbers({ forMe, waiting, mine: data.mine.totalCount });
          });
      }, COUNT_DELAY);
    };

    const settle = (): void => {
      window.clearTimeout(quiet);
      quiet = window.setTimeout(() => {
        setState('live');
        count();
      }, QUIET);
    };

    const follow = (since: string | null): void => {
      last = since;
      const { unsubscribe } = client
        .subscription(RequestChangedDocument, { organizationId, sinceSequence: since })
        .subscribe(({ data, error }) => {
          if (ended) return;
          if (error) {
            setState('offline');
            refused.current();
            retrying = window.setTimeout(() => {
              stop();
              follow(last);
            }, RETRY_REFUSED);
            return;
          }
          if (!data) return;
          // Opaque: whatever came last is where to go on.
          last = data.requestChanged.sequence;
          const renewsCertificateId = data.requestChanged.request.renewsCertificate?.id ?? null;
          for (const listener of listeners.current) listener({ ...data.requestChanged, renewsCertificateId });
          setState((before) => {
            if (before !== 'live') settle();
            return before;
          });
          count();
        });
      stop = unsubscribe;
    };

    const offs = [
      socket.on('connected', () => {
        setState('catching-up');
        settle();
      }),
      socket.on('closed', () => {
        window.clearTimeout(quiet);
        if (!ended) setState('offline');
      }),
    ];
    setState('catching-up');
    setNumbers(null);
    count();
    void client
      .query(LiveStartDocument, { organizationId }, { requestPolicy: 'network-only' })
      .toPromise()
      .then(({ data }) => {
        if (ended) return;
        follow(data ? placeOfNewest(data.auditChain) : null);
        settle();
      });
    return () => {
      ended = true;
      for (const timer of [quiet, counting, retrying]) window.clearTimeout(timer);
      for (const off of offs) off();
      stop();
    };
  }, [client, socket, organizationId]);

  const live = useMemo<Live>(() => ({ state, numbers, subscribe }), [state, numbers, subscribe]);
  return <LiveContext value={live}>{children}</LiveContext>;
}
