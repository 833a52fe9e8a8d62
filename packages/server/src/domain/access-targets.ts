import type { Actor, ApiTokenScope, OrganizationRole, PlatformRole, TrustProfileRole } from './actor.ts';
import type { CertificateRequest, IssuanceStatus, RequestStatus } from './certificate-request.ts';
import type { ChangeStatus, PendingChange } from './pending-change.ts';
import type { TrustProfile, TrustProfileRules } from './trust-profile-rules.ts';

/** The principal's standing in the organization of the target. It is handed in, never looked up. */
export interface AccessFacts {
  readonly organizationRole: OrganizationRole | null;
  /** By profile id. */
  readonly trustProfileRoles: ReadonlyMap<string, TrustProfileRole>;
}

/** `platform` names what belongs to no organization: its ledger, its settings. */
export const PLATFORM_TARGET_ID = 'platform';

export interface OrganizationTarget {
  readonly organizationId: string;
}

export interface TokenTarget extends OrganizationTarget {
  readonly scopes: readonly ApiTokenScope[];
}

export interface MemberTarget extends OrganizationTarget {
  readonly userId: string;
  readonly name: string;
  /** Nobody else who has taken up their invitation is an admin. */
  readonly isLastAdmin: boolean;
}

/** A token, by its creator; a device, by its owner. */
export interface OwnedTarget extends OrganizationTarget {
  readonly ownerId: string;
}

/** Somebody's account; its organization is the platform. */
export interface AccountTarget extends OrganizationTarget {
  readonly userId: string;
  readonly name: string;
  readonly platformRole: PlatformRole | null;
  /** What they are to become. */
  readonly wanted: PlatformRole | null;
  /** Nobody else who can sign in is a superuser. */
  readonly isLastSuperuser: boolean;
}

export interface ProfileTarget extends OrganizationTarget {
  readonly profileId: string;
  readonly profileName: string;
}

export interface SubmissionTarget extends ProfileTarget {
  readonly allowed: Pick<TrustProfileRules, 'allowedUserIds' | 'allowedDeviceIds' | 'allowAllDevices'>;
}

export interface CertificateTarget extends ProfileTarget {
  readonly requester: Pick<Actor, 'kind' | 'id'>;
  readonly requesterUserIds: readonly string[];
}

export interface RevocationTarget extends CertificateTarget {
  readonly revokedAt: Date | null;
}

export interface RenewalTarget extends SubmissionTarget {
  /** Nothing is issued any more under a profile that is retired. */
  readonly isActive: boolean;
}

export interface RequestTarget extends CertificateTarget {
  readonly status: RequestStatus;
  readonly issuanceStatus: IssuanceStatus;
  /** The people who have voted. */
  readonly decidedByUserIds: readonly string[];
  /** The stricter of the pinned profile version and the current one. */
  readonly allowSelfApproval: boolean;
}

export interface ChangeTarget extends ProfileTarget {
  /** The person behind whoever proposed it. */
  readonly proposedByUserId: string;
  readonly status: ChangeStatus;
}

export interface VerificationTarget extends OrganizationTarget {
  /** Id of the actor who started it. */
  readonly requestedBy: string;
}

/** Every action, and what it is done to. */
export interface ActionTargets {
  'organization.read': OrganizationTarget;
  'organization.manage': OrganizationTarget;
  'member.manage': OrganizationTarget;
  'member.changeRole': MemberTarget;
  'member.remove': MemberTarget;
  'profile.create': OrganizationTarget;
  'profile.manage': ProfileTarget;
  'profile.retire': ProfileTarget;
  'change.decide': ChangeTarget;
  'change.withdraw': ChangeTarget;
  'profileRole.manage': ProfileTarget;
  'ca.manage': OrganizationTarget;
  'device.manage': OrganizationTarget;
  'device.revoke': OwnedTarget;
  'token.create': TokenTarget;
  'token.read': OwnedTarget;
  'token.revoke': OwnedTarget;
  'request.submit': SubmissionTarget;
  'request.read': RequestTarget;
  'request.approve': RequestTarget;
  'request.reject': RequestTarget;
  'request.void': RequestTarget;
  'request.withdraw': RequestTarget;
  'request.comment': RequestTarget;
  'request.attachCsr': RequestTarget;
  'request.collectKey': RequestTarget;
  'request.retryIssuance': RequestTarget;
  'certificate.revoke': RevocationTarget;
  'certificate.renew': RenewalTarget;
  'webhook.read': OrganizationTarget;
  'webhook.manage': OrganizationTarget;
  'audit.read': OrganizationTarget;
  'audit.verify': OrganizationTarget;
  'verification.cancel': VerificationTarget;
  'ledger.unseal': OrganizationTarget;
  'platform.manage': OrganizationTarget;
  'superuser.manage': OrganizationTarget;
  'account.changeRole': AccountTarget;
  'account.disable': AccountTarget;
}
export type Action = keyof ActionTargets;

export function profileTarget(profile: Pick<TrustProfile, 'id' | 'organizationId' | 'name'>): ProfileTarget {
  return { organizationId: profile.organizationId, profileId: profile.id, profileName: profile.name };
}

export function changeTarget(change: PendingChange, profile: Pick<TrustProfile, 'name'>): ChangeTarget {
  const { organizationId, trustProfileId, proposedByUserId, status } = change;
  return { organizationId, profileId: trustProfileId, profileName: profile.name, proposedByUserId, status };
}

export function submissionTarget(profile: TrustProfile): SubmissionTarget {
  return { ...profileTarget(profile), allowed: profile.rules };
}

/** A certificate that is to be asked for anew, under the profile that it was issued under, as it stands. */
export function renewalTarget(profile: TrustProfile): RenewalTarget {
  return { ...submissionTarget(profile), isActive: profile.active };
}

/** A request as access sees it, under the version that it pins and the one now in force. */
export function requestTarget(request: CertificateRequest, pinned: TrustProfile, current: TrustProfile): RequestTarget {
  return {
    ...profileTarget(current),
    requester: request.requester,
    requesterUserIds: request.requesterUserIds,
    status: request.status,
    issuanceStatus: request.issuanceStatus,
    decidedByUserIds: request.decisions.map((decision) => decision.approverUserId),
    allowSelfApproval: pinned.rules.allowSelfApproval && current.rules.allowSelfApproval,
  };
}
