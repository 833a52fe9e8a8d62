import type { OrganizationRole, Principal } from '../domain/actor.ts';
import { demand, policyFor } from './authorize.ts';
import { decideAnew } from './decide-anew.ts';
import { checkEmail, checkName, checkPassword } from './people-input.ts';
import {
  type Deps,
  insertRow,
  RefusedByConstraint,
  StaleCommand,
  type StateWrite,
  type UserRow,
  updateRow,
} from './ports.ts';
import { renderSecret, secretSha256 } from './secret.ts';

const INVITATION_DAYS = 7;

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

  const { user, inviteUrl } = await ensureUser(deps, principal, { email, name, passwordHash });
  await decideAnew(async () => {
    const policy = await policyFor(deps, principal, input.organizationId);
    demand(policy.may('member.manage'));
    const before = policy.snapshot.people.get(user.id)?.role ?? null;
    if (before === input.role) return;
    const now = deps.clock.now();
    const key = { organizationId: input.organizationId, userId: user.id };
    await deps.ledger.commit({
      organizationId: input.organizationId,
      authority: policy.snapshot.authority,
      now,
      raisesAuthority: true,
      records: [
        {
          type: before === null ? 'member.added' : 'member.changed',
          actor: principal.actor,
          subject: { kind: 'user', id: user.id },
          detail: before === null ? { email, role: input.role } : { email, before, after: input.role },
        },
      ],
      writes: () => [
        before === null
          ? insertRow('Membership', { ...key, role: input.role, createdAt: now })
          : updateRow('Membership', key, { role: before }, { role: input.role }),
      ],
    });
  });
  deps.policies.forget(input.organizationId);
  return { user, inviteUrl };
}

async function ensureUser(
  deps: Deps,
  principal: Principal,
  input: { email: string; name: string; passwordHash: string | null },
): Promise<{ user: UserRow; inviteUrl: string | null }> {
  return decideAnew(async () => {
    const known = await deps.reads.userByEmail(input.email);
    if (known !== null) return { user: known, inviteUrl: null };
    const now = deps.clock.now();
    const user: UserRow = { id: deps.ids.next('usr'), ...input, platformRole: null, createdAt: now, disabledAt: null };
    const writes: StateWrite[] = [insertRow('User', user)];
    let inviteUrl: string | null = null;
    if (input.passwordHash === null) {
      const token = renderSecret('csi', deps.ids.random(32));
      inviteUrl = new URL(`/invitation#token=${token}`, deps.publicUrl).href;
      writes.push(
        insertRow('Invitation', {
          tokenSha256: secretSha256(token),
          kind: 'MEMBER',
          userId: user.id,
          createdAt: now,
          expiresAt: new Date(now.getTime() + INVITATION_DAYS * 86_400_000),
          usedAt: null,
        }),
      );
    }
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
            detail: { email: user.email, name: user.name, invited: inviteUrl !== null },
          },
        ],
        writes: () => writes,
      });
    } catch (error) {
      // Somebody else created the same person in this moment: take theirs.
      if (error instanceof RefusedByConstraint && error.constraint === 'app_user_email')
        throw new StaleCommand('user exists now');
      throw error;
    }
    return { user, inviteUrl };
  });
}
