import type { Member } from '../domain/notification.ts';
import type { PolicySnapshot } from './ports.ts';

/** The members of an organization, as those who are told, and counted, are chosen from. */
export function membersOf(snapshot: PolicySnapshot): Member[] {
  return [...snapshot.people.values()].map((person) => ({
    userId: person.id,
    organizationRole: person.role,
    platformRole: person.platformRole,
    trustProfileRoles: person.trustProfileRoles,
  }));
}
