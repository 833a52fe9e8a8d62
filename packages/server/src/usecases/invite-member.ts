import type { OrganizationRole, Principal } from '../domain/actor.ts';
import { demand, policyFor } from './authorize.ts';
import { changeRole } from './change-member-role.ts';
import { decideAnew } from './decide-anew.ts';
import { mailInvitation } from './mail-invitation.ts';
import { newLink, type OneTimeLink } from './one-time-link.ts';
import { checkEmail, checkName, checkPassword } from './people-input.ts';
import { type Deps, insertRow, RefusedByConstraint, StaleCommand, type UserRow } from './ports.ts';

interface InviteMemberInput {
  readonly organizationId: string;
  readonly email: string;
  readonly name: string;
  readonly role: OrganizationRole;
  readonly password?: string | null;
}

/**
 * Makes somebody a member, or changes the role of one. Who is not known yet is created: with the password given, or with
 * a link that lets them choose their own. A password given for somebody who exists is not looked at.
 */
export async function inviteMember(
  deps: Deps,
  principal: Principal,
  input: InviteMemberInput,
): Promise<{ user: UserRow; inviteUrl: string | null }> {
  const email = checkEmail(input.email);
  const name = checkName(input.name);
  const passwordHash = input.password ? await deps.passwords.hash(checkPassword(input.password)) : null;
  demand((await policyFor(deps, principal, input.organizationId)).may('member.manage'));

  const { user, link } = await ensureUser(deps, principal, { email, name, passwordHash });
  let organization = '';
  await decideAnew(async () => {
    const policy = await policyFor(deps, principal, input.organizationId);
    demand(policy.may('member.manage'));
    organization = policy.snapshot.organization.name;
    const person = policy.snapshot.people.get(user.id);
    if (person !== undefined) {
      await changeRole(deps, principal, policy, { person, role: input.role });
      return;
    }
    const now = deps.clock.now();
    const key = { organizationId: input.organizationId, userId: user.id };
    await deps.ledger.commit({
      organizationId: input.organizationId,
      authority: policy.snapshot.authority,
      now,
      raisesAuthority: true,
      records: [
        {
          type: 'member.added',
          actor: principal.actor,
          subject: { kind: 'user', id: user.id },
          detail: { email, role: input.role },
        },
      ],
      writes: () => [insertRow('Membership', { ...key, role: input.role, createdAt: now })],
    });
  });
  deps.policies.forget(input.organizationId);
  if (link !== null) await mailInvitation(deps, principal, organization, user, link);
  return { user, inviteUrl: link?.url ?? null };
}

async function ensureUser(
  deps: Deps,
  principal: Principal,
  input: { email: string; name: string; passwordHash: string | null },
): Promise<{ user: UserRow; link: OneTimeLink | null }> {
  return decideAnew(async () => {
    const known = await deps.reads.userByEmail(input.email);
    if (known !== null) return { user: known, link: null };
    const now = deps.clock.now();
    const user: UserRow = { id: deps.ids.next('usr'), ...input, platformRole: null, createdAt: now, disabledAt: null };
    const link = input.passwordHash === null ? await newLink(deps, 'MEMBER', user.id, now) : null;
    try {
      await deps.ledger.commit({
        organizationId: 'platform',
        authority: null,
        now,
        records: [
          {
            type: 'user.created',
            actor: principal.actor,
            subject: { kind: 'user', id: user.id },
            detail: { email: user.email, name: user.name, invited: link !== null },
          },
        ],
        writes: () => [insertRow('User', user), ...(link?.writes ?? [])],
      });
    } catch (error) {
      // Somebody else created the same person in this moment: take theirs.
      if (error instanceof RefusedByConstraint && error.constraint === 'app_user_email')
        throw new StaleCommand('user exists now');
      throw error;
    }
    return { user, link };
  });
}
