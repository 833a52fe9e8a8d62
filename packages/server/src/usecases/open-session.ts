import type { Actor, Principal } from '../domain/actor.ts';
import type { SignedIn } from './application.ts';
import { type Deps, insertRow, type SessionRow, type StateWrite, type UserRow } from './ports.ts';
import { renderSecret, secretSha256 } from './secret.ts';

/** A session ends a day after signing in, whatever happens. */
export const SESSION_HOURS = 24;

export function userActor(user: Pick<UserRow, 'id' | 'email'>): Actor {
  return { kind: 'user', id: user.id, name: user.email };
}

export function userPrincipal(user: Pick<UserRow, 'id' | 'email' | 'platformRole'>): Principal {
  return {
    actor: userActor(user),
    userId: user.id,
    platformRole: user.platformRole ?? null,
    requesterUserIds: [user.id],
    scopes: null,
    organizationId: null,
  };
}

/** A new session and the row that keeps it; commit the row together with what says that it was opened. */
export function openSession(
  deps: Deps,
  user: UserRow,
  now: Date,
): { signedIn: SignedIn; write: StateWrite; session: SessionRow } {
  const sessionToken = renderSecret('css', deps.ids.random(32));
  const expiresAt = new Date(now.getTime() + SESSION_HOURS * 3_600_000);
  const session: SessionRow = {
    id: deps.ids.next('ses'),
    tokenSha256: secretSha256(sessionToken),
    userId: user.id,
    createdAt: now,
    lastSeenAt: now,
    authenticatedAt: now,
    expiresAt,
    endedAt: null,
  };
  return {
    signedIn: { sessionToken, expiresAt, user, principal: userPrincipal(user) },
    write: insertRow('Session', session),
    session,
  };
}
