import { type Asker, adminReason, lacksProfileAdmin, profileAdminReason, standing } from './access-standing.ts';
import type { ChangeTarget, ProfileTarget } from './access-targets.ts';
import { changeHasEnded } from './pending-change.ts';
import { allow, deny, type Permission } from './permission.ts';

export function mayManageProfile(asker: Asker, target: ProfileTarget): Permission {
  const reason = profileAdminReason(asker, target);
  return reason === null ? lacksProfileAdmin(asker, target, 'change this trust profile') : allow(reason);
}

export function mayRetireProfile(asker: Asker, _target: ProfileTarget): Permission {
  const admin = adminReason(asker);
  if (admin !== null) return allow(admin);
  return deny('NOT_ALLOWED', standing(asker), 'Only admins of the organization may retire trust profiles.');
}

/** A second admin: never the person who proposed it, whichever token or role they come with. */
export function mayDecideChange(asker: Asker, target: ChangeTarget): Permission {
  const admin = adminReason(asker);
  if (admin === null) {
    return deny('NOT_ALLOWED', standing(asker), 'Only admins of the organization may decide on a pending change.');
  }
  if (isProposer(asker, target)) {
    return deny('SELF_APPROVAL', 'You proposed this change: another admin must decide on it. You may withdraw it.');
  }
  return ifPending(target, admin);
}

export function mayWithdrawChange(asker: Asker, target: ChangeTarget): Permission {
  if (!isProposer(asker, target)) return deny('NOT_ALLOWED', 'Only whoever proposed this change may withdraw it.');
  return ifPending(target, 'You proposed this change.');
}

function isProposer({ principal }: Asker, { proposedByUserId }: ChangeTarget): boolean {
  return principal.userId === proposedByUserId;
}

function ifPending({ status }: ChangeTarget, reason: string): Permission {
  return status === 'PENDING' ? allow(reason) : deny('NOT_PENDING', changeHasEnded(status));
}
