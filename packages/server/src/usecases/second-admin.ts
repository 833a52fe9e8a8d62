import { isSecondAdminRequired } from '../domain/pending-change.ts';
import type { PolicySnapshot } from './ports.ts';

/** Members who may do everything in an organization: its admins, and who has a role on the platform. */
export function adminsOf({ people }: PolicySnapshot): number {
  return [...people.values()].filter(({ role, platformRole }) => role === 'ADMIN' || platformRole !== null).length;
}

/** Whether an admin's edit that widens a profile in use waits for another admin now. */
export function secondAdminRule(snapshot: PolicySnapshot): boolean {
  return isSecondAdminRequired(snapshot.organization.requireSecondAdmin, adminsOf(snapshot));
}
