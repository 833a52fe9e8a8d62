import {
  mayChangeMember,
  mayChangePlatformRole,
  mayCreateToken,
  mayDisable,
  mayHandleToken,
  mayManagePlatform,
  mayManageSuperusers,
  mayRevokeDevice,
} from './access-people.ts';
import { mayDecideChange, mayManageProfile, mayRetireProfile, mayWithdrawChange } from './access-profiles.ts';
import {
  mayApprove,
  mayAttachCsr,
  mayCollectKey,
  mayComment,
  mayReadRequest,
  mayReject,
  mayRenew,
  mayRetryIssuance,
  mayRevoke,
  maySubmit,
  mayVoid,
  mayWithdraw,
} from './access-requests.ts';
import { type Asker, adminReason, isDevice, standing } from './access-standing.ts';
import {
  type AccessFacts,
  type Action,
  type ActionTargets,
  type OrganizationTarget,
  PLATFORM_TARGET_ID,
  type VerificationTarget,
} from './access-targets.ts';
import type { ApiTokenScope, Principal } from './actor.ts';
import { allow, deny, denyAsAbsent, type Permission } from './permission.ts';

export type { AccessFacts, Action } from './access-targets.ts';
export type { Permission } from './permission.ts';

interface Rule<A extends Action> {
  /** A token needs one of these. */
  readonly scopes: readonly ApiTokenScope[];
  /** Asked only of those for whom the target's organization exists and whose token reaches this far. */
  readonly decide: (asker: Asker, target: ActionTargets[A]) => Permission;
}

const RULES: { readonly [A in Action]: Rule<A> } = {
  'organization.read': { scopes: ['READ'], decide: asMember('read what is in this organization') },
  'organization.manage': { scopes: ['MANAGE'], decide: asAdmin('change this organization') },
  'member.manage': { scopes: ['MANAGE'], decide: asAdmin('manage its members') },
  'member.changeRole': { scopes: ['MANAGE'], decide: mayChangeMember('change what its members are') },
  'member.remove': { scopes: ['MANAGE'], decide: mayChangeMember('remove its members') },
  'profile.create': { scopes: ['MANAGE'], decide: asAdmin('create trust profiles') },
  'profile.manage': { scopes: ['MANAGE'], decide: mayManageProfile },
  'profile.retire': { scopes: ['MANAGE'], decide: mayRetireProfile },
  'change.decide': { scopes: ['MANAGE'], decide: mayDecideChange },
  'change.withdraw': { scopes: ['MANAGE'], decide: mayWithdrawChange },
  'profileRole.manage': { scopes: ['MANAGE'], decide: asAdmin('grant roles on a trust profile') },
  'ca.manage': { scopes: ['MANAGE'], decide: asAdmin('manage certificate authorities') },
  'device.manage': { scopes: ['MANAGE'], decide: asAdmin('manage devices') },
  'device.revoke': { scopes: ['MANAGE'], decide: mayRevokeDevice },
  'token.create': { scopes: ['MANAGE'], decide: mayCreateToken },
  'token.read': { scopes: ['READ'], decide: mayHandleToken },
  'token.revoke': { scopes: ['MANAGE'], decide: mayHandleToken },
  'request.submit': { scopes: ['SUBMIT'], decide: maySubmit },
  'request.read': { scopes: ['READ'], decide: mayReadRequest },
  'request.approve': { scopes: ['DECIDE'], decide: mayApprove },
  'request.reject': { scopes: ['DECIDE'], decide: mayReject },
  'request.void': { scopes: ['DECIDE'], decide: mayVoid },
  'request.withdraw': { scopes: ['SUBMIT'], decide: mayWithdraw },
  'request.comment': { scopes: ['SUBMIT', 'DECIDE'], decide: mayComment },
  'request.attachCsr': { scopes: ['SUBMIT'], decide: mayAttachCsr },
  'request.collectKey': { scopes: ['SUBMIT'], decide: mayCollectKey },
  'request.retryIssuance': { scopes: ['DECIDE'], decide: mayRetryIssuance },
  'certificate.revoke': { scopes: ['DECIDE'], decide: mayRevoke },
  'certificate.renew': { scopes: ['SUBMIT'], decide: mayRenew },
  'webhook.read': { scopes: ['READ'], decide: asAdmin('see its webhooks') },
  'webhook.manage': { scopes: ['MANAGE'], decide: asAdmin('manage its webhooks') },
  'audit.read': { scopes: ['READ'], decide: asMember('read the audit ledger') },
  'audit.verify': { scopes: ['READ'], decide: asMember('verify the audit ledger') },
  'verification.cancel': { scopes: ['READ'], decide: mayCancelVerification },
  'ledger.unseal': { scopes: ['MANAGE'], decide: mayUnseal },
  'platform.manage': { scopes: ['MANAGE'], decide: (asker) => mayManagePlatform(asker) },
  'superuser.manage': { scopes: ['MANAGE'], decide: (asker) => mayManageSuperusers(asker) },
  'account.changeRole': { scopes: ['MANAGE'], decide: mayChangePlatformRole },
  'account.disable': { scopes: ['MANAGE'], decide: mayDisable },
};

/** To manage the platform is no thing that could be absent: it is a right that is missing. */
const OF_PLATFORM: ReadonlySet<Action> = new Set<Action>([
  'platform.manage',
  'superuser.manage',
  'account.changeRole',
  'account.disable',
]);

/**
 * The one answer to "may this actor do this to that", for every door, screen, queue and mail. What lies in an organization
 * where the principal has no standing is answered as if it did not exist.
 */
export function may<A extends Action>(
  principal: Principal,
  action: A,
  target: ActionTargets[A],
  facts: AccessFacts,
): Permission {
  const entry = mayEnter(principal, action, target.organizationId, facts);
  if (!entry.allowed) return entry;
  const rule: Rule<A> = RULES[action];
  return rule.decide({ principal, facts }, target);
}

/** The first half of the answer, before there is a target: whether the organization exists for the principal, and the token's scope. */
export function mayEnter(principal: Principal, action: Action, organizationId: string, facts: AccessFacts): Permission {
  if (!exists(principal, organizationId, facts)) {
    return OF_PLATFORM.has(action) ? mayManagePlatform({ principal, facts }) : denyAsAbsent();
  }
  const needed = RULES[action].scopes;
  const { scopes } = principal;
  if (scopes === null || needed.some((scope) => scopes.includes(scope))) return allow();
  return deny('FORBIDDEN', `This token lacks the scope ${needed.join(' or ')}. Create one that has it.`);
}

/** Whoever asked for a request, as a principal: to judge anew whether they may still ask for it. */
export function principalOfRequester(
  request: {
    readonly requester: Principal['actor'];
    readonly requesterUserIds: readonly string[];
    readonly organizationId: string;
  },
  platformRole: Principal['platformRole'],
): Principal {
  const { requester, requesterUserIds, organizationId } = request;
  const isPerson = requester.kind === 'user';
  return {
    actor: requester,
    userId: isPerson ? requester.id : requester.kind === 'token' ? (requesterUserIds[0] ?? null) : null,
    platformRole,
    requesterUserIds,
    scopes: null,
    organizationId: isPerson ? null : organizationId,
  };
}

function exists(principal: Principal, organizationId: string, facts: AccessFacts): boolean {
  if (principal.organizationId !== null && principal.organizationId !== organizationId) return false;
  if (organizationId === PLATFORM_TARGET_ID) return principal.platformRole !== null;
  return isDevice(principal) || facts.organizationRole !== null || principal.platformRole !== null;
}

function asMember(purpose: string): (asker: Asker, target: OrganizationTarget) => Permission {
  return (asker) => {
    if (isDevice(asker.principal)) return deny('NOT_ALLOWED', `Only people and their tokens may ${purpose}.`);
    return allow(adminReason(asker) ?? standing(asker));
  };
}

function asAdmin(purpose: string): (asker: Asker, target: OrganizationTarget) => Permission {
  return (asker) => {
    const admin = adminReason(asker);
    if (admin !== null) return allow(admin);
    return deny('NOT_ALLOWED', standing(asker), `Only admins of the organization may ${purpose}.`);
  };
}

/** It may be the one that a superuser waits for, to unseal. */
function mayCancelVerification(asker: Asker, { requestedBy }: VerificationTarget): Permission {
  if (asker.principal.actor.id === requestedBy) return allow('You started it.');
  const admin = adminReason(asker);
  if (admin !== null) return allow(admin);
  return deny('NOT_ALLOWED', standing(asker), 'Only who started a verification, or an admin, may stop it.');
}

function mayUnseal(asker: Asker, target: OrganizationTarget): Permission {
  if (target.organizationId === PLATFORM_TARGET_ID) {
    return deny('NOT_ALLOWED', 'The ledger of the platform is unsealed on the server itself, with the storage key.');
  }
  return mayManageSuperusers(asker);
}
