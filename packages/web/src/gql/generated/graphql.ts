/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import { persistedDocument } from '../persisted-document.ts';
export type AcceptInvitationInput = {
  clientMutationId?: string | null | undefined;
  password: string;
  token: string;
};

export type ActorKind =
  | 'DEVICE'
  | 'POLICY'
  | 'SYSTEM'
  | 'TOKEN'
  | 'USER';

export type ApiTokenScope =
  | 'DECIDE'
  | 'MANAGE'
  | 'READ'
  | 'SUBMIT';

export type ApproveRequestInput = {
  clientMutationId?: string | null | undefined;
  comment?: string | null | undefined;
  reason?: string | null | undefined;
  /** Of the vocabulary: its words come first in the reason, those of `reason` after a colon. */
  reasonId?: string | null | undefined;
  requestId: string;
  revision?: number | null | undefined;
};

export type AttachCsrInput = {
  clientMutationId?: string | null | undefined;
  csr: string;
  requestId: string;
};

export type AuditFilter = {
  actorId?: string | null | undefined;
  /** Of a closed ledger; the one that is written now where left out. */
  epoch?: number | null | undefined;
  from?: string | null | undefined;
  subjectId?: string | null | undefined;
  to?: string | null | undefined;
  types?: Array<string> | null | undefined;
};

export type CancelVerificationInput = {
  clientMutationId?: string | null | undefined;
  organizationId: string;
};

export type CertificateAuthorityKind =
  | 'DEVICE_ROOT'
  | 'ISSUING'
  | 'ROOT';

export type CertificateFilter = {
  /** A name, exactly. */
  domain?: string | null | undefined;
  environment?: string | null | undefined;
  /** Whether their time is over. */
  expired?: boolean | null | undefined;
  /** Ending before this moment. */
  expiresBefore?: string | null | undefined;
  /** Ending at this moment or after it. */
  expiresFrom?: string | null | undefined;
  expiringWithinDays?: number | null | undefined;
  /** Whether a request that is still open asks for it anew. */
  renewalAsked?: boolean | null | undefined;
  /** The person, device or token that asked; exactly. */
  requesterId?: string | null | undefined;
  revoked?: boolean | null | undefined;
  /** Text in a name. Whole names, their ends at a dot and their labels are found in all; other text in the 2000 that end soonest. */
  search?: string | null | undefined;
  trustProfileId?: string | null | undefined;
};

export type ChangeMemberRoleInput = {
  clientMutationId?: string | null | undefined;
  organizationId: string;
  role: OrganizationRole;
  userId: string;
};

export type ChangePasswordInput = {
  clientMutationId?: string | null | undefined;
  currentPassword: string;
  newPassword: string;
};

export type ChangeStatus =
  | 'APPROVED'
  | 'PENDING'
  | 'REJECTED'
  | 'SUPERSEDED'
  | 'WITHDRAWN';

export type CheckOutcome =
  | 'FAIL'
  | 'PASS'
  | 'WARN';

export type CommentOnRequestInput = {
  clientMutationId?: string | null | undefined;
  requestId: string;
  text: string;
};

export type CompleteSetupInput = {
  clientMutationId?: string | null | undefined;
  email: string;
  name: string;
  password: string;
  token: string;
};

export type CreateApiTokenInput = {
  clientMutationId?: string | null | undefined;
  environment?: string | null | undefined;
  expiresInDays?: number | null | undefined;
  justification?: string | null | undefined;
  name: string;
  organizationId: string;
  scopes?: Array<ApiTokenScope> | null | undefined;
};

export type CreateCertificateAuthorityInput = {
  clientMutationId?: string | null | undefined;
  commonName: string;
  keyAlgorithm?: KeyAlgorithm | null | undefined;
  name: string;
  organizationId: string;
  parentId?: string | null | undefined;
  validityDays?: number | null | undefined;
};

export type CreateOrganizationInput = {
  clientMutationId?: string | null | undefined;
  environments?: Array<string> | null | undefined;
  name: string;
  slug: string;
};

export type CreateReasonInput = {
  clientMutationId?: string | null | undefined;
  kind: ReasonKind;
  organizationId: string;
  /** One line of 1 to 200 characters. */
  text: string;
};

export type CreateTrustProfileInput = {
  allowAllDevices?: boolean | null | undefined;
  allowSelfApproval?: boolean | null | undefined;
  allowWildcards?: boolean | null | undefined;
  allowedDeviceIds?: Array<string> | null | undefined;
  allowedUserIds?: Array<string> | null | undefined;
  certificateAuthorityId: string;
  clientMutationId?: string | null | undefined;
  defaultValidityDays?: number | null | undefined;
  deliver?: boolean | null | undefined;
  domains: Array<string>;
  environments?: Array<string> | null | undefined;
  escalateAfterHours?: number | null | undefined;
  escalationContacts?: Array<string> | null | undefined;
  exceptDomains?: Array<string> | null | undefined;
  expireAfterHours?: number | null | undefined;
  extendedKeyUsages?: Array<ExtendedKeyUsage> | null | undefined;
  keyAlgorithms?: Array<KeyAlgorithm> | null | undefined;
  keySource?: KeySource | null | undefined;
  mandatoryReason?: boolean | null | undefined;
  maxValidityDays?: number | null | undefined;
  name: string;
  organizationId: string;
  /** Days ahead of its end to ask for a certificate anew; null: not by itself. */
  renewBeforeDays?: number | null | undefined;
  requireApproval?: boolean | null | undefined;
  requireJustification?: boolean | null | undefined;
  requiredApprovals?: number | null | undefined;
  warnAfterHours?: number | null | undefined;
};

export type CreateWebhookInput = {
  clientMutationId?: string | null | undefined;
  description?: string | null | undefined;
  /** Types of events; none: everything about requests and certificates. */
  eventTypes?: Array<string> | null | undefined;
  organizationId: string;
  /** Where events are posted to; https. */
  url: string;
};

export type DecidePendingChangeInput = {
  changeId: string;
  clientMutationId?: string | null | undefined;
  /** Required to reject. */
  reason?: string | null | undefined;
  verdict: Verdict;
};

export type DecideRequestItem = {
  requestId: string;
  revision?: number | null | undefined;
};

export type DecideRequestsInput = {
  clientMutationId?: string | null | undefined;
  items: Array<DecideRequestItem>;
  reason?: string | null | undefined;
  /** Of the vocabulary: its words come first in the reason, those of `reason` after a colon. */
  reasonId?: string | null | undefined;
  verdict: Verdict;
};

export type DeleteWebhookInput = {
  clientMutationId?: string | null | undefined;
  webhookId: string;
};

export type DisableUserInput = {
  clientMutationId?: string | null | undefined;
  userId: string;
};

export type EnableUserInput = {
  clientMutationId?: string | null | undefined;
  userId: string;
};

export type EndSessionInput = {
  clientMutationId?: string | null | undefined;
  sessionId: string;
};

export type ExtendedKeyUsage =
  | 'CLIENT_AUTH'
  | 'SERVER_AUTH';

export type InviteMemberInput = {
  clientMutationId?: string | null | undefined;
  email: string;
  name: string;
  organizationId: string;
  password?: string | null | undefined;
  role: OrganizationRole;
};

export type IssuanceStatus =
  | 'AWAITING_CSR'
  | 'FAILED'
  | 'ISSUED'
  | 'ISSUING'
  | 'NOT_STARTED'
  | 'QUARANTINED';

export type KeyAlgorithm =
  | 'ECDSA_P256'
  | 'ECDSA_P384'
  | 'ED25519'
  | 'RSA_2048'
  | 'RSA_3072'
  | 'RSA_4096';

/** Where the key comes from: the requester's CSR, the server, or a CSR that is still to come. */
export type KeyOrigin =
  | 'AWAITED'
  | 'CSR'
  | 'SERVER';

export type KeySource =
  | 'CSR_ONLY'
  | 'CSR_OR_SERVER';

/** Saved by an admin; the default from COUNTERSIGN_SMTP_URL; or nothing is set, and no mail is sent. */
export type MailSettingsSource =
  | 'ENVIRONMENT'
  | 'NONE'
  | 'SAVED';

/** STARTTLS is demanded, not merely tried; TLS speaks it from the start; NONE only to the same machine, unless allowed. */
export type MailTls =
  | 'NONE'
  | 'STARTTLS'
  | 'TLS';

export type OrderDirection =
  | 'ASC'
  | 'DESC';

export type OrganizationRole =
  | 'ADMIN'
  | 'OPERATOR'
  | 'VIEWER';

export type PlatformRole =
  | 'PLATFORM_ADMIN'
  | 'SUPERUSER';

/** A rule of the profile, which can fail; or a fact that is worth a look, and never refuses anything. */
export type PolicyCheckKind =
  | 'RULE'
  | 'SIGNAL';

/** What a reason is chosen for; those for REQUEST are suggestions for a justification. */
export type ReasonKind =
  | 'APPROVE'
  | 'REJECT'
  | 'REQUEST'
  | 'VOID';

export type RegisterDeviceInput = {
  certificatePem?: string | null | undefined;
  clientMutationId?: string | null | undefined;
  name: string;
  organizationId: string;
  ownerId?: string | null | undefined;
};

export type ReinviteMemberInput = {
  clientMutationId?: string | null | undefined;
  organizationId: string;
  userId: string;
};

export type ReissueEnrollmentTokenInput = {
  clientMutationId?: string | null | undefined;
  deviceId: string;
};

export type RejectRequestInput = {
  clientMutationId?: string | null | undefined;
  comment?: string | null | undefined;
  /** Required, unless a reason of the vocabulary is chosen. */
  reason?: string | null | undefined;
  /** Of the vocabulary: its words come first in the reason, those of `reason` after a colon. */
  reasonId?: string | null | undefined;
  requestId: string;
  revision?: number | null | undefined;
};

export type RemoveMemberInput = {
  clientMutationId?: string | null | undefined;
  organizationId: string;
  userId: string;
};

export type ReorderReasonsInput = {
  clientMutationId?: string | null | undefined;
  kind: ReasonKind;
  organizationId: string;
  /** Every reason of this kind once, also those not in use, in the new order. */
  reasonIds: Array<string>;
};

/** What a proposed version of a trust profile would do to a request. */
export type ReplayEffect =
  | 'ACCEPTED'
  | 'ANOTHER_PROFILE'
  | 'APPROVAL_ADDED'
  | 'APPROVAL_DROPPED'
  | 'FEWER_APPROVALS'
  | 'MORE_APPROVALS'
  | 'REFUSED';

export type ReplayTrustProfileInput = {
  allowAllDevices?: boolean | null | undefined;
  allowSelfApproval?: boolean | null | undefined;
  allowWildcards?: boolean | null | undefined;
  allowedDeviceIds?: Array<string> | null | undefined;
  allowedUserIds?: Array<string> | null | undefined;
  certificateAuthorityId?: string | null | undefined;
  clientMutationId?: string | null | undefined;
  /** 0 to 366, 90 where left out. */
  days?: number | null | undefined;
  defaultValidityDays?: number | null | undefined;
  deliver?: boolean | null | undefined;
  domains?: Array<string> | null | undefined;
  environments?: Array<string> | null | undefined;
  escalateAfterHours?: number | null | undefined;
  escalationContacts?: Array<string> | null | undefined;
  exceptDomains?: Array<string> | null | undefined;
  expireAfterHours?: number | null | undefined;
  extendedKeyUsages?: Array<ExtendedKeyUsage> | null | undefined;
  keyAlgorithms?: Array<KeyAlgorithm> | null | undefined;
  keySource?: KeySource | null | undefined;
  mandatoryReason?: boolean | null | undefined;
  maxValidityDays?: number | null | undefined;
  name?: string | null | undefined;
  organizationId: string;
  /** Days ahead of its end to ask for a certificate anew; null: not by itself. */
  renewBeforeDays?: number | null | undefined;
  requireApproval?: boolean | null | undefined;
  requireJustification?: boolean | null | undefined;
  requiredApprovals?: number | null | undefined;
  /** The profile that is edited; left out: a new one. */
  trustProfileId?: string | null | undefined;
  warnAfterHours?: number | null | undefined;
};

export type ReplayWebhookInput = {
  clientMutationId?: string | null | undefined;
  /** A sequence of the ledger, not sent itself; 2/17 is of the second epoch. -1: from the very start. */
  sinceSequence: string;
  webhookId: string;
};

export type RequestFilter = {
  canDecide?: boolean | null | undefined;
  environment?: string | null | undefined;
  escalated?: boolean | null | undefined;
  mine?: boolean | null | undefined;
  search?: string | null | undefined;
  status?: Array<RequestStatus> | null | undefined;
  trustProfileId?: string | null | undefined;
};

export type RequestOrder = {
  direction: OrderDirection;
  field: RequestOrderField;
};

export type RequestOrderField =
  | 'DECIDED_AT'
  | 'EXPIRES_AT'
  | 'REQUESTED_AT';

export type RequestPasswordResetInput = {
  clientMutationId?: string | null | undefined;
  email: string;
};

export type RequestStatus =
  | 'APPROVED'
  | 'EXPIRED'
  | 'PENDING'
  | 'REJECTED'
  | 'VOIDED'
  | 'WITHDRAWN';

export type ResetPasswordInput = {
  clientMutationId?: string | null | undefined;
  password: string;
  token: string;
};

export type RetireTrustProfileInput = {
  clientMutationId?: string | null | undefined;
  trustProfileId: string;
};

export type RetryIssuanceInput = {
  clientMutationId?: string | null | undefined;
  requestId: string;
};

export type RetryUndeliveredMailInput = {
  clientMutationId?: string | null | undefined;
  id: string;
};

export type RetryWebhookDeliveryInput = {
  clientMutationId?: string | null | undefined;
  deliveryId: string;
};

export type RevocationReason =
  | 'AFFILIATION_CHANGED'
  | 'CA_COMPROMISE'
  | 'CESSATION_OF_OPERATION'
  | 'KEY_COMPROMISE'
  | 'SUPERSEDED'
  | 'UNSPECIFIED';

export type RevokeApiTokenInput = {
  clientMutationId?: string | null | undefined;
  tokenId: string;
};

export type RevokeCertificateInput = {
  certificateId: string;
  clientMutationId?: string | null | undefined;
  reason: RevocationReason;
};

export type RevokeDeviceInput = {
  clientMutationId?: string | null | undefined;
  deviceId: string;
};

export type RotateWebhookSecretInput = {
  clientMutationId?: string | null | undefined;
  webhookId: string;
};

export type SendTestMailInput = {
  clientMutationId?: string | null | undefined;
  to: string;
};

export type SendTestWebhookInput = {
  clientMutationId?: string | null | undefined;
  webhookId: string;
};

export type SetPlatformRoleInput = {
  clientMutationId?: string | null | undefined;
  role?: PlatformRole | null | undefined;
  userId: string;
};

export type SetSecondAdminRuleInput = {
  clientMutationId?: string | null | undefined;
  organizationId: string;
  required: boolean;
};

export type SetTrustProfileRoleInput = {
  clientMutationId?: string | null | undefined;
  role?: TrustProfileRole | null | undefined;
  trustProfileId: string;
  userId: string;
};

export type SignInInput = {
  clientMutationId?: string | null | undefined;
  email: string;
  password: string;
};

export type SubmitRequestInput = {
  clientMutationId?: string | null | undefined;
  commonName?: string | null | undefined;
  csr?: string | null | undefined;
  domains: Array<string>;
  environment: string;
  idempotencyKey?: string | null | undefined;
  justification?: string | null | undefined;
  keyAlgorithm?: KeyAlgorithm | null | undefined;
  organizationId: string;
  renewsCertificateId?: string | null | undefined;
  validityDays?: number | null | undefined;
};

export type TrustProfileRole =
  | 'ADMIN'
  | 'OPERATOR'
  | 'VIEWER';

export type UndeliveredMailState =
  | 'DELIVERED'
  | 'FAILED'
  | 'RETRYING';

export type UnsealLedgerInput = {
  clientMutationId?: string | null | undefined;
  organizationId: string;
  /** Why one goes on with what is there. It stands in both ledgers for good. */
  reason: string;
};

/** What is left out stays as it is. */
export type UpdateNotificationPreferencesInput = {
  clientMutationId?: string | null | undefined;
  organizationId: string;
  outcomes?: boolean | null | undefined;
  submissions?: boolean | null | undefined;
  warnings?: boolean | null | undefined;
};

/** What is left out stays as it is. */
export type UpdateNotificationSettingsInput = {
  /** Needed for NONE to another machine. */
  allowPlaintext?: boolean | null | undefined;
  clientMutationId?: string | null | undefined;
  enabled?: boolean | null | undefined;
  fromAddress?: string | null | undefined;
  fromName?: string | null | undefined;
  host?: string | null | undefined;
  /** Left out: the one that is kept, as long as host, port and user stay the same. */
  password?: string | null | undefined;
  port?: number | null | undefined;
  tls?: MailTls | null | undefined;
  /** Empty: without a login. */
  username?: string | null | undefined;
};

export type UpdateOrganizationInput = {
  clientMutationId?: string | null | undefined;
  environments?: Array<string> | null | undefined;
  name?: string | null | undefined;
  organizationId: string;
};

export type UpdateReasonInput = {
  active?: boolean | null | undefined;
  clientMutationId?: string | null | undefined;
  reasonId: string;
  text?: string | null | undefined;
};

export type UpdateTrustProfileInput = {
  allowAllDevices?: boolean | null | undefined;
  allowSelfApproval?: boolean | null | undefined;
  allowWildcards?: boolean | null | undefined;
  allowedDeviceIds?: Array<string> | null | undefined;
  allowedUserIds?: Array<string> | null | undefined;
  certificateAuthorityId?: string | null | undefined;
  clientMutationId?: string | null | undefined;
  defaultValidityDays?: number | null | undefined;
  deliver?: boolean | null | undefined;
  domains?: Array<string> | null | undefined;
  environments?: Array<string> | null | undefined;
  escalateAfterHours?: number | null | undefined;
  escalationContacts?: Array<string> | null | undefined;
  exceptDomains?: Array<string> | null | undefined;
  expireAfterHours?: number | null | undefined;
  extendedKeyUsages?: Array<ExtendedKeyUsage> | null | undefined;
  keyAlgorithms?: Array<KeyAlgorithm> | null | undefined;
  keySource?: KeySource | null | undefined;
  mandatoryReason?: boolean | null | undefined;
  maxValidityDays?: number | null | undefined;
  name?: string | null | undefined;
  /** Days ahead of its end to ask for a certificate anew; null: not by itself. */
  renewBeforeDays?: number | null | undefined;
  requireApproval?: boolean | null | undefined;
  requireJustification?: boolean | null | undefined;
  requiredApprovals?: number | null | undefined;
  trustProfileId: string;
  warnAfterHours?: number | null | undefined;
};

/** What is left out stays as it is. */
export type UpdateWebhookInput = {
  /** Turned on again, it goes on from where it stood. */
  active?: boolean | null | undefined;
  clientMutationId?: string | null | undefined;
  description?: string | null | undefined;
  eventTypes?: Array<string> | null | undefined;
  url?: string | null | undefined;
  webhookId: string;
};

/** What went wrong, for programs. Closed: a new one is announced in the change log. */
export type UserErrorCode =
  | 'ALREADY_DECIDED'
  | 'AMBIGUOUS_TRUST_PROFILE'
  | 'CHANGE_PENDING'
  | 'CONFLICT'
  | 'DOMAINS_SPAN_PROFILES'
  | 'FORBIDDEN'
  | 'IDEMPOTENCY_MISMATCH'
  | 'INVALID_CSR'
  | 'INVALID_INPUT'
  | 'JUSTIFICATION_REQUIRED'
  | 'LEDGER_SEALED'
  | 'NOT_ALLOWED'
  | 'NOT_FOUND'
  | 'NOT_PENDING'
  | 'NO_TRUST_PROFILE'
  | 'POLICY_VIOLATION'
  | 'PROFILE_OVERLAP'
  | 'RATE_LIMITED'
  | 'REASON_REQUIRED'
  | 'REAUTHENTICATE'
  | 'SELF_APPROVAL'
  | 'STALE_REVIEW'
  | 'UNAUTHENTICATED'
  | 'UNAVAILABLE';

export type Verdict =
  | 'APPROVE'
  | 'REJECT';

export type VerificationCause =
  | 'BACKGROUND'
  | 'DEMAND';

export type VerificationState =
  | 'DONE'
  | 'FAILED_TO_RUN'
  | 'RUNNING';

export type VoidRequestInput = {
  clientMutationId?: string | null | undefined;
  /** Required, unless a reason of the vocabulary is chosen. */
  reason?: string | null | undefined;
  /** Of the vocabulary: its words come first in the reason, those of `reason` after a colon. */
  reasonId?: string | null | undefined;
  requestId: string;
};

export type WithdrawPendingChangeInput = {
  changeId: string;
  clientMutationId?: string | null | undefined;
  reason?: string | null | undefined;
};

export type WithdrawRequestInput = {
  clientMutationId?: string | null | undefined;
  reason?: string | null | undefined;
  requestId: string;
};

export type ChangesForMeQueryVariables = Exact<{
  organizationId: string;
}>;


export type ChangesForMeQuery = { pendingChanges: { nodes: Array<{ id: string, status: ChangeStatus, viewerCanDecide: { allowed: boolean, reasons: Array<string> } }> } };

export type FirstStepsDoneQueryVariables = Exact<{
  organizationId: string;
}>;


export type FirstStepsDoneQuery = { trustProfiles: { totalCount: number }, devices: { totalCount: number }, members: { nodes: Array<{ user: { id: string } }> } };

export type LiveStartQueryVariables = Exact<{
  organizationId: string;
}>;


export type LiveStartQuery = { auditChain: { epoch: number, size: string } };

export type RequestChangedSubscriptionVariables = Exact<{
  organizationId: string;
  sinceSequence?: string | null | undefined;
}>;


export type RequestChangedSubscription = { requestChanged: { sequence: string, type: string, request: { id: string, revision: number, status: RequestStatus, issuanceStatus: IssuanceStatus, domains: Array<string>, environment: string, requestedAt: string, decidedAt: string | null, escalateAt: string | null, escalatedAt: string | null, expiresAt: string | null, requiredApprovals: number, renewsCertificate: { id: string } | null, requester: { kind: ActorKind, id: string, name: string }, trustProfile: { id: string, name: string }, quorum: { required: number, given: number, canStillDecide: number, isReachable: boolean, explanation: string } | null, decisions: Array<{ verdict: Verdict, decidedAt: string, approver: { kind: ActorKind, id: string, name: string } }>, policyChecks: Array<{ kind: PolicyCheckKind, rule: string, outcome: CheckOutcome, explanation: string }>, previousCertificate: { id: string, domains: Array<string> } | null, viewerCanApprove: { allowed: boolean, reasons: Array<string> }, viewerCanReject: { allowed: boolean, reasons: Array<string> } } } };

export type QueueCountsQueryVariables = Exact<{
  organizationId: string;
}>;


export type QueueCountsQuery = { forMe: { totalCount: number }, pending: { totalCount: number }, mine: { totalCount: number } };

export type OrganizationSealedQueryVariables = Exact<{
  organizationId: string;
}>;


export type OrganizationSealedQuery = { organization: { id: string, sealed: boolean } | null };

export type SealedBecauseQueryVariables = Exact<{
  organizationId: string;
}>;


export type SealedBecauseQuery = { auditChain: { sealedAt: string | null, sealedBecause: string | null } };

export type PaletteRequestsQueryVariables = Exact<{
  organizationId: string;
  text: string;
}>;


export type PaletteRequestsQuery = { requests: { nodes: Array<{ id: string, status: RequestStatus, domains: Array<string>, environment: string, requester: { kind: ActorKind, id: string, name: string } }> } };

export type PaletteCertificatesQueryVariables = Exact<{
  organizationId: string;
  text: string;
}>;


export type PaletteCertificatesQuery = { certificates: { nodes: Array<{ id: string, serialNumber: string, domains: Array<string>, revokedAt: string | null, notAfter: string }> } };

export type RecentRequestQueryVariables = Exact<{
  id: string;
}>;


export type RecentRequestQuery = { request: { id: string, status: RequestStatus, domains: Array<string>, environment: string, requester: { kind: ActorKind, id: string, name: string } } | null };

export type FoundRequestFragment = { id: string, status: RequestStatus, domains: Array<string>, environment: string, requester: { kind: ActorKind, id: string, name: string } };

export type UndeliveredCountQueryVariables = Exact<{
  organizationId?: string | null | undefined;
}>;


export type UndeliveredCountQuery = { undeliveredMails: { totalCount: number } };

export type SessionOrganizationFragment = { id: string, name: string, slug: string, environments: Array<string>, sealed: boolean, viewerCanManage: { allowed: boolean, reasons: Array<string> } };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { platformRole: PlatformRole | null, user: { id: string, name: string, email: string } | null, organizations: Array<{ role: OrganizationRole, organization: { id: string, name: string, slug: string, environments: Array<string>, sealed: boolean, viewerCanManage: { allowed: boolean, reasons: Array<string> } } }> } | null };

export type SignOutMutationVariables = Exact<{ [key: string]: never; }>;


export type SignOutMutation = { signOut: { userErrors: Array<{ code: UserErrorCode, message: string }> } };

export type OwnSessionsQueryVariables = Exact<{ [key: string]: never; }>;


export type OwnSessionsQuery = { viewer: { sessions: Array<{ id: string, createdAt: string, lastSeenAt: string, current: boolean }> } | null };

export type ChangePasswordMutationVariables = Exact<{
  input: ChangePasswordInput;
}>;


export type ChangePasswordMutation = { changePassword: { userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type EndSessionMutationVariables = Exact<{
  input: EndSessionInput;
}>;


export type EndSessionMutation = { endSession: { userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type EndOtherSessionsMutationVariables = Exact<{ [key: string]: never; }>;


export type EndOtherSessionsMutation = { endOtherSessions: { userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type ListedTokenFragment = { id: string, name: string, scopes: Array<ApiTokenScope>, environment: string | null, createdAt: string, expiresAt: string | null, revokedAt: string | null, lastUsedAt: string | null, createdBy: { id: string, name: string } | null, viewerCanRevoke: { allowed: boolean, reasons: Array<string> } };

export type ApiTokensQueryVariables = Exact<{
  organizationId: string;
  after?: string | null | undefined;
}>;


export type ApiTokensQuery = { apiTokens: { nodes: Array<{ id: string, name: string, scopes: Array<ApiTokenScope>, environment: string | null, createdAt: string, expiresAt: string | null, revokedAt: string | null, lastUsedAt: string | null, createdBy: { id: string, name: string } | null, viewerCanRevoke: { allowed: boolean, reasons: Array<string> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type TokenScopesQueryVariables = Exact<{
  organizationId: string;
}>;


export type TokenScopesQuery = { organization: { id: string, viewerTokenScopes: Array<ApiTokenScope> } | null };

export type CreateTokenMutationVariables = Exact<{
  input: CreateApiTokenInput;
}>;


export type CreateTokenMutation = { createApiToken: { secret: string | null, apiToken: { id: string, name: string } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type RevokeTokenMutationVariables = Exact<{
  input: RevokeApiTokenInput;
}>;


export type RevokeTokenMutation = { revokeApiToken: { apiToken: { id: string, name: string, scopes: Array<ApiTokenScope>, environment: string | null, createdAt: string, expiresAt: string | null, revokedAt: string | null, lastUsedAt: string | null, createdBy: { id: string, name: string } | null, viewerCanRevoke: { allowed: boolean, reasons: Array<string> } } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type QueueRowFragment = { id: string, revision: number, status: RequestStatus, issuanceStatus: IssuanceStatus, domains: Array<string>, environment: string, requestedAt: string, decidedAt: string | null, escalateAt: string | null, escalatedAt: string | null, expiresAt: string | null, requiredApprovals: number, requester: { kind: ActorKind, id: string, name: string }, trustProfile: { id: string, name: string }, quorum: { required: number, given: number, canStillDecide: number, isReachable: boolean, explanation: string } | null, decisions: Array<{ verdict: Verdict, decidedAt: string, approver: { kind: ActorKind, id: string, name: string } }>, policyChecks: Array<{ kind: PolicyCheckKind, rule: string, outcome: CheckOutcome, explanation: string }>, previousCertificate: { id: string, domains: Array<string> } | null, viewerCanApprove: { allowed: boolean, reasons: Array<string> }, viewerCanReject: { allowed: boolean, reasons: Array<string> } };

export type QueueQueryVariables = Exact<{
  organizationId: string;
  filter: RequestFilter;
  orderBy: RequestOrder;
  first: number;
  after?: string | null | undefined;
}>;


export type QueueQuery = { requests: { nodes: Array<{ id: string, revision: number, status: RequestStatus, issuanceStatus: IssuanceStatus, domains: Array<string>, environment: string, requestedAt: string, decidedAt: string | null, escalateAt: string | null, escalatedAt: string | null, expiresAt: string | null, requiredApprovals: number, requester: { kind: ActorKind, id: string, name: string }, trustProfile: { id: string, name: string }, quorum: { required: number, given: number, canStillDecide: number, isReachable: boolean, explanation: string } | null, decisions: Array<{ verdict: Verdict, decidedAt: string, approver: { kind: ActorKind, id: string, name: string } }>, policyChecks: Array<{ kind: PolicyCheckKind, rule: string, outcome: CheckOutcome, explanation: string }>, previousCertificate: { id: string, domains: Array<string> } | null, viewerCanApprove: { allowed: boolean, reasons: Array<string> }, viewerCanReject: { allowed: boolean, reasons: Array<string> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type QueueFiltersQueryVariables = Exact<{
  organizationId: string;
}>;


export type QueueFiltersQuery = { trustProfiles: { nodes: Array<{ id: string, name: string }> } };

export type DecideSelectedMutationVariables = Exact<{
  input: DecideRequestsInput;
}>;


export type DecideSelectedMutation = { decideRequests: { results: Array<{ requestId: string, request: { id: string, revision: number, status: RequestStatus, issuanceStatus: IssuanceStatus, domains: Array<string>, environment: string, requestedAt: string, decidedAt: string | null, escalateAt: string | null, escalatedAt: string | null, expiresAt: string | null, requiredApprovals: number, requester: { kind: ActorKind, id: string, name: string }, trustProfile: { id: string, name: string }, quorum: { required: number, given: number, canStillDecide: number, isReachable: boolean, explanation: string } | null, decisions: Array<{ verdict: Verdict, decidedAt: string, approver: { kind: ActorKind, id: string, name: string } }>, policyChecks: Array<{ kind: PolicyCheckKind, rule: string, outcome: CheckOutcome, explanation: string }>, previousCertificate: { id: string, domains: Array<string> } | null, viewerCanApprove: { allowed: boolean, reasons: Array<string> }, viewerCanReject: { allowed: boolean, reasons: Array<string> } } | null, userErrors: Array<{ code: UserErrorCode, message: string }> }>, userErrors: Array<{ code: UserErrorCode, message: string }> } };

export type VerificationPartsFragment = { epoch: number, state: VerificationState, cause: VerificationCause, requestedBy: string, startedAt: string, verified: string, total: string, ok: boolean | null, firstBroken: string | null, what: string | null, explanation: string | null, expected: string | null, found: string | null, recordsPerSecond: number | null, verifiedAt: string | null, viewerCanCancel: { allowed: boolean, reasons: Array<string> }, closedEpochs: Array<{ epoch: number, size: string, isAsAcknowledged: boolean, explanation: string }> };

export type EpochPartsFragment = { ledger: string, epoch: number, origin: string, size: string, verifiedSize: string, verifiedRoot: string | null, firstBroken: string | null, what: string | null, sealedAt: string, sealedBecause: string, lastCheckpoint: string | null, verifierKeys: Array<string>, closedAt: string, reason: string, closedBy: { kind: ActorKind, id: string, name: string } };

export type ChainRecordFragment = { id: string, sequence: string, type: string, occurredAt: string, entry: string, hash: string, actor: { kind: ActorKind, id: string, name: string } };

export type AuditChainStateQueryVariables = Exact<{
  organizationId: string;
}>;


export type AuditChainStateQuery = { auditChain: { epoch: number, origin: string, size: string, head: string, root: string, sealed: boolean, sealedAt: string | null, sealedBecause: string | null, checkpoint: string | null, verifierKeys: Array<string>, epochs: Array<{ ledger: string, epoch: number, origin: string, size: string, verifiedSize: string, verifiedRoot: string | null, firstBroken: string | null, what: string | null, sealedAt: string, sealedBecause: string, lastCheckpoint: string | null, verifierKeys: Array<string>, closedAt: string, reason: string, closedBy: { kind: ActorKind, id: string, name: string } }>, viewerCanUnseal: { allowed: boolean, reasons: Array<string> }, lastVerification: { epoch: number, state: VerificationState, cause: VerificationCause, requestedBy: string, startedAt: string, verified: string, total: string, ok: boolean | null, firstBroken: string | null, what: string | null, explanation: string | null, expected: string | null, found: string | null, recordsPerSecond: number | null, verifiedAt: string | null, viewerCanCancel: { allowed: boolean, reasons: Array<string> }, closedEpochs: Array<{ epoch: number, size: string, isAsAcknowledged: boolean, explanation: string }> } | null } };

export type AuditChainMovesQueryVariables = Exact<{
  organizationId: string;
}>;


export type AuditChainMovesQuery = { auditChain: { epoch: number, size: string, sealed: boolean, lastVerification: { epoch: number, state: VerificationState, cause: VerificationCause, requestedBy: string, startedAt: string, verified: string, total: string, ok: boolean | null, firstBroken: string | null, what: string | null, explanation: string | null, expected: string | null, found: string | null, recordsPerSecond: number | null, verifiedAt: string | null, viewerCanCancel: { allowed: boolean, reasons: Array<string> }, closedEpochs: Array<{ epoch: number, size: string, isAsAcknowledged: boolean, explanation: string }> } | null } };

export type AuditChainVerificationsQueryVariables = Exact<{
  organizationId: string;
  first: number;
  after?: string | null | undefined;
}>;


export type AuditChainVerificationsQuery = { auditChain: { verifications: { nodes: Array<{ epoch: number, state: VerificationState, cause: VerificationCause, requestedBy: string, startedAt: string, verified: string, total: string, ok: boolean | null, firstBroken: string | null, what: string | null, explanation: string | null, expected: string | null, found: string | null, recordsPerSecond: number | null, verifiedAt: string | null, viewerCanCancel: { allowed: boolean, reasons: Array<string> }, closedEpochs: Array<{ epoch: number, size: string, isAsAcknowledged: boolean, explanation: string }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } };

export type AuditRecordProofQueryVariables = Exact<{
  id: string;
}>;


export type AuditRecordProofQuery = { node:
    | { id: string }
    | { id: string, proof: { size: string, root: string, hashes: Array<string>, checkpoint: string | null } }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
   | null };

export type NameOfQueryVariables = Exact<{
  id: string;
}>;


export type NameOfQuery = { node:
    | { name: string, id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { name: string, id: string }
    | { id: string }
   | null };

export type AuditChainRecordsQueryVariables = Exact<{
  organizationId: string;
  filter?: AuditFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type AuditChainRecordsQuery = { auditRecords: { nodes: Array<{ id: string, sequence: string, type: string, occurredAt: string, entry: string, hash: string, actor: { kind: ActorKind, id: string, name: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type AuditChainRecordQueryVariables = Exact<{
  id: string;
}>;


export type AuditChainRecordQuery = { node:
    | { id: string }
    | { id: string, sequence: string, type: string, occurredAt: string, entry: string, hash: string, actor: { kind: ActorKind, id: string, name: string } }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
   | null };

export type VerifyAuditChainMutationVariables = Exact<{
  organizationId: string;
}>;


export type VerifyAuditChainMutation = { verifyAuditChain: { verification: { epoch: number, state: VerificationState, cause: VerificationCause, requestedBy: string, startedAt: string, verified: string, total: string, ok: boolean | null, firstBroken: string | null, what: string | null, explanation: string | null, expected: string | null, found: string | null, recordsPerSecond: number | null, verifiedAt: string | null, viewerCanCancel: { allowed: boolean, reasons: Array<string> }, closedEpochs: Array<{ epoch: number, size: string, isAsAcknowledged: boolean, explanation: string }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type AuditVerificationProgressSubscriptionVariables = Exact<{
  organizationId: string;
}>;


export type AuditVerificationProgressSubscription = { auditVerification: { epoch: number, state: VerificationState, cause: VerificationCause, requestedBy: string, startedAt: string, verified: string, total: string, ok: boolean | null, firstBroken: string | null, what: string | null, explanation: string | null, expected: string | null, found: string | null, recordsPerSecond: number | null, verifiedAt: string | null, viewerCanCancel: { allowed: boolean, reasons: Array<string> }, closedEpochs: Array<{ epoch: number, size: string, isAsAcknowledged: boolean, explanation: string }> } };

export type CancelVerificationMutationVariables = Exact<{
  input: CancelVerificationInput;
}>;


export type CancelVerificationMutation = { cancelVerification: { verification: { epoch: number, state: VerificationState, cause: VerificationCause, requestedBy: string, startedAt: string, verified: string, total: string, ok: boolean | null, firstBroken: string | null, what: string | null, explanation: string | null, expected: string | null, found: string | null, recordsPerSecond: number | null, verifiedAt: string | null, viewerCanCancel: { allowed: boolean, reasons: Array<string> }, closedEpochs: Array<{ epoch: number, size: string, isAsAcknowledged: boolean, explanation: string }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type UnsealLedgerMutationVariables = Exact<{
  input: UnsealLedgerInput;
}>;


export type UnsealLedgerMutation = { unsealLedger: { epoch: { ledger: string, epoch: number, origin: string, size: string, verifiedSize: string, verifiedRoot: string | null, firstBroken: string | null, what: string | null, sealedAt: string, sealedBecause: string, lastCheckpoint: string | null, verifierKeys: Array<string>, closedAt: string, reason: string, closedBy: { kind: ActorKind, id: string, name: string } } | null, organization: { id: string, sealed: boolean } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type LedgerToVerifyQueryVariables = Exact<{
  organizationId: string;
}>;


export type LedgerToVerifyQuery = { auditChain: { epoch: number, origin: string, size: string, verifierKeys: Array<string>, epochs: Array<{ epoch: number, origin: string, size: string, verifierKeys: Array<string> }> } };

export type ListedAuthorityFragment = { id: string, name: string, kind: CertificateAuthorityKind, keyAlgorithm: KeyAlgorithm, notAfter: string, createdAt: string, fingerprintSha256: string, crlUrl: string | null, certificatePem: string, parent: { id: string, name: string } | null };

export type CertificateAuthoritiesQueryVariables = Exact<{
  organizationId: string;
  after?: string | null | undefined;
}>;


export type CertificateAuthoritiesQuery = { certificateAuthorities: { nodes: Array<{ id: string, name: string, kind: CertificateAuthorityKind, keyAlgorithm: KeyAlgorithm, notAfter: string, createdAt: string, fingerprintSha256: string, crlUrl: string | null, certificatePem: string, parent: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, trustProfiles: { nodes: Array<{ id: string, name: string, certificateAuthority: { id: string } }> } };

export type CreateAuthorityMutationVariables = Exact<{
  input: CreateCertificateAuthorityInput;
}>;


export type CreateAuthorityMutation = { createCertificateAuthority: { certificateAuthority: { id: string, name: string, kind: CertificateAuthorityKind, keyAlgorithm: KeyAlgorithm, notAfter: string, createdAt: string, fingerprintSha256: string, crlUrl: string | null, certificatePem: string, parent: { id: string, name: string } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type ListedCertificateFragment = { id: string, requestId: string, domains: Array<string>, environment: string, serialNumber: string, notBefore: string, notAfter: string, revokedAt: string | null, revocationReason: string | null, renewsAt: string | null, renewalRefusedAt: string | null, trustProfile: { id: string, name: string } | null, requester: { kind: ActorKind, id: string, displayName: string }, openRenewal: { id: string } | null, replacedBy: { id: string, serialNumber: string } | null };

export type CertificatesQueryVariables = Exact<{
  organizationId: string;
  filter?: CertificateFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type CertificatesQuery = { certificates: { nodes: Array<{ id: string, requestId: string, domains: Array<string>, environment: string, serialNumber: string, notBefore: string, notAfter: string, revokedAt: string | null, revocationReason: string | null, renewsAt: string | null, renewalRefusedAt: string | null, trustProfile: { id: string, name: string } | null, requester: { kind: ActorKind, id: string, displayName: string }, openRenewal: { id: string } | null, replacedBy: { id: string, serialNumber: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type CertificateCountsQueryVariables = Exact<{
  organizationId: string;
}>;


export type CertificateCountsQuery = { endingSoon: { totalCount: number }, renewalAsked: { totalCount: number } };

export type CertificateFiltersQueryVariables = Exact<{
  organizationId: string;
}>;


export type CertificateFiltersQuery = { trustProfiles: { nodes: Array<{ id: string, name: string }> }, members: { nodes: Array<{ user: { id: string, name: string } }> }, devices: { nodes: Array<{ id: string, name: string }> } };

export type CertificateRowQueryVariables = Exact<{
  id: string;
}>;


export type CertificateRowQuery = { node:
    | { __typename: 'ApiToken', id: string }
    | { __typename: 'AuditRecord', id: string }
    | { __typename: 'Certificate', id: string, requestId: string, domains: Array<string>, environment: string, serialNumber: string, notBefore: string, notAfter: string, revokedAt: string | null, revocationReason: string | null, renewsAt: string | null, renewalRefusedAt: string | null, trustProfile: { id: string, name: string } | null, requester: { kind: ActorKind, id: string, displayName: string }, openRenewal: { id: string } | null, replacedBy: { id: string, serialNumber: string } | null }
    | { __typename: 'CertificateAuthority', id: string }
    | { __typename: 'CertificateRequest', id: string }
    | { __typename: 'Device', id: string }
    | { __typename: 'Organization', id: string }
    | { __typename: 'PendingChange', id: string }
    | { __typename: 'TrustProfile', id: string }
    | { __typename: 'User', id: string }
    | { __typename: 'Webhook', id: string }
   | null };

export type CertificateRecordFragment = { id: string, sequence: string, type: string, occurredAt: string, entry: string, hash: string, actor: { kind: ActorKind, id: string, name: string, displayName: string } };

export type CertificateDetailFragment = { pem: string, chainPem: string, issuedAt: string, fingerprintSha256: string, spkiSha256: string, id: string, requestId: string, domains: Array<string>, environment: string, serialNumber: string, notBefore: string, notAfter: string, revokedAt: string | null, revocationReason: string | null, renewsAt: string | null, renewalRefusedAt: string | null, certificateAuthority: { id: string, name: string }, trustProfile: { id: string, name: string, active: boolean, keySource: KeySource, requireApproval: boolean, requiredApprovals: number, requireJustification: boolean, renewBeforeDays: number | null } | null, request: { id: string, requestedAt: string, commonName: string | null, keyOrigin: KeyOrigin, justification: string | null, template: string, records: Array<{ id: string, sequence: string, type: string, occurredAt: string, entry: string, hash: string, actor: { kind: ActorKind, id: string, name: string, displayName: string } }> } | null, replaces: { id: string, serialNumber: string, notAfter: string, revokedAt: string | null } | null, replacedBy: { id: string, serialNumber: string, notAfter: string, revokedAt: string | null } | null, renewals: Array<{ id: string, status: RequestStatus, issuanceStatus: IssuanceStatus, requestedAt: string, requester: { kind: ActorKind, id: string, displayName: string } }>, viewerCanRevoke: { allowed: boolean, reasons: Array<string> }, viewerCanRenew: { allowed: boolean, reasons: Array<string> }, requester: { kind: ActorKind, id: string, displayName: string }, openRenewal: { id: string } | null };

export type CertificateQueryVariables = Exact<{
  id: string;
}>;


export type CertificateQuery = { node:
    | { __typename: 'ApiToken', id: string }
    | { __typename: 'AuditRecord', id: string }
    | { __typename: 'Certificate', id: string, pem: string, chainPem: string, issuedAt: string, fingerprintSha256: string, spkiSha256: string, requestId: string, domains: Array<string>, environment: string, serialNumber: string, notBefore: string, notAfter: string, revokedAt: string | null, revocationReason: string | null, renewsAt: string | null, renewalRefusedAt: string | null, certificateAuthority: { id: string, name: string }, trustProfile: { id: string, name: string, active: boolean, keySource: KeySource, requireApproval: boolean, requiredApprovals: number, requireJustification: boolean, renewBeforeDays: number | null } | null, request: { id: string, requestedAt: string, commonName: string | null, keyOrigin: KeyOrigin, justification: string | null, template: string, records: Array<{ id: string, sequence: string, type: string, occurredAt: string, entry: string, hash: string, actor: { kind: ActorKind, id: string, name: string, displayName: string } }> } | null, replaces: { id: string, serialNumber: string, notAfter: string, revokedAt: string | null } | null, replacedBy: { id: string, serialNumber: string, notAfter: string, revokedAt: string | null } | null, renewals: Array<{ id: string, status: RequestStatus, issuanceStatus: IssuanceStatus, requestedAt: string, requester: { kind: ActorKind, id: string, displayName: string } }>, viewerCanRevoke: { allowed: boolean, reasons: Array<string> }, viewerCanRenew: { allowed: boolean, reasons: Array<string> }, requester: { kind: ActorKind, id: string, displayName: string }, openRenewal: { id: string } | null }
    | { __typename: 'CertificateAuthority', id: string }
    | { __typename: 'CertificateRequest', id: string }
    | { __typename: 'Device', id: string }
    | { __typename: 'Organization', id: string }
    | { __typename: 'PendingChange', id: string }
    | { __typename: 'TrustProfile', id: string }
    | { __typename: 'User', id: string }
    | { __typename: 'Webhook', id: string }
   | null };

export type RevokeCertificateMutationVariables = Exact<{
  input: RevokeCertificateInput;
}>;


export type RevokeCertificateMutation = { revokeCertificate: { certificate: { pem: string, chainPem: string, issuedAt: string, fingerprintSha256: string, spkiSha256: string, id: string, requestId: string, domains: Array<string>, environment: string, serialNumber: string, notBefore: string, notAfter: string, revokedAt: string | null, revocationReason: string | null, renewsAt: string | null, renewalRefusedAt: string | null, certificateAuthority: { id: string, name: string }, trustProfile: { id: string, name: string, active: boolean, keySource: KeySource, requireApproval: boolean, requiredApprovals: number, requireJustification: boolean, renewBeforeDays: number | null } | null, request: { id: string, requestedAt: string, commonName: string | null, keyOrigin: KeyOrigin, justification: string | null, template: string, records: Array<{ id: string, sequence: string, type: string, occurredAt: string, entry: string, hash: string, actor: { kind: ActorKind, id: string, name: string, displayName: string } }> } | null, replaces: { id: string, serialNumber: string, notAfter: string, revokedAt: string | null } | null, replacedBy: { id: string, serialNumber: string, notAfter: string, revokedAt: string | null } | null, renewals: Array<{ id: string, status: RequestStatus, issuanceStatus: IssuanceStatus, requestedAt: string, requester: { kind: ActorKind, id: string, displayName: string } }>, viewerCanRevoke: { allowed: boolean, reasons: Array<string> }, viewerCanRenew: { allowed: boolean, reasons: Array<string> }, requester: { kind: ActorKind, id: string, displayName: string }, openRenewal: { id: string } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type RenewCertificateMutationVariables = Exact<{
  input: SubmitRequestInput;
}>;


export type RenewCertificateMutation = { submitRequest: { request: { id: string, status: RequestStatus, issuanceStatus: IssuanceStatus, requiredApprovals: number } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type ListedCheckpointFragment = { size: string, root: string, note: string, keptAt: string | null };

export type LedgerCheckpointsQueryVariables = Exact<{
  organizationId: string;
  epoch?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type LedgerCheckpointsQuery = { auditChain: { checkpoints: { nodes: Array<{ size: string, root: string, note: string, keptAt: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } };

export type CheckpointKeysQueryVariables = Exact<{
  organizationId: string;
}>;


export type CheckpointKeysQuery = { auditChain: { epoch: number, origin: string, sealed: boolean, verifierKeys: Array<string>, epochs: Array<{ epoch: number, origin: string, verifierKeys: Array<string>, closedAt: string, size: string, what: string | null }> } };

export type CheckpointConsistencyQueryVariables = Exact<{
  organizationId: string;
  from: string;
  to: string;
}>;


export type CheckpointConsistencyQuery = { auditChain: { consistencyProof: { from: string, to: string, fromRoot: string, toRoot: string, hashes: Array<string> } } };

export type ListedDeviceFragment = { id: string, name: string, createdAt: string, revokedAt: string | null, enrollmentExpiresAt: string | null, certificateNotAfter: string | null, lastRequestAt: string | null, certificatesInForce: number, owner: { id: string, name: string } | null, viewerCanRevoke: { allowed: boolean, reasons: Array<string> } };

export type DevicesQueryVariables = Exact<{
  organizationId: string;
  after?: string | null | undefined;
}>;


export type DevicesQuery = { devices: { nodes: Array<{ id: string, name: string, createdAt: string, revokedAt: string | null, enrollmentExpiresAt: string | null, certificateNotAfter: string | null, lastRequestAt: string | null, certificatesInForce: number, owner: { id: string, name: string } | null, viewerCanRevoke: { allowed: boolean, reasons: Array<string> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type DeviceQueryVariables = Exact<{
  id: string;
  organizationId: string;
}>;


export type DeviceQuery = { node:
    | { __typename: 'ApiToken', id: string }
    | { __typename: 'AuditRecord', id: string }
    | { __typename: 'Certificate', id: string }
    | { __typename: 'CertificateAuthority', id: string }
    | { __typename: 'CertificateRequest', id: string }
    | { __typename: 'Device', id: string, name: string, createdAt: string, revokedAt: string | null, enrollmentExpiresAt: string | null, certificateNotAfter: string | null, lastRequestAt: string | null, certificatesInForce: number, owner: { id: string, name: string } | null, viewerCanRevoke: { allowed: boolean, reasons: Array<string> } }
    | { __typename: 'Organization', id: string }
    | { __typename: 'PendingChange', id: string }
    | { __typename: 'TrustProfile', id: string }
    | { __typename: 'User', id: string }
    | { __typename: 'Webhook', id: string }
   | null, certificates: { nodes: Array<{ id: string, domains: Array<string>, environment: string, serialNumber: string, notBefore: string, notAfter: string, revokedAt: string | null }>, pageInfo: { hasNextPage: boolean } } };

export type DeviceRightsQueryVariables = Exact<{
  organizationId: string;
}>;


export type DeviceRightsQuery = { organization: { id: string, viewerCanManageDevices: { allowed: boolean, reasons: Array<string> } } | null, members: { nodes: Array<{ user: { id: string, name: string } }> }, trustProfiles: { nodes: Array<{ id: string, domains: Array<string>, environments: Array<string> }> } };

export type RegisterDeviceMutationVariables = Exact<{
  input: RegisterDeviceInput;
}>;


export type RegisterDeviceMutation = { registerDevice: { enrollmentToken: string | null, device: { id: string, name: string } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type RevokeDeviceMutationVariables = Exact<{
  input: RevokeDeviceInput;
}>;


export type RevokeDeviceMutation = { revokeDevice: { device: { id: string, name: string, createdAt: string, revokedAt: string | null, enrollmentExpiresAt: string | null, certificateNotAfter: string | null, lastRequestAt: string | null, certificatesInForce: number, owner: { id: string, name: string } | null, viewerCanRevoke: { allowed: boolean, reasons: Array<string> } } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type ReissueEnrollmentTokenMutationVariables = Exact<{
  input: ReissueEnrollmentTokenInput;
}>;


export type ReissueEnrollmentTokenMutation = { reissueEnrollmentToken: { enrollmentToken: string | null, device: { id: string, name: string, createdAt: string, revokedAt: string | null, enrollmentExpiresAt: string | null, certificateNotAfter: string | null, lastRequestAt: string | null, certificatesInForce: number, owner: { id: string, name: string } | null, viewerCanRevoke: { allowed: boolean, reasons: Array<string> } } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type OrganizationPartsFragment = { id: string, name: string, slug: string, environments: Array<string> };

export type AuthorityPartsFragment = { id: string, name: string, kind: CertificateAuthorityKind, notAfter: string };

export type StepProfileFragment = { id: string, name: string, domains: Array<string>, environments: Array<string>, requiredApprovals: number, certificateAuthority: { id: string, name: string } };

export type FirstStepsProgressQueryVariables = Exact<{
  organizationId: string;
}>;


export type FirstStepsProgressQuery = { certificateAuthorities: { nodes: Array<{ id: string, name: string, kind: CertificateAuthorityKind, notAfter: string }> }, trustProfiles: { nodes: Array<{ id: string, name: string, domains: Array<string>, environments: Array<string>, requiredApprovals: number, certificateAuthority: { id: string, name: string } }> }, members: { nodes: Array<{ role: OrganizationRole, user: { id: string, name: string, email: string } }> }, devices: { nodes: Array<{ id: string, name: string, revokedAt: string | null }> } };

export type CreateFirstOrganizationMutationVariables = Exact<{
  input: CreateOrganizationInput;
}>;


export type CreateFirstOrganizationMutation = { createOrganization: { organization: { id: string, name: string, slug: string, environments: Array<string> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type InviteFirstMemberMutationVariables = Exact<{
  input: InviteMemberInput;
}>;


export type InviteFirstMemberMutation = { inviteMember: { inviteUrl: string | null, user: { id: string, name: string, email: string } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type CreateFirstAuthorityMutationVariables = Exact<{
  input: CreateCertificateAuthorityInput;
}>;


export type CreateFirstAuthorityMutation = { createCertificateAuthority: { certificateAuthority: { id: string, name: string, kind: CertificateAuthorityKind, notAfter: string } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type CreateFirstProfileMutationVariables = Exact<{
  input: CreateTrustProfileInput;
}>;


export type CreateFirstProfileMutation = { createTrustProfile: { trustProfile: { id: string, name: string, domains: Array<string>, environments: Array<string>, requiredApprovals: number, certificateAuthority: { id: string, name: string } } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type RegisterFirstDeviceMutationVariables = Exact<{
  input: RegisterDeviceInput;
}>;


export type RegisterFirstDeviceMutation = { registerDevice: { enrollmentToken: string | null, device: { id: string, name: string, revokedAt: string | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type HeadlineFiguresFragment = { from: string, to: string, decided: number, byPolicy: number, expired: number, pastEscalation: number, medianSeconds: number | null, ninetiethSeconds: number | null };

export type DepthPlotFragment = { moments: Array<string>, pastEscalation: Array<number>, profiles: Array<{ trustProfileId: string, trustProfileName: string, depths: Array<number> }> };

export type DecisionPlotFragment = { escalationSeconds: number | null, bins: Array<{ fromSeconds: number, toSeconds: number | null, decided: number, pastEscalation: number }> };

export type OutcomeRowFragment = { trustProfileId: string, trustProfileName: string, issued: number, approved: number, rejected: number, withdrawn: number, voided: number, expired: number, byPolicy: number };

export type ApproverRowFragment = { userId: string, name: string, approvals: number, rejections: number, medianSeconds: number };

export type ExpiryBarFragment = { from: string, to: string, certificates: number, renewalAsked: number };

export type InsightsQueryVariables = Exact<{
  organizationId: string;
  from: string;
  to: string;
  trustProfileId?: string | null | undefined;
}>;


export type InsightsQuery = { insights: { at: string, pending: number, pendingForViewer: number, figures: { from: string, to: string, decided: number, byPolicy: number, expired: number, pastEscalation: number, medianSeconds: number | null, ninetiethSeconds: number | null }, before: { from: string, to: string, decided: number, byPolicy: number, expired: number, pastEscalation: number, medianSeconds: number | null, ninetiethSeconds: number | null }, queueDepth: { moments: Array<string>, pastEscalation: Array<number>, profiles: Array<{ trustProfileId: string, trustProfileName: string, depths: Array<number> }> }, decisionTimes: { escalationSeconds: number | null, bins: Array<{ fromSeconds: number, toSeconds: number | null, decided: number, pastEscalation: number }> }, outcomes: Array<{ trustProfileId: string, trustProfileName: string, issued: number, approved: number, rejected: number, withdrawn: number, voided: number, expired: number, byPolicy: number }>, approvers: Array<{ userId: string, name: string, approvals: number, rejections: number, medianSeconds: number }>, expiryWeeks: Array<{ from: string, to: string, certificates: number, renewalAsked: number }> } };

export type InsightProfilesQueryVariables = Exact<{
  organizationId: string;
}>;


export type InsightProfilesQuery = { trustProfiles: { nodes: Array<{ id: string, name: string }> } };

export type ListedMemberFragment = { role: OrganizationRole, pending: boolean, disabledAt: string | null, user: { id: string, name: string, email: string }, trustProfileRoles: Array<{ role: TrustProfileRole, trustProfile: { id: string, name: string } }>, viewerCanChangeRole: { allowed: boolean, reasons: Array<string> }, viewerCanRemove: { allowed: boolean, reasons: Array<string> }, viewerCanReinvite: { allowed: boolean, reasons: Array<string> } };

export type MembersQueryVariables = Exact<{
  organizationId: string;
  after?: string | null | undefined;
}>;


export type MembersQuery = { members: { nodes: Array<{ role: OrganizationRole, pending: boolean, disabledAt: string | null, user: { id: string, name: string, email: string }, trustProfileRoles: Array<{ role: TrustProfileRole, trustProfile: { id: string, name: string } }>, viewerCanChangeRole: { allowed: boolean, reasons: Array<string> }, viewerCanRemove: { allowed: boolean, reasons: Array<string> }, viewerCanReinvite: { allowed: boolean, reasons: Array<string> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type MembersRightsQueryVariables = Exact<{
  organizationId: string;
}>;


export type MembersRightsQuery = { organization: { id: string, viewerCanManageMembers: { allowed: boolean, reasons: Array<string> } } | null };

export type ChangeMemberRoleMutationVariables = Exact<{
  input: ChangeMemberRoleInput;
}>;


export type ChangeMemberRoleMutation = { changeMemberRole: { membership: { role: OrganizationRole } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type RemoveMemberMutationVariables = Exact<{
  input: RemoveMemberInput;
}>;


export type RemoveMemberMutation = { removeMember: { user: { id: string } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type InviteMemberMutationVariables = Exact<{
  input: InviteMemberInput;
}>;


export type InviteMemberMutation = { inviteMember: { inviteUrl: string | null, user: { id: string, name: string } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type ReinviteMemberMutationVariables = Exact<{
  input: ReinviteMemberInput;
}>;


export type ReinviteMemberMutation = { reinviteMember: { inviteUrl: string | null, user: { id: string, name: string } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type ProfileRolesQueryVariables = Exact<{
  organizationId: string;
}>;


export type ProfileRolesQuery = { trustProfiles: { nodes: Array<{ id: string, name: string }> } };

export type SetProfileRoleMutationVariables = Exact<{
  input: SetTrustProfileRoleInput;
}>;


export type SetProfileRoleMutation = { setTrustProfileRole: { trustProfile: { id: string } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type NewRequestOrganizationQueryVariables = Exact<{
  organizationId: string;
}>;


export type NewRequestOrganizationQuery = { organization: { id: string, name: string, environments: Array<string>, sealed: boolean } | null, trustProfiles: { nodes: Array<{ id: string, name: string, domains: Array<string> }> } };

export type NewRequestApproversQueryVariables = Exact<{
  organizationId: string;
}>;


export type NewRequestApproversQuery = { members: { nodes: Array<{ role: OrganizationRole, user: { id: string, name: string } }> } };

export type MatchedProfileFragment = { id: string, name: string, version: number, requireApproval: boolean, requiredApprovals: number, allowSelfApproval: boolean, requireJustification: boolean, maxValidityDays: number, defaultValidityDays: number, keyAlgorithms: Array<KeyAlgorithm>, keySource: KeySource, escalateAfterHours: number | null, expireAfterHours: number | null, certificateAuthority: { id: string, name: string } };

export type MatchNamesQueryVariables = Exact<{
  organizationId: string;
  domains: Array<string> | string;
  environment: string;
}>;


export type MatchNamesQuery = { matchTrustProfile: { approvalRequired: boolean | null, trustProfile: { id: string, name: string, version: number, requireApproval: boolean, requiredApprovals: number, allowSelfApproval: boolean, requireJustification: boolean, maxValidityDays: number, defaultValidityDays: number, keyAlgorithms: Array<KeyAlgorithm>, keySource: KeySource, escalateAfterHours: number | null, expireAfterHours: number | null, certificateAuthority: { id: string, name: string } } | null, explanations: Array<{ domain: string, pattern: string | null, matched: boolean, why: string, trustProfile: { id: string, name: string } | null }>, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type SubmitNewRequestMutationVariables = Exact<{
  input: SubmitRequestInput;
}>;


export type SubmitNewRequestMutation = { submitRequest: { request: { id: string, status: RequestStatus, issuanceStatus: IssuanceStatus, domains: Array<string>, requiredApprovals: number } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type ToldOfFragment = { submissions: boolean, warnings: boolean, outcomes: boolean };

export type MyNotificationPreferencesQueryVariables = Exact<{
  organizationId: string;
}>;


export type MyNotificationPreferencesQuery = { notificationPreferences: { submissions: boolean, warnings: boolean, outcomes: boolean } | null };

export type ChooseNotificationsMutationVariables = Exact<{
  input: UpdateNotificationPreferencesInput;
}>;


export type ChooseNotificationsMutation = { updateNotificationPreferences: { notificationPreferences: { submissions: boolean, warnings: boolean, outcomes: boolean } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type MailServerFragment = { source: MailSettingsSource, enabled: boolean, host: string | null, port: number | null, tls: MailTls | null, allowPlaintext: boolean, username: string | null, hasPassword: boolean, fromName: string, fromAddress: string, updatedAt: string | null };

export type MailStateFragment = { waiting: number, oldestWaitingAt: string | null, lastDeliveredAt: string | null, trouble: string | null, undelivered: number };

export type GivenUpMailFragment = { id: string, toName: string, toAddress: string, subject: string, event: string | null, requestIds: Array<string>, said: string, failedAt: string, attempts: number, state: UndeliveredMailState };

export type NotificationSettingsQueryVariables = Exact<{ [key: string]: never; }>;


export type NotificationSettingsQuery = { notificationSettings: { source: MailSettingsSource, enabled: boolean, host: string | null, port: number | null, tls: MailTls | null, allowPlaintext: boolean, username: string | null, hasPassword: boolean, fromName: string, fromAddress: string, updatedAt: string | null, delivery: { waiting: number, oldestWaitingAt: string | null, lastDeliveredAt: string | null, trouble: string | null, undelivered: number } } | null };

export type MailDeliveryStateQueryVariables = Exact<{ [key: string]: never; }>;


export type MailDeliveryStateQuery = { notificationSettings: { enabled: boolean, delivery: { waiting: number, oldestWaitingAt: string | null, lastDeliveredAt: string | null, trouble: string | null, undelivered: number } } | null };

export type UndeliveredMailsQueryVariables = Exact<{
  organizationId?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type UndeliveredMailsQuery = { undeliveredMails: { nodes: Array<{ id: string, toName: string, toAddress: string, subject: string, event: string | null, requestIds: Array<string>, said: string, failedAt: string, attempts: number, state: UndeliveredMailState }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type UpdateMailServerMutationVariables = Exact<{
  input: UpdateNotificationSettingsInput;
}>;


export type UpdateMailServerMutation = { updateNotificationSettings: { notificationSettings: { source: MailSettingsSource, enabled: boolean, host: string | null, port: number | null, tls: MailTls | null, allowPlaintext: boolean, username: string | null, hasPassword: boolean, fromName: string, fromAddress: string, updatedAt: string | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type SendTestMailMutationVariables = Exact<{
  input: SendTestMailInput;
}>;


export type SendTestMailMutation = { sendTestMail: { sent: boolean | null, answer: string | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type RetryUndeliveredMailMutationVariables = Exact<{
  input: RetryUndeliveredMailInput;
}>;


export type RetryUndeliveredMailMutation = { retryUndeliveredMail: { undeliveredMail: { id: string, toName: string, toAddress: string, subject: string, event: string | null, requestIds: Array<string>, said: string, failedAt: string, attempts: number, state: UndeliveredMailState } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type ManagedOrganizationFragment = { id: string, name: string, slug: string, environments: Array<string>, createdAt: string, sealed: boolean, requireSecondAdmin: boolean, asksSecondAdmin: boolean, viewerCanManage: { allowed: boolean, reasons: Array<string> } };

export type DecidingProfileFragment = { id: string, name: string, environments: Array<string>, requireApproval: boolean, requiredApprovals: number, allowSelfApproval: boolean, escalateAfterHours: number | null, escalationContacts: Array<string> };

export type ManagedOrganizationQueryVariables = Exact<{
  organizationId: string;
}>;


export type ManagedOrganizationQuery = { organization: { id: string, name: string, slug: string, environments: Array<string>, createdAt: string, sealed: boolean, requireSecondAdmin: boolean, asksSecondAdmin: boolean, viewerCanManage: { allowed: boolean, reasons: Array<string> } } | null, trustProfiles: { nodes: Array<{ id: string, name: string, environments: Array<string>, requireApproval: boolean, requiredApprovals: number, allowSelfApproval: boolean, escalateAfterHours: number | null, escalationContacts: Array<string> }> } };

export type OrganizationsQueryVariables = Exact<{ [key: string]: never; }>;


export type OrganizationsQuery = { viewer: { organizations: Array<{ role: OrganizationRole, organization: { id: string, name: string, slug: string, environments: Array<string>, createdAt: string, sealed: boolean } }> } | null };

export type UpdateOrganizationMutationVariables = Exact<{
  input: UpdateOrganizationInput;
}>;


export type UpdateOrganizationMutation = { updateOrganization: { organization: { id: string, name: string, slug: string, environments: Array<string>, createdAt: string, sealed: boolean, requireSecondAdmin: boolean, asksSecondAdmin: boolean, viewerCanManage: { allowed: boolean, reasons: Array<string> } } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type ChangeSecondAdminRuleMutationVariables = Exact<{
  input: SetSecondAdminRuleInput;
}>;


export type ChangeSecondAdminRuleMutation = { setSecondAdminRule: { organization: { id: string, name: string, slug: string, environments: Array<string>, createdAt: string, sealed: boolean, requireSecondAdmin: boolean, asksSecondAdmin: boolean, viewerCanManage: { allowed: boolean, reasons: Array<string> } } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type CreateOrganizationMutationVariables = Exact<{
  input: CreateOrganizationInput;
}>;


export type CreateOrganizationMutation = { createOrganization: { organization: { id: string, name: string, slug: string, environments: Array<string>, sealed: boolean, viewerCanManage: { allowed: boolean, reasons: Array<string> } } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type JoinAsAdminMutationVariables = Exact<{
  input: InviteMemberInput;
}>;


export type JoinAsAdminMutation = { inviteMember: { user: { id: string } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type ListedAccountFragment = { platformRole: PlatformRole | null, createdAt: string, disabledAt: string | null, pending: boolean, user: { id: string, name: string, email: string }, toNothing: { allowed: boolean, reasons: Array<string> }, toPlatformAdmin: { allowed: boolean, reasons: Array<string> }, toSuperuser: { allowed: boolean, reasons: Array<string> }, viewerCanDisable: { allowed: boolean, reasons: Array<string> } };

export type AccountsQueryVariables = Exact<{
  search?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type AccountsQuery = { users: { nodes: Array<{ platformRole: PlatformRole | null, createdAt: string, disabledAt: string | null, pending: boolean, user: { id: string, name: string, email: string }, toNothing: { allowed: boolean, reasons: Array<string> }, toPlatformAdmin: { allowed: boolean, reasons: Array<string> }, toSuperuser: { allowed: boolean, reasons: Array<string> }, viewerCanDisable: { allowed: boolean, reasons: Array<string> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type SetPlatformRoleMutationVariables = Exact<{
  input: SetPlatformRoleInput;
}>;


export type SetPlatformRoleMutation = { setPlatformRole: { account: { platformRole: PlatformRole | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type DisableUserMutationVariables = Exact<{
  input: DisableUserInput;
}>;


export type DisableUserMutation = { disableUser: { account: { disabledAt: string | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type EnableUserMutationVariables = Exact<{
  input: EnableUserInput;
}>;


export type EnableUserMutation = { enableUser: { account: { disabledAt: string | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type ManagedReasonFragment = { id: string, kind: ReasonKind, text: string, active: boolean };

export type ManagedReasonsQueryVariables = Exact<{
  organizationId: string;
  kind: ReasonKind;
}>;


export type ManagedReasonsQuery = { reasons: Array<{ id: string, kind: ReasonKind, text: string, active: boolean }> };

export type CreateManagedReasonMutationVariables = Exact<{
  input: CreateReasonInput;
}>;


export type CreateManagedReasonMutation = { createReason: { reason: { id: string, kind: ReasonKind, text: string, active: boolean } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type UpdateManagedReasonMutationVariables = Exact<{
  input: UpdateReasonInput;
}>;


export type UpdateManagedReasonMutation = { updateReason: { reason: { id: string, kind: ReasonKind, text: string, active: boolean } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type ReorderManagedReasonsMutationVariables = Exact<{
  input: ReorderReasonsInput;
}>;


export type ReorderManagedReasonsMutation = { reorderReasons: { reasons: Array<{ id: string, kind: ReasonKind, text: string, active: boolean }>, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type RecordLineFragment = { id: string, sequence: string, type: string, subjectId: string | null, occurredAt: string, entry: string, actor: { kind: ActorKind, id: string, name: string } };

export type AuditRecordsPageQueryVariables = Exact<{
  organizationId: string;
  filter?: AuditFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type AuditRecordsPageQuery = { auditRecords: { nodes: Array<{ id: string, sequence: string, type: string, subjectId: string | null, occurredAt: string, entry: string, actor: { kind: ActorKind, id: string, name: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type RecordActorsQueryVariables = Exact<{
  organizationId: string;
}>;


export type RecordActorsQuery = { members: { nodes: Array<{ user: { id: string, name: string, email: string } }> }, devices: { nodes: Array<{ id: string, name: string }> } };

export type LedgerSizeQueryVariables = Exact<{
  organizationId: string;
}>;


export type LedgerSizeQuery = { auditChain: { size: string } };

export type RequestCertificateFragment = { id: string, serialNumber: string, domains: Array<string>, pem: string, chainPem: string, notBefore: string, notAfter: string, fingerprintSha256: string, revokedAt: string | null, revocationReason: string | null };

export type RequestRecordFragment = { id: string, sequence: string, type: string, occurredAt: string, entry: string, hash: string, actor: { kind: ActorKind, id: string, name: string } };

export type RequestDetailFragment = { commonName: string | null, justification: string | null, warnAt: string | null, warnedAt: string | null, issuanceAttempts: number, issuanceError: string | null, nextAttemptAt: string | null, approvalNeedsReason: boolean, keyAlgorithm: KeyAlgorithm | null, keyOrigin: KeyOrigin, spkiSha256: string | null, csrPem: string | null, validityDays: number, template: string, templateSha256: string, id: string, revision: number, status: RequestStatus, issuanceStatus: IssuanceStatus, domains: Array<string>, environment: string, requestedAt: string, decidedAt: string | null, escalateAt: string | null, escalatedAt: string | null, expiresAt: string | null, requiredApprovals: number, organization: { id: string, name: string }, renewsCertificate: { id: string, serialNumber: string, notAfter: string } | null, trustProfile: { id: string, name: string, version: number, certificateAuthority: { id: string, name: string } }, decisions: Array<{ reason: string | null, verdict: Verdict, decidedAt: string, approver: { kind: ActorKind, id: string, name: string } }>, eligibleApprovers: Array<{ id: string, name: string }>, records: Array<{ id: string, sequence: string, type: string, occurredAt: string, entry: string, hash: string, actor: { kind: ActorKind, id: string, name: string } }>, certificate: { id: string, serialNumber: string, domains: Array<string>, pem: string, chainPem: string, notBefore: string, notAfter: string, fingerprintSha256: string, revokedAt: string | null, revocationReason: string | null } | null, previousCertificate: { id: string, serialNumber: string, domains: Array<string>, pem: string, notBefore: string, notAfter: string } | null, viewerCanVoid: { allowed: boolean, reasons: Array<string> }, viewerCanWithdraw: { allowed: boolean, reasons: Array<string> }, viewerCanComment: { allowed: boolean, reasons: Array<string> }, viewerCanAttachCsr: { allowed: boolean, reasons: Array<string> }, viewerCanRetryIssuance: { allowed: boolean, reasons: Array<string> }, requester: { kind: ActorKind, id: string, name: string }, quorum: { required: number, given: number, canStillDecide: number, isReachable: boolean, explanation: string } | null, policyChecks: Array<{ kind: PolicyCheckKind, rule: string, outcome: CheckOutcome, explanation: string }>, viewerCanApprove: { allowed: boolean, reasons: Array<string> }, viewerCanReject: { allowed: boolean, reasons: Array<string> } };

export type RequestQueryVariables = Exact<{
  id: string;
}>;


export type RequestQuery = { request: { commonName: string | null, justification: string | null, warnAt: string | null, warnedAt: string | null, issuanceAttempts: number, issuanceError: string | null, nextAttemptAt: string | null, approvalNeedsReason: boolean, keyAlgorithm: KeyAlgorithm | null, keyOrigin: KeyOrigin, spkiSha256: string | null, csrPem: string | null, validityDays: number, template: string, templateSha256: string, id: string, revision: number, status: RequestStatus, issuanceStatus: IssuanceStatus, domains: Array<string>, environment: string, requestedAt: string, decidedAt: string | null, escalateAt: string | null, escalatedAt: string | null, expiresAt: string | null, requiredApprovals: number, organization: { id: string, name: string }, renewsCertificate: { id: string, serialNumber: string, notAfter: string } | null, trustProfile: { id: string, name: string, version: number, certificateAuthority: { id: string, name: string } }, decisions: Array<{ reason: string | null, verdict: Verdict, decidedAt: string, approver: { kind: ActorKind, id: string, name: string } }>, eligibleApprovers: Array<{ id: string, name: string }>, records: Array<{ id: string, sequence: string, type: string, occurredAt: string, entry: string, hash: string, actor: { kind: ActorKind, id: string, name: string } }>, certificate: { id: string, serialNumber: string, domains: Array<string>, pem: string, chainPem: string, notBefore: string, notAfter: string, fingerprintSha256: string, revokedAt: string | null, revocationReason: string | null } | null, previousCertificate: { id: string, serialNumber: string, domains: Array<string>, pem: string, notBefore: string, notAfter: string } | null, viewerCanVoid: { allowed: boolean, reasons: Array<string> }, viewerCanWithdraw: { allowed: boolean, reasons: Array<string> }, viewerCanComment: { allowed: boolean, reasons: Array<string> }, viewerCanAttachCsr: { allowed: boolean, reasons: Array<string> }, viewerCanRetryIssuance: { allowed: boolean, reasons: Array<string> }, requester: { kind: ActorKind, id: string, name: string }, quorum: { required: number, given: number, canStillDecide: number, isReachable: boolean, explanation: string } | null, policyChecks: Array<{ kind: PolicyCheckKind, rule: string, outcome: CheckOutcome, explanation: string }>, viewerCanApprove: { allowed: boolean, reasons: Array<string> }, viewerCanReject: { allowed: boolean, reasons: Array<string> } } | null };

export type RequesterQueryVariables = Exact<{
  id: string;
  organizationId: string;
}>;


export type RequesterQuery = { node:
    | { __typename: 'ApiToken', id: string }
    | { __typename: 'AuditRecord', id: string }
    | { __typename: 'Certificate', id: string }
    | { __typename: 'CertificateAuthority', id: string }
    | { __typename: 'CertificateRequest', id: string }
    | { __typename: 'Device', revokedAt: string | null, id: string, owner: { id: string, name: string } | null }
    | { __typename: 'Organization', id: string }
    | { __typename: 'PendingChange', id: string }
    | { __typename: 'TrustProfile', id: string }
    | { __typename: 'User', email: string, id: string }
    | { __typename: 'Webhook', id: string }
   | null, asked: { totalCount: number } };

export type ApproveRequestMutationVariables = Exact<{
  input: ApproveRequestInput;
}>;


export type ApproveRequestMutation = { approveRequest: { request: { commonName: string | null, justification: string | null, warnAt: string | null, warnedAt: string | null, issuanceAttempts: number, issuanceError: string | null, nextAttemptAt: string | null, approvalNeedsReason: boolean, keyAlgorithm: KeyAlgorithm | null, keyOrigin: KeyOrigin, spkiSha256: string | null, csrPem: string | null, validityDays: number, template: string, templateSha256: string, id: string, revision: number, status: RequestStatus, issuanceStatus: IssuanceStatus, domains: Array<string>, environment: string, requestedAt: string, decidedAt: string | null, escalateAt: string | null, escalatedAt: string | null, expiresAt: string | null, requiredApprovals: number, organization: { id: string, name: string }, renewsCertificate: { id: string, serialNumber: string, notAfter: string } | null, trustProfile: { id: string, name: string, version: number, certificateAuthority: { id: string, name: string } }, decisions: Array<{ reason: string | null, verdict: Verdict, decidedAt: string, approver: { kind: ActorKind, id: string, name: string } }>, eligibleApprovers: Array<{ id: string, name: string }>, records: Array<{ id: string, sequence: string, type: string, occurredAt: string, entry: string, hash: string, actor: { kind: ActorKind, id: string, name: string } }>, certificate: { id: string, serialNumber: string, domains: Array<string>, pem: string, chainPem: string, notBefore: string, notAfter: string, fingerprintSha256: string, revokedAt: string | null, revocationReason: string | null } | null, previousCertificate: { id: string, serialNumber: string, domains: Array<string>, pem: string, notBefore: string, notAfter: string } | null, viewerCanVoid: { allowed: boolean, reasons: Array<string> }, viewerCanWithdraw: { allowed: boolean, reasons: Array<string> }, viewerCanComment: { allowed: boolean, reasons: Array<string> }, viewerCanAttachCsr: { allowed: boolean, reasons: Array<string> }, viewerCanRetryIssuance: { allowed: boolean, reasons: Array<string> }, requester: { kind: ActorKind, id: string, name: string }, quorum: { required: number, given: number, canStillDecide: number, isReachable: boolean, explanation: string } | null, policyChecks: Array<{ kind: PolicyCheckKind, rule: string, outcome: CheckOutcome, explanation: string }>, viewerCanApprove: { allowed: boolean, reasons: Array<string> }, viewerCanReject: { allowed: boolean, reasons: Array<string> } } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type RejectRequestMutationVariables = Exact<{
  input: RejectRequestInput;
}>;


export type RejectRequestMutation = { rejectRequest: { request: { commonName: string | null, justification: string | null, warnAt: string | null, warnedAt: string | null, issuanceAttempts: number, issuanceError: string | null, nextAttemptAt: string | null, approvalNeedsReason: boolean, keyAlgorithm: KeyAlgorithm | null, keyOrigin: KeyOrigin, spkiSha256: string | null, csrPem: string | null, validityDays: number, template: string, templateSha256: string, id: string, revision: number, status: RequestStatus, issuanceStatus: IssuanceStatus, domains: Array<string>, environment: string, requestedAt: string, decidedAt: string | null, escalateAt: string | null, escalatedAt: string | null, expiresAt: string | null, requiredApprovals: number, organization: { id: string, name: string }, renewsCertificate: { id: string, serialNumber: string, notAfter: string } | null, trustProfile: { id: string, name: string, version: number, certificateAuthority: { id: string, name: string } }, decisions: Array<{ reason: string | null, verdict: Verdict, decidedAt: string, approver: { kind: ActorKind, id: string, name: string } }>, eligibleApprovers: Array<{ id: string, name: string }>, records: Array<{ id: string, sequence: string, type: string, occurredAt: string, entry: string, hash: string, actor: { kind: ActorKind, id: string, name: string } }>, certificate: { id: string, serialNumber: string, domains: Array<string>, pem: string, chainPem: string, notBefore: string, notAfter: string, fingerprintSha256: string, revokedAt: string | null, revocationReason: string | null } | null, previousCertificate: { id: string, serialNumber: string, domains: Array<string>, pem: string, notBefore: string, notAfter: string } | null, viewerCanVoid: { allowed: boolean, reasons: Array<string> }, viewerCanWithdraw: { allowed: boolean, reasons: Array<string> }, viewerCanComment: { allowed: boolean, reasons: Array<string> }, viewerCanAttachCsr: { allowed: boolean, reasons: Array<string> }, viewerCanRetryIssuance: { allowed: boolean, reasons: Array<string> }, requester: { kind: ActorKind, id: string, name: string }, quorum: { required: number, given: number, canStillDecide: number, isReachable: boolean, explanation: string } | null, policyChecks: Array<{ kind: PolicyCheckKind, rule: string, outcome: CheckOutcome, explanation: string }>, viewerCanApprove: { allowed: boolean, reasons: Array<string> }, viewerCanReject: { allowed: boolean, reasons: Array<string> } } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type VoidRequestMutationVariables = Exact<{
  input: VoidRequestInput;
}>;


export type VoidRequestMutation = { voidRequest: { request: { commonName: string | null, justification: string | null, warnAt: string | null, warnedAt: string | null, issuanceAttempts: number, issuanceError: string | null, nextAttemptAt: string | null, approvalNeedsReason: boolean, keyAlgorithm: KeyAlgorithm | null, keyOrigin: KeyOrigin, spkiSha256: string | null, csrPem: string | null, validityDays: number, template: string, templateSha256: string, id: string, revision: number, status: RequestStatus, issuanceStatus: IssuanceStatus, domains: Array<string>, environment: string, requestedAt: string, decidedAt: string | null, escalateAt: string | null, escalatedAt: string | null, expiresAt: string | null, requiredApprovals: number, organization: { id: string, name: string }, renewsCertificate: { id: string, serialNumber: string, notAfter: string } | null, trustProfile: { id: string, name: string, version: number, certificateAuthority: { id: string, name: string } }, decisions: Array<{ reason: string | null, verdict: Verdict, decidedAt: string, approver: { kind: ActorKind, id: string, name: string } }>, eligibleApprovers: Array<{ id: string, name: string }>, records: Array<{ id: string, sequence: string, type: string, occurredAt: string, entry: string, hash: string, actor: { kind: ActorKind, id: string, name: string } }>, certificate: { id: string, serialNumber: string, domains: Array<string>, pem: string, chainPem: string, notBefore: string, notAfter: string, fingerprintSha256: string, revokedAt: string | null, revocationReason: string | null } | null, previousCertificate: { id: string, serialNumber: string, domains: Array<string>, pem: string, notBefore: string, notAfter: string } | null, viewerCanVoid: { allowed: boolean, reasons: Array<string> }, viewerCanWithdraw: { allowed: boolean, reasons: Array<string> }, viewerCanComment: { allowed: boolean, reasons: Array<string> }, viewerCanAttachCsr: { allowed: boolean, reasons: Array<string> }, viewerCanRetryIssuance: { allowed: boolean, reasons: Array<string> }, requester: { kind: ActorKind, id: string, name: string }, quorum: { required: number, given: number, canStillDecide: number, isReachable: boolean, explanation: string } | null, policyChecks: Array<{ kind: PolicyCheckKind, rule: string, outcome: CheckOutcome, explanation: string }>, viewerCanApprove: { allowed: boolean, reasons: Array<string> }, viewerCanReject: { allowed: boolean, reasons: Array<string> } } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type WithdrawRequestMutationVariables = Exact<{
  input: WithdrawRequestInput;
}>;


export type WithdrawRequestMutation = { withdrawRequest: { request: { commonName: string | null, justification: string | null, warnAt: string | null, warnedAt: string | null, issuanceAttempts: number, issuanceError: string | null, nextAttemptAt: string | null, approvalNeedsReason: boolean, keyAlgorithm: KeyAlgorithm | null, keyOrigin: KeyOrigin, spkiSha256: string | null, csrPem: string | null, validityDays: number, template: string, templateSha256: string, id: string, revision: number, status: RequestStatus, issuanceStatus: IssuanceStatus, domains: Array<string>, environment: string, requestedAt: string, decidedAt: string | null, escalateAt: string | null, escalatedAt: string | null, expiresAt: string | null, requiredApprovals: number, organization: { id: string, name: string }, renewsCertificate: { id: string, serialNumber: string, notAfter: string } | null, trustProfile: { id: string, name: string, version: number, certificateAuthority: { id: string, name: string } }, decisions: Array<{ reason: string | null, verdict: Verdict, decidedAt: string, approver: { kind: ActorKind, id: string, name: string } }>, eligibleApprovers: Array<{ id: string, name: string }>, records: Array<{ id: string, sequence: string, type: string, occurredAt: string, entry: string, hash: string, actor: { kind: ActorKind, id: string, name: string } }>, certificate: { id: string, serialNumber: string, domains: Array<string>, pem: string, chainPem: string, notBefore: string, notAfter: string, fingerprintSha256: string, revokedAt: string | null, revocationReason: string | null } | null, previousCertificate: { id: string, serialNumber: string, domains: Array<string>, pem: string, notBefore: string, notAfter: string } | null, viewerCanVoid: { allowed: boolean, reasons: Array<string> }, viewerCanWithdraw: { allowed: boolean, reasons: Array<string> }, viewerCanComment: { allowed: boolean, reasons: Array<string> }, viewerCanAttachCsr: { allowed: boolean, reasons: Array<string> }, viewerCanRetryIssuance: { allowed: boolean, reasons: Array<string> }, requester: { kind: ActorKind, id: string, name: string }, quorum: { required: number, given: number, canStillDecide: number, isReachable: boolean, explanation: string } | null, policyChecks: Array<{ kind: PolicyCheckKind, rule: string, outcome: CheckOutcome, explanation: string }>, viewerCanApprove: { allowed: boolean, reasons: Array<string> }, viewerCanReject: { allowed: boolean, reasons: Array<string> } } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type CommentOnRequestMutationVariables = Exact<{
  input: CommentOnRequestInput;
}>;


export type CommentOnRequestMutation = { commentOnRequest: { comment: { id: string } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type AttachCsrMutationVariables = Exact<{
  input: AttachCsrInput;
}>;


export type AttachCsrMutation = { attachCsr: { request: { commonName: string | null, justification: string | null, warnAt: string | null, warnedAt: string | null, issuanceAttempts: number, issuanceError: string | null, nextAttemptAt: string | null, approvalNeedsReason: boolean, keyAlgorithm: KeyAlgorithm | null, keyOrigin: KeyOrigin, spkiSha256: string | null, csrPem: string | null, validityDays: number, template: string, templateSha256: string, id: string, revision: number, status: RequestStatus, issuanceStatus: IssuanceStatus, domains: Array<string>, environment: string, requestedAt: string, decidedAt: string | null, escalateAt: string | null, escalatedAt: string | null, expiresAt: string | null, requiredApprovals: number, organization: { id: string, name: string }, renewsCertificate: { id: string, serialNumber: string, notAfter: string } | null, trustProfile: { id: string, name: string, version: number, certificateAuthority: { id: string, name: string } }, decisions: Array<{ reason: string | null, verdict: Verdict, decidedAt: string, approver: { kind: ActorKind, id: string, name: string } }>, eligibleApprovers: Array<{ id: string, name: string }>, records: Array<{ id: string, sequence: string, type: string, occurredAt: string, entry: string, hash: string, actor: { kind: ActorKind, id: string, name: string } }>, certificate: { id: string, serialNumber: string, domains: Array<string>, pem: string, chainPem: string, notBefore: string, notAfter: string, fingerprintSha256: string, revokedAt: string | null, revocationReason: string | null } | null, previousCertificate: { id: string, serialNumber: string, domains: Array<string>, pem: string, notBefore: string, notAfter: string } | null, viewerCanVoid: { allowed: boolean, reasons: Array<string> }, viewerCanWithdraw: { allowed: boolean, reasons: Array<string> }, viewerCanComment: { allowed: boolean, reasons: Array<string> }, viewerCanAttachCsr: { allowed: boolean, reasons: Array<string> }, viewerCanRetryIssuance: { allowed: boolean, reasons: Array<string> }, requester: { kind: ActorKind, id: string, name: string }, quorum: { required: number, given: number, canStillDecide: number, isReachable: boolean, explanation: string } | null, policyChecks: Array<{ kind: PolicyCheckKind, rule: string, outcome: CheckOutcome, explanation: string }>, viewerCanApprove: { allowed: boolean, reasons: Array<string> }, viewerCanReject: { allowed: boolean, reasons: Array<string> } } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type RetryIssuanceMutationVariables = Exact<{
  input: RetryIssuanceInput;
}>;


export type RetryIssuanceMutation = { retryIssuance: { request: { commonName: string | null, justification: string | null, warnAt: string | null, warnedAt: string | null, issuanceAttempts: number, issuanceError: string | null, nextAttemptAt: string | null, approvalNeedsReason: boolean, keyAlgorithm: KeyAlgorithm | null, keyOrigin: KeyOrigin, spkiSha256: string | null, csrPem: string | null, validityDays: number, template: string, templateSha256: string, id: string, revision: number, status: RequestStatus, issuanceStatus: IssuanceStatus, domains: Array<string>, environment: string, requestedAt: string, decidedAt: string | null, escalateAt: string | null, escalatedAt: string | null, expiresAt: string | null, requiredApprovals: number, organization: { id: string, name: string }, renewsCertificate: { id: string, serialNumber: string, notAfter: string } | null, trustProfile: { id: string, name: string, version: number, certificateAuthority: { id: string, name: string } }, decisions: Array<{ reason: string | null, verdict: Verdict, decidedAt: string, approver: { kind: ActorKind, id: string, name: string } }>, eligibleApprovers: Array<{ id: string, name: string }>, records: Array<{ id: string, sequence: string, type: string, occurredAt: string, entry: string, hash: string, actor: { kind: ActorKind, id: string, name: string } }>, certificate: { id: string, serialNumber: string, domains: Array<string>, pem: string, chainPem: string, notBefore: string, notAfter: string, fingerprintSha256: string, revokedAt: string | null, revocationReason: string | null } | null, previousCertificate: { id: string, serialNumber: string, domains: Array<string>, pem: string, notBefore: string, notAfter: string } | null, viewerCanVoid: { allowed: boolean, reasons: Array<string> }, viewerCanWithdraw: { allowed: boolean, reasons: Array<string> }, viewerCanComment: { allowed: boolean, reasons: Array<string> }, viewerCanAttachCsr: { allowed: boolean, reasons: Array<string> }, viewerCanRetryIssuance: { allowed: boolean, reasons: Array<string> }, requester: { kind: ActorKind, id: string, name: string }, quorum: { required: number, given: number, canStillDecide: number, isReachable: boolean, explanation: string } | null, policyChecks: Array<{ kind: PolicyCheckKind, rule: string, outcome: CheckOutcome, explanation: string }>, viewerCanApprove: { allowed: boolean, reasons: Array<string> }, viewerCanReject: { allowed: boolean, reasons: Array<string> } } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type ConfirmPasswordMutationVariables = Exact<{
  input: SignInInput;
}>;


export type ConfirmPasswordMutation = { signIn: { userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type SetupNeededQueryVariables = Exact<{ [key: string]: never; }>;


export type SetupNeededQuery = { setupNeeded: boolean };

export type CompleteSetupMutationVariables = Exact<{
  input: CompleteSetupInput;
}>;


export type CompleteSetupMutation = { completeSetup: { viewer: { user: { id: string, name: string, email: string } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type AcceptInvitationMutationVariables = Exact<{
  input: AcceptInvitationInput;
}>;


export type AcceptInvitationMutation = { acceptInvitation: { viewer: { user: { id: string, name: string, email: string } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type RequestPasswordResetMutationVariables = Exact<{
  input: RequestPasswordResetInput;
}>;


export type RequestPasswordResetMutation = { requestPasswordReset: { userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type ResetPasswordMutationVariables = Exact<{
  input: ResetPasswordInput;
}>;


export type ResetPasswordMutation = { resetPassword: { viewer: { user: { id: string } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type SignInMutationVariables = Exact<{
  input: SignInInput;
}>;


export type SignInMutation = { signIn: { viewer: { user: { id: string } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type ListedChangeFragment = { id: string, baseVersion: number, name: string, widens: Array<string>, proposedAt: string, status: ChangeStatus, decidedAt: string | null, reason: string | null, proposedBy: { name: string }, decidedBy: { name: string } | null, differences: Array<{ field: string, label: string, before: string, after: string }>, trustProfile: { id: string, name: string, domains: Array<string> }, viewerCanDecide: { allowed: boolean, reasons: Array<string> }, viewerCanWithdraw: { allowed: boolean, reasons: Array<string> } };

export type PendingChangeListQueryVariables = Exact<{
  organizationId: string;
}>;


export type PendingChangeListQuery = { open: { nodes: Array<{ id: string, baseVersion: number, name: string, widens: Array<string>, proposedAt: string, status: ChangeStatus, decidedAt: string | null, reason: string | null, proposedBy: { name: string }, decidedBy: { name: string } | null, differences: Array<{ field: string, label: string, before: string, after: string }>, trustProfile: { id: string, name: string, domains: Array<string> }, viewerCanDecide: { allowed: boolean, reasons: Array<string> }, viewerCanWithdraw: { allowed: boolean, reasons: Array<string> } }> }, ended: { nodes: Array<{ id: string, baseVersion: number, name: string, widens: Array<string>, proposedAt: string, status: ChangeStatus, decidedAt: string | null, reason: string | null, proposedBy: { name: string }, decidedBy: { name: string } | null, differences: Array<{ field: string, label: string, before: string, after: string }>, trustProfile: { id: string, name: string, domains: Array<string> }, viewerCanDecide: { allowed: boolean, reasons: Array<string> }, viewerCanWithdraw: { allowed: boolean, reasons: Array<string> } }> }, organization: { id: string, asksSecondAdmin: boolean } | null };

export type OpenChangeQueryVariables = Exact<{
  id: string;
}>;


export type OpenChangeQuery = { pendingChange: { id: string, baseVersion: number, name: string, widens: Array<string>, proposedAt: string, status: ChangeStatus, decidedAt: string | null, reason: string | null, proposedBy: { name: string }, decidedBy: { name: string } | null, differences: Array<{ field: string, label: string, before: string, after: string }>, trustProfile: { id: string, name: string, domains: Array<string> }, viewerCanDecide: { allowed: boolean, reasons: Array<string> }, viewerCanWithdraw: { allowed: boolean, reasons: Array<string> } } | null };

export type DecideChangeMutationVariables = Exact<{
  input: DecidePendingChangeInput;
}>;


export type DecideChangeMutation = { decidePendingChange: { pendingChange: { id: string, baseVersion: number, name: string, widens: Array<string>, proposedAt: string, status: ChangeStatus, decidedAt: string | null, reason: string | null, proposedBy: { name: string }, decidedBy: { name: string } | null, differences: Array<{ field: string, label: string, before: string, after: string }>, trustProfile: { id: string, name: string, domains: Array<string> }, viewerCanDecide: { allowed: boolean, reasons: Array<string> }, viewerCanWithdraw: { allowed: boolean, reasons: Array<string> } } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type WithdrawChangeMutationVariables = Exact<{
  input: WithdrawPendingChangeInput;
}>;


export type WithdrawChangeMutation = { withdrawPendingChange: { pendingChange: { id: string, baseVersion: number, name: string, widens: Array<string>, proposedAt: string, status: ChangeStatus, decidedAt: string | null, reason: string | null, proposedBy: { name: string }, decidedBy: { name: string } | null, differences: Array<{ field: string, label: string, before: string, after: string }>, trustProfile: { id: string, name: string, domains: Array<string> }, viewerCanDecide: { allowed: boolean, reasons: Array<string> }, viewerCanWithdraw: { allowed: boolean, reasons: Array<string> } } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type ListedTrustProfileFragment = { id: string, name: string, version: number, domains: Array<string>, environments: Array<string>, requireApproval: boolean, requiredApprovals: number, allowedUserIds: Array<string>, allowedDeviceIds: Array<string>, allowAllDevices: boolean, certificateAuthority: { id: string, name: string }, pendingChange: { id: string, viewerCanDecide: { allowed: boolean, reasons: Array<string> } } | null };

export type TrustProfileListQueryVariables = Exact<{
  organizationId: string;
  active: boolean;
  after?: string | null | undefined;
}>;


export type TrustProfileListQuery = { trustProfiles: { nodes: Array<{ id: string, name: string, version: number, domains: Array<string>, environments: Array<string>, requireApproval: boolean, requiredApprovals: number, allowedUserIds: Array<string>, allowedDeviceIds: Array<string>, allowAllDevices: boolean, certificateAuthority: { id: string, name: string }, pendingChange: { id: string, viewerCanDecide: { allowed: boolean, reasons: Array<string> } } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type TrustProfileDetailFragment = { active: boolean, exceptDomains: Array<string>, allowSelfApproval: boolean, requireJustification: boolean, mandatoryReason: boolean, defaultValidityDays: number, maxValidityDays: number, keyAlgorithms: Array<KeyAlgorithm>, allowWildcards: boolean, extendedKeyUsages: Array<ExtendedKeyUsage>, keySource: KeySource, warnAfterHours: number | null, escalateAfterHours: number | null, escalationContacts: Array<string>, expireAfterHours: number | null, renewBeforeDays: number | null, deliver: boolean, openRequests: number, id: string, name: string, version: number, domains: Array<string>, environments: Array<string>, requireApproval: boolean, requiredApprovals: number, allowedUserIds: Array<string>, allowedDeviceIds: Array<string>, allowAllDevices: boolean, viewerCanManage: { allowed: boolean, reasons: Array<string> }, viewerCanRetire: { allowed: boolean, reasons: Array<string> }, certificateAuthority: { id: string, name: string }, pendingChange: { id: string, viewerCanDecide: { allowed: boolean, reasons: Array<string> } } | null };

export type FieldDifferenceRowFragment = { field: string, label: string, before: string, after: string };

export type TrustProfileByIdQueryVariables = Exact<{
  id: string;
}>;


export type TrustProfileByIdQuery = { trustProfile: { active: boolean, exceptDomains: Array<string>, allowSelfApproval: boolean, requireJustification: boolean, mandatoryReason: boolean, defaultValidityDays: number, maxValidityDays: number, keyAlgorithms: Array<KeyAlgorithm>, allowWildcards: boolean, extendedKeyUsages: Array<ExtendedKeyUsage>, keySource: KeySource, warnAfterHours: number | null, escalateAfterHours: number | null, escalationContacts: Array<string>, expireAfterHours: number | null, renewBeforeDays: number | null, deliver: boolean, openRequests: number, id: string, name: string, version: number, domains: Array<string>, environments: Array<string>, requireApproval: boolean, requiredApprovals: number, allowedUserIds: Array<string>, allowedDeviceIds: Array<string>, allowAllDevices: boolean, viewerCanManage: { allowed: boolean, reasons: Array<string> }, viewerCanRetire: { allowed: boolean, reasons: Array<string> }, certificateAuthority: { id: string, name: string }, pendingChange: { id: string, viewerCanDecide: { allowed: boolean, reasons: Array<string> } } | null } | null };

export type TrustProfileVersionsQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type TrustProfileVersionsQuery = { trustProfile: { id: string, versions: { nodes: Array<{ version: number, name: string, changedAt: string, changedBy: { name: string } | null, approvedBy: { name: string } | null, differences: Array<{ field: string, label: string, before: string, after: string }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type TrustProfileChoicesQueryVariables = Exact<{
  organizationId: string;
}>;


export type TrustProfileChoicesQuery = { organization: { id: string, environments: Array<string> } | null, certificateAuthorities: { nodes: Array<{ id: string, name: string, kind: CertificateAuthorityKind }> }, members: { nodes: Array<{ role: OrganizationRole, disabledAt: string | null, user: { id: string, name: string, email: string } }> }, devices: { nodes: Array<{ id: string, name: string, revokedAt: string | null }> } };

export type MatchProposedNamesQueryVariables = Exact<{
  organizationId: string;
  domains: Array<string> | string;
  environment: string;
}>;


export type MatchProposedNamesQuery = { matchTrustProfile: { explanations: Array<{ domain: string, matched: boolean, why: string, trustProfile: { id: string, name: string } | null }>, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type ReplayProfileQueryVariables = Exact<{
  input: ReplayTrustProfileInput;
}>;


export type ReplayProfileQuery = { replayTrustProfile: { replay: { since: string, replayed: number, changed: number, isCut: boolean, widens: Array<string>, needsSecondAdmin: boolean, counts: Array<{ effect: ReplayEffect, count: number }>, differing: Array<{ effects: Array<ReplayEffect>, request: { id: string, domains: Array<string>, environment: string, requestedAt: string, status: RequestStatus }, before: { trustProfileName: string | null, refusal: string | null, approvals: number | null }, after: { trustProfileName: string | null, refusal: string | null, approvals: number | null } }>, differences: Array<{ field: string, label: string, before: string, after: string }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type CreateProfileMutationVariables = Exact<{
  input: CreateTrustProfileInput;
}>;


export type CreateProfileMutation = { createTrustProfile: { trustProfile: { id: string, name: string, version: number, domains: Array<string>, environments: Array<string>, requireApproval: boolean, requiredApprovals: number, allowedUserIds: Array<string>, allowedDeviceIds: Array<string>, allowAllDevices: boolean, certificateAuthority: { id: string, name: string }, pendingChange: { id: string, viewerCanDecide: { allowed: boolean, reasons: Array<string> } } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type UpdateProfileMutationVariables = Exact<{
  input: UpdateTrustProfileInput;
}>;


export type UpdateProfileMutation = { updateTrustProfile: { trustProfile: { active: boolean, exceptDomains: Array<string>, allowSelfApproval: boolean, requireJustification: boolean, mandatoryReason: boolean, defaultValidityDays: number, maxValidityDays: number, keyAlgorithms: Array<KeyAlgorithm>, allowWildcards: boolean, extendedKeyUsages: Array<ExtendedKeyUsage>, keySource: KeySource, warnAfterHours: number | null, escalateAfterHours: number | null, escalationContacts: Array<string>, expireAfterHours: number | null, renewBeforeDays: number | null, deliver: boolean, openRequests: number, id: string, name: string, version: number, domains: Array<string>, environments: Array<string>, requireApproval: boolean, requiredApprovals: number, allowedUserIds: Array<string>, allowedDeviceIds: Array<string>, allowAllDevices: boolean, viewerCanManage: { allowed: boolean, reasons: Array<string> }, viewerCanRetire: { allowed: boolean, reasons: Array<string> }, certificateAuthority: { id: string, name: string }, pendingChange: { id: string, viewerCanDecide: { allowed: boolean, reasons: Array<string> } } | null } | null, pendingChange: { id: string, baseVersion: number, name: string, widens: Array<string>, proposedAt: string, status: ChangeStatus, decidedAt: string | null, reason: string | null, proposedBy: { name: string }, decidedBy: { name: string } | null, differences: Array<{ field: string, label: string, before: string, after: string }>, trustProfile: { id: string, name: string, domains: Array<string> }, viewerCanDecide: { allowed: boolean, reasons: Array<string> }, viewerCanWithdraw: { allowed: boolean, reasons: Array<string> } } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type RetireProfileMutationVariables = Exact<{
  input: RetireTrustProfileInput;
}>;


export type RetireProfileMutation = { retireTrustProfile: { trustProfile: { active: boolean, exceptDomains: Array<string>, allowSelfApproval: boolean, requireJustification: boolean, mandatoryReason: boolean, defaultValidityDays: number, maxValidityDays: number, keyAlgorithms: Array<KeyAlgorithm>, allowWildcards: boolean, extendedKeyUsages: Array<ExtendedKeyUsage>, keySource: KeySource, warnAfterHours: number | null, escalateAfterHours: number | null, escalationContacts: Array<string>, expireAfterHours: number | null, renewBeforeDays: number | null, deliver: boolean, openRequests: number, id: string, name: string, version: number, domains: Array<string>, environments: Array<string>, requireApproval: boolean, requiredApprovals: number, allowedUserIds: Array<string>, allowedDeviceIds: Array<string>, allowAllDevices: boolean, viewerCanManage: { allowed: boolean, reasons: Array<string> }, viewerCanRetire: { allowed: boolean, reasons: Array<string> }, certificateAuthority: { id: string, name: string }, pendingChange: { id: string, viewerCanDecide: { allowed: boolean, reasons: Array<string> } } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type ListedWebhookFragment = { id: string, url: string, description: string, eventTypes: Array<string>, active: boolean, disabledReason: string | null, createdAt: string, previousSecretUntil: string | null, createdBy: { id: string, name: string } | null, progress: { nextSequence: string, failedAttempts: number, failingSince: string | null, nextAttemptAt: string | null } | null, viewerCanManage: { allowed: boolean, reasons: Array<string> } };

export type DeliveryPartsFragment = { id: string, messageId: string, eventType: string, sequence: string | null, attempt: number, at: string, durationMs: number, statusCode: number | null, error: string | null, responseBody: string, nextAttemptAt: string | null };

export type WebhooksQueryVariables = Exact<{
  organizationId: string;
}>;


export type WebhooksQuery = { webhooks: { nodes: Array<{ id: string, url: string, description: string, eventTypes: Array<string>, active: boolean, disabledReason: string | null, createdAt: string, previousSecretUntil: string | null, createdBy: { id: string, name: string } | null, progress: { nextSequence: string, failedAttempts: number, failingSince: string | null, nextAttemptAt: string | null } | null, viewerCanManage: { allowed: boolean, reasons: Array<string> } }> } };

export type WebhookDeliveriesQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type WebhookDeliveriesQuery = { webhook: { id: string, deliveries: { nodes: Array<{ id: string, messageId: string, eventType: string, sequence: string | null, attempt: number, at: string, durationMs: number, statusCode: number | null, error: string | null, responseBody: string, nextAttemptAt: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type CreateWebhookMutationVariables = Exact<{
  input: CreateWebhookInput;
}>;


export type CreateWebhookMutation = { createWebhook: { secret: string | null, webhook: { id: string, url: string, description: string, eventTypes: Array<string>, active: boolean, disabledReason: string | null, createdAt: string, previousSecretUntil: string | null, createdBy: { id: string, name: string } | null, progress: { nextSequence: string, failedAttempts: number, failingSince: string | null, nextAttemptAt: string | null } | null, viewerCanManage: { allowed: boolean, reasons: Array<string> } } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type UpdateWebhookMutationVariables = Exact<{
  input: UpdateWebhookInput;
}>;


export type UpdateWebhookMutation = { updateWebhook: { webhook: { id: string, url: string, description: string, eventTypes: Array<string>, active: boolean, disabledReason: string | null, createdAt: string, previousSecretUntil: string | null, createdBy: { id: string, name: string } | null, progress: { nextSequence: string, failedAttempts: number, failingSince: string | null, nextAttemptAt: string | null } | null, viewerCanManage: { allowed: boolean, reasons: Array<string> } } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type RotateWebhookSecretMutationVariables = Exact<{
  input: RotateWebhookSecretInput;
}>;


export type RotateWebhookSecretMutation = { rotateWebhookSecret: { secret: string | null, webhook: { id: string, url: string, description: string, eventTypes: Array<string>, active: boolean, disabledReason: string | null, createdAt: string, previousSecretUntil: string | null, createdBy: { id: string, name: string } | null, progress: { nextSequence: string, failedAttempts: number, failingSince: string | null, nextAttemptAt: string | null } | null, viewerCanManage: { allowed: boolean, reasons: Array<string> } } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type DeleteWebhookMutationVariables = Exact<{
  input: DeleteWebhookInput;
}>;


export type DeleteWebhookMutation = { deleteWebhook: { deletedWebhookId: string | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type SendTestWebhookMutationVariables = Exact<{
  input: SendTestWebhookInput;
}>;


export type SendTestWebhookMutation = { sendTestWebhook: { delivery: { id: string, messageId: string, eventType: string, sequence: string | null, attempt: number, at: string, durationMs: number, statusCode: number | null, error: string | null, responseBody: string, nextAttemptAt: string | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type ReplayWebhookMutationVariables = Exact<{
  input: ReplayWebhookInput;
}>;


export type ReplayWebhookMutation = { replayWebhook: { webhook: { id: string, url: string, description: string, eventTypes: Array<string>, active: boolean, disabledReason: string | null, createdAt: string, previousSecretUntil: string | null, createdBy: { id: string, name: string } | null, progress: { nextSequence: string, failedAttempts: number, failingSince: string | null, nextAttemptAt: string | null } | null, viewerCanManage: { allowed: boolean, reasons: Array<string> } } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type RetryWebhookDeliveryMutationVariables = Exact<{
  input: RetryWebhookDeliveryInput;
}>;


export type RetryWebhookDeliveryMutation = { retryWebhookDelivery: { delivery: { id: string, messageId: string, eventType: string, sequence: string | null, attempt: number, at: string, durationMs: number, statusCode: number | null, error: string | null, responseBody: string, nextAttemptAt: string | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null }> } };

export type OfferedReasonsQueryVariables = Exact<{
  organizationId: string;
  kind: ReasonKind;
}>;


export type OfferedReasonsQuery = { reasons: Array<{ id: string, text: string }> };

export type MutationErrorFragment = { code: UserErrorCode, message: string, field: Array<string> | null, changes: Array<{ what: string, before: string, after: string }> | null };

export const ChangesForMeDocument = persistedDocument<ChangesForMeQuery, ChangesForMeQueryVariables>('213f714a3e7b4a5f67332ba4ee71d5e85dfc74c0822abc632cd8a67359572588', 'query ChangesForMe($organizationId:ID!){pendingChanges(organizationId:$organizationId filter:{status:[PENDING]}first:100){nodes{id status viewerCanDecide{allowed reasons __typename}__typename}__typename}}');
export const FirstStepsDoneDocument = persistedDocument<FirstStepsDoneQuery, FirstStepsDoneQueryVariables>('bf117519da03e06e21778f692d80f6e4b2962dfde44f8d6106835a89f5c539a4', 'query FirstStepsDone($organizationId:ID!){trustProfiles(organizationId:$organizationId first:1){totalCount __typename}devices(organizationId:$organizationId first:1){totalCount __typename}members(organizationId:$organizationId first:2){nodes{user{id __typename}__typename}__typename}}');
export const LiveStartDocument = persistedDocument<LiveStartQuery, LiveStartQueryVariables>('9947a350bda57d76ab4210808744fe62d0269384b9c909a0ef4ba419c9c4f5d5', 'query LiveStart($organizationId:ID!){auditChain(organizationId:$organizationId){epoch size __typename}}');
export const RequestChangedDocument = persistedDocument<RequestChangedSubscription, RequestChangedSubscriptionVariables>('8c8fad116bfbcda3989a72b8273617169acdaa2dc6e6bb2deacfc0d2b5d80c66', 'subscription RequestChanged($organizationId:ID!$sinceSequence:String){requestChanged(organizationId:$organizationId sinceSequence:$sinceSequence){sequence type request{...QueueRow renewsCertificate{id __typename}__typename}__typename}}fragment QueueRow on CertificateRequest{id revision status issuanceStatus domains environment requester{kind id name:displayName __typename}trustProfile{id name __typename}requestedAt decidedAt escalateAt escalatedAt expiresAt quorum{required given canStillDecide isReachable explanation __typename}requiredApprovals decisions{verdict decidedAt approver{kind id name:displayName __typename}__typename}policyChecks{kind rule outcome explanation __typename}previousCertificate{id domains __typename}viewerCanApprove{allowed reasons __typename}viewerCanReject{allowed reasons __typename}__typename}');
export const QueueCountsDocument = persistedDocument<QueueCountsQuery, QueueCountsQueryVariables>('f6db325d838a43b94a69a636bcf9abdca8c1e92914e2bb23b6a5ed81da1294c9', 'query QueueCounts($organizationId:ID!){forMe:requests(organizationId:$organizationId filter:{status:[PENDING]canDecide:true}first:1){totalCount __typename}pending:requests(organizationId:$organizationId filter:{status:[PENDING]}first:1){totalCount __typename}mine:requests(organizationId:$organizationId filter:{status:[PENDING]mine:true}first:1){totalCount __typename}}');
export const OrganizationSealedDocument = persistedDocument<OrganizationSealedQuery, OrganizationSealedQueryVariables>('2eaf0ae1d73b554e811e85a8c4f9c6f8fc751857ddfc53f76cc4ff977dc8093a', 'query OrganizationSealed($organizationId:ID!){organization(id:$organizationId){id sealed __typename}}');
export const SealedBecauseDocument = persistedDocument<SealedBecauseQuery, SealedBecauseQueryVariables>('39a48efeec5c1563aa3655722c3f5316b7970896768035fcfc297c810843d01e', 'query SealedBecause($organizationId:ID!){auditChain(organizationId:$organizationId){sealedAt sealedBecause __typename}}');
export const PaletteRequestsDocument = persistedDocument<PaletteRequestsQuery, PaletteRequestsQueryVariables>('d688fe7fc12fbdd2b8565e7ba961d777f402915f3290a598fdfae1d5c678e5c0', 'query PaletteRequests($organizationId:ID!$text:String!){requests(organizationId:$organizationId filter:{search:$text}first:6){nodes{...FoundRequest __typename}__typename}}fragment FoundRequest on CertificateRequest{id status domains environment requester{kind id name __typename}__typename}');
export const PaletteCertificatesDocument = persistedDocument<PaletteCertificatesQuery, PaletteCertificatesQueryVariables>('13e8dcaee4002570f6aa4b66cae47b84b0e27974403171a6cec1106871a7177c', 'query PaletteCertificates($organizationId:ID!$text:String!){certificates(organizationId:$organizationId filter:{search:$text}first:4){nodes{id serialNumber domains revokedAt notAfter __typename}__typename}}');
export const RecentRequestDocument = persistedDocument<RecentRequestQuery, RecentRequestQueryVariables>('36c0ff668681f8322926eb36a7448e78892d7c21afcd67509d72b2e9ca81522a', 'query RecentRequest($id:ID!){request(id:$id){...FoundRequest __typename}}fragment FoundRequest on CertificateRequest{id status domains environment requester{kind id name __typename}__typename}');
export const UndeliveredCountDocument = persistedDocument<UndeliveredCountQuery, UndeliveredCountQueryVariables>('be5cc6f9057ce973905511f9eab09e872d386c2c492c96ff664480385faa87b4', 'query UndeliveredCount($organizationId:ID){undeliveredMails(organizationId:$organizationId first:1){totalCount __typename}}');
export const ViewerDocument = persistedDocument<ViewerQuery, ViewerQueryVariables>('48d07ae2d14fc93ad99255789be590c6728ebe0def47624a88f76a8ba8c148f4', 'query Viewer{viewer{platformRole user{id name email __typename}organizations{role organization{...SessionOrganization __typename}__typename}__typename}}fragment SessionOrganization on Organization{id name slug environments sealed viewerCanManage{allowed reasons __typename}__typename}');
export const SignOutDocument = persistedDocument<SignOutMutation, SignOutMutationVariables>('ad4cbce1aa18e53f37516bca1c5dd9da34c539bdece1a404ead3a68511f8d2c3', 'mutation SignOut{signOut{userErrors{code message __typename}__typename}}');
export const OwnSessionsDocument = persistedDocument<OwnSessionsQuery, OwnSessionsQueryVariables>('c77ae5e288861f26c19749562aa8d88d3b6ccbad8531cf289fb0c3089c7ede65', 'query OwnSessions{viewer{sessions{id createdAt lastSeenAt current __typename}__typename}}');
export const ChangePasswordDocument = persistedDocument<ChangePasswordMutation, ChangePasswordMutationVariables>('1edafc0fdd90a2fba36e6c90a7143101f46065714092af3d0c314725fff6a3f6', 'mutation ChangePassword($input:ChangePasswordInput!){changePassword(input:$input){userErrors{...MutationError __typename}__typename}}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const EndSessionDocument = persistedDocument<EndSessionMutation, EndSessionMutationVariables>('97540d36521401f0e273d677a82a5960b0578d1de2dbe55c5a92cb62eec20c9d', 'mutation EndSession($input:EndSessionInput!){endSession(input:$input){userErrors{...MutationError __typename}__typename}}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const EndOtherSessionsDocument = persistedDocument<EndOtherSessionsMutation, EndOtherSessionsMutationVariables>('28a10c3de7a06c9187cd696f6242f73f5d86f30382acf882500c3d00594d14bb', 'mutation EndOtherSessions{endOtherSessions{userErrors{...MutationError __typename}__typename}}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const ApiTokensDocument = persistedDocument<ApiTokensQuery, ApiTokensQueryVariables>('56a8d20e606c757e2283b8eeefa8228cd9db0db227669313fb324a34452a6880', 'query ApiTokens($organizationId:ID!$after:String){apiTokens(organizationId:$organizationId first:50 after:$after){nodes{...ListedToken __typename}pageInfo{hasNextPage endCursor __typename}__typename}}fragment ListedToken on ApiToken{id name scopes environment createdAt expiresAt revokedAt lastUsedAt createdBy{id name __typename}viewerCanRevoke{allowed reasons __typename}__typename}');
export const TokenScopesDocument = persistedDocument<TokenScopesQuery, TokenScopesQueryVariables>('ea73d234c8ce14253b311381c7d6db6a3b7a6914c3ef691dd80abb9ef59ddc04', 'query TokenScopes($organizationId:ID!){organization(id:$organizationId){id viewerTokenScopes __typename}}');
export const CreateTokenDocument = persistedDocument<CreateTokenMutation, CreateTokenMutationVariables>('90e520c498767bd174d4a5188ea5ef43bc3a059b1488f7d8aa25ef33104927d6', 'mutation CreateToken($input:CreateApiTokenInput!){createApiToken(input:$input){apiToken{id name __typename}secret userErrors{...MutationError __typename}__typename}}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const RevokeTokenDocument = persistedDocument<RevokeTokenMutation, RevokeTokenMutationVariables>('45c68e0fbb4b41a2e0b15fe72069f63e37e41399ee91d3c0bcd8789f46920c56', 'mutation RevokeToken($input:RevokeApiTokenInput!){revokeApiToken(input:$input){apiToken{...ListedToken __typename}userErrors{...MutationError __typename}__typename}}fragment ListedToken on ApiToken{id name scopes environment createdAt expiresAt revokedAt lastUsedAt createdBy{id name __typename}viewerCanRevoke{allowed reasons __typename}__typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const QueueDocument = persistedDocument<QueueQuery, QueueQueryVariables>('b14d55ee1b3f9a8dd85d941f6658f10d4a440928202aa269517618d5ddbc6d3f', 'query Queue($organizationId:ID!$filter:RequestFilter!$orderBy:RequestOrder!$first:Int!$after:String){requests(organizationId:$organizationId filter:$filter orderBy:$orderBy first:$first after:$after){nodes{...QueueRow __typename}pageInfo{hasNextPage endCursor __typename}__typename}}fragment QueueRow on CertificateRequest{id revision status issuanceStatus domains environment requester{kind id name:displayName __typename}trustProfile{id name __typename}requestedAt decidedAt escalateAt escalatedAt expiresAt quorum{required given canStillDecide isReachable explanation __typename}requiredApprovals decisions{verdict decidedAt approver{kind id name:displayName __typename}__typename}policyChecks{kind rule outcome explanation __typename}previousCertificate{id domains __typename}viewerCanApprove{allowed reasons __typename}viewerCanReject{allowed reasons __typename}__typename}');
export const QueueFiltersDocument = persistedDocument<QueueFiltersQuery, QueueFiltersQueryVariables>('df7049bf850ad0e33643ee96e86a11ceb2909d2c644e887160d5101de1121919', 'query QueueFilters($organizationId:ID!){trustProfiles(organizationId:$organizationId first:100){nodes{id name __typename}__typename}}');
export const DecideSelectedDocument = persistedDocument<DecideSelectedMutation, DecideSelectedMutationVariables>('3422b2b40f0b91391f64167c7d5dcefb864e4ebc1b8dd6cc93d85dec6422b691', 'mutation DecideSelected($input:DecideRequestsInput!){decideRequests(input:$input){results{requestId request{...QueueRow __typename}userErrors{code message __typename}__typename}userErrors{code message __typename}__typename}}fragment QueueRow on CertificateRequest{id revision status issuanceStatus domains environment requester{kind id name:displayName __typename}trustProfile{id name __typename}requestedAt decidedAt escalateAt escalatedAt expiresAt quorum{required given canStillDecide isReachable explanation __typename}requiredApprovals decisions{verdict decidedAt approver{kind id name:displayName __typename}__typename}policyChecks{kind rule outcome explanation __typename}previousCertificate{id domains __typename}viewerCanApprove{allowed reasons __typename}viewerCanReject{allowed reasons __typename}__typename}');
export const AuditChainStateDocument = persistedDocument<AuditChainStateQuery, AuditChainStateQueryVariables>('e5f48489b9c1af6884babcbc64aaa4ae20ecce2a32637d5929b9955025c2ef97', 'query AuditChainState($organizationId:ID!){auditChain(organizationId:$organizationId){epoch origin size head root sealed sealedAt sealedBecause checkpoint verifierKeys epochs{...EpochParts __typename}viewerCanUnseal{allowed reasons __typename}lastVerification{...VerificationParts __typename}__typename}}fragment EpochParts on LedgerEpoch{ledger epoch origin size verifiedSize verifiedRoot firstBroken what sealedAt sealedBecause lastCheckpoint verifierKeys closedAt closedBy{kind id name:displayName __typename}reason __typename}fragment VerificationParts on AuditVerification{epoch viewerCanCancel{allowed reasons __typename}state cause requestedBy startedAt verified total ok firstBroken what explanation expected found recordsPerSecond verifiedAt closedEpochs{epoch size isAsAcknowledged explanation __typename}__typename}');
export const AuditChainMovesDocument = persistedDocument<AuditChainMovesQuery, AuditChainMovesQueryVariables>('8d855664f911ee3660173b6ae579fd204c438e04763736f06a70856f13d4c1ba', 'query AuditChainMoves($organizationId:ID!){auditChain(organizationId:$organizationId){epoch size sealed lastVerification{...VerificationParts __typename}__typename}}fragment VerificationParts on AuditVerification{epoch viewerCanCancel{allowed reasons __typename}state cause requestedBy startedAt verified total ok firstBroken what explanation expected found recordsPerSecond verifiedAt closedEpochs{epoch size isAsAcknowledged explanation __typename}__typename}');
export const AuditChainVerificationsDocument = persistedDocument<AuditChainVerificationsQuery, AuditChainVerificationsQueryVariables>('1a17a8d317332379fa430a09c97649dc807cb4832bbc7441f03052f57ea603bc', 'query AuditChainVerifications($organizationId:ID!$first:Int!$after:String){auditChain(organizationId:$organizationId){verifications(first:$first after:$after){nodes{...VerificationParts __typename}pageInfo{hasNextPage endCursor __typename}__typename}__typename}}fragment VerificationParts on AuditVerification{epoch viewerCanCancel{allowed reasons __typename}state cause requestedBy startedAt verified total ok firstBroken what explanation expected found recordsPerSecond verifiedAt closedEpochs{epoch size isAsAcknowledged explanation __typename}__typename}');
export const AuditRecordProofDocument = persistedDocument<AuditRecordProofQuery, AuditRecordProofQueryVariables>('419ce2774844425b536d6e164eb0311676ba8469b4ab2dacd6d85fb3d7005ad4', 'query AuditRecordProof($id:ID!){node(id:$id){id ...on AuditRecord{proof(size:null){size root hashes checkpoint __typename}__typename}__typename}}');
export const NameOfDocument = persistedDocument<NameOfQuery, NameOfQueryVariables>('25f1b4352937024cd2a3ae647cd8cc2463a492d1986e107b05ba4fdd191003b3', 'query NameOf($id:ID!){node(id:$id){id ...on User{name __typename}...on ApiToken{name __typename}__typename}}');
export const AuditChainRecordsDocument = persistedDocument<AuditChainRecordsQuery, AuditChainRecordsQueryVariables>('6ee7638b96954c7e92bf0d10e227a1720b8f53d42360f1fcb75386c022278a26', 'query AuditChainRecords($organizationId:ID!$filter:AuditFilter$first:Int!$after:String){auditRecords(organizationId:$organizationId filter:$filter first:$first after:$after){nodes{...ChainRecord __typename}pageInfo{hasNextPage endCursor __typename}__typename}}fragment ChainRecord on AuditRecord{id sequence type actor{kind id name:displayName __typename}occurredAt entry hash __typename}');
export const AuditChainRecordDocument = persistedDocument<AuditChainRecordQuery, AuditChainRecordQueryVariables>('b52cafeacec5f2471eb2c6dcb7e42d5a69a86fea677e28cc82a605a565a66efc', 'query AuditChainRecord($id:ID!){node(id:$id){id ...on AuditRecord{...ChainRecord __typename}__typename}}fragment ChainRecord on AuditRecord{id sequence type actor{kind id name:displayName __typename}occurredAt entry hash __typename}');
export const VerifyAuditChainDocument = persistedDocument<VerifyAuditChainMutation, VerifyAuditChainMutationVariables>('ea99212ad334ad5011d6bd4b505fd5e7b4d2fde2c69f03ae5da097a24c6fb2f9', 'mutation VerifyAuditChain($organizationId:ID!){verifyAuditChain(organizationId:$organizationId){verification{...VerificationParts __typename}userErrors{...MutationError __typename}__typename}}fragment VerificationParts on AuditVerification{epoch viewerCanCancel{allowed reasons __typename}state cause requestedBy startedAt verified total ok firstBroken what explanation expected found recordsPerSecond verifiedAt closedEpochs{epoch size isAsAcknowledged explanation __typename}__typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const AuditVerificationProgressDocument = persistedDocument<AuditVerificationProgressSubscription, AuditVerificationProgressSubscriptionVariables>('a95c24570e17ffc7c39d9dc342bd4a2405157eaa4f01ce15bc2703ceefa3a01a', 'subscription AuditVerificationProgress($organizationId:ID!){auditVerification(organizationId:$organizationId){...VerificationParts __typename}}fragment VerificationParts on AuditVerification{epoch viewerCanCancel{allowed reasons __typename}state cause requestedBy startedAt verified total ok firstBroken what explanation expected found recordsPerSecond verifiedAt closedEpochs{epoch size isAsAcknowledged explanation __typename}__typename}');
export const CancelVerificationDocument = persistedDocument<CancelVerificationMutation, CancelVerificationMutationVariables>('aa8474b8b2d43b37af161b8e2c0c85308ae4aebc90f32e40fceda6d56445e046', 'mutation CancelVerification($input:CancelVerificationInput!){cancelVerification(input:$input){verification{...VerificationParts __typename}userErrors{...MutationError __typename}__typename}}fragment VerificationParts on AuditVerification{epoch viewerCanCancel{allowed reasons __typename}state cause requestedBy startedAt verified total ok firstBroken what explanation expected found recordsPerSecond verifiedAt closedEpochs{epoch size isAsAcknowledged explanation __typename}__typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const UnsealLedgerDocument = persistedDocument<UnsealLedgerMutation, UnsealLedgerMutationVariables>('c4f3128c98ca4be11b25a9282384446f2c7bec9403d44ff33025c5eb00290e30', 'mutation UnsealLedger($input:UnsealLedgerInput!){unsealLedger(input:$input){epoch{...EpochParts __typename}organization{id sealed __typename}userErrors{...MutationError __typename}__typename}}fragment EpochParts on LedgerEpoch{ledger epoch origin size verifiedSize verifiedRoot firstBroken what sealedAt sealedBecause lastCheckpoint verifierKeys closedAt closedBy{kind id name:displayName __typename}reason __typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const LedgerToVerifyDocument = persistedDocument<LedgerToVerifyQuery, LedgerToVerifyQueryVariables>('15ba074a2daa62c61fbd41ec3dff37a95294b9ec31eb7c9d5f3fc413c1dc3069', 'query LedgerToVerify($organizationId:ID!){auditChain(organizationId:$organizationId){epoch origin size verifierKeys epochs{epoch origin size verifierKeys __typename}__typename}}');
export const CertificateAuthoritiesDocument = persistedDocument<CertificateAuthoritiesQuery, CertificateAuthoritiesQueryVariables>('faa4ca799127fb4b036f232161db400b0cd2d437bc7ab812fda24450c1e0e0dc', 'query CertificateAuthorities($organizationId:ID!$after:String){certificateAuthorities(organizationId:$organizationId first:100 after:$after){nodes{...ListedAuthority __typename}pageInfo{hasNextPage endCursor __typename}__typename}trustProfiles(organizationId:$organizationId first:100){nodes{id name certificateAuthority{id __typename}__typename}__typename}}fragment ListedAuthority on CertificateAuthority{id name kind keyAlgorithm notAfter createdAt fingerprintSha256 crlUrl certificatePem parent{id name __typename}__typename}');
export const CreateAuthorityDocument = persistedDocument<CreateAuthorityMutation, CreateAuthorityMutationVariables>('abcfe236b73d836314e29475dff822af8f67454fa20ca81637d3ed8ba39fab33', 'mutation CreateAuthority($input:CreateCertificateAuthorityInput!){createCertificateAuthority(input:$input){certificateAuthority{...ListedAuthority __typename}userErrors{...MutationError __typename}__typename}}fragment ListedAuthority on CertificateAuthority{id name kind keyAlgorithm notAfter createdAt fingerprintSha256 crlUrl certificatePem parent{id name __typename}__typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const CertificatesDocument = persistedDocument<CertificatesQuery, CertificatesQueryVariables>('ee6c7d931bcd9d85f768fa3421b40a55fe0b659d0d0b20e5b2f65f7e251568b4', 'query Certificates($organizationId:ID!$filter:CertificateFilter$first:Int!$after:String){certificates(organizationId:$organizationId filter:$filter first:$first after:$after){nodes{...ListedCertificate __typename}pageInfo{hasNextPage endCursor __typename}__typename}}fragment ListedCertificate on Certificate{id requestId domains environment serialNumber notBefore notAfter revokedAt revocationReason renewsAt renewalRefusedAt trustProfile{id name __typename}requester{kind id displayName __typename}openRenewal{id __typename}replacedBy{id serialNumber __typename}__typename}');
export const CertificateCountsDocument = persistedDocument<CertificateCountsQuery, CertificateCountsQueryVariables>('fdc8ce0e4a692e899841be4924e32ddc8e24e51efc2158c6251986a3110d81f8', 'query CertificateCounts($organizationId:ID!){endingSoon:certificates(organizationId:$organizationId filter:{expired:false revoked:false expiringWithinDays:30}first:1){totalCount __typename}renewalAsked:certificates(organizationId:$organizationId filter:{renewalAsked:true}first:1){totalCount __typename}}');
export const CertificateFiltersDocument = persistedDocument<CertificateFiltersQuery, CertificateFiltersQueryVariables>('2281798045b4aa52cb1a8e89431ea13b710913bce1afca4392c68c73bf5491aa', 'query CertificateFilters($organizationId:ID!){trustProfiles(organizationId:$organizationId first:100){nodes{id name __typename}__typename}members(organizationId:$organizationId first:100){nodes{user{id name __typename}__typename}__typename}devices(organizationId:$organizationId first:100){nodes{id name __typename}__typename}}');
export const CertificateRowDocument = persistedDocument<CertificateRowQuery, CertificateRowQueryVariables>('61e117e5b0921c4350aa2d772826db4bf3baf77d41f8c59ef329e53406ddfd9b', 'query CertificateRow($id:ID!){node(id:$id){__typename id ...ListedCertificate __typename}}fragment ListedCertificate on Certificate{id requestId domains environment serialNumber notBefore notAfter revokedAt revocationReason renewsAt renewalRefusedAt trustProfile{id name __typename}requester{kind id displayName __typename}openRenewal{id __typename}replacedBy{id serialNumber __typename}__typename}');
export const CertificateDocument = persistedDocument<CertificateQuery, CertificateQueryVariables>('3ceea9250a022609175e7528f7858895b95b9d1ab7cf97188cf3fcb24bc78e9a', 'query Certificate($id:ID!){node(id:$id){__typename id ...CertificateDetail __typename}}fragment ListedCertificate on Certificate{id requestId domains environment serialNumber notBefore notAfter revokedAt revocationReason renewsAt renewalRefusedAt trustProfile{id name __typename}requester{kind id displayName __typename}openRenewal{id __typename}replacedBy{id serialNumber __typename}__typename}fragment CertificateRecord on AuditRecord{id sequence type actor{kind id name displayName __typename}occurredAt entry hash __typename}fragment CertificateDetail on Certificate{...ListedCertificate pem chainPem issuedAt fingerprintSha256 spkiSha256 certificateAuthority{id name __typename}trustProfile{id name active keySource requireApproval requiredApprovals requireJustification renewBeforeDays __typename}request{id requestedAt commonName keyOrigin justification template records{...CertificateRecord __typename}__typename}replaces{id serialNumber notAfter revokedAt __typename}replacedBy{id serialNumber notAfter revokedAt __typename}renewals{id status issuanceStatus requestedAt requester{kind id displayName __typename}__typename}viewerCanRevoke{allowed reasons __typename}viewerCanRenew{allowed reasons __typename}__typename}');
export const RevokeCertificateDocument = persistedDocument<RevokeCertificateMutation, RevokeCertificateMutationVariables>('2cb8b1eb89640655565375184c3301c70db6ee24c243bbcf80c7b00c85898363', 'mutation RevokeCertificate($input:RevokeCertificateInput!){revokeCertificate(input:$input){certificate{...CertificateDetail __typename}userErrors{...MutationError __typename}__typename}}fragment ListedCertificate on Certificate{id requestId domains environment serialNumber notBefore notAfter revokedAt revocationReason renewsAt renewalRefusedAt trustProfile{id name __typename}requester{kind id displayName __typename}openRenewal{id __typename}replacedBy{id serialNumber __typename}__typename}fragment CertificateRecord on AuditRecord{id sequence type actor{kind id name displayName __typename}occurredAt entry hash __typename}fragment CertificateDetail on Certificate{...ListedCertificate pem chainPem issuedAt fingerprintSha256 spkiSha256 certificateAuthority{id name __typename}trustProfile{id name active keySource requireApproval requiredApprovals requireJustification renewBeforeDays __typename}request{id requestedAt commonName keyOrigin justification template records{...CertificateRecord __typename}__typename}replaces{id serialNumber notAfter revokedAt __typename}replacedBy{id serialNumber notAfter revokedAt __typename}renewals{id status issuanceStatus requestedAt requester{kind id displayName __typename}__typename}viewerCanRevoke{allowed reasons __typename}viewerCanRenew{allowed reasons __typename}__typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const RenewCertificateDocument = persistedDocument<RenewCertificateMutation, RenewCertificateMutationVariables>('c346660f79b3bf6ba9bcd1832eef3530455610986567fe9e1970f54da431aac0', 'mutation RenewCertificate($input:SubmitRequestInput!){submitRequest(input:$input){request{id status issuanceStatus requiredApprovals __typename}userErrors{...MutationError __typename}__typename}}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const LedgerCheckpointsDocument = persistedDocument<LedgerCheckpointsQuery, LedgerCheckpointsQueryVariables>('e38ff3aa97e0cc703b07b8b87421a29950b848e3e8e1460fc6b52587a7bbbe1d', 'query LedgerCheckpoints($organizationId:ID!$epoch:Int$after:String){auditChain(organizationId:$organizationId){checkpoints(epoch:$epoch first:50 after:$after){nodes{...ListedCheckpoint __typename}pageInfo{hasNextPage endCursor __typename}__typename}__typename}}fragment ListedCheckpoint on LedgerCheckpoint{size root note keptAt __typename}');
export const CheckpointKeysDocument = persistedDocument<CheckpointKeysQuery, CheckpointKeysQueryVariables>('f137ff0801455289da5d434aadf8627b7461f3621b38a1ffa73beeca01af3e7b', 'query CheckpointKeys($organizationId:ID!){auditChain(organizationId:$organizationId){epoch origin sealed verifierKeys epochs{epoch origin verifierKeys closedAt size what __typename}__typename}}');
export const CheckpointConsistencyDocument = persistedDocument<CheckpointConsistencyQuery, CheckpointConsistencyQueryVariables>('bf8b37dfacaa1ab7bd26afe8a8526211165e5b39ffec778b188ddabcca4f8e55', 'query CheckpointConsistency($organizationId:ID!$from:String!$to:String!){auditChain(organizationId:$organizationId){consistencyProof(from:$from to:$to){from to fromRoot toRoot hashes __typename}__typename}}');
export const DevicesDocument = persistedDocument<DevicesQuery, DevicesQueryVariables>('18d6064e3db397824cbee87be40b5a8d3d34256bab623689b2173376dc231aef', 'query Devices($organizationId:ID!$after:String){devices(organizationId:$organizationId first:50 after:$after){nodes{...ListedDevice __typename}pageInfo{hasNextPage endCursor __typename}__typename}}fragment ListedDevice on Device{id name createdAt revokedAt enrollmentExpiresAt certificateNotAfter lastRequestAt certificatesInForce owner{id name __typename}viewerCanRevoke{allowed reasons __typename}__typename}');
export const DeviceDocument = persistedDocument<DeviceQuery, DeviceQueryVariables>('b49acf7d328b6195613dc2cff8a6daeb3fca09d284e2ef00b33ca91927461040', 'query Device($id:ID!$organizationId:ID!){node(id:$id){__typename id ...ListedDevice __typename}certificates(organizationId:$organizationId filter:{requesterId:$id}first:20){nodes{id domains environment serialNumber notBefore notAfter revokedAt __typename}pageInfo{hasNextPage __typename}__typename}}fragment ListedDevice on Device{id name createdAt revokedAt enrollmentExpiresAt certificateNotAfter lastRequestAt certificatesInForce owner{id name __typename}viewerCanRevoke{allowed reasons __typename}__typename}');
export const DeviceRightsDocument = persistedDocument<DeviceRightsQuery, DeviceRightsQueryVariables>('6d7bc811581c43d5844bab71bf36fdec268d2162f4d3d68ddce29008bbb438b2', 'query DeviceRights($organizationId:ID!){organization(id:$organizationId){id viewerCanManageDevices{allowed reasons __typename}__typename}members(organizationId:$organizationId first:100){nodes{user{id name __typename}__typename}__typename}trustProfiles(organizationId:$organizationId first:1){nodes{id domains environments __typename}__typename}}');
export const RegisterDeviceDocument = persistedDocument<RegisterDeviceMutation, RegisterDeviceMutationVariables>('073b69e44a446d8f893515901ad33dc9a3ce4808dd880f7c653d79ea5ef8f7cb', 'mutation RegisterDevice($input:RegisterDeviceInput!){registerDevice(input:$input){device{id name __typename}enrollmentToken userErrors{...MutationError __typename}__typename}}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const RevokeDeviceDocument = persistedDocument<RevokeDeviceMutation, RevokeDeviceMutationVariables>('5add85708fe46a4befdb14dc41e3f1d3e24bba211a28df5fde73a0c46116d602', 'mutation RevokeDevice($input:RevokeDeviceInput!){revokeDevice(input:$input){device{...ListedDevice __typename}userErrors{...MutationError __typename}__typename}}fragment ListedDevice on Device{id name createdAt revokedAt enrollmentExpiresAt certificateNotAfter lastRequestAt certificatesInForce owner{id name __typename}viewerCanRevoke{allowed reasons __typename}__typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const ReissueEnrollmentTokenDocument = persistedDocument<ReissueEnrollmentTokenMutation, ReissueEnrollmentTokenMutationVariables>('860403983b44a6cd43cb72c544cc98340dceb58ac1fae83bfb3e510fdb992619', 'mutation ReissueEnrollmentToken($input:ReissueEnrollmentTokenInput!){reissueEnrollmentToken(input:$input){device{...ListedDevice __typename}enrollmentToken userErrors{...MutationError __typename}__typename}}fragment ListedDevice on Device{id name createdAt revokedAt enrollmentExpiresAt certificateNotAfter lastRequestAt certificatesInForce owner{id name __typename}viewerCanRevoke{allowed reasons __typename}__typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const FirstStepsProgressDocument = persistedDocument<FirstStepsProgressQuery, FirstStepsProgressQueryVariables>('d378cddd641773295539f27687dcdf84647ab7d211f01a9ea0b36f3359d14b4d', 'query FirstStepsProgress($organizationId:ID!){certificateAuthorities(organizationId:$organizationId first:25){nodes{...AuthorityParts __typename}__typename}trustProfiles(organizationId:$organizationId first:25){nodes{...StepProfile __typename}__typename}members(organizationId:$organizationId first:25){nodes{role user{id name email __typename}__typename}__typename}devices(organizationId:$organizationId first:25){nodes{id name revokedAt __typename}__typename}}fragment AuthorityParts on CertificateAuthority{id name kind notAfter __typename}fragment StepProfile on TrustProfile{id name domains environments requiredApprovals certificateAuthority{id name __typename}__typename}');
export const CreateFirstOrganizationDocument = persistedDocument<CreateFirstOrganizationMutation, CreateFirstOrganizationMutationVariables>('1fbc9eff12e9d922873aac25dfcbcb0ba28fa4810a074b9d5e95c1f2796a417b', 'mutation CreateFirstOrganization($input:CreateOrganizationInput!){createOrganization(input:$input){organization{...OrganizationParts __typename}userErrors{...MutationError __typename}__typename}}fragment OrganizationParts on Organization{id name slug environments __typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const InviteFirstMemberDocument = persistedDocument<InviteFirstMemberMutation, InviteFirstMemberMutationVariables>('30be2323231fbc352047c7c62bbe5cf0933f6208eaba44f368e817aab63ade2c', 'mutation InviteFirstMember($input:InviteMemberInput!){inviteMember(input:$input){user{id name email __typename}inviteUrl userErrors{...MutationError __typename}__typename}}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const CreateFirstAuthorityDocument = persistedDocument<CreateFirstAuthorityMutation, CreateFirstAuthorityMutationVariables>('cfe45fc84820c9256940e105101a0d22bbd6c048318c185df0e970a04d67a44c', 'mutation CreateFirstAuthority($input:CreateCertificateAuthorityInput!){createCertificateAuthority(input:$input){certificateAuthority{...AuthorityParts __typename}userErrors{...MutationError __typename}__typename}}fragment AuthorityParts on CertificateAuthority{id name kind notAfter __typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const CreateFirstProfileDocument = persistedDocument<CreateFirstProfileMutation, CreateFirstProfileMutationVariables>('98b2ce86c2516574c7989a6b93b0535ef41301084c8e0cc2542b0ce282c2e876', 'mutation CreateFirstProfile($input:CreateTrustProfileInput!){createTrustProfile(input:$input){trustProfile{...StepProfile __typename}userErrors{...MutationError __typename}__typename}}fragment StepProfile on TrustProfile{id name domains environments requiredApprovals certificateAuthority{id name __typename}__typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const RegisterFirstDeviceDocument = persistedDocument<RegisterFirstDeviceMutation, RegisterFirstDeviceMutationVariables>('de053a4f5846244903bf395b74fc55e35268236de4449290f8d955978ac29bc0', 'mutation RegisterFirstDevice($input:RegisterDeviceInput!){registerDevice(input:$input){device{id name revokedAt __typename}enrollmentToken userErrors{...MutationError __typename}__typename}}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const InsightsDocument = persistedDocument<InsightsQuery, InsightsQueryVariables>('8afb9f1c190e9fa0261d423dfef3d4ff01f38477633c57bcb2784777e3de4c1c', 'query Insights($organizationId:ID!$from:DateTime!$to:DateTime!$trustProfileId:ID){insights(organizationId:$organizationId from:$from to:$to trustProfileId:$trustProfileId){at pending pendingForViewer figures{...HeadlineFigures __typename}before{...HeadlineFigures __typename}queueDepth{...DepthPlot __typename}decisionTimes{...DecisionPlot __typename}outcomes{...OutcomeRow __typename}approvers{...ApproverRow __typename}expiryWeeks{...ExpiryBar __typename}__typename}}fragment HeadlineFigures on InsightFigures{from to decided byPolicy expired pastEscalation medianSeconds ninetiethSeconds __typename}fragment DepthPlot on QueueDepth{moments profiles{trustProfileId trustProfileName depths __typename}pastEscalation __typename}fragment DecisionPlot on DecisionTimes{bins{fromSeconds toSeconds decided pastEscalation __typename}escalationSeconds __typename}fragment OutcomeRow on ProfileOutcomes{trustProfileId trustProfileName issued approved rejected withdrawn voided expired byPolicy __typename}fragment ApproverRow on ApproverLoad{userId name approvals rejections medianSeconds __typename}fragment ExpiryBar on ExpiryWeek{from to certificates renewalAsked __typename}');
export const InsightProfilesDocument = persistedDocument<InsightProfilesQuery, InsightProfilesQueryVariables>('c07922dba8e7da381a0dc8900b19f8045ba861d00976543da23e2c0171c471d8', 'query InsightProfiles($organizationId:ID!){trustProfiles(organizationId:$organizationId first:100){nodes{id name __typename}__typename}}');
export const MembersDocument = persistedDocument<MembersQuery, MembersQueryVariables>('169deb5c0e436bcb30e8358f6d06c63553c7a40edf09a54f046d6784f52b45f8', 'query Members($organizationId:ID!$after:String){members(organizationId:$organizationId first:100 after:$after){nodes{...ListedMember __typename}pageInfo{hasNextPage endCursor __typename}__typename}}fragment ListedMember on Membership{role pending disabledAt user{id name email __typename}trustProfileRoles{role trustProfile{id name __typename}__typename}viewerCanChangeRole{allowed reasons __typename}viewerCanRemove{allowed reasons __typename}viewerCanReinvite{allowed reasons __typename}__typename}');
export const MembersRightsDocument = persistedDocument<MembersRightsQuery, MembersRightsQueryVariables>('c619ef25bbb2be7c73828e2ea45b58a5cb67c59d16ebbb6e0e7d1dcd7321b765', 'query MembersRights($organizationId:ID!){organization(id:$organizationId){id viewerCanManageMembers{allowed reasons __typename}__typename}}');
export const ChangeMemberRoleDocument = persistedDocument<ChangeMemberRoleMutation, ChangeMemberRoleMutationVariables>('78d5c22bc9ff791355d94ab242f6e28150cea3df911b80a99b8a76401be46124', 'mutation ChangeMemberRole($input:ChangeMemberRoleInput!){changeMemberRole(input:$input){membership{role __typename}userErrors{...MutationError __typename}__typename}}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const RemoveMemberDocument = persistedDocument<RemoveMemberMutation, RemoveMemberMutationVariables>('9ee70a0abec4b921efb01a48dc10d53cb52e173d87fbf8c4279fd5cf63975532', 'mutation RemoveMember($input:RemoveMemberInput!){removeMember(input:$input){user{id __typename}userErrors{...MutationError __typename}__typename}}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const InviteMemberDocument = persistedDocument<InviteMemberMutation, InviteMemberMutationVariables>('fbb8ac9912b14388181bc8417c3b521a05496bf4cbb8c98c27dd3e8c594de37c', 'mutation InviteMember($input:InviteMemberInput!){inviteMember(input:$input){user{id name __typename}inviteUrl userErrors{...MutationError __typename}__typename}}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const ReinviteMemberDocument = persistedDocument<ReinviteMemberMutation, ReinviteMemberMutationVariables>('09a4702dfe5bdf3d050f28520cad59ec59d9c9992085bd11cb9c3912d2b006c0', 'mutation ReinviteMember($input:ReinviteMemberInput!){reinviteMember(input:$input){user{id name __typename}inviteUrl userErrors{...MutationError __typename}__typename}}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const ProfileRolesDocument = persistedDocument<ProfileRolesQuery, ProfileRolesQueryVariables>('86f92b5497051c4215973dc817e4068e30a82a5bd4c4f75d874861e526e60dfe', 'query ProfileRoles($organizationId:ID!){trustProfiles(organizationId:$organizationId first:100){nodes{id name __typename}__typename}}');
export const SetProfileRoleDocument = persistedDocument<SetProfileRoleMutation, SetProfileRoleMutationVariables>('1e601652a27254e638a1dede56b1533fb63eb900bf9d70ecc323c7bf66fd6ea2', 'mutation SetProfileRole($input:SetTrustProfileRoleInput!){setTrustProfileRole(input:$input){trustProfile{id __typename}userErrors{...MutationError __typename}__typename}}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const NewRequestOrganizationDocument = persistedDocument<NewRequestOrganizationQuery, NewRequestOrganizationQueryVariables>('24fec2652fcff7ad4c4d2f3bdd615602814e5b7b74e4c193c1028fbc85f24b39', 'query NewRequestOrganization($organizationId:ID!){organization(id:$organizationId){id name environments sealed __typename}trustProfiles(organizationId:$organizationId first:100){nodes{id name domains __typename}__typename}}');
export const NewRequestApproversDocument = persistedDocument<NewRequestApproversQuery, NewRequestApproversQueryVariables>('4f7bfd15fb08f7918a729011f49a63d72331ac18be1bfed6f00a9f4296766abd', 'query NewRequestApprovers($organizationId:ID!){members(organizationId:$organizationId first:100){nodes{role user{id name __typename}__typename}__typename}}');
export const MatchNamesDocument = persistedDocument<MatchNamesQuery, MatchNamesQueryVariables>('e89ba476ccd3c8a769f6bc05b58580d8929a312b27c98fb5d0b2094afbe52f9e', 'query MatchNames($organizationId:ID!$domains:[String!]!$environment:String!){matchTrustProfile(organizationId:$organizationId domains:$domains environment:$environment){trustProfile{...MatchedProfile __typename}approvalRequired explanations{domain pattern matched why trustProfile{id name __typename}__typename}userErrors{...MutationError __typename}__typename}}fragment MatchedProfile on TrustProfile{id name version requireApproval requiredApprovals allowSelfApproval requireJustification maxValidityDays defaultValidityDays keyAlgorithms keySource escalateAfterHours expireAfterHours certificateAuthority{id name __typename}__typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const SubmitNewRequestDocument = persistedDocument<SubmitNewRequestMutation, SubmitNewRequestMutationVariables>('561223a6d7b29443a40471515bfde2b47bf8e4220c33bf2cc90f93480352e939', 'mutation SubmitNewRequest($input:SubmitRequestInput!){submitRequest(input:$input){request{id status issuanceStatus domains requiredApprovals __typename}userErrors{...MutationError __typename}__typename}}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const MyNotificationPreferencesDocument = persistedDocument<MyNotificationPreferencesQuery, MyNotificationPreferencesQueryVariables>('2f3513de4b76a4960398c3cff0b87a32846776b8b54468c6c842e0a17c1d7f0f', 'query MyNotificationPreferences($organizationId:ID!){notificationPreferences(organizationId:$organizationId){...ToldOf __typename}}fragment ToldOf on NotificationPreferences{submissions warnings outcomes __typename}');
export const ChooseNotificationsDocument = persistedDocument<ChooseNotificationsMutation, ChooseNotificationsMutationVariables>('187e19cfcfc6028079a39e10435791d9d67682aeee00a93ef72d5bc5b203388c', 'mutation ChooseNotifications($input:UpdateNotificationPreferencesInput!){updateNotificationPreferences(input:$input){notificationPreferences{...ToldOf __typename}userErrors{...MutationError __typename}__typename}}fragment ToldOf on NotificationPreferences{submissions warnings outcomes __typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const NotificationSettingsDocument = persistedDocument<NotificationSettingsQuery, NotificationSettingsQueryVariables>('7038c27d3cc9ac95bc0bfcdaabb04955bd75e0f486c535fbe6c14cc3129680fb', 'query NotificationSettings{notificationSettings{...MailServer delivery{...MailState __typename}__typename}}fragment MailServer on NotificationSettings{source enabled host port tls allowPlaintext username hasPassword fromName fromAddress updatedAt __typename}fragment MailState on MailDelivery{waiting oldestWaitingAt lastDeliveredAt trouble undelivered __typename}');
export const MailDeliveryStateDocument = persistedDocument<MailDeliveryStateQuery, MailDeliveryStateQueryVariables>('3313634cf567f6de0048382885eb5f63d62edc8e2be1238b19d5760131e3545e', 'query MailDeliveryState{notificationSettings{enabled delivery{...MailState __typename}__typename}}fragment MailState on MailDelivery{waiting oldestWaitingAt lastDeliveredAt trouble undelivered __typename}');
export const UndeliveredMailsDocument = persistedDocument<UndeliveredMailsQuery, UndeliveredMailsQueryVariables>('b4359303739f16f0d3c7bb92109fe130ff317afd5f80f1c0c41c165ca1320430', 'query UndeliveredMails($organizationId:ID$after:String){undeliveredMails(organizationId:$organizationId first:25 after:$after){nodes{...GivenUpMail __typename}pageInfo{hasNextPage endCursor __typename}__typename}}fragment GivenUpMail on UndeliveredMail{id toName toAddress subject event requestIds said failedAt attempts state __typename}');
export const UpdateMailServerDocument = persistedDocument<UpdateMailServerMutation, UpdateMailServerMutationVariables>('03369778269ebcd8d7a9030c9005fc089b56637814d705d06aec67b50b1cd8a8', 'mutation UpdateMailServer($input:UpdateNotificationSettingsInput!){updateNotificationSettings(input:$input){notificationSettings{...MailServer __typename}userErrors{...MutationError __typename}__typename}}fragment MailServer on NotificationSettings{source enabled host port tls allowPlaintext username hasPassword fromName fromAddress updatedAt __typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const SendTestMailDocument = persistedDocument<SendTestMailMutation, SendTestMailMutationVariables>('0d62930a5fcc1f991eefdf6bf568ce22eda99493dc455739a58f01a022325716', 'mutation SendTestMail($input:SendTestMailInput!){sendTestMail(input:$input){sent answer userErrors{...MutationError __typename}__typename}}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const RetryUndeliveredMailDocument = persistedDocument<RetryUndeliveredMailMutation, RetryUndeliveredMailMutationVariables>('8e4305016f8457d0fa78779307176c52ee73d761351c5b4cd0f1c7e81510759b', 'mutation RetryUndeliveredMail($input:RetryUndeliveredMailInput!){retryUndeliveredMail(input:$input){undeliveredMail{...GivenUpMail __typename}userErrors{...MutationError __typename}__typename}}fragment GivenUpMail on UndeliveredMail{id toName toAddress subject event requestIds said failedAt attempts state __typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const ManagedOrganizationDocument = persistedDocument<ManagedOrganizationQuery, ManagedOrganizationQueryVariables>('aa9d7b98380943f8bcec75cf12eb8e89dbff048abc4e06b842004243d5a53361', 'query ManagedOrganization($organizationId:ID!){organization(id:$organizationId){...ManagedOrganization __typename}trustProfiles(organizationId:$organizationId first:100){nodes{...DecidingProfile __typename}__typename}}fragment ManagedOrganization on Organization{id name slug environments createdAt sealed requireSecondAdmin asksSecondAdmin viewerCanManage{allowed reasons __typename}__typename}fragment DecidingProfile on TrustProfile{id name environments requireApproval requiredApprovals allowSelfApproval escalateAfterHours escalationContacts __typename}');
export const OrganizationsDocument = persistedDocument<OrganizationsQuery, OrganizationsQueryVariables>('4d376ced483460ad736e4de75d69a56c76d8a397cda0d839ef7c6529e317c7bb', 'query Organizations{viewer{organizations{role organization{id name slug environments createdAt sealed __typename}__typename}__typename}}');
export const UpdateOrganizationDocument = persistedDocument<UpdateOrganizationMutation, UpdateOrganizationMutationVariables>('da57103d4fad4bc50a4ab742f6d5f85001dd378b7d0a22ef354e6e9d62fc2571', 'mutation UpdateOrganization($input:UpdateOrganizationInput!){updateOrganization(input:$input){organization{...ManagedOrganization __typename}userErrors{...MutationError __typename}__typename}}fragment ManagedOrganization on Organization{id name slug environments createdAt sealed requireSecondAdmin asksSecondAdmin viewerCanManage{allowed reasons __typename}__typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const ChangeSecondAdminRuleDocument = persistedDocument<ChangeSecondAdminRuleMutation, ChangeSecondAdminRuleMutationVariables>('7303412c3b5cd4a219faef1d984ebdbe27523af4e711df44fdf62ea332edbda5', 'mutation ChangeSecondAdminRule($input:SetSecondAdminRuleInput!){setSecondAdminRule(input:$input){organization{...ManagedOrganization __typename}userErrors{...MutationError __typename}__typename}}fragment ManagedOrganization on Organization{id name slug environments createdAt sealed requireSecondAdmin asksSecondAdmin viewerCanManage{allowed reasons __typename}__typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const CreateOrganizationDocument = persistedDocument<CreateOrganizationMutation, CreateOrganizationMutationVariables>('148b22aaa63eb1dc460960cc34398d13d4be56685e36d7ad0f8445323c7b963a', 'mutation CreateOrganization($input:CreateOrganizationInput!){createOrganization(input:$input){organization{...SessionOrganization __typename}userErrors{...MutationError __typename}__typename}}fragment SessionOrganization on Organization{id name slug environments sealed viewerCanManage{allowed reasons __typename}__typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const JoinAsAdminDocument = persistedDocument<JoinAsAdminMutation, JoinAsAdminMutationVariables>('038883fa4f00cfa01bfd106ae29b43b784ec74d8a7f6f8242688e0e5d5f86925', 'mutation JoinAsAdmin($input:InviteMemberInput!){inviteMember(input:$input){user{id __typename}userErrors{...MutationError __typename}__typename}}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const AccountsDocument = persistedDocument<AccountsQuery, AccountsQueryVariables>('b62632e548912c7efa0c868d6c2f8da62dc7d793e447cecaa9387fe618bfe0ea', 'query Accounts($search:String$after:String){users(search:$search first:50 after:$after){nodes{...ListedAccount __typename}pageInfo{hasNextPage endCursor __typename}__typename}}fragment ListedAccount on UserAccount{platformRole createdAt disabledAt pending user{id name email __typename}toNothing:viewerCanSetPlatformRole{allowed reasons __typename}toPlatformAdmin:viewerCanSetPlatformRole(role:PLATFORM_ADMIN){allowed reasons __typename}toSuperuser:viewerCanSetPlatformRole(role:SUPERUSER){allowed reasons __typename}viewerCanDisable{allowed reasons __typename}__typename}');
export const SetPlatformRoleDocument = persistedDocument<SetPlatformRoleMutation, SetPlatformRoleMutationVariables>('a5dd22092d812b460769757465da408e456a494b69da4f88da6813711ea77fbb', 'mutation SetPlatformRole($input:SetPlatformRoleInput!){setPlatformRole(input:$input){account{platformRole __typename}userErrors{...MutationError __typename}__typename}}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const DisableUserDocument = persistedDocument<DisableUserMutation, DisableUserMutationVariables>('780254ee4ca9cc917e2b10760da5cc4efbb3ae9202adf766ae4a3721fae991e3', 'mutation DisableUser($input:DisableUserInput!){disableUser(input:$input){account{disabledAt __typename}userErrors{...MutationError __typename}__typename}}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const EnableUserDocument = persistedDocument<EnableUserMutation, EnableUserMutationVariables>('473448e86b8f20b7e8af1038507a6fe21862697da168b8abf1712cdaa5c004d8', 'mutation EnableUser($input:EnableUserInput!){enableUser(input:$input){account{disabledAt __typename}userErrors{...MutationError __typename}__typename}}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const ManagedReasonsDocument = persistedDocument<ManagedReasonsQuery, ManagedReasonsQueryVariables>('c882cda7c7a21c25d824e0489838b8a4db57b4ca1ce162b964e0c7630a8a5f70', 'query ManagedReasons($organizationId:ID!$kind:ReasonKind!){reasons(organizationId:$organizationId kind:$kind includeInactive:true){...ManagedReason __typename}}fragment ManagedReason on Reason{id kind text active __typename}');
export const CreateManagedReasonDocument = persistedDocument<CreateManagedReasonMutation, CreateManagedReasonMutationVariables>('239baed56c5eafe3910a80a38308e20983492187ff401601e9750e3bc31064dd', 'mutation CreateManagedReason($input:CreateReasonInput!){createReason(input:$input){reason{...ManagedReason __typename}userErrors{...MutationError __typename}__typename}}fragment ManagedReason on Reason{id kind text active __typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const UpdateManagedReasonDocument = persistedDocument<UpdateManagedReasonMutation, UpdateManagedReasonMutationVariables>('6cc4cce84c0e86611361e005244db9bde869178784351b7377b5006b22651c06', 'mutation UpdateManagedReason($input:UpdateReasonInput!){updateReason(input:$input){reason{...ManagedReason __typename}userErrors{...MutationError __typename}__typename}}fragment ManagedReason on Reason{id kind text active __typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const ReorderManagedReasonsDocument = persistedDocument<ReorderManagedReasonsMutation, ReorderManagedReasonsMutationVariables>('8e626bf89e3cbeac9a4f9fc82c8e83b0d7a75613f69e256e4b00b2b77d6ca461', 'mutation ReorderManagedReasons($input:ReorderReasonsInput!){reorderReasons(input:$input){reasons{...ManagedReason __typename}userErrors{...MutationError __typename}__typename}}fragment ManagedReason on Reason{id kind text active __typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const AuditRecordsPageDocument = persistedDocument<AuditRecordsPageQuery, AuditRecordsPageQueryVariables>('37efc0ff320dc50b9082486e509dd0af19d8e383bc2e108b795c94dfeba6af49', 'query AuditRecordsPage($organizationId:ID!$filter:AuditFilter$first:Int!$after:String){auditRecords(organizationId:$organizationId filter:$filter first:$first after:$after){nodes{...RecordLine __typename}pageInfo{hasNextPage endCursor __typename}__typename}}fragment RecordLine on AuditRecord{id sequence type actor{kind id name:displayName __typename}subjectId occurredAt entry __typename}');
export const RecordActorsDocument = persistedDocument<RecordActorsQuery, RecordActorsQueryVariables>('319f2b5a87a049be4d1a88ec1d8cd49b8e5ee2838ed928ae5dae114e24c290ca', 'query RecordActors($organizationId:ID!){members(organizationId:$organizationId first:100){nodes{user{id name email __typename}__typename}__typename}devices(organizationId:$organizationId first:100){nodes{id name __typename}__typename}}');
export const LedgerSizeDocument = persistedDocument<LedgerSizeQuery, LedgerSizeQueryVariables>('a0e08da44dcda973ac1f9b62ff09ba21570b1ebf4f9fca82036c7fd953108176', 'query LedgerSize($organizationId:ID!){auditChain(organizationId:$organizationId){size __typename}}');
export const RequestDocument = persistedDocument<RequestQuery, RequestQueryVariables>('e71914c6ed25cbdc0785d270a71cd7b2e64af03a7a9da73253a5bd69a2433d2e', 'query Request($id:ID!){request(id:$id){...RequestDetail __typename}}fragment QueueRow on CertificateRequest{id revision status issuanceStatus domains environment requester{kind id name:displayName __typename}trustProfile{id name __typename}requestedAt decidedAt escalateAt escalatedAt expiresAt quorum{required given canStillDecide isReachable explanation __typename}requiredApprovals decisions{verdict decidedAt approver{kind id name:displayName __typename}__typename}policyChecks{kind rule outcome explanation __typename}previousCertificate{id domains __typename}viewerCanApprove{allowed reasons __typename}viewerCanReject{allowed reasons __typename}__typename}fragment RequestRecord on AuditRecord{id sequence type actor{kind id name:displayName __typename}occurredAt entry hash __typename}fragment RequestCertificate on Certificate{id serialNumber domains pem chainPem notBefore notAfter fingerprintSha256 revokedAt revocationReason __typename}fragment RequestDetail on CertificateRequest{...QueueRow organization{id name __typename}commonName justification warnAt warnedAt issuanceAttempts issuanceError nextAttemptAt renewsCertificate{id serialNumber notAfter __typename}approvalNeedsReason trustProfile{id name version certificateAuthority{id name __typename}__typename}decisions{reason __typename}eligibleApprovers{id name __typename}records{...RequestRecord __typename}certificate{...RequestCertificate __typename}previousCertificate{id serialNumber domains pem notBefore notAfter __typename}keyAlgorithm keyOrigin spkiSha256 csrPem validityDays template templateSha256 viewerCanVoid{allowed reasons __typename}viewerCanWithdraw{allowed reasons __typename}viewerCanComment{allowed reasons __typename}viewerCanAttachCsr{allowed reasons __typename}viewerCanRetryIssuance{allowed reasons __typename}__typename}');
export const RequesterDocument = persistedDocument<RequesterQuery, RequesterQueryVariables>('1a7f60f566a05c773e6e8aca85d3031052934fb14d2c98632845bed4a67baf56', 'query Requester($id:ID!$organizationId:ID!){node(id:$id){__typename id ...on User{email __typename}...on Device{owner{id name __typename}revokedAt __typename}__typename}asked:auditRecords(organizationId:$organizationId filter:{actorId:$id types:["request.submitted"]}first:1){totalCount __typename}}');
export const ApproveRequestDocument = persistedDocument<ApproveRequestMutation, ApproveRequestMutationVariables>('9b618248ceacc6792b2ea1f9f05eefc89b45ac49b836a5b736892afe43320f99', 'mutation ApproveRequest($input:ApproveRequestInput!){approveRequest(input:$input){request{...RequestDetail __typename}userErrors{...MutationError __typename}__typename}}fragment QueueRow on CertificateRequest{id revision status issuanceStatus domains environment requester{kind id name:displayName __typename}trustProfile{id name __typename}requestedAt decidedAt escalateAt escalatedAt expiresAt quorum{required given canStillDecide isReachable explanation __typename}requiredApprovals decisions{verdict decidedAt approver{kind id name:displayName __typename}__typename}policyChecks{kind rule outcome explanation __typename}previousCertificate{id domains __typename}viewerCanApprove{allowed reasons __typename}viewerCanReject{allowed reasons __typename}__typename}fragment RequestRecord on AuditRecord{id sequence type actor{kind id name:displayName __typename}occurredAt entry hash __typename}fragment RequestCertificate on Certificate{id serialNumber domains pem chainPem notBefore notAfter fingerprintSha256 revokedAt revocationReason __typename}fragment RequestDetail on CertificateRequest{...QueueRow organization{id name __typename}commonName justification warnAt warnedAt issuanceAttempts issuanceError nextAttemptAt renewsCertificate{id serialNumber notAfter __typename}approvalNeedsReason trustProfile{id name version certificateAuthority{id name __typename}__typename}decisions{reason __typename}eligibleApprovers{id name __typename}records{...RequestRecord __typename}certificate{...RequestCertificate __typename}previousCertificate{id serialNumber domains pem notBefore notAfter __typename}keyAlgorithm keyOrigin spkiSha256 csrPem validityDays template templateSha256 viewerCanVoid{allowed reasons __typename}viewerCanWithdraw{allowed reasons __typename}viewerCanComment{allowed reasons __typename}viewerCanAttachCsr{allowed reasons __typename}viewerCanRetryIssuance{allowed reasons __typename}__typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const RejectRequestDocument = persistedDocument<RejectRequestMutation, RejectRequestMutationVariables>('cb6b6b61df9abd16e3e72f25737783f9fc8b55fec353adc31713500f314aed3b', 'mutation RejectRequest($input:RejectRequestInput!){rejectRequest(input:$input){request{...RequestDetail __typename}userErrors{...MutationError __typename}__typename}}fragment QueueRow on CertificateRequest{id revision status issuanceStatus domains environment requester{kind id name:displayName __typename}trustProfile{id name __typename}requestedAt decidedAt escalateAt escalatedAt expiresAt quorum{required given canStillDecide isReachable explanation __typename}requiredApprovals decisions{verdict decidedAt approver{kind id name:displayName __typename}__typename}policyChecks{kind rule outcome explanation __typename}previousCertificate{id domains __typename}viewerCanApprove{allowed reasons __typename}viewerCanReject{allowed reasons __typename}__typename}fragment RequestRecord on AuditRecord{id sequence type actor{kind id name:displayName __typename}occurredAt entry hash __typename}fragment RequestCertificate on Certificate{id serialNumber domains pem chainPem notBefore notAfter fingerprintSha256 revokedAt revocationReason __typename}fragment RequestDetail on CertificateRequest{...QueueRow organization{id name __typename}commonName justification warnAt warnedAt issuanceAttempts issuanceError nextAttemptAt renewsCertificate{id serialNumber notAfter __typename}approvalNeedsReason trustProfile{id name version certificateAuthority{id name __typename}__typename}decisions{reason __typename}eligibleApprovers{id name __typename}records{...RequestRecord __typename}certificate{...RequestCertificate __typename}previousCertificate{id serialNumber domains pem notBefore notAfter __typename}keyAlgorithm keyOrigin spkiSha256 csrPem validityDays template templateSha256 viewerCanVoid{allowed reasons __typename}viewerCanWithdraw{allowed reasons __typename}viewerCanComment{allowed reasons __typename}viewerCanAttachCsr{allowed reasons __typename}viewerCanRetryIssuance{allowed reasons __typename}__typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const VoidRequestDocument = persistedDocument<VoidRequestMutation, VoidRequestMutationVariables>('258df66b704537423365189f0ab85b460cfd70b207aa0c7d9910a76497de5f3a', 'mutation VoidRequest($input:VoidRequestInput!){voidRequest(input:$input){request{...RequestDetail __typename}userErrors{...MutationError __typename}__typename}}fragment QueueRow on CertificateRequest{id revision status issuanceStatus domains environment requester{kind id name:displayName __typename}trustProfile{id name __typename}requestedAt decidedAt escalateAt escalatedAt expiresAt quorum{required given canStillDecide isReachable explanation __typename}requiredApprovals decisions{verdict decidedAt approver{kind id name:displayName __typename}__typename}policyChecks{kind rule outcome explanation __typename}previousCertificate{id domains __typename}viewerCanApprove{allowed reasons __typename}viewerCanReject{allowed reasons __typename}__typename}fragment RequestRecord on AuditRecord{id sequence type actor{kind id name:displayName __typename}occurredAt entry hash __typename}fragment RequestCertificate on Certificate{id serialNumber domains pem chainPem notBefore notAfter fingerprintSha256 revokedAt revocationReason __typename}fragment RequestDetail on CertificateRequest{...QueueRow organization{id name __typename}commonName justification warnAt warnedAt issuanceAttempts issuanceError nextAttemptAt renewsCertificate{id serialNumber notAfter __typename}approvalNeedsReason trustProfile{id name version certificateAuthority{id name __typename}__typename}decisions{reason __typename}eligibleApprovers{id name __typename}records{...RequestRecord __typename}certificate{...RequestCertificate __typename}previousCertificate{id serialNumber domains pem notBefore notAfter __typename}keyAlgorithm keyOrigin spkiSha256 csrPem validityDays template templateSha256 viewerCanVoid{allowed reasons __typename}viewerCanWithdraw{allowed reasons __typename}viewerCanComment{allowed reasons __typename}viewerCanAttachCsr{allowed reasons __typename}viewerCanRetryIssuance{allowed reasons __typename}__typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const WithdrawRequestDocument = persistedDocument<WithdrawRequestMutation, WithdrawRequestMutationVariables>('f7dfbf73cd67c023181f22d2550b8673b55a5ca1bb61e7f3d875cdd8af1dd3c9', 'mutation WithdrawRequest($input:WithdrawRequestInput!){withdrawRequest(input:$input){request{...RequestDetail __typename}userErrors{...MutationError __typename}__typename}}fragment QueueRow on CertificateRequest{id revision status issuanceStatus domains environment requester{kind id name:displayName __typename}trustProfile{id name __typename}requestedAt decidedAt escalateAt escalatedAt expiresAt quorum{required given canStillDecide isReachable explanation __typename}requiredApprovals decisions{verdict decidedAt approver{kind id name:displayName __typename}__typename}policyChecks{kind rule outcome explanation __typename}previousCertificate{id domains __typename}viewerCanApprove{allowed reasons __typename}viewerCanReject{allowed reasons __typename}__typename}fragment RequestRecord on AuditRecord{id sequence type actor{kind id name:displayName __typename}occurredAt entry hash __typename}fragment RequestCertificate on Certificate{id serialNumber domains pem chainPem notBefore notAfter fingerprintSha256 revokedAt revocationReason __typename}fragment RequestDetail on CertificateRequest{...QueueRow organization{id name __typename}commonName justification warnAt warnedAt issuanceAttempts issuanceError nextAttemptAt renewsCertificate{id serialNumber notAfter __typename}approvalNeedsReason trustProfile{id name version certificateAuthority{id name __typename}__typename}decisions{reason __typename}eligibleApprovers{id name __typename}records{...RequestRecord __typename}certificate{...RequestCertificate __typename}previousCertificate{id serialNumber domains pem notBefore notAfter __typename}keyAlgorithm keyOrigin spkiSha256 csrPem validityDays template templateSha256 viewerCanVoid{allowed reasons __typename}viewerCanWithdraw{allowed reasons __typename}viewerCanComment{allowed reasons __typename}viewerCanAttachCsr{allowed reasons __typename}viewerCanRetryIssuance{allowed reasons __typename}__typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const CommentOnRequestDocument = persistedDocument<CommentOnRequestMutation, CommentOnRequestMutationVariables>('8021d5b0fdad8795ecc0d66ce4ec532accb16347cafb89a774f52b6254a028f9', 'mutation CommentOnRequest($input:CommentOnRequestInput!){commentOnRequest(input:$input){comment{id __typename}userErrors{...MutationError __typename}__typename}}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const AttachCsrDocument = persistedDocument<AttachCsrMutation, AttachCsrMutationVariables>('df3515243376a67cb18a5090cfbe14bbd2676dea38ec447207fdd272b58564f4', 'mutation AttachCsr($input:AttachCsrInput!){attachCsr(input:$input){request{...RequestDetail __typename}userErrors{...MutationError __typename}__typename}}fragment QueueRow on CertificateRequest{id revision status issuanceStatus domains environment requester{kind id name:displayName __typename}trustProfile{id name __typename}requestedAt decidedAt escalateAt escalatedAt expiresAt quorum{required given canStillDecide isReachable explanation __typename}requiredApprovals decisions{verdict decidedAt approver{kind id name:displayName __typename}__typename}policyChecks{kind rule outcome explanation __typename}previousCertificate{id domains __typename}viewerCanApprove{allowed reasons __typename}viewerCanReject{allowed reasons __typename}__typename}fragment RequestRecord on AuditRecord{id sequence type actor{kind id name:displayName __typename}occurredAt entry hash __typename}fragment RequestCertificate on Certificate{id serialNumber domains pem chainPem notBefore notAfter fingerprintSha256 revokedAt revocationReason __typename}fragment RequestDetail on CertificateRequest{...QueueRow organization{id name __typename}commonName justification warnAt warnedAt issuanceAttempts issuanceError nextAttemptAt renewsCertificate{id serialNumber notAfter __typename}approvalNeedsReason trustProfile{id name version certificateAuthority{id name __typename}__typename}decisions{reason __typename}eligibleApprovers{id name __typename}records{...RequestRecord __typename}certificate{...RequestCertificate __typename}previousCertificate{id serialNumber domains pem notBefore notAfter __typename}keyAlgorithm keyOrigin spkiSha256 csrPem validityDays template templateSha256 viewerCanVoid{allowed reasons __typename}viewerCanWithdraw{allowed reasons __typename}viewerCanComment{allowed reasons __typename}viewerCanAttachCsr{allowed reasons __typename}viewerCanRetryIssuance{allowed reasons __typename}__typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const RetryIssuanceDocument = persistedDocument<RetryIssuanceMutation, RetryIssuanceMutationVariables>('0c00433d44256d2fa1d5d4e1f1e94e4b7a095a9e3f83468f8e6a8cf2d321ae36', 'mutation RetryIssuance($input:RetryIssuanceInput!){retryIssuance(input:$input){request{...RequestDetail __typename}userErrors{...MutationError __typename}__typename}}fragment QueueRow on CertificateRequest{id revision status issuanceStatus domains environment requester{kind id name:displayName __typename}trustProfile{id name __typename}requestedAt decidedAt escalateAt escalatedAt expiresAt quorum{required given canStillDecide isReachable explanation __typename}requiredApprovals decisions{verdict decidedAt approver{kind id name:displayName __typename}__typename}policyChecks{kind rule outcome explanation __typename}previousCertificate{id domains __typename}viewerCanApprove{allowed reasons __typename}viewerCanReject{allowed reasons __typename}__typename}fragment RequestRecord on AuditRecord{id sequence type actor{kind id name:displayName __typename}occurredAt entry hash __typename}fragment RequestCertificate on Certificate{id serialNumber domains pem chainPem notBefore notAfter fingerprintSha256 revokedAt revocationReason __typename}fragment RequestDetail on CertificateRequest{...QueueRow organization{id name __typename}commonName justification warnAt warnedAt issuanceAttempts issuanceError nextAttemptAt renewsCertificate{id serialNumber notAfter __typename}approvalNeedsReason trustProfile{id name version certificateAuthority{id name __typename}__typename}decisions{reason __typename}eligibleApprovers{id name __typename}records{...RequestRecord __typename}certificate{...RequestCertificate __typename}previousCertificate{id serialNumber domains pem notBefore notAfter __typename}keyAlgorithm keyOrigin spkiSha256 csrPem validityDays template templateSha256 viewerCanVoid{allowed reasons __typename}viewerCanWithdraw{allowed reasons __typename}viewerCanComment{allowed reasons __typename}viewerCanAttachCsr{allowed reasons __typename}viewerCanRetryIssuance{allowed reasons __typename}__typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const ConfirmPasswordDocument = persistedDocument<ConfirmPasswordMutation, ConfirmPasswordMutationVariables>('84cdf8f93a65ae7c302ca1c3d7610f8bac7c2c1df9b3f8affc629cd8899c90fc', 'mutation ConfirmPassword($input:SignInInput!){signIn(input:$input){userErrors{...MutationError __typename}__typename}}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const SetupNeededDocument = persistedDocument<SetupNeededQuery, SetupNeededQueryVariables>('914d90a11dbe11c8769ec40bd5c09a2a172570e0ea3b7a621bb187290634aa12', 'query SetupNeeded{setupNeeded}');
export const CompleteSetupDocument = persistedDocument<CompleteSetupMutation, CompleteSetupMutationVariables>('381a2617aaf52d263499129d1b8aaeb8e83cacbef87d6c22ca5ab3d0bc5c2f5b', 'mutation CompleteSetup($input:CompleteSetupInput!){completeSetup(input:$input){viewer{user{id name email __typename}__typename}userErrors{...MutationError __typename}__typename}}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const AcceptInvitationDocument = persistedDocument<AcceptInvitationMutation, AcceptInvitationMutationVariables>('3e2847a28b547936040ae4d10f36864ca5aaf17e3cc5a318ec06afffed74d737', 'mutation AcceptInvitation($input:AcceptInvitationInput!){acceptInvitation(input:$input){viewer{user{id name email __typename}__typename}userErrors{...MutationError __typename}__typename}}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const RequestPasswordResetDocument = persistedDocument<RequestPasswordResetMutation, RequestPasswordResetMutationVariables>('48c834611720123e123f477f3b315ffe8d6c1d14f61eec9de3471a9fff79146e', 'mutation RequestPasswordReset($input:RequestPasswordResetInput!){requestPasswordReset(input:$input){userErrors{...MutationError __typename}__typename}}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const ResetPasswordDocument = persistedDocument<ResetPasswordMutation, ResetPasswordMutationVariables>('07207a106a4ff1d1fbb41e5339328535b468a7747be266dc63078e4fb52c135c', 'mutation ResetPassword($input:ResetPasswordInput!){resetPassword(input:$input){viewer{user{id __typename}__typename}userErrors{...MutationError __typename}__typename}}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const SignInDocument = persistedDocument<SignInMutation, SignInMutationVariables>('eaed8f1e7e7e9ec58ec78ff367842777b07b4288eac55752f320cea2ccd53d92', 'mutation SignIn($input:SignInInput!){signIn(input:$input){viewer{user{id __typename}__typename}userErrors{...MutationError __typename}__typename}}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const PendingChangeListDocument = persistedDocument<PendingChangeListQuery, PendingChangeListQueryVariables>('cd9bf413e9cfbb9233818c21b5a35d0b66b88b8f37009e2c0ede230a8797d596', 'query PendingChangeList($organizationId:ID!){open:pendingChanges(organizationId:$organizationId filter:{status:[PENDING]}first:100){nodes{...ListedChange __typename}__typename}ended:pendingChanges(organizationId:$organizationId filter:{status:[APPROVED REJECTED SUPERSEDED WITHDRAWN]}first:25){nodes{...ListedChange __typename}__typename}organization(id:$organizationId){id asksSecondAdmin __typename}}fragment FieldDifferenceRow on FieldDifference{field label before after __typename}fragment ListedChange on PendingChange{id baseVersion name widens proposedAt status decidedAt reason proposedBy{name:displayName __typename}decidedBy{name:displayName __typename}differences{...FieldDifferenceRow __typename}trustProfile{id name domains __typename}viewerCanDecide{allowed reasons __typename}viewerCanWithdraw{allowed reasons __typename}__typename}');
export const OpenChangeDocument = persistedDocument<OpenChangeQuery, OpenChangeQueryVariables>('00d8e790d6da8241992d8bdd09c1fb79999aeefa488c11150705f93ed7d856d8', 'query OpenChange($id:ID!){pendingChange(id:$id){...ListedChange __typename}}fragment FieldDifferenceRow on FieldDifference{field label before after __typename}fragment ListedChange on PendingChange{id baseVersion name widens proposedAt status decidedAt reason proposedBy{name:displayName __typename}decidedBy{name:displayName __typename}differences{...FieldDifferenceRow __typename}trustProfile{id name domains __typename}viewerCanDecide{allowed reasons __typename}viewerCanWithdraw{allowed reasons __typename}__typename}');
export const DecideChangeDocument = persistedDocument<DecideChangeMutation, DecideChangeMutationVariables>('ce00c159f09aa62cc431646c946d38e89d3e8e9e6719958b05ee29ef0d0ad548', 'mutation DecideChange($input:DecidePendingChangeInput!){decidePendingChange(input:$input){pendingChange{...ListedChange __typename}userErrors{...MutationError __typename}__typename}}fragment FieldDifferenceRow on FieldDifference{field label before after __typename}fragment ListedChange on PendingChange{id baseVersion name widens proposedAt status decidedAt reason proposedBy{name:displayName __typename}decidedBy{name:displayName __typename}differences{...FieldDifferenceRow __typename}trustProfile{id name domains __typename}viewerCanDecide{allowed reasons __typename}viewerCanWithdraw{allowed reasons __typename}__typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const WithdrawChangeDocument = persistedDocument<WithdrawChangeMutation, WithdrawChangeMutationVariables>('e89eda8d11b93c8bdbb01284f5a0b62f8cc845c264c95f6fc8ec525241809a00', 'mutation WithdrawChange($input:WithdrawPendingChangeInput!){withdrawPendingChange(input:$input){pendingChange{...ListedChange __typename}userErrors{...MutationError __typename}__typename}}fragment FieldDifferenceRow on FieldDifference{field label before after __typename}fragment ListedChange on PendingChange{id baseVersion name widens proposedAt status decidedAt reason proposedBy{name:displayName __typename}decidedBy{name:displayName __typename}differences{...FieldDifferenceRow __typename}trustProfile{id name domains __typename}viewerCanDecide{allowed reasons __typename}viewerCanWithdraw{allowed reasons __typename}__typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const TrustProfileListDocument = persistedDocument<TrustProfileListQuery, TrustProfileListQueryVariables>('2bcbd3cacecd37243d24dd029470051cdfd443f0cd9c71dccbacfbd6b34dc26b', 'query TrustProfileList($organizationId:ID!$active:Boolean!$after:String){trustProfiles(organizationId:$organizationId active:$active first:100 after:$after){nodes{...ListedTrustProfile __typename}pageInfo{hasNextPage endCursor __typename}__typename}}fragment ListedTrustProfile on TrustProfile{id name version domains environments requireApproval requiredApprovals allowedUserIds allowedDeviceIds allowAllDevices certificateAuthority{id name __typename}pendingChange{id viewerCanDecide{allowed reasons __typename}__typename}__typename}');
export const TrustProfileByIdDocument = persistedDocument<TrustProfileByIdQuery, TrustProfileByIdQueryVariables>('b3d2e9634f349f4bb04502db35e71217f8f166c00938b4ffe7bb89c37af567c1', 'query TrustProfileById($id:ID!){trustProfile(id:$id){...TrustProfileDetail __typename}}fragment ListedTrustProfile on TrustProfile{id name version domains environments requireApproval requiredApprovals allowedUserIds allowedDeviceIds allowAllDevices certificateAuthority{id name __typename}pendingChange{id viewerCanDecide{allowed reasons __typename}__typename}__typename}fragment TrustProfileDetail on TrustProfile{...ListedTrustProfile active exceptDomains allowSelfApproval requireJustification mandatoryReason defaultValidityDays maxValidityDays keyAlgorithms allowWildcards extendedKeyUsages keySource warnAfterHours escalateAfterHours escalationContacts expireAfterHours renewBeforeDays deliver openRequests viewerCanManage{allowed reasons __typename}viewerCanRetire{allowed reasons __typename}__typename}');
export const TrustProfileVersionsDocument = persistedDocument<TrustProfileVersionsQuery, TrustProfileVersionsQueryVariables>('cb72d9d9b91f361c8b1bcae60e00748f280f4114b0fcdab082e58fafc1acbc54', 'query TrustProfileVersions($id:ID!$after:String){trustProfile(id:$id){id versions(first:20 after:$after){nodes{version name changedAt changedBy{name:displayName __typename}approvedBy{name:displayName __typename}differences{...FieldDifferenceRow __typename}__typename}pageInfo{hasNextPage endCursor __typename}__typename}__typename}}fragment FieldDifferenceRow on FieldDifference{field label before after __typename}');
export const TrustProfileChoicesDocument = persistedDocument<TrustProfileChoicesQuery, TrustProfileChoicesQueryVariables>('b547e09e39b5a01ee26e3e23c54526d8684c7804440e7e4f7c4715e7e9083a37', 'query TrustProfileChoices($organizationId:ID!){organization(id:$organizationId){id environments __typename}certificateAuthorities(organizationId:$organizationId first:100){nodes{id name kind __typename}__typename}members(organizationId:$organizationId first:100){nodes{role disabledAt user{id name email __typename}__typename}__typename}devices(organizationId:$organizationId first:100){nodes{id name revokedAt __typename}__typename}}');
export const MatchProposedNamesDocument = persistedDocument<MatchProposedNamesQuery, MatchProposedNamesQueryVariables>('1e32a58302d1498da4042d010caaadf3ca0338e0bd61666ebe5b8e6104eef4e0', 'query MatchProposedNames($organizationId:ID!$domains:[String!]!$environment:String!){matchTrustProfile(organizationId:$organizationId domains:$domains environment:$environment){explanations{domain matched why trustProfile{id name __typename}__typename}userErrors{...MutationError __typename}__typename}}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const ReplayProfileDocument = persistedDocument<ReplayProfileQuery, ReplayProfileQueryVariables>('93403484d6015a588e5ab9a209848fa4044e73b2322cd90a1bfea6d797b5db1b', 'query ReplayProfile($input:ReplayTrustProfileInput!){replayTrustProfile(input:$input){replay{since replayed changed isCut counts{effect count __typename}differing{request{id domains environment requestedAt status __typename}before{trustProfileName refusal approvals __typename}after{trustProfileName refusal approvals __typename}effects __typename}differences{...FieldDifferenceRow __typename}widens needsSecondAdmin __typename}userErrors{...MutationError __typename}__typename}}fragment FieldDifferenceRow on FieldDifference{field label before after __typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const CreateProfileDocument = persistedDocument<CreateProfileMutation, CreateProfileMutationVariables>('107d2219d1cd385c61825db6cdb02d991be29daee6cb137a5e25312dde6af628', 'mutation CreateProfile($input:CreateTrustProfileInput!){createTrustProfile(input:$input){trustProfile{...ListedTrustProfile __typename}userErrors{...MutationError __typename}__typename}}fragment ListedTrustProfile on TrustProfile{id name version domains environments requireApproval requiredApprovals allowedUserIds allowedDeviceIds allowAllDevices certificateAuthority{id name __typename}pendingChange{id viewerCanDecide{allowed reasons __typename}__typename}__typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const UpdateProfileDocument = persistedDocument<UpdateProfileMutation, UpdateProfileMutationVariables>('213c489ee994488abd66cf7963409ed36554e124b8ed5e0fde7ea33bd320027d', 'mutation UpdateProfile($input:UpdateTrustProfileInput!){updateTrustProfile(input:$input){trustProfile{...TrustProfileDetail __typename}pendingChange{...ListedChange __typename}userErrors{...MutationError __typename}__typename}}fragment ListedTrustProfile on TrustProfile{id name version domains environments requireApproval requiredApprovals allowedUserIds allowedDeviceIds allowAllDevices certificateAuthority{id name __typename}pendingChange{id viewerCanDecide{allowed reasons __typename}__typename}__typename}fragment FieldDifferenceRow on FieldDifference{field label before after __typename}fragment TrustProfileDetail on TrustProfile{...ListedTrustProfile active exceptDomains allowSelfApproval requireJustification mandatoryReason defaultValidityDays maxValidityDays keyAlgorithms allowWildcards extendedKeyUsages keySource warnAfterHours escalateAfterHours escalationContacts expireAfterHours renewBeforeDays deliver openRequests viewerCanManage{allowed reasons __typename}viewerCanRetire{allowed reasons __typename}__typename}fragment ListedChange on PendingChange{id baseVersion name widens proposedAt status decidedAt reason proposedBy{name:displayName __typename}decidedBy{name:displayName __typename}differences{...FieldDifferenceRow __typename}trustProfile{id name domains __typename}viewerCanDecide{allowed reasons __typename}viewerCanWithdraw{allowed reasons __typename}__typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const RetireProfileDocument = persistedDocument<RetireProfileMutation, RetireProfileMutationVariables>('15d1c2dbc081a9a7bb2ce163efa5616b09b2fc764e072eaf63d4e273d8bad8dc', 'mutation RetireProfile($input:RetireTrustProfileInput!){retireTrustProfile(input:$input){trustProfile{...TrustProfileDetail __typename}userErrors{...MutationError __typename}__typename}}fragment ListedTrustProfile on TrustProfile{id name version domains environments requireApproval requiredApprovals allowedUserIds allowedDeviceIds allowAllDevices certificateAuthority{id name __typename}pendingChange{id viewerCanDecide{allowed reasons __typename}__typename}__typename}fragment TrustProfileDetail on TrustProfile{...ListedTrustProfile active exceptDomains allowSelfApproval requireJustification mandatoryReason defaultValidityDays maxValidityDays keyAlgorithms allowWildcards extendedKeyUsages keySource warnAfterHours escalateAfterHours escalationContacts expireAfterHours renewBeforeDays deliver openRequests viewerCanManage{allowed reasons __typename}viewerCanRetire{allowed reasons __typename}__typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const WebhooksDocument = persistedDocument<WebhooksQuery, WebhooksQueryVariables>('285211d02d7b28fc4fb3ba1e63b060d73f58ca3da0860c13bb38278b6729ec47', 'query Webhooks($organizationId:ID!){webhooks(organizationId:$organizationId first:100){nodes{...ListedWebhook __typename}__typename}}fragment ListedWebhook on Webhook{id url description eventTypes active disabledReason createdAt previousSecretUntil createdBy{id name __typename}progress{nextSequence failedAttempts failingSince nextAttemptAt __typename}viewerCanManage{allowed reasons __typename}__typename}');
export const WebhookDeliveriesDocument = persistedDocument<WebhookDeliveriesQuery, WebhookDeliveriesQueryVariables>('a797eb454620674aa3f3bd5137042ee676857f3aa387075cf7436f8ba91672d7', 'query WebhookDeliveries($id:ID!$after:String){webhook(id:$id){id deliveries(first:25 after:$after){nodes{...DeliveryParts __typename}pageInfo{hasNextPage endCursor __typename}__typename}__typename}}fragment DeliveryParts on WebhookDelivery{id messageId eventType sequence attempt at durationMs statusCode error responseBody nextAttemptAt __typename}');
export const CreateWebhookDocument = persistedDocument<CreateWebhookMutation, CreateWebhookMutationVariables>('5d92620d93c3fbac7b7e6fb573ae69aa8a870a4541789b465063186fee682697', 'mutation CreateWebhook($input:CreateWebhookInput!){createWebhook(input:$input){webhook{...ListedWebhook __typename}secret userErrors{...MutationError __typename}__typename}}fragment ListedWebhook on Webhook{id url description eventTypes active disabledReason createdAt previousSecretUntil createdBy{id name __typename}progress{nextSequence failedAttempts failingSince nextAttemptAt __typename}viewerCanManage{allowed reasons __typename}__typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const UpdateWebhookDocument = persistedDocument<UpdateWebhookMutation, UpdateWebhookMutationVariables>('23861b0947c89c1b2f2a3c84ec365ce2a5b24607e1cb92a5934f592e21481643', 'mutation UpdateWebhook($input:UpdateWebhookInput!){updateWebhook(input:$input){webhook{...ListedWebhook __typename}userErrors{...MutationError __typename}__typename}}fragment ListedWebhook on Webhook{id url description eventTypes active disabledReason createdAt previousSecretUntil createdBy{id name __typename}progress{nextSequence failedAttempts failingSince nextAttemptAt __typename}viewerCanManage{allowed reasons __typename}__typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const RotateWebhookSecretDocument = persistedDocument<RotateWebhookSecretMutation, RotateWebhookSecretMutationVariables>('45b9047552c3f8a527cb7fa7b574c866eab31b2b621a811d8eebed16474ec064', 'mutation RotateWebhookSecret($input:RotateWebhookSecretInput!){rotateWebhookSecret(input:$input){webhook{...ListedWebhook __typename}secret userErrors{...MutationError __typename}__typename}}fragment ListedWebhook on Webhook{id url description eventTypes active disabledReason createdAt previousSecretUntil createdBy{id name __typename}progress{nextSequence failedAttempts failingSince nextAttemptAt __typename}viewerCanManage{allowed reasons __typename}__typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const DeleteWebhookDocument = persistedDocument<DeleteWebhookMutation, DeleteWebhookMutationVariables>('69d5a1f80c4db078cb15623b8dd0541cc9c6772dbb36c1d7160249f82c4de55e', 'mutation DeleteWebhook($input:DeleteWebhookInput!){deleteWebhook(input:$input){deletedWebhookId userErrors{...MutationError __typename}__typename}}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const SendTestWebhookDocument = persistedDocument<SendTestWebhookMutation, SendTestWebhookMutationVariables>('006aeee33dca8bbc885bf5f03c512976bf467f0902d1a17739feb0291076bad2', 'mutation SendTestWebhook($input:SendTestWebhookInput!){sendTestWebhook(input:$input){delivery{...DeliveryParts __typename}userErrors{...MutationError __typename}__typename}}fragment DeliveryParts on WebhookDelivery{id messageId eventType sequence attempt at durationMs statusCode error responseBody nextAttemptAt __typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const ReplayWebhookDocument = persistedDocument<ReplayWebhookMutation, ReplayWebhookMutationVariables>('07a52eb7a084bb28518a4d828572afe90360b1cc78d98c59c28eae486db6d15e', 'mutation ReplayWebhook($input:ReplayWebhookInput!){replayWebhook(input:$input){webhook{...ListedWebhook __typename}userErrors{...MutationError __typename}__typename}}fragment ListedWebhook on Webhook{id url description eventTypes active disabledReason createdAt previousSecretUntil createdBy{id name __typename}progress{nextSequence failedAttempts failingSince nextAttemptAt __typename}viewerCanManage{allowed reasons __typename}__typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const RetryWebhookDeliveryDocument = persistedDocument<RetryWebhookDeliveryMutation, RetryWebhookDeliveryMutationVariables>('9bad36cf9e8d76876d10ee1c70213b773e525e70c081d07bec23857684b0f16c', 'mutation RetryWebhookDelivery($input:RetryWebhookDeliveryInput!){retryWebhookDelivery(input:$input){delivery{...DeliveryParts __typename}userErrors{...MutationError __typename}__typename}}fragment DeliveryParts on WebhookDelivery{id messageId eventType sequence attempt at durationMs statusCode error responseBody nextAttemptAt __typename}fragment MutationError on UserError{code message field changes{what before after __typename}__typename}');
export const OfferedReasonsDocument = persistedDocument<OfferedReasonsQuery, OfferedReasonsQueryVariables>('b35505a0eff97d3d144869a3874d3a450277f979d86bfd5a73a83cc647490a65', 'query OfferedReasons($organizationId:ID!$kind:ReasonKind!){reasons(organizationId:$organizationId kind:$kind){id text __typename}}');