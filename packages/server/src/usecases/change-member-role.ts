import type { OrganizationRole, Principal } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import { demand, type PolicyView, policyFor } from './authorize.ts';
import { decideAnew } from './decide-anew.ts';
import { endingSessions } from './end-sessions.ts';
import { memberTarget } from './last-admin.ts';
import { type Deps, type Person, updateRow } from './ports.ts';

export interface Member {
  readonly organizationId: string;
  readonly user: Person;
}

/** Makes a member something else in the organization. Their sessions end: they sign in again as what they are now. */
export async function changeMemberRole(
  deps: Deps,
  principal: Principal,
  input: { organizationId: string; userId: string; role: OrganizationRole },
): Promise<Member> {
  return decideAnew(async () => {
    const policy = await policyFor(deps, principal, input.organizationId);
    demand(policy.may('member.manage'));
    return changeRole(deps, principal, policy, { person: memberIn(policy, input.userId), role: input.role });
  });
}

/** The change itself, under a policy that was read. */
export async function changeRole(
  deps: Deps,
  principal: Principal,
  policy: PolicyView,
  { person, role }: { readonly person: Person; readonly role: OrganizationRole },
): Promise<Member> {
  const { organization, authority } = policy.snapshot;
  const member = { organizationId: organization.id, user: { ...person, role } };
  if (person.role === role) return member;
  demand(policy.on('member.changeRole', await memberTarget(policy, person, deps.reads.user)));
  const now = deps.clock.now();
  const sessions = await deps.reads.openSessions(person.id, now);
  await deps.ledger.commit({
    organizationId: organization.id,
    authority,
    now,
    raisesAuthority: true,
    records: [
      {
        type: 'member.changed',
        actor: principal.actor,
        subject: { kind: 'user', id: person.id },
        detail: { email: person.email, before: person.role, after: role, sessionsEnded: sessions.length },
      },
    ],
    writes: () => [
      updateRow('Membership', { organizationId: organization.id, userId: person.id }, { role: person.role }, { role }),
      ...endingSessions(sessions, now),
    ],
  });
  deps.policies.forget(organization.id);
  return member;
}

/** A member of the organization, or what to say where there is none. */
export function memberIn({ snapshot }: PolicyView, userId: string): Person {
  const person = snapshot.people.get(userId);
  if (person !== undefined) return person;
  throw new DomainError('NOT_FOUND', 'This person is not a member of the organization.', { field: ['userId'] });
}
