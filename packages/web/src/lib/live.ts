import { createContext, useContext, useEffect, useRef } from 'react';
import type { QueueRowFragment } from '../gql/generated/graphql.ts';
import type { LiveState } from '../ui/live-dot.tsx';

/** Something happened to a request; in the order of the ledger. */
export interface RequestEvent {
  readonly sequence: string;
  readonly type: string;
  readonly request: QueueRowFragment;
  /** The certificate that the request asks for anew, if it does. */
  readonly renewsCertificateId: string | null;
}

export type RequestListener = (event: RequestEvent) => void;

export interface QueueNumbers {
  readonly forMe: number;
  readonly waiting: number;
  readonly mine: number;
}

export interface Live {
  readonly state: LiveState;
  /** Null until first read. */
  readonly numbers: QueueNumbers | null;
  readonly subscribe: (listener: RequestListener) => () => void;
}

export const LiveContext = createContext<Live>({ state: 'offline', numbers: null, subscribe: () => () => undefined });

export const useLive = (): Live => useContext(LiveContext);

/** Calls back on every change of a request of the organization while the component is on screen. */
export function useRequestEvents(listener: RequestListener): void {
  const { subscribe } = useLive();
  const current = useRef(listener);
  useEffect(() => {
    current.current = listener;
  });
  useEffect(() => subscribe((event) => current.current(event)), [subscribe]);
}
