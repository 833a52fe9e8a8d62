import { may } from '../domain/access.ts';
import type { Principal } from '../domain/actor.ts';
import { accountTarget, asOf } from './accounts.ts';
import { demand, demandPlatform, NO_ROLES } from './authorize.ts';
import { decideAnew } from './decide-anew.ts';
import { endingSessions } from './end-sessions.ts';
import { type Deps, type UserRow, updateRow } from './ports.ts';
import { raising } from './raise-authority.ts';
import { userIn } from './set-platform-role.ts';

/**
 * Keeps somebody out of everything, or lets them in again: they cannot sign in, their tokens do not work, nobody waits for
 * their decision. What they did and what they are stays. Every organization looks anew, since they may be a member of any.
 */
export async function setDisabled(
  deps: Deps,
  principal: Principal,
  input: { userId: string },
  isDisabled: boolean,
): Promise<UserRow> {
  return decideAnew(async () => {
    const platform = await deps.reads.platform();
    const asking = asOf(platform, principal);
    demandPlatform(asking, 'platform.manage');
    const user = await userIn(deps, input.userId);
    demand(may(asking, 'account.disable', accountTarget(platform, user, null), NO_ROLES));
    const before = user.disabledAt ?? null;
    if ((before !== null) === isDisabled) return user;
    const now = deps.clock.now();
    const disabledAt = isDisabled ? now : null;
    const sessions = isDisabled ? await deps.reads.openSessions(user.id, now) : [];
    await deps.ledger.commit({
      organizationId: 'platform',
      authority: platform.authority,
      now,
      raisesAuthority: true,
      records: [
        {
          type: 'user.changed',
          actor: principal.actor,
          subject: { kind: 'user', id: user.id },
          detail: {
            changed: ['disabled'],
            email: user.email,
            before: { disabled: !isDisabled },
            after: { disabled: isDisabled },
            sessionsEnded: isDisabled ? sessions.length : undefined,
          },
        },
      ],
      writes: () => [
        updateRow('User', { id: user.id }, { disabledAt: before }, { disabledAt }),
        ...endingSessions(sessions, now),
        ...raising(platform.heads),
      ],
    });
    return { ...user, disabledAt };
  });
}
