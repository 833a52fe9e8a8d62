import { createContext, useContext } from 'react';
import type { OrganizationRole, PlatformRole, SessionOrganizationFragment } from '../gql/generated/graphql.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

export interface Membership {
  readonly role: OrganizationRole;
  readonly organization: SessionOrganizationFragment;
}

/** Who is signed in, and in which of their organizations they are working. */
export interface Session {
  readonly person: Person;
  readonly platformRole: PlatformRole | null;
  readonly memberships: readonly Membership[];
  readonly current: Membership | null;
  readonly selectOrganization: (id: string) => void;
  /** Reads the viewer again, after something that changes what they may see. */
  readonly refresh: () => void;
  readonly signOut: () => void;
}

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('useSession outside of a signed-in screen');
  return session;
}

/** The organization that the screen is about; screens that need one are shown only where there is one. */
export function useOrganization(): SessionOrganizationFragment {
  const { current } = useSession();
  if (current === null) throw new Error('useOrganization without an organization');
  return current.organization;
}
