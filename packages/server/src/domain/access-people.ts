import { type Asker, adminReason, isDevice, platformReason, standing, youAre } from './access-standing.ts';
import type { AccountTarget, MemberTarget, OwnedTarget, TokenTarget } from './access-targets.ts';
import { API_TOKEN_SCOPES, type ApiTokenScope } from './actor.ts';
import { allow, deny, denyAsAbsent, type Permission } from './permission.ts';
import { listed } from './wording.ts';

/** Rules about people, and about what acts for them: memberships, accounts, tokens, devices. */

/** To change what somebody is in the organization, or to end it. An organization keeps an admin. */
export function mayChangeMember(purpose: string): (asker: Asker, target: MemberTarget) => Permission {
  return (asker, target) => {
    const admin = adminReason(asker);
    if (admin === null) {
      return deny('NOT_ALLOWED', standing(asker), `Only admins of the organization may ${purpose}.`);
    }
    if (!target.isLastAdmin) return allow(admin);
    return deny(
      'NOT_ALLOWED',
      `${target.name} is the only admin of this organization who has signed in. Make somebody else an admin first.`,
    );
  };
}

export function mayCreateToken(asker: Asker, target: TokenTarget): Permission {
  const { principal } = asker;
  if (isDevice(principal)) return deny('NOT_ALLOWED', 'Only people and their tokens may create tokens.');
  const { scopes } = principal;
  const excess = scopes === null ? [] : target.scopes.filter((scope) => !scopes.includes(scope));
  if (excess.length > 0) {
    return deny('FORBIDDEN', `This token lacks the scope ${listed(excess)}, so it cannot create a token that has it.`);
  }
  const usable = usableScopes(asker);
  const idle = target.scopes.filter((scope) => !usable.includes(scope));
  if (idle.length === 0) return allow(adminReason(asker) ?? standing(asker));
  return deny(
    'NOT_ALLOWED',
    standing(asker),
    `What the scope ${listed(idle)} is for you may not do yourself, so no token of yours may have it.`,
  );
}

/** The scopes that hold something which the asker may do now. */
export function usableScopes(asker: Asker): readonly ApiTokenScope[] {
  const { organizationRole, trustProfileRoles } = asker.facts;
  const isOperator = organizationRole === 'OPERATOR';
  const rules = adminReason(asker) !== null;
  return API_TOKEN_SCOPES.filter((scope) => {
    if (scope === 'DECIDE') return rules || isOperator;
    if (scope === 'MANAGE') return rules || (isOperator && [...trustProfileRoles.values()].includes('ADMIN'));
    return true;
  });
}

/** Tokens of others are there for admins only. */
export function mayHandleToken(asker: Asker, target: OwnedTarget): Permission {
  if (isDevice(asker.principal)) return denyAsAbsent();
  if (asker.principal.userId === target.ownerId) {
    return allow(asker.principal.scopes === null ? 'You created it.' : 'The creator of this token created it.');
  }
  const admin = adminReason(asker);
  return admin === null ? denyAsAbsent() : allow(admin);
}

export function mayRevokeDevice(asker: Asker, target: OwnedTarget): Permission {
  if (isDevice(asker.principal)) return deny('NOT_ALLOWED', 'Only people and their tokens may revoke devices.');
  if (asker.principal.userId === target.ownerId) return allow(`${youAre(asker)} its owner.`);
  const admin = adminReason(asker);
  if (admin !== null) return allow(admin);
  return deny('NOT_ALLOWED', standing(asker), 'Only its owner and admins of the organization may revoke a device.');
}

export function mayManagePlatform(asker: Asker): Permission {
  const reason = asker.principal.organizationId === null ? platformReason(asker) : null;
  return reason === null ? deny('NOT_ALLOWED', 'Only superusers and platform admins may do this.') : allow(reason);
}

export function mayManageSuperusers(asker: Asker): Permission {
  const reason = asker.principal.platformRole === 'SUPERUSER' ? mayManagePlatform(asker) : null;
  return reason ?? deny('NOT_ALLOWED', 'Only superusers may do this.');
}

/** Superusers are made, and unmade, by superusers; the last one stays. */
export function mayChangePlatformRole(asker: Asker, target: AccountTarget): Permission {
  const concernsSuperuser = target.platformRole === 'SUPERUSER' || target.wanted === 'SUPERUSER';
  const permission = concernsSuperuser ? mayManageSuperusers(asker) : mayManagePlatform(asker);
  if (!permission.allowed || !target.isLastSuperuser || target.wanted === 'SUPERUSER') return permission;
  return deny('NOT_ALLOWED', `${target.name} is the only superuser. Make somebody else a superuser first.`);
}

/** To keep somebody out of everything. Nobody does it to themselves. */
export function mayDisable(asker: Asker, target: AccountTarget): Permission {
  const permission = mayChangePlatformRole(asker, { ...target, wanted: null });
  if (!permission.allowed || asker.principal.userId !== target.userId) return permission;
  return deny('NOT_ALLOWED', 'This is your own account. Somebody else has to disable it.');
}
