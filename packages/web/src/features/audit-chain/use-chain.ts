import { useCallback, useEffect, useMemo, useRef } from 'react';
import { type CombinedError, useQuery } from 'urql';
import {
  AuditChainMovesDocument,
  AuditChainStateDocument,
  type AuditChainStateQuery,
} from '../../gql/generated/graphql.ts';

export type Chain = AuditChainStateQuery['auditChain'];

const LOOK_AGAIN = 5_000;
const LOOK_AGAIN_SOON = 1_000;

interface ChainState {
  readonly chain: Chain | null;
  readonly error: CombinedError | undefined;
  readonly reread: () => void;
}

/** The chain as it stands; its size and its verification are looked at as they move, while the page is in sight. */
export function useChain(organizationId: string, onSealMoved: () => void): ChainState {
  const variables = useMemo(() => ({ organizationId }), [organizationId]);
  const [{ data, error }, read] = useQuery({ query: AuditChainStateDocument, variables });
  const [, look] = useQuery({ query: AuditChainMovesDocument, variables, pause: true });
  const reread = useCallback(() => read({ requestPolicy: 'network-only' }), [read]);
  const chain = data?.auditChain ?? null;
  const isRunning = chain?.lastVerification?.state === 'RUNNING';

  useEffect(() => {
    // What is answered lands in the cache, and in `data` from there.
    const timer = window.setInterval(
      () => {
        if (document.visibilityState === 'visible') look({ requestPolicy: 'network-only' });
      },
      isRunning ? LOOK_AGAIN_SOON : LOOK_AGAIN,
    );
    return () => window.clearInterval(timer);
  }, [look, isRunning]);

  const seal = chain === null ? null : `${organizationId} ${chain.epoch} ${chain.sealed}`;
  const known = useRef<string | null>(null);
  useEffect(() => {
    const before = known.current;
    known.current = seal;
    if (before === null || seal === null || before === seal) return;
    reread();
    onSealMoved();
  }, [seal, reread, onSealMoved]);
  return { chain, error, reread };
}
