import { may } from '../../domain/access.ts';
import { type OrganizationTarget, PLATFORM_TARGET_ID } from '../../domain/access-targets.ts';
import type { Principal } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Permission } from '../../domain/permission.ts';
import { NO_ROLES, type PolicyView, viewPolicy } from '../authorize.ts';
import type { Policies } from '../ports.ts';
import { batched } from './batched.ts';

/** What a principal may see. A token without the scope is told so; to everybody else what they may not see is not there. */
export interface Sight {
  /** The organization's policy, or null where the principal may not read in it. */
  organization(principal: Principal, organizationId: string): Promise<PolicyView | null>;
  /** Whether or not they may read in it; null only if there is no such organization. */
  policy(principal: Principal, organizationId: string): Promise<PolicyView | null>;
  /** The ledger of an organization, or the platform's. */
  ledger(principal: Principal, ledger: string): Promise<boolean>;
}

export function createSight(policies: Policies): Sight {
  // Many rows of one list ask in the same moment.
  const current = batched(async (ids: readonly string[]) => {
    const snapshots = new Map(await Promise.all(ids.map(async (id) => [id, await policies.current(id)] as const)));
    return (id: string) => snapshots.get(id) ?? null;
  });
  const policy = async (principal: Principal, organizationId: string) => {
    const snapshot = await current(organizationId);
    return snapshot === null ? null : viewPolicy(snapshot, principal);
  };
  return {
    policy,
    async organization(principal, organizationId) {
      const view = await policy(principal, organizationId);
      return view !== null && isSeen(view.may('organization.read')) ? view : null;
    },
    async ledger(principal, ledger) {
      const target: OrganizationTarget = { organizationId: ledger };
      if (ledger === PLATFORM_TARGET_ID) return isSeen(may(principal, 'audit.read', target, NO_ROLES));
      const view = await policy(principal, ledger);
      return view !== null && isSeen(view.may('audit.read'));
    },
  };
}

/** Throws only where a token lacks the scope. */
export function isSeen(permission: Permission): boolean {
  if (permission.code === 'FORBIDDEN') throw new DomainError('FORBIDDEN', permission.reasons.join(' '));
  return permission.allowed;
}
