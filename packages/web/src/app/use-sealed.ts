import { useEffect } from 'react';
import { useClient } from 'urql';
import { OrganizationSealedDocument } from '../gql/generated/graphql.ts';

const LOOK_EVERY = 30_000;

/** Keeps what the page knows of an organization's seal as it is: sealing happens without anybody on the page doing it. */
export function useSealed(organizationId: string | null): void {
  const client = useClient();
  useEffect(() => {
    if (organizationId === null) return undefined;
    const look = (): void => {
      if (document.visibilityState === 'hidden') return;
      // The answer lands in the cache, from which the session is told.
      void client.query(OrganizationSealedDocument, { organizationId }, { requestPolicy: 'network-only' }).toPromise();
    };
    const timer = window.setInterval(look, LOOK_EVERY);
    document.addEventListener('visibilitychange', look);
    return () => {
      window.clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [client, organizationId]);
}
