import { may } from '../domain/access.ts';
import { PLATFORM_TARGET_ID } from '../domain/access-targets.ts';
import type { Principal } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import { demand, NO_ROLES, policyFor } from './authorize.ts';
import { memberIn } from './change-member-role.ts';
import { decideAnew } from './decide-anew.ts';
import { mailInvitation } from './mail-invitation.ts';
import { afterLinkRace, newLink } from './one-time-link.ts';
import type { Deps, UserRow } from './ports.ts';
import { userIn } from './set-platform-role.ts';

/** A new link for somebody who has not taken up their invitation; the one before it is dead. */
export async function reinviteMember(
  deps: Deps,
  principal: Principal,
  input: { organizationId: string; userId: string },
): Promise<{ user: UserRow; inviteUrl: string }> {
  return decideAnew(async () => {
    const policy = await policyFor(deps, principal, input.organizationId);
    demand(policy.may('member.manage'));
    const user = await userIn(deps, memberIn(policy, input.userId).id);
    if (user.passwordHash) {
      throw new DomainError('NOT_ALLOWED', `${user.name} has an account already and signs in with it.`, {
        field: ['userId'],
      });
    }
    await refuseIfOthersTrustThem(deps, principal, user);
    const now = deps.clock.now();
    const link = await newLink(deps, 'MEMBER', user.id, now);
    try {
      await deps.ledger.commit({
        organizationId: 'platform',
        authority: null,
        now,
        records: [
          {
            type: 'user.changed',
            actor: principal.actor,
            subject: { kind: 'user', id: user.id },
            detail: { changed: [], email: user.email, invitation: 'new link', organization: input.organizationId },
          },
        ],
        writes: () => link.writes,
      });
    } catch (error) {
      throw afterLinkRace(error);
    }
    await mailInvitation(deps, principal, policy.snapshot.organization.name, user, link);
    return { user, inviteUrl: link.url };
  });
}

/** Whoever holds the link becomes this person, in every organization: an admin of one must not get it for the others. */
async function refuseIfOthersTrustThem(deps: Deps, principal: Principal, user: UserRow): Promise<void> {
  const isElsewhere = (await deps.reads.organizationsOf(user.id)).length > 1 || Boolean(user.platformRole);
  const isPlatform = may(principal, 'platform.manage', { organizationId: PLATFORM_TARGET_ID }, NO_ROLES).allowed;
  if (!isElsewhere || isPlatform) return;
  throw new DomainError(
    'NOT_ALLOWED',
    `${user.name} is a member of other organizations too. Ask a platform admin for a new invitation.`,
    { field: ['userId'] },
  );
}
