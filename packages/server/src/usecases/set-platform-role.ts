import { may } from '../domain/access.ts';
import type { PlatformRole, Principal } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import { accountTarget, asOf } from './accounts.ts';
import { demand, demandPlatform, NO_ROLES } from './authorize.ts';
import { decideAnew } from './decide-anew.ts';
import { endingSessions } from './end-sessions.ts';
import { type Deps, type UserRow, updateRow } from './ports.ts';
import { raising } from './raise-authority.ts';

/**
 * Gives somebody a role on the platform, or takes it away. Every organization's authority is raised in the same commit, so
 * nothing is decided anywhere on the role that was; and their sessions end.
 */
export async function setPlatformRole(
  deps: Deps,
  principal: Principal,
  input: { userId: string; role: PlatformRole | null },
): Promise<UserRow> {
  return decideAnew(async () => {
    const platform = await deps.reads.platform();
    const asking = asOf(platform, principal);
    demandPlatform(asking, 'platform.manage');
    const user = await userIn(deps, input.userId);
    demand(may(asking, 'account.changeRole', accountTarget(platform, user, input.role), NO_ROLES));
    const before = user.platformRole ?? null;
    if (before === input.role) return user;
    const now = deps.clock.now();
    const sessions = await deps.reads.openSessions(user.id, now);
    await deps.ledger.commit({
      organizationId: 'platform',
      authority: platform.authority,
      now,
      raisesAuthority: true,
      records: [
        {
          type: 'platformRole.changed',
          actor: principal.actor,
          subject: { kind: 'user', id: user.id },
          detail: { email: user.email, before, after: input.role, sessionsEnded: sessions.length },
        },
      ],
      writes: () => [
        updateRow('User', { id: user.id }, { platformRole: before }, { platformRole: input.role }),
        ...endingSessions(sessions, now),
        ...raising(platform.heads),
      ],
    });
    return { ...user, platformRole: input.role };
  });
}

/** Whoever has an account, or what to say where nobody has. */
export async function userIn(deps: Pick<Deps, 'reads'>, userId: string): Promise<UserRow> {
  const user = await deps.reads.user(userId);
  if (user !== null) return user;
  throw new DomainError('NOT_FOUND', 'Nobody has an account under this id.', { field: ['userId'] });
}
