import {
  type Asker,
  adminReason,
  isDevice,
  lacksProfileAdmin,
  profileAdminReason,
  profileRole,
  standing,
  youAre,
} from './access-standing.ts';
import type {
  CertificateTarget,
  RenewalTarget,
  RequestTarget,
  RevocationTarget,
  SubmissionTarget,
} from './access-targets.ts';
import { type RequestEvent, stateAfter, stateRefusal } from './lifecycle.ts';
import { allow, deny, denyAsAbsent, type Permission } from './permission.ts';

export function maySubmit(asker: Asker, target: SubmissionTarget): Permission {
  const { profileName, allowed } = target;
  const { actor, userId } = asker.principal;
  if (isDevice(asker.principal)) {
    if (allowed.allowAllDevices) return allow(`${profileName} allows every device of this organization.`);
    if (allowed.allowedDeviceIds.includes(actor.id)) return allow(`${profileName} names this device.`);
    return deny('NOT_ALLOWED', `${profileName} neither names this device nor allows every device of the organization.`);
  }
  const admin = adminReason(asker);
  if (admin !== null) return allow(admin);
  const role = profileRole(asker, target);
  if (role === 'ADMIN' || role === 'OPERATOR') {
    return allow(`${youAre(asker)} an ${role.toLowerCase()} of the trust profile ${profileName}.`);
  }
  if (asker.facts.organizationRole !== 'OPERATOR') {
    return deny(
      'NOT_ALLOWED',
      standing(asker),
      `To ask under ${profileName} a viewer needs the role of operator on it.`,
    );
  }
  const narrowed = allowed.allowedUserIds.length > 0 || allowed.allowedDeviceIds.length > 0;
  if (!narrowed) return allow(standing(asker), `${profileName} lets every operator of the organization ask.`);
  if (userId !== null && allowed.allowedUserIds.includes(userId)) {
    return allow(
      standing(asker),
      `${profileName} names ${actor.kind === 'token' ? "this token's creator" : 'you'} among its requesters.`,
    );
  }
  return deny('NOT_ALLOWED', standing(asker), `${profileName} lets only the requesters that it names ask.`);
}

/** A person whom the request counts as its requester, or the very device that asked. */
function isRequester({ principal }: Asker, target: CertificateTarget): boolean {
  if (isDevice(principal)) return target.requester.kind === 'device' && target.requester.id === principal.actor.id;
  return principal.requesterUserIds.some((userId) => target.requesterUserIds.includes(userId));
}

/** For a device, requests that are not its own do not exist. */
function isAbsent(asker: Asker, target: CertificateTarget): boolean {
  return isDevice(asker.principal) && !isRequester(asker, target);
}

function ownRequest(asker: Asker, target: CertificateTarget): string {
  if (isDevice(asker.principal)) return 'This device asked for this.';
  if (target.requester.kind === 'device') return 'You asked for this through a device of yours';
  return target.requester.kind === 'token'
    ? 'You asked for this through a token of yours'
    : 'You asked for this yourself';
}

function requesterReason(asker: Asker, target: CertificateTarget): string | null {
  return isRequester(asker, target) ? `${ownRequest(asker, target).replace(/\.$/, '')}.` : null;
}

export function mayReadRequest(asker: Asker, target: RequestTarget): Permission {
  if (isAbsent(asker, target)) return denyAsAbsent();
  return allow(adminReason(asker) ?? requesterReason(asker, target) ?? standing(asker));
}

export function mayApprove(asker: Asker, target: RequestTarget): Permission {
  if (isAbsent(asker, target)) return denyAsAbsent();
  const own = isRequester(asker, target);
  if (own && !target.allowSelfApproval) {
    return deny(
      'SELF_APPROVAL',
      `${ownRequest(asker, target)}, and ${target.profileName} does not allow self-approval.`,
    );
  }
  const vote = mayVote(asker, target, 'approve-final', 'approve requests under it');
  return vote.allowed && own ? allow(...vote.reasons, `${target.profileName} allows self-approval.`) : vote;
}

export function mayReject(asker: Asker, target: RequestTarget): Permission {
  if (isAbsent(asker, target)) return denyAsAbsent();
  return mayVote(asker, target, 'reject', 'reject requests under it');
}

function mayVote(asker: Asker, target: RequestTarget, event: RequestEvent, purpose: string): Permission {
  const reason = profileAdminReason(asker, target);
  if (reason === null) return lacksProfileAdmin(asker, target, purpose);
  const { userId } = asker.principal;
  if (userId !== null && target.decidedByUserIds.includes(userId)) {
    return deny('ALREADY_DECIDED', 'You have already decided on this request; one person counts once.');
  }
  return inState(target, event, allow(reason));
}

export function mayVoid(asker: Asker, target: RequestTarget): Permission {
  if (isAbsent(asker, target)) return denyAsAbsent();
  const admin = adminReason(asker);
  if (admin === null) return deny('NOT_ALLOWED', standing(asker), 'Only admins of the organization may void requests.');
  return inState(target, 'void', allow(admin));
}

export function mayWithdraw(asker: Asker, target: RequestTarget): Permission {
  if (isAbsent(asker, target)) return denyAsAbsent();
  const own = requesterReason(asker, target);
  if (own === null) return deny('NOT_ALLOWED', 'Only whoever asked for this may withdraw it.');
  return inState(target, 'withdraw', allow(own));
}

export function mayComment(asker: Asker, target: RequestTarget): Permission {
  if (isAbsent(asker, target)) return denyAsAbsent();
  if (isDevice(asker.principal)) return deny('NOT_ALLOWED', 'Only people and their tokens may comment.');
  const reason = adminReason(asker) ?? requesterReason(asker, target);
  if (reason !== null) return allow(reason);
  if (asker.facts.organizationRole === 'OPERATOR') return allow(standing(asker));
  return deny('NOT_ALLOWED', standing(asker), 'A viewer may comment only on requests of their own.');
}

export function mayAttachCsr(asker: Asker, target: RequestTarget): Permission {
  if (isAbsent(asker, target)) return denyAsAbsent();
  const own = requesterReason(asker, target);
  if (own === null) return deny('NOT_ALLOWED', 'Only whoever asked for this may hand in its CSR.');
  return inState(target, 'attach-csr', allow(own));
}

/** The very person or token that asked, and nobody who merely counts as the requester: the key is shown to one. */
export function mayCollectKey(asker: Asker, target: RequestTarget): Permission {
  if (isAbsent(asker, target)) return denyAsAbsent();
  const own = requesterReason(asker, target);
  if (own === null) return deny('NOT_ALLOWED', 'Only whoever asked for this gets the key that was made for it.');
  const { kind, id } = target.requester;
  if (id !== asker.principal.actor.id) {
    return deny('NOT_ALLOWED', `The key goes to the very ${kind === 'user' ? 'person' : kind} that asked for this.`);
  }
  if (target.issuanceStatus === 'ISSUED') return allow(own);
  return deny('CONFLICT', 'The key is handed out with the certificate, which is not issued yet.');
}

export function mayRetryIssuance(asker: Asker, target: RequestTarget): Permission {
  if (isAbsent(asker, target)) return denyAsAbsent();
  const reason = profileAdminReason(asker, target);
  if (reason === null) return lacksProfileAdmin(asker, target, 'try again to issue its certificates');
  return inState(target, 'retry', allow(reason));
}

export function mayRevoke(asker: Asker, target: RevocationTarget): Permission {
  if (isAbsent(asker, target)) return denyAsAbsent();
  if (isDevice(asker.principal)) return deny('NOT_ALLOWED', 'Only people and their tokens may revoke certificates.');
  const reason = profileAdminReason(asker, target) ?? requesterReason(asker, target);
  if (reason === null) return lacksProfileAdmin(asker, target, 'revoke certificates that are not their own');
  if (target.revokedAt === null) return allow(reason);
  return deny('CONFLICT', `This certificate was revoked on ${target.revokedAt.toISOString()}.`);
}

/** To ask for a certificate anew is to ask under its profile. */
export function mayRenew(asker: Asker, target: RenewalTarget): Permission {
  if (target.isActive) return maySubmit(asker, target);
  return deny(
    'NOT_ALLOWED',
    `${target.profileName} is retired: nothing is issued under it any more. Ask anew for these names; another profile may take them.`,
  );
}

function inState(target: RequestTarget, event: RequestEvent, permission: Permission): Permission {
  if (stateAfter(target, event) !== null) return permission;
  const refusal = stateRefusal(target, event);
  return deny(refusal.code, refusal.message);
}
