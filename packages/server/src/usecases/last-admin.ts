import type { MemberTarget } from '../domain/access-targets.ts';
import type { PolicyView } from './authorize.ts';
import type { Person, PolicySnapshot, UserRow } from './ports.ts';

/**
 * A member as access sees them. Whoever was invited and has no password yet counts as no admin: an organization must keep
 * one who can sign in.
 */
export async function memberTarget(
  { snapshot }: Pick<PolicyView, 'snapshot'>,
  person: Person,
  userById: (id: string) => Promise<Pick<UserRow, 'passwordHash'> | null>,
): Promise<MemberTarget> {
  const { id: organizationId } = snapshot.organization;
  const isLastAdmin = person.role === 'ADMIN' && !(await hasOtherAdmin(snapshot, person, userById));
  return { organizationId, userId: person.id, name: person.name, isLastAdmin };
}

async function hasOtherAdmin(
  { people }: PolicySnapshot,
  person: Person,
  userById: (id: string) => Promise<Pick<UserRow, 'passwordHash'> | null>,
): Promise<boolean> {
  for (const { id, role } of people.values()) {
    if (role !== 'ADMIN' || id === person.id) continue;
    const user = await userById(id);
    if (user?.passwordHash) return true;
  }
  return false;
}
