import type { AccessFacts, ProfileTarget } from './access-targets.ts';
import type { Principal, TrustProfileRole } from './actor.ts';
import { deny, type Permission } from './permission.ts';

/** Who asks for access, and what they are in the organization of the target. */
export interface Asker {
  readonly principal: Principal;
  readonly facts: AccessFacts;
}

export function isDevice(principal: Principal): boolean {
  return principal.actor.kind === 'device';
}

export function youAre({ principal }: Asker): string {
  return principal.actor.kind === 'token' ? 'The creator of this token is' : 'You are';
}

/** What the asker is in this organization, in a sentence for those who lack something. */
export function standing(asker: Asker): string {
  if (isDevice(asker.principal)) return 'You are a device.';
  const role = asker.facts.organizationRole;
  if (role === null) return `${youAre(asker)} not a member of this organization.`;
  return `${youAre(asker)} ${role === 'VIEWER' ? 'a viewer' : role === 'OPERATOR' ? 'an operator' : 'an admin'} of this organization.`;
}

/** Why the asker may do everything in this organization; null if they may not. */
export function adminReason(asker: Asker): string | null {
  if (isDevice(asker.principal)) return null;
  if (asker.facts.organizationRole === 'ADMIN') return `${youAre(asker)} an admin of this organization.`;
  return platformReason(asker);
}

export function platformReason(asker: Asker): string | null {
  const { platformRole } = asker.principal;
  if (platformRole === null) return null;
  return platformRole === 'SUPERUSER'
    ? `${youAre(asker)} a superuser of the platform.`
    : `${youAre(asker)} a platform admin.`;
}

/** The role on a profile that counts: none without membership, and ADMIN only for the organization's operators and admins. */
export function profileRole(asker: Asker, target: ProfileTarget): TrustProfileRole | null {
  const { organizationRole, trustProfileRoles } = asker.facts;
  const role = trustProfileRoles.get(target.profileId) ?? null;
  if (isDevice(asker.principal) || organizationRole === null) return null;
  return role === 'ADMIN' && organizationRole === 'VIEWER' ? null : role;
}

/** Why the asker rules over this profile; null if they do not. */
export function profileAdminReason(asker: Asker, target: ProfileTarget): string | null {
  const admin = adminReason(asker);
  if (admin !== null) return admin;
  return profileRole(asker, target) === 'ADMIN'
    ? `${youAre(asker)} an admin of the trust profile ${target.profileName}.`
    : null;
}

export function lacksProfileAdmin(asker: Asker, target: ProfileTarget, purpose: string): Permission {
  const reasons = [standing(asker)];
  if (asker.facts.organizationRole === 'VIEWER' && asker.facts.trustProfileRoles.get(target.profileId) === 'ADMIN') {
    reasons.push(
      `The role of admin on ${target.profileName} counts only for operators and admins of the organization.`,
    );
  }
  reasons.push(
    `Only admins of the organization, and operators who are admins of ${target.profileName}, may ${purpose}.`,
  );
  return deny('NOT_ALLOWED', ...reasons);
}
