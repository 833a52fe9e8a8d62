import { type AccountTarget, PLATFORM_TARGET_ID } from '../domain/access-targets.ts';
import type { PlatformRole, Principal } from '../domain/actor.ts';
import type { PlatformPeople } from './people-reads.ts';
import type { UserRow } from './ports.ts';

/** Somebody's account as access sees it. */
export function accountTarget(
  { people }: Pick<PlatformPeople, 'people'>,
  user: Pick<UserRow, 'id' | 'name' | 'platformRole'>,
  wanted: PlatformRole | null,
): AccountTarget {
  const others = people.filter(({ id, platformRole, canSignIn }) => {
    return id !== user.id && platformRole === 'SUPERUSER' && canSignIn;
  });
  return {
    organizationId: PLATFORM_TARGET_ID,
    userId: user.id,
    name: user.name,
    platformRole: user.platformRole ?? null,
    wanted,
    isLastSuperuser: user.platformRole === 'SUPERUSER' && others.length === 0,
  };
}

/** The principal with the platform role that they hold as of the read: what the commit compares. */
export function asOf({ people }: Pick<PlatformPeople, 'people'>, principal: Principal): Principal {
  const own = people.find(({ id, canSignIn }) => id === principal.userId && canSignIn);
  return { ...principal, platformRole: own?.platformRole ?? null };
}
