import type { Permission } from '../domain/access.ts';
import type {
  Actor,
  ApiTokenScope,
  OrganizationRole,
  PlatformRole,
  Principal,
  TrustProfileRole,
} from '../domain/actor.ts';
import type { Verdict } from '../domain/certificate-request.ts';
import type { DomainError } from '../domain/errors.ts';
import type { KeyAlgorithm } from '../domain/key-algorithm.ts';
import type { EpochSequence } from '../domain/ledger-name.ts';
import type { MailSettings } from '../domain/mail-settings.ts';
import type { ManagedReason, ReasonKind } from '../domain/managed-reason.ts';
import type { NotificationPreferences } from '../domain/notification.ts';
import type { PolicyCheck } from '../domain/policy-check.ts';
import type { FieldDifference } from '../domain/profile-differences.ts';
import type { ReplayEffect, Replayed } from '../domain/profile-replay.ts';
import type { Quorum } from '../domain/quorum.ts';
import type { TrustProfile, TrustProfileRules } from '../domain/trust-profile-rules.ts';
import type { Member } from './change-member-role.ts';
import type { InsightInput, Insights } from './insights.ts';
import type { AuditRecordView, LedgerQueries } from './ledger-queries.ts';
import type { MailDelivery, MailServerInForce } from './mail-ports.ts';
import type { AccountQueries } from './people-queries.ts';
import type * as rows from './ports.ts';
import type { CommittedRecord, Person } from './ports.ts';
import type { DeviceActivity } from './queries/query-ports.ts';
import type { VoteInput } from './vote-facts.ts';
import type { WebhookCommands, WebhookQueries } from './webhook-application.ts';

/** What the doors may call: every verb, bound to its parts. A door authenticates, calls one of these, and renders the answer. */
export interface Application {
  readonly commands: Commands;
  readonly queries: Queries;
  readonly live: Live;
}

export type RevocationReason =
  | 'UNSPECIFIED'
  | 'KEY_COMPROMISE'
  | 'CA_COMPROMISE'
  | 'AFFILIATION_CHANGED'
  | 'SUPERSEDED'
  | 'CESSATION_OF_OPERATION';

export interface SubmitRequestInput {
  readonly organizationId: string;
  readonly domains: readonly string[];
  readonly environment: string;
  readonly justification?: string | null;
  readonly commonName?: string | null;
  /** PKCS#10, PEM. */
  readonly csr?: string | null;
  readonly keyAlgorithm?: KeyAlgorithm | null;
  readonly validityDays?: number | null;
  readonly idempotencyKey?: string | null;
  readonly renewsCertificateId?: string | null;
}

/** Fields of a profile as they come in; what is left out takes its default, or stays as it is. */
export type TrustProfileInput = Partial<TrustProfileRules> & { readonly name?: string };

/** What is left out stays as it is; so does the password, while host, port and user do. */
export type UpdateNotificationSettingsInput = { readonly [K in keyof MailSettings]?: MailSettings[K] | null } & {
  readonly password?: string | null;
};

export interface UpdateNotificationPreferencesInput {
  readonly organizationId: string;
  readonly submissions?: boolean | null;
  readonly warnings?: boolean | null;
  readonly outcomes?: boolean | null;
}

export interface SignedIn {
  /** Goes into the cookie and nowhere else. */
  readonly sessionToken: string;
  readonly expiresAt: Date;
  readonly user: rows.UserRow;
  readonly principal: Principal;
}

/** Every one throws DomainError for what somebody can act on. */
export interface Commands extends WebhookCommands {
  signIn(input: { email: string; password: string; address: string }): Promise<SignedIn>;
  signOut(sessionId: string, principal: Principal): Promise<void>;
  completeSetup(input: { token: string; email: string; name: string; password: string }): Promise<SignedIn>;
  /** Takes up an invitation by its link: chooses the password and signs in. */
  acceptInvitation(input: { token: string; password: string }): Promise<SignedIn>;
  /** Of whoever is signed in by this session. */
  changePassword(
    principal: Principal,
    sessionId: string,
    input: { currentPassword: string; newPassword: string },
  ): Promise<void>;
  requestPasswordReset(input: { email: string; address: string }): Promise<void>;
  resetPassword(input: { token: string; password: string }): Promise<SignedIn>;
  endSession(principal: Principal, input: { sessionId: string }): Promise<void>;
  /** All but the one that asks; answers how many. */
  endOtherSessions(principal: Principal, sessionId: string): Promise<number>;
  createApiToken(
    principal: Principal,
    input: {
      organizationId: string;
      name: string;
      expiresInDays?: number | null;
      scopes?: readonly ApiTokenScope[] | null;
      environment?: string | null;
      justification?: string | null;
    },
  ): Promise<{ token: rows.ApiTokenRow; secret: string }>;

  /** `created` is false when the same submission came before. */
  submitRequest(
    principal: Principal,
    input: SubmitRequestInput,
  ): Promise<{ request: rows.CertificateRequestRow; created: boolean }>;
  approveRequest(principal: Principal, input: VoteInput): Promise<rows.CertificateRequestRow>;
  rejectRequest(principal: Principal, input: VoteInput): Promise<rows.CertificateRequestRow>;
  voidRequest(
    principal: Principal,
    input: { requestId: string; reason?: string | null; reasonId?: string | null },
  ): Promise<rows.CertificateRequestRow>;
  withdrawRequest(
    principal: Principal,
    input: { requestId: string; reason?: string | null },
  ): Promise<rows.CertificateRequestRow>;
  commentOnRequest(
    principal: Principal,
    input: { requestId: string; text: string },
  ): Promise<rows.CertificateRequestRow>;
  /** One answer an item, in order. */
  decideRequests(
    principal: Principal,
    input: {
      verdict: Verdict;
      reason?: string | null;
      reasonId?: string | null;
      items: readonly { requestId: string; revision?: number | null }[];
    },
  ): Promise<{ requestId: string; request: rows.CertificateRequestRow | null; error: DomainError | null }[]>;
  attachCsr(principal: Principal, input: { requestId: string; csr: string }): Promise<rows.CertificateRequestRow>;
  retryIssuance(principal: Principal, input: { requestId: string }): Promise<rows.CertificateRequestRow>;

  createOrganization(
    principal: Principal,
    input: { name: string; slug: string; environments?: readonly string[] | null },
  ): Promise<rows.OrganizationRow>;
  inviteMember(
    principal: Principal,
    input: { organizationId: string; email: string; name: string; role: OrganizationRole; password?: string | null },
  ): Promise<{ user: rows.UserRow; inviteUrl: string | null }>;
  changeMemberRole(
    principal: Principal,
    input: { organizationId: string; userId: string; role: OrganizationRole },
  ): Promise<Member>;
  removeMember(principal: Principal, input: { organizationId: string; userId: string }): Promise<Person>;
  /** A new link for who has not taken up their invitation. */
  reinviteMember(
    principal: Principal,
    input: { organizationId: string; userId: string },
  ): Promise<{ user: rows.UserRow; inviteUrl: string }>;
  updateOrganization(
    principal: Principal,
    input: { organizationId: string; name?: string | null; environments?: readonly string[] | null },
  ): Promise<rows.OrganizationRow>;
  setPlatformRole(principal: Principal, input: { userId: string; role: PlatformRole | null }): Promise<rows.UserRow>;
  disableUser(principal: Principal, input: { userId: string }): Promise<rows.UserRow>;
  enableUser(principal: Principal, input: { userId: string }): Promise<rows.UserRow>;
  setTrustProfileRole(
    principal: Principal,
    input: { trustProfileId: string; userId: string; role: TrustProfileRole | null },
  ): Promise<TrustProfile>;
  createReason(
    principal: Principal,
    input: { organizationId: string; kind: ReasonKind; text: string },
  ): Promise<ManagedReason>;
  updateReason(
    principal: Principal,
    input: { reasonId: string; text?: string | null; active?: boolean | null },
  ): Promise<ManagedReason>;
  /** All of one kind, in the new order. */
  reorderReasons(
    principal: Principal,
    input: { organizationId: string; kind: ReasonKind; reasonIds: readonly string[] },
  ): Promise<readonly ManagedReason[]>;
  createCertificateAuthority(
    principal: Principal,
    input: {
      organizationId: string;
      name: string;
      commonName: string;
      keyAlgorithm?: KeyAlgorithm | null;
      validityDays?: number | null;
      parentId?: string | null;
    },
  ): Promise<rows.CertificateAuthorityRow>;
  createTrustProfile(
    principal: Principal,
    input: TrustProfileInput & { organizationId: string; name: string },
  ): Promise<TrustProfile>;
  updateTrustProfile(
    principal: Principal,
    input: TrustProfileInput & { trustProfileId: string },
  ): Promise<{ profile: TrustProfile; change: rows.PendingChangeRow | null }>;
  retireTrustProfile(principal: Principal, input: { trustProfileId: string }): Promise<TrustProfile>;
  /** Another admin than the one who proposed it. */
  decidePendingChange(
    principal: Principal,
    input: { changeId: string; verdict: Verdict; reason?: string | null },
  ): Promise<rows.PendingChangeRow>;
  withdrawPendingChange(
    principal: Principal,
    input: { changeId: string; reason?: string | null },
  ): Promise<rows.PendingChangeRow>;
  setSecondAdminRule(
    principal: Principal,
    input: { organizationId: string; required: boolean },
  ): Promise<rows.OrganizationRow>;
  registerDevice(
    principal: Principal,
    input: { organizationId: string; name: string; ownerId?: string | null; certificatePem?: string | null },
  ): Promise<{ device: rows.DeviceRow; enrollmentToken: string | null }>;
  revokeApiToken(principal: Principal, input: { tokenId: string }): Promise<rows.ApiTokenRow>;
  revokeDevice(principal: Principal, input: { deviceId: string }): Promise<rows.DeviceRow>;
  /** For a device that has not enrolled. */
  reissueEnrollmentToken(
    principal: Principal,
    input: { deviceId: string },
  ): Promise<{ device: rows.DeviceRow; enrollmentToken: string }>;
  /** `POST /v1/devices/register`: a one-time token instead of a client certificate. */
  enrollDevice(input: {
    token: string;
    csr: string;
  }): Promise<{ device: rows.DeviceRow; certificatePem: string; chainPem: string }>;
  revokeCertificate(
    principal: Principal,
    input: { certificateId: string; reason: RevocationReason },
  ): Promise<rows.CertificateRow>;
  /** The key that the server made, to whoever asked; again within an hour of the first time. */
  collectKey(
    principal: Principal,
    input: { requestId: string },
  ): Promise<{ request: rows.CertificateRequestRow; privateKeyPem: string }>;
  /** They have it: it is destroyed. */
  confirmKey(principal: Principal, input: { requestId: string }): Promise<rows.CertificateRequestRow>;
  /** The owner has the key: it is destroyed. */
  acknowledgeKey(principal: Principal, input: { requestId: string }): Promise<void>;
  /** Starts a verification of the whole ledger; follow it by `live.verification` or `queries.lastVerification`. */
  verifyAuditChain(principal: Principal, input: { organizationId: string }): Promise<rows.LedgerVerificationRow>;
  /** Ends the verification that was started on demand, wherever it runs. */
  cancelVerification(principal: Principal, input: { organizationId: string }): Promise<rows.LedgerVerificationRow>;
  /** Closes the sealed ledger for good and opens the next epoch. */
  unsealLedger(principal: Principal, input: { organizationId: string; reason: string }): Promise<rows.LedgerEpochRow>;

  updateNotificationSettings(principal: Principal, input: UpdateNotificationSettingsInput): Promise<MailServerInForce>;
  /** What the mail server answers to one mail that is sent at once. */
  sendTestMail(principal: Principal, input: { to: string }): Promise<{ sent: boolean; answer: string }>;
  retryUndeliveredMail(principal: Principal, input: { id: string }): Promise<rows.UndeliveredMailRow>;
  updateNotificationPreferences(
    principal: Principal,
    input: UpdateNotificationPreferencesInput,
  ): Promise<NotificationPreferences>;
}

export interface PageArguments {
  /** 1..100, default 25. */
  readonly first?: number | null;
  readonly after?: string | null;
}

/** Keyset page: `cursors[i]` belongs to `rows[i]`. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly cursors: readonly string[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

export interface RequestFilter {
  readonly status?: readonly string[] | null;
  readonly canDecide?: boolean | null;
  readonly mine?: boolean | null;
  readonly trustProfileId?: string | null;
  readonly environment?: string | null;
  readonly search?: string | null;
  readonly escalated?: boolean | null;
}

export interface CertificateFilter {
  /** A name, exactly. */
  readonly domain?: string | null;
  /** Text in a name. */
  readonly search?: string | null;
  readonly trustProfileId?: string | null;
  readonly environment?: string | null;
  readonly requesterId?: string | null;
  readonly expiringWithinDays?: number | null;
  readonly expiresFrom?: Date | null;
  readonly expiresBefore?: Date | null;
  readonly expired?: boolean | null;
  readonly revoked?: boolean | null;
  readonly renewalAsked?: boolean | null;
}

export interface RequestOrder {
  readonly field: 'REQUESTED_AT' | 'DECIDED_AT' | 'EXPIRES_AT';
  readonly direction: 'ASC' | 'DESC';
}

export interface DeliveredKey {
  readonly privateKeyPem: string;
}

/** Reads. Whatever the principal may not see is null or absent, exactly as if it did not exist. */
export interface Queries extends LedgerQueries, AccountQueries, WebhookQueries {
  setupNeeded(): Promise<boolean>;
  user(id: string): Promise<rows.UserRow | null>;
  /** A person who shares an organization with the principal, or anybody for a platform role. */
  visibleUser(principal: Principal, id: string): Promise<Pick<rows.UserRow, 'id' | 'email' | 'name'> | null>;
  users(ids: readonly string[]): Promise<ReadonlyMap<string, rows.UserRow>>;
  memberships(principal: Principal): Promise<{ organization: rows.OrganizationRow; role: OrganizationRole }[]>;
  organization(principal: Principal, id: string): Promise<rows.OrganizationRow | null>;
  isSealed(organizationId: string): Promise<boolean>;
  canManageOrganization(principal: Principal, organizationId: string): Promise<Permission>;
  members(principal: Principal, organizationId: string, page: PageArguments): Promise<Page<Member>>;

  request(principal: Principal, id: string): Promise<rows.CertificateRequestRow | null>;
  requests(
    principal: Principal,
    organizationId: string,
    filter: RequestFilter | null,
    order: RequestOrder | null,
    page: PageArguments,
  ): Promise<Page<rows.CertificateRequestRow>>;
  countRequests(principal: Principal, organizationId: string, filter: RequestFilter | null): Promise<number>;
  /** What came of the requests in a range, against the time before; of what the principal may see, and of nothing else. */
  insights(principal: Principal, input: InsightInput): Promise<Insights>;
  /** In one read for many requests. */
  decisions(requestIds: readonly string[]): Promise<ReadonlyMap<string, readonly rows.DecisionRow[]>>;
  /** Votes on one request; asked for by many rows of a list at once, they are read at once. */
  decisionsOf(requestId: string): Promise<readonly rows.DecisionRow[]>;
  /** The revision that a decision made now would be about. */
  revision(request: rows.CertificateRequestRow): Promise<number>;
  /** Distinct approvals that it needs, by the stricter of the pinned version and the current one. */
  requiredApprovals(request: rows.CertificateRequestRow): Promise<number>;
  /** Whether approving it takes a reason, by the stricter of both versions. */
  approvalNeedsReason(request: rows.CertificateRequestRow): Promise<boolean>;
  /** The CSR, PEM, as it came; the principal has been let see the request. */
  csrPem(requestId: string): Promise<string | null>;
  comments(requestId: string): Promise<readonly rows.CommentRow[]>;
  records(request: rows.CertificateRequestRow): Promise<readonly AuditRecordView[]>;
  certificateOf(request: rows.CertificateRequestRow): Promise<rows.CertificateRow | null>;
  /** The certificate now in force that shares the most names; null: first for these names. */
  previousCertificate(request: rows.CertificateRequestRow): Promise<rows.CertificateRow | null>;
  permissions(principal: Principal, request: rows.CertificateRequestRow): Promise<RequestPermissions>;
  policyChecks(request: rows.CertificateRequestRow): Promise<readonly PolicyCheck[]>;
  /** The vocabulary of one kind, in its order; empty where the principal is no member. */
  reasons(
    principal: Principal,
    organizationId: string,
    kind: ReasonKind,
    includeInactive: boolean,
  ): Promise<readonly ManagedReason[]>;
  eligibleApprovers(request: rows.CertificateRequestRow): Promise<readonly Person[]>;
  requesterHistory(request: rows.CertificateRequestRow): Promise<RequesterHistory>;
  requesterStanding(request: rows.CertificateRequestRow): Promise<RequesterStanding>;
  /** Null: the server made none. */
  serverKey(request: rows.CertificateRequestRow): Promise<ServerKeyState | null>;
  /** Whether enough people can decide it; null once it is decided. */
  quorum(request: rows.CertificateRequestRow): Promise<Quorum | null>;
  renewedCertificate(request: rows.CertificateRequestRow): Promise<rows.CertificateRow | null>;

  trustProfile(principal: Principal, id: string): Promise<TrustProfile | null>;
  /** Every version of a profile that the principal has been let see, newest first. */
  profileVersions(
    profile: Pick<TrustProfile, 'id' | 'organizationId'>,
    page: PageArguments,
  ): Promise<Page<ProfileVersion>>;
  profilePermissions(
    principal: Principal,
    profile: Pick<TrustProfile, 'id' | 'organizationId' | 'name'>,
  ): Promise<{ manage: Permission; retire: Permission }>;
  pendingChange(principal: Principal, id: string): Promise<rows.PendingChangeRow | null>;
  /** Newest first. */
  pendingChanges(
    principal: Principal,
    organizationId: string,
    filter: { status?: readonly string[] | null; trustProfileId?: string | null } | null,
    page: PageArguments,
  ): Promise<Page<rows.PendingChangeRow>>;
  /** The change of a profile that waits; the principal has been let see the profile. */
  openChange(trustProfileId: string): Promise<rows.PendingChangeRow | null>;
  /** What a change changes in the version that it was proposed for. */
  changeDifferences(change: rows.PendingChangeRow): Promise<readonly FieldDifference[]>;
  changePermissions(
    principal: Principal,
    change: rows.PendingChangeRow,
  ): Promise<{ decide: Permission; withdraw: Permission }>;
  /** Whether an admin's edit that widens waits for a second admin there, by the setting and by how many admins there are. */
  isSecondAdminAsked(organizationId: string): Promise<boolean>;
  /** Throws what would refuse the proposal itself. */
  replayTrustProfile(principal: Principal, input: ReplayInput): Promise<ProfileReplay>;
  /** In the version that a request pinned; the principal has been let see the request. */
  pinnedProfile(request: rows.CertificateRequestRow): Promise<TrustProfile>;
  /** The active ones, or those that were retired. */
  trustProfiles(
    principal: Principal,
    organizationId: string,
    active: boolean,
    page: PageArguments,
  ): Promise<Page<TrustProfile>>;
  matchTrustProfile(
    principal: Principal,
    input: { organizationId: string; domains: readonly string[]; environment: string },
  ): Promise<{
    profile: TrustProfile | null;
    error: DomainError | null;
    explanations: readonly {
      domain: string;
      profile: TrustProfile | null;
      pattern: string | null;
      matched: boolean;
      why: string;
    }[];
  }>;
  certificateAuthority(principal: Principal, id: string): Promise<rows.CertificateAuthorityRow | null>;
  certificateAuthorities(
    principal: Principal,
    organizationId: string,
    page: PageArguments,
  ): Promise<Page<rows.CertificateAuthorityRow>>;
  certificate(principal: Principal, id: string): Promise<rows.CertificateRow | null>;
  certificates(
    principal: Principal,
    organizationId: string,
    filter: CertificateFilter | null,
    page: PageArguments,
  ): Promise<Page<rows.CertificateRow>>;
  countCertificates(principal: Principal, organizationId: string, filter: CertificateFilter | null): Promise<number>;
  /** What stands around a certificate that the principal has been let see; asked for by many rows at once, it is read at once. */
  certificateStanding(row: rows.CertificateRow): Promise<CertificateStanding>;
  /** The profile that it was issued under, as it is now; the principal has been let see the certificate. */
  certificateProfile(row: rows.CertificateRow): Promise<TrustProfile | null>;
  certificatePermissions(principal: Principal, row: rows.CertificateRow): Promise<CertificatePermissions>;
  /** By ids from a standing. */
  certificateById(id: string): Promise<rows.CertificateRow | null>;
  /** Requests that ask for it anew, the newest first, up to ten. */
  renewalsOf(principal: Principal, row: rows.CertificateRow): Promise<readonly rows.CertificateRequestRow[]>;
  deviceActivity(row: rows.DeviceRow): Promise<DeviceActivity>;
  certificatePem(row: Pick<rows.CertificateRow, 'der'>): string;
  chainPem(certificateAuthorityId: string): Promise<string>;
  /** Issuing certificate and its root, PEM; public. */
  publicChain(certificateAuthorityId: string): Promise<string | null>;
  /** The current CRL, DER; public. */
  /** Where the CRL of what it signs is fetched; null for identities of devices, which are looked up by every call. */
  crlUrl(authority: Pick<rows.CertificateAuthorityRow, 'id' | 'kind'>): string | null;
  /** Of its certificate, SHA-256 in lower-case hex. */
  authorityFingerprint(authority: Pick<rows.CertificateAuthorityRow, 'certificateDer'>): string;
  crl(certificateAuthorityId: string): Promise<Buffer | null>;
  device(principal: Principal, id: string): Promise<rows.DeviceRow | null>;
  devices(principal: Principal, organizationId: string, page: PageArguments): Promise<Page<rows.DeviceRow>>;
  apiToken(principal: Principal, id: string): Promise<rows.ApiTokenRow | null>;

  /** The mail server in force; null for whoever may not manage the platform. */
  notificationSettings(principal: Principal): Promise<MailServerInForce | null>;
  /** How mail gets on; the principal has been let see the settings. */
  mailDelivery(): Promise<MailDelivery>;
  canManageNotifications(principal: Principal): Permission;
  /** Of one organization for its admins; of all and of none (null) for platform admins. */
  undeliveredMails(
    principal: Principal,
    organizationId: string | null,
    page: PageArguments,
  ): Promise<Page<rows.UndeliveredMailRow>>;
  countUndeliveredMails(principal: Principal, organizationId: string | null): Promise<number>;
  /** The principal's own; null for whoever is no member. */
  notificationPreferences(principal: Principal, organizationId: string): Promise<NotificationPreferences | null>;

  /** What a device polls: the request of its owner with its certificate, and the key while it may be handed out (ledgered). */
  approval(principal: Principal, id: string): Promise<Approval | null>;
  /** The same of a request that the principal has been let see. */
  approvalOf(principal: Principal, request: rows.CertificateRequestRow): Promise<Approval>;
}

/** A version of a profile, and who made it; null where its record is in no ledger that can be read. */
export interface ProfileVersion {
  readonly version: number;
  readonly name: string;
  readonly changedAt: Date;
  readonly changedBy: Actor | null;
  /** The second admin, where one had to approve it. */
  readonly approvedBy: Actor | null;
  /** Against the version before it; none for the first. */
  readonly differences: readonly FieldDifference[];
}

/** A profile as it is proposed: an edit of one, or a new one. */
export type ReplayInput = TrustProfileInput & {
  readonly organizationId: string;
  readonly trustProfileId?: string | null;
  readonly days?: number | null;
};

export interface ProfileReplay {
  readonly since: Date;
  /** Requests looked at, the newest first; how many would fare otherwise; whether there were more than are looked at. */
  readonly replayed: number;
  readonly changed: number;
  readonly isCut: boolean;
  readonly counts: readonly { readonly effect: ReplayEffect; readonly count: number }[];
  /** The newest of those that would fare otherwise. */
  readonly differing: readonly (Replayed & { readonly request: rows.CertificateRequestRow })[];
  readonly differences: readonly FieldDifference[];
  readonly widens: readonly string[];
  /** Saving this would propose it to a second admin. */
  readonly needsSecondAdmin: boolean;
}

export interface Approval {
  readonly request: rows.CertificateRequestRow;
  readonly certificate: rows.CertificateRow | null;
  readonly privateKeyPem: string | null;
  readonly profileName: string;
}

export interface RequestPermissions {
  readonly approve: Permission;
  readonly reject: Permission;
  readonly void: Permission;
  readonly withdraw: Permission;
  readonly comment: Permission;
  readonly attachCsr: Permission;
  readonly collectKey: Permission;
  readonly retryIssuance: Permission;
}

/** What whoever asked had asked for within the year before, in the same organization. */
export interface RequesterHistory {
  readonly since: Date;
  readonly asked: number;
  readonly issued: number;
  readonly rejected: number;
  readonly voided: number;
  readonly withdrawn: number;
  readonly expired: number;
  readonly open: number;
  /** Only the newest were counted: there are more. */
  readonly isCut: boolean;
}

/** Who asked, as they stand now. */
export interface RequesterStanding {
  /** Of a person who is a member. */
  readonly role: OrganizationRole | null;
  /** Whom a device or token belongs to, if they are a member. */
  readonly owner: Person | null;
}

/** Of a key that the server made; never the key. */
export interface ServerKeyState {
  readonly firstDeliveredAt: Date | null;
  /** Until when it is handed out again; null: it was not fetched yet, or is destroyed. */
  readonly availableUntil: Date | null;
  readonly destroyedAt: Date | null;
}

/** What stands around a certificate. */
export interface CertificateStanding {
  /** Whoever asked for it. */
  readonly requester: Actor;
  /** What it was asked for in place of. */
  readonly replacesId: string | null;
  /** The newest certificate that was issued in its place. */
  readonly replacedById: string | null;
  /** The newest request that is still open and asks for it anew. */
  readonly openRenewalId: string | null;
  /** From when it is asked for anew by itself; null: it is not. */
  readonly renewsAt: Date | null;
}

export interface CertificatePermissions {
  readonly revoke: Permission;
  readonly renew: Permission;
}

/** What happens, as it happens. */
export interface Live {
  /**
   * Changes of requests of one organization that the principal may see, from after `since` (exclusive; null: from now on),
   * without holes: what was committed by any server, in order. Ends when `signal` aborts.
   */
  requestChanges(
    principal: Principal,
    organizationId: string,
    since: EpochSequence | null,
    signal: AbortSignal,
  ): AsyncIterable<{ sequence: EpochSequence; type: string; requestId: string }>;
  /** Progress of the running (or next) verification, ending with its verdict. */
  verification(
    principal: Principal,
    organizationId: string,
    signal: AbortSignal,
  ): AsyncIterable<rows.LedgerVerificationRow>;
  /** Resolves once `until` holds of the request as it is stored (looked at after each commit about it), or after `milliseconds`. */
  requestMoved(
    requestId: string,
    organizationId: string,
    milliseconds: number,
    until: (row: Pick<rows.CertificateRequestRow, 'status' | 'issuanceStatus'>) => boolean,
  ): Promise<void>;
  /** Everything committed here or elsewhere, for followers. */
  onCommitted(listener: (records: readonly CommittedRecord[]) => void): () => void;
}
