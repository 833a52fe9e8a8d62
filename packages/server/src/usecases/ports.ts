import type { Principal } from '../domain/actor.ts';
import type { IdPrefix } from '../domain/id.ts';
import type { KeyAlgorithm, ParsedCsr } from '../domain/key-algorithm.ts';
import type { RiskFacts } from '../domain/risk-signals.ts';
import type { ExtendedKeyUsage } from '../domain/trust-profile-rules.ts';
import type { Command, Committed } from '../ledger/committer.ts';
import type * as rows from '../store/entities/index.ts';
import type { PolicySnapshot } from '../store/policy-snapshot.ts';
import type { AccountMailer } from './account-mail.ts';
import type { PeopleReads } from './people-reads.ts';

/**
 * What the use cases need from outside. Types only: nothing here runs, so a use case can be read, and tested, without
 * knowing a database or a network. `wire.ts` hands in the real parts.
 */

export { RefusedByConstraint, StaleCommand } from '../ledger/commit-errors.ts';
export type { Command, Committed, CommittedRecord, Stamp } from '../ledger/committer.ts';
export type { ConsistencyProof, InclusionProof } from '../ledger/proofs.ts';
export type * from '../store/entities/index.ts';
export type { Person, PolicySnapshot } from '../store/policy-snapshot.ts';
export { deleteRow, insertRow, type StateWrite, updateRow } from '../store/state-write.ts';

export interface Clock {
  /** The database's clock, as this server knows it. */
  now(): Date;
}

export interface Ids {
  next(prefix: IdPrefix): string;
  /** Bytes from the system's random source. */
  random(size: number): Buffer;
}

export interface LedgerPort {
  /** Throws StaleCommand, RefusedByConstraint or DomainError. */
  commit(command: Command): Promise<Committed>;
}

/** Organization-wide facts that decisions rest on, kept per `authority` number. */
export interface Policies {
  /** Reads the organization's `authority` and its snapshot; null if there is no such organization. */
  current(organizationId: string): Promise<PolicySnapshot | null>;
  /** The snapshot at `authority` if that is what is kept, else the current one. */
  at(organizationId: string, authority: number): Promise<PolicySnapshot | null>;
  /** After a stale command: forget what is kept. */
  forget(organizationId: string): void;
}

/** A request and everything a decision on it rests on, read in one statement. */
export interface LoadedRequest {
  readonly row: rows.CertificateRequestRow;
  readonly decisions: readonly rows.DecisionRow[];
  /** Of its organization, read together with the row. */
  readonly authority: number;
  readonly sealed: boolean;
}

/** A request, stored or about to be, as its risk is asked for. */
export interface RiskQuestion {
  /** Null: not stored yet. */
  readonly requestId: string | null;
  readonly organizationId: string;
  readonly domains: readonly string[];
  readonly spkiSha256: string | null;
  /** Who asks, if it is a person themselves: devices and tokens keep no hours. */
  readonly userId: string | null;
  readonly requestedAt: Date;
}

/** Reads of single things that commands decide on. */
export interface CommandReads extends PeopleReads {
  request(id: string): Promise<LoadedRequest | null>;
  requestByDedupeKey(requesterId: string, dedupeKey: string): Promise<rows.CertificateRequestRow | null>;
  /** The intent that stands. */
  intentOf(requestId: string): Promise<rows.IssuanceIntentRow | null>;
  certificateOf(requestId: string): Promise<rows.CertificateRow | null>;
  serverKey(requestId: string): Promise<rows.ServerKeyRow | null>;
  certificate(id: string): Promise<rows.CertificateRow | null>;
  /** Pending requests that are due to be warned about, and were not; longest due first. Sealed organizations wait, here and below. */
  dueWarnings(now: Date, limit: number): Promise<string[]>;
  /** Pending requests that are due to be escalated, and whose warning, if they have one, is behind them. */
  dueEscalations(now: Date, limit: number): Promise<string[]>;
  /** Approved requests whose issuance is under way or failed and due before `now`, oldest first. */
  dueIssuances(now: Date, limit: number): Promise<string[]>;
  /** Pending (and AWAITING_CSR) requests whose time is over, oldest first. */
  dueExpiries(now: Date, limit: number): Promise<string[]>;
  trustProfile(id: string): Promise<rows.TrustProfileRow | null>;
  /** Requests whose server-made key was first handed out before `before` and still is there. */
  spentKeys(before: Date, limit: number): Promise<string[]>;
  /** Whether a certificate was ever asked for under it. */
  isProfileInUse(organizationId: string, trustProfileId: string): Promise<boolean>;
  pendingChange(id: string): Promise<rows.PendingChangeRow | null>;
  /** The one change of a profile that waits. */
  openChange(trustProfileId: string): Promise<rows.PendingChangeRow | null>;
  profileVersion(trustProfileId: string, version: number): Promise<rows.TrustProfileVersionRow | null>;
  authority(id: string): Promise<rows.CertificateAuthorityRow | null>;
  userByEmail(email: string): Promise<rows.UserRow | null>;
  user(id: string): Promise<rows.UserRow | null>;
  userCount(): Promise<number>;
  organization(id: string): Promise<rows.OrganizationRow | null>;
  organizationBySlug(slug: string): Promise<rows.OrganizationRow | null>;
  device(id: string): Promise<rows.DeviceRow | null>;
  /** Which of these are devices of the organization's. */
  devicesOf(organizationId: string, ids: readonly string[]): Promise<string[]>;
  reason(id: string): Promise<rows.ReasonRow | null>;
  deviceByEnrollmentToken(tokenSha256: string): Promise<rows.DeviceRow | null>;
  deviceBySpki(spkiSha256: string): Promise<rows.DeviceRow | null>;
  apiToken(id: string): Promise<rows.ApiTokenRow | null>;
  deviceRoot(organizationId: string): Promise<rows.CertificateAuthorityRow | null>;
  invitation(tokenSha256: string): Promise<rows.InvitationRow | null>;
  /** What the risk signals rest on, for each of the questions in their order; one statement for all. */
  riskFacts(questions: readonly RiskQuestion[], now: Date): Promise<RiskFacts[]>;
  revokedCertificates(certificateAuthorityId: string): Promise<{ serial: string; revokedAt: Date; reason: string }[]>;
}

/** Who stands at the door: resolved freshly on every call, never kept. */
export interface Doorkeeper {
  /** By the session cookie. `authenticatedAt` and `lastSeenAt` tell whether to ask for the password again. */
  session(
    token: string,
    now: Date,
  ): Promise<{ principal: Principal; session: rows.SessionRow; user: rows.UserRow } | null>;
  apiToken(
    secret: string,
    now: Date,
  ): Promise<{ principal: Principal; token: rows.ApiTokenRow; user: rows.UserRow } | null>;
  /** Whether a caller whose connection lasts is still let in: the session or token has not ended, the person is not disabled. */
  stillStands(
    caller: { readonly session: rows.SessionRow | null; readonly token: rows.ApiTokenRow | null },
    now: Date,
  ): Promise<boolean>;
  /** By the SHA-256 of the SubjectPublicKeyInfo of its client certificate. */
  device(spkiSha256: string, now: Date): Promise<{ principal: Principal; device: rows.DeviceRow } | null>;
}

/** Keys and certificates (ca/). */
export interface CertificateAuthorities {
  parseCsr(pem: string): Promise<ParsedCsr>;
  csrPem(der: Buffer): string;
  certificatePem(der: Buffer): string;
  /** A key for a certificate: sealed private key (PKCS#8 PEM inside) under `keyId`, and its public half. */
  makeKey(keyId: string, algorithm: KeyAlgorithm): Promise<{ sealedKey: Buffer; spki: Buffer; spkiSha256: string }>;
  openKey(keyId: string, sealedKey: Buffer): string;
  newSerial(random: Buffer): string;
  /** The exact to-be-signed bytes (RFC 5280 §4.1.2). */
  buildTbs(input: {
    authority: rows.CertificateAuthorityRow;
    serial: string;
    notBefore: Date;
    notAfter: Date;
    spki: Buffer;
    keyAlgorithm: KeyAlgorithm;
    domains: readonly string[];
    commonName: string | null;
    extendedKeyUsages: readonly ExtendedKeyUsage[];
  }): Promise<Buffer>;
  /** Signs, then compares: the to-be-signed part of what comes back is `tbs`, byte for byte, or this throws. */
  sign(authority: rows.CertificateAuthorityRow, tbs: Buffer): Promise<Buffer>;
  createPair(input: {
    rootId: string;
    issuingId: string;
    commonName: string;
    organizationName: string;
    keyAlgorithm: KeyAlgorithm;
    validityDays: number;
    now: Date;
  }): Promise<{ root: MadeAuthority; issuing: MadeAuthority }>;
  createIssuing(input: {
    id: string;
    parent: rows.CertificateAuthorityRow;
    commonName: string;
    keyAlgorithm: KeyAlgorithm;
    validityDays: number;
    now: Date;
  }): Promise<MadeAuthority>;
  createDeviceRoot(input: { id: string; organizationName: string; now: Date }): Promise<MadeAuthority>;
  issueDeviceCertificate(input: {
    root: rows.CertificateAuthorityRow;
    csr: ParsedCsr;
    deviceId: string;
    now: Date;
    validityDays: number;
  }): Promise<{ der: Buffer; notAfter: Date }>;
  buildCrl(input: {
    authority: rows.CertificateAuthorityRow;
    number: number;
    thisUpdate: Date;
    nextUpdate: Date;
    revoked: readonly { serial: string; revokedAt: Date; reason: string }[];
  }): Promise<Buffer>;
  readCertificate(der: Buffer): {
    serial: string;
    notBefore: Date;
    notAfter: Date;
    fingerprintSha256: string;
    spkiSha256: string;
    /** Of the to-be-signed part as it stands in the certificate. */
    tbsSha256: string;
    pem: string;
  };
  /** Where the CRL of what an authority signs is fetched, as its certificates say it. */
  crlUrl(certificateAuthorityId: string): string;
  /** A client certificate that a device already has; throws DomainError INVALID_INPUT (field certificatePem) for anything else. */
  readPinnedCertificate(pem: string): { der: Buffer; spkiSha256: string; notAfter: Date };
  /** The issuing certificate and its parents up to the root, PEM: with nothing else at hand, a leaf verifies against it. */
  chainPem(certificateAuthorityId: string): Promise<string>;
}

export interface MadeAuthority {
  readonly certificateDer: Buffer;
  readonly sealedKey: Buffer;
  readonly notAfter: Date;
  readonly keyAlgorithm: KeyAlgorithm;
}

export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes the same time whether or not there is a hash to compare with. */
  verify(password: string, hash: string | null): Promise<boolean>;
}

/** Notes that are no act of governance, so no record tells of them and no decision rests on them. */
export interface Housekeeping {
  /** The owner has fetched the certificate for the first time. */
  certificateFetched(certificateId: string, now: Date): Promise<void>;
}

/** Everything a use case may ask for. */
export interface Deps {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly ledger: LedgerPort;
  readonly policies: Policies;
  readonly reads: CommandReads;
  readonly authorities: CertificateAuthorities;
  readonly passwords: Passwords;
  readonly accountMail: AccountMailer;
  readonly housekeeping: Housekeeping;
  /** Work that nobody waits for; a server that stops lets it end. What it throws is logged. */
  readonly background: (what: string, work: () => Promise<void>) => void;
  /** `<public host>`: the first part of each ledger's origin, and of links. */
  readonly publicUrl: URL;
  readonly log: (message: string, facts?: Readonly<Record<string, string | number | boolean | null>>) => void;
}
