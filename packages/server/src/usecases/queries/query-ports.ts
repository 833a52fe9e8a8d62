import type { ActorKind, OrganizationRole } from '../../domain/actor.ts';
import type { RequestStatus } from '../../domain/certificate-request.ts';
import type { RequesterHistory, RequestOrder } from '../application.ts';
import type { AuditRecordView } from '../ledger-queries.ts';
import type * as rows from '../ports.ts';

/** What the queries need from the store: lists by key, each step of which an index serves. No rights in here. */

/** Where a page of requests starts. An order has one phase or two: what has the date comes first, then what has none. */
export interface RequestPosition {
  readonly phase: number;
  /** Of the date that the phase goes by, ms. */
  readonly at: number;
  readonly id: string;
}

export interface RequestSelection {
  readonly organizationId: string;
  /** Null: any. */
  readonly statuses: readonly RequestStatus[] | null;
  readonly trustProfileIds: readonly string[] | null;
  readonly environment: string | null;
  readonly escalated: boolean | null;
  /** Asked by this person, or by a device or token of theirs. */
  readonly ownerUserId: string | null;
  readonly requesterId: string | null;
  readonly search: RequestSearch | null;
  readonly decidableBy: Decider | null;
}

/** An id that is meant exactly, or text in a name: whole, its beginning, its end or its middle. */
export type RequestSearch = { readonly id: string } | { readonly name: string };

/** Leaves only what this person can decide now, on the profiles named (`trustProfileIds`). */
export interface Decider {
  readonly userId: string;
  readonly now: Date;
  /** Profiles that now let a requester approve; the version that a request pins must let them, too. */
  readonly selfApprovalProfileIds: readonly string[];
}

export interface RequestReads {
  /** Up to `limit` of them, after `after`; `phases[i]` is the phase that `rows[i]` is of. Bytes (CSR, public key) are left out. */
  list(
    selection: RequestSelection,
    order: RequestOrder,
    after: RequestPosition | null,
    limit: number,
  ): Promise<{ row: rows.CertificateRequestRow; position: RequestPosition }[]>;
  count(selection: RequestSelection): Promise<number>;
}

export interface CertificateSelection {
  readonly organizationId: string;
  /** A name, exactly. */
  readonly domain: string | null;
  /** Text in a name: whole, an end of it at a dot, or a label, in all; anything else in those that end soonest. */
  readonly search: string | null;
  readonly trustProfileId: string | null;
  readonly environment: string | null;
  readonly requesterId: string | null;
  readonly revoked: boolean | null;
  /** Whether a request that is still open asks for it anew. */
  readonly renewalAsked: boolean | null;
  /** The start excluded, the end included. */
  readonly notAfter: { readonly after: Date; readonly until: Date };
  readonly direction: 'ASC' | 'DESC';
}

/** What stands around a certificate. */
export interface CertificateRelations {
  readonly id: string;
  readonly requesterKind: ActorKind;
  readonly requesterId: string;
  readonly requesterName: string;
  readonly requesterUserIds: readonly string[];
  readonly renewsCertificateId: string | null;
  /** The newest open request that asks for it anew. */
  readonly openRenewalId: string | null;
  /** The newest certificate that was issued in its place. */
  readonly replacedById: string | null;
}

export interface DeviceActivity {
  readonly id: string;
  readonly lastRequestAt: Date | null;
  readonly certificatesInForce: number;
}

export interface QueryReads {
  users(ids: readonly string[]): Promise<rows.UserRow[]>;
  /** Members who are kept out, who have no rights and so are in no snapshot. */
  disabledMembers(
    organizationId: string,
  ): Promise<readonly (Pick<rows.UserRow, 'id' | 'name' | 'email'> & { role: OrganizationRole })[]>;
  organizationsOf(userId: string): Promise<{ organization: rows.OrganizationRow; role: OrganizationRole }[]>;
  organizations(limit: number): Promise<rows.OrganizationRow[]>;
  /** Newest first. */
  apiTokens(
    selection: { readonly organizationId: string; readonly createdBy: string | null },
    before: string | null,
    limit: number,
  ): Promise<rows.ApiTokenRow[]>;
  /** By how the name or e-mail address begins, in lower case; null: everybody. */
  accounts(beginning: string | null, after: string | null, limit: number): Promise<rows.UserRow[]>;
  devices(organizationId: string, after: string | null, limit: number): Promise<rows.DeviceRow[]>;
  /** Newest first, from before an id on. */
  pendingChanges(
    selection: {
      readonly organizationId: string;
      readonly trustProfileId: string | null;
      readonly statuses: readonly string[] | null;
    },
    before: string | null,
    limit: number,
  ): Promise<rows.PendingChangeRow[]>;
  /** Newest first, from before a version on. */
  profileVersions(trustProfileId: string, before: number | null, limit: number): Promise<rows.TrustProfileVersionRow[]>;
  /** In the order of their ids, from after one on. */
  retiredProfiles(organizationId: string, after: string | null, limit: number): Promise<rows.TrustProfileRow[]>;
  /** To each question its answer: how the newest `limit` requests of an actor went that were asked in a span of time. */
  requesterHistories(questions: readonly RequesterQuestion[], limit: number): Promise<RequesterCounts[]>;
  deviceNames(organizationId: string, ids: readonly string[]): Promise<{ id: string; name: string }[]>;
  decisions(requestIds: readonly string[]): Promise<rows.DecisionRow[]>;
  comments(requestId: string): Promise<rows.CommentRow[]>;
  certificates(
    selection: CertificateSelection,
    after: { readonly notAfter: number; readonly id: string } | null,
    limit: number,
  ): Promise<rows.CertificateRow[]>;
  countCertificates(selection: CertificateSelection): Promise<number>;
  certificatesById(ids: readonly string[]): Promise<rows.CertificateRow[]>;
  certificateRelations(ids: readonly string[]): Promise<CertificateRelations[]>;
  /** Ids of the requests that ask for it anew, newest first. */
  renewalsOf(certificateId: string, limit: number): Promise<string[]>;
  /** Of devices of one organization. */
  deviceActivity(organizationId: string, ids: readonly string[], now: Date): Promise<DeviceActivity[]>;
  /** In force at `now`, not of this request and not issued after its own, sharing names: the most shared first. */
  previousCertificate(request: rows.CertificateRequestRow, now: Date): Promise<rows.CertificateRow | null>;
  ledgerHead(organizationId: string): Promise<rows.LedgerHeadRow | null>;
  /** Oldest first. */
  closedEpochs(organizationId: string): Promise<rows.LedgerEpochRow[]>;
  lastVerification(organizationId: string): Promise<rows.LedgerVerificationRow | null>;
  /** Newest first, from before a place on. */
  verifications(
    organizationId: string,
    before: { readonly startedAt: Date; readonly id: string } | null,
    limit: number,
  ): Promise<rows.LedgerVerificationRow[]>;
  auditRecord(ledger: string, seq: number): Promise<AuditRecordView | null>;
  /** In every epoch of the organization's; revocations also in the platform's, where those of sealed ones stand. */
  auditRecordsAbout(organizationId: string, subjectIds: readonly string[]): Promise<AuditRecordView[]>;
  /** Newest first, `from` included, `before` excluded. */
  auditRecords(selection: AuditSelection, before: number, limit: number): Promise<AuditRecordView[]>;
  /** Oldest first, the selection's `from` included, `end` excluded. */
  auditRecordsUpTo(selection: AuditSelection, end: number, limit: number): Promise<AuditRecordView[]>;
  /** The first record at or after `moment`, by its sequence; the ledger's size if there is none. */
  firstSequenceAt(ledger: string, moment: Date): Promise<number>;
}

export interface RequesterQuestion {
  readonly organizationId: string;
  readonly requesterId: string;
  /** Included. */
  readonly since: Date;
  /** Excluded. */
  readonly before: Date;
}

export type RequesterCounts = Omit<RequesterHistory, 'since' | 'isCut'>;

export interface AuditSelection {
  readonly ledger: string;
  readonly types: readonly string[] | null;
  readonly actorId: string | null;
  readonly subjectId: string | null;
  readonly from: number;
}
