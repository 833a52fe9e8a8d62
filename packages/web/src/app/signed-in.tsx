import { Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { SignOutDocument, ViewerDocument } from '../gql/generated/graphql.ts';
import { type Session, SessionContext } from '../lib/session.ts';
import { failureOf } from '../lib/user-error.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { renewConnection, useConnection } from './connection-store.ts';
import { LiveProvider } from './live-provider.tsx';
import styles from './message-screens.module.css';
import { NoOrganization } from './no-organization.tsx';
import { forgetRequests } from './recent-requests.ts';
import { Shell } from './shell.tsx';

const CHOSEN = 'countersign.organization';

/** Everything behind the sign-in: who it is, which organization they work in, and its live feed. */
export function SignedIn() {
  const { client } = useConnection();
  const { pathname, href } = useLocation();
  const navigate = useNavigate();
  const [{ data, fetching, error }, read] = useQuery({ query: ViewerDocument });
  const [chosen, setChosen] = useState(() => localStorage.getItem(CHOSEN));
  const viewer = data?.viewer;
  const isSignedOut = !fetching && !error && data !== undefined && (viewer === null || viewer?.user === null);

  const enterSignIn = useCallback(
    async (next: string) => {
      renewConnection();
      await navigate({ to: '/sign-in', search: { next }, replace: true });
    },
    [navigate],
  );
  useEffect(() => {
    // The address changes before this screen goes: what was wanted is the address it was opened at.
    if (isSignedOut && pathname !== '/sign-in') void enterSignIn(href);
  }, [isSignedOut, href, pathname, enterSignIn]);

  const refresh = useCallback(() => read({ requestPolicy: 'network-only' }), [read]);
  const selectOrganization = useCallback((id: string) => {
    localStorage.setItem(CHOSEN, id);
    setChosen(id);
  }, []);
  const signOut = useCallback(() => {
    forgetRequests();
    void client
      .mutation(SignOutDocument, {})
      .toPromise()
      .then(() => enterSignIn('/approvals'));
  }, [client, enterSignIn]);

  const session = useMemo<Session | null>(() => {
    if (!viewer?.user) return null;
    const memberships = viewer.organizations;
    const current = memberships.find(({ organization }) => organization.id === chosen) ?? memberships[0] ?? null;
    return {
      person: viewer.user,
      platformRole: viewer.platformRole ?? null,
      memberships,
      current,
      selectOrganization,
      refresh,
      signOut,
    };
  }, [viewer, chosen, selectOrganization, refresh, signOut]);

  if (session === null) {
    if (error) {
      return (
        <main className={styles.page}>
          <ErrorState title="Countersign cannot be reached" retry={refresh}>
            {failureOf(error).message}
          </ErrorState>
        </main>
      );
    }
    return null;
  }
  const organizationId = session.current?.organization.id;
  return (
    <SessionContext value={session}>
      {organizationId === undefined ? (
        <Shell>{pathname === '/first-steps' ? <Outlet /> : <NoOrganization />}</Shell>
      ) : (
        <LiveProvider key={organizationId} organizationId={organizationId} onRefused={refresh}>
          <Shell>
            <Outlet />
          </Shell>
        </LiveProvider>
      )}
    </SessionContext>
  );
}
