import { type Action, may, mayEnter } from '../domain/access.ts';
import {
  type AccessFacts,
  type ActionTargets,
  type OrganizationTarget,
  PLATFORM_TARGET_ID,
} from '../domain/access-targets.ts';
import type { Principal } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import { assertPermitted, notFound, type Permission } from '../domain/permission.ts';
import type { Deps, PolicySnapshot } from './ports.ts';

export { assertPermitted as demand } from '../domain/permission.ts';

/** Actions on an organization as a whole; their target is the organization itself. */
type OrganizationAction = {
  [A in Action]: OrganizationTarget extends ActionTargets[A] ? A : never;
}[Action];

/** An organization's policy as one principal meets it. */
export interface PolicyView {
  readonly snapshot: PolicySnapshot;
  readonly facts: AccessFacts;
  may(action: OrganizationAction): Permission;
  /** The first half of an answer, while its target is not known yet: whether this organization exists for the principal at all. */
  enter(action: Action): Permission;
  on<A extends Action>(action: A, target: ActionTargets[A]): Permission;
}

/** Of whoever stands outside every organization. */
export const NO_ROLES: AccessFacts = { organizationRole: null, trustProfileRoles: new Map() };

/** The principal's standing, from the snapshot; never looked up a second time. */
export function factsOf(snapshot: PolicySnapshot, principal: Principal): AccessFacts {
  const person = principal.userId === null ? undefined : snapshot.people.get(principal.userId);
  return person === undefined
    ? NO_ROLES
    : { organizationRole: person.role, trustProfileRoles: person.trustProfileRoles };
}

/** Their role on the platform is the snapshot's too, not that of when they came to the door: so it holds as of the commit. */
function asOf(snapshot: PolicySnapshot, principal: Principal): Principal {
  if (principal.platformRole === null || principal.userId === null) return principal;
  const platformRole = snapshot.platformRoles.get(principal.userId) ?? null;
  return platformRole === principal.platformRole ? principal : { ...principal, platformRole };
}

export function viewPolicy(snapshot: PolicySnapshot, asking: Principal): PolicyView {
  const principal = asOf(snapshot, asking);
  const facts = factsOf(snapshot, principal);
  const organizationId = snapshot.organization.id;
  return {
    snapshot,
    facts,
    may: (action) => may(principal, action, { organizationId }, facts),
    enter: (action) => mayEnter(principal, action, organizationId, facts),
    on: (action, target) => may(principal, action, target, facts),
  };
}

/** Reads the policy in force. An organization that the principal has nothing to do with does not exist. */
export async function policyFor(
  deps: Pick<Deps, 'policies'>,
  principal: Principal,
  organizationId: string,
): Promise<PolicyView> {
  const snapshot = await deps.policies.current(organizationId);
  if (snapshot === null) throw notFound();
  return viewPolicy(snapshot, principal);
}

/** Things that belong to no organization. */
export function demandPlatform(principal: Principal, action: 'platform.manage' | 'superuser.manage'): void {
  assertPermitted(may(principal, action, { organizationId: PLATFORM_TARGET_ID }, NO_ROLES));
}

/** After a long pause the password is asked for again before anything is decided: whoever sits there may be somebody else. */
export function demandPresence(principal: Principal): void {
  if (principal.hasLapsed !== true) return;
  throw new DomainError('REAUTHENTICATE', 'You have been away for a while. Give your password again to decide.');
}

/** What was found, or the not-found that every absent and every foreign id gets. */
export function found<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw notFound();
  return value;
}

/** A sealed organization takes no command; the committer says the same, later and for certain. */
export function refuseIfSealed(snapshot: PolicySnapshot): void {
  if (snapshot.sealedBecause === null) return;
  throw new DomainError(
    'LEDGER_SEALED',
    `This organization is sealed: its ledger does not verify (${snapshot.sealedBecause}). Nothing can be submitted, decided or changed until a superuser has dealt with it.`,
  );
}
