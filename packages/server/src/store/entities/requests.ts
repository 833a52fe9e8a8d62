import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { ActorKind } from '../../domain/actor.ts';
import type { IssuanceStatus, KeyOrigin, RequestStatus, Verdict } from '../../domain/certificate-request.ts';
import type { KeyAlgorithm } from '../../domain/key-algorithm.ts';

export const CertificateRequestTable = defineEntity({
  name: 'CertificateRequest',
  tableName: 'certificate_request',
  properties: {
    id: p.text().primary(),
    organizationId: p.text(),
    /** Compare-and-set: every write of the row adds one. Not the `revision` that people see. */
    rowVersion: p.integer(),
    revision: p.integer(),
    status: p.text().$type<RequestStatus>(),
    issuanceStatus: p.text().$type<IssuanceStatus>(),
    requesterKind: p.text().$type<ActorKind>(),
    requesterId: p.text(),
    requesterName: p.text(),
    requesterUserIds: p.type('text[]').$type<string[]>(),
    domains: p.type('text[]').$type<string[]>(),
    commonName: p.text().nullable(),
    environment: p.text(),
    justification: p.text().nullable(),
    trustProfileId: p.text(),
    profileVersion: p.integer(),
    certificateAuthorityId: p.text(),
    keyOrigin: p.text().$type<KeyOrigin>(),
    keyAlgorithm: p.text().$type<KeyAlgorithm>().nullable(),
    spki: p.blob().$type<Buffer>().nullable(),
    spkiSha256: p.text().nullable(),
    csrDer: p.blob().$type<Buffer>().nullable(),
    csrSha256: p.text().nullable(),
    validityDays: p.integer(),
    requiredApprovals: p.integer(),
    template: p.text(),
    templateSha256: p.text(),
    requestedAt: p.datetime(),
    decidedAt: p.datetime().nullable(),
    /** Why it was rejected, voided or withdrawn. */
    outcomeReason: p.text().nullable(),
    warnAt: p.datetime().nullable(),
    escalateAt: p.datetime().nullable(),
    warnedAt: p.datetime().nullable(),
    escalatedAt: p.datetime().nullable(),
    expiresAt: p.datetime().nullable(),
    renewsCertificateId: p.text().nullable(),
    /** The same submission again finds this one by it; null once a new one may be made. */
    dedupeKey: p.text().nullable(),
    submissionSha256: p.text(),
    issuanceAttempts: p.integer(),
    nextAttemptAt: p.datetime().nullable(),
    issuanceError: p.text().nullable(),
    /** Sequence of the newest ledger record about it. */
    lastSequence: p.bigint('number'),
  },
});
export type CertificateRequestRow = InferEntity<typeof CertificateRequestTable>;

export const DecisionTable = defineEntity({
  name: 'Decision',
  tableName: 'decision',
  properties: {
    requestId: p.text().primary(),
    approverUserId: p.text().primary(),
    approverKind: p.text().$type<ActorKind>(),
    approverId: p.text(),
    approverName: p.text(),
    verdict: p.text().$type<Verdict>(),
    reason: p.text().nullable(),
    revision: p.integer(),
    templateSha256: p.text(),
    decidedAt: p.datetime(),
  },
});
export type DecisionRow = InferEntity<typeof DecisionTable>;

export const CommentTable = defineEntity({
  name: 'Comment',
  tableName: 'request_comment',
  properties: {
    id: p.text().primary(),
    requestId: p.text(),
    authorKind: p.text().$type<ActorKind>(),
    authorId: p.text(),
    authorName: p.text(),
    text: p.text(),
    createdAt: p.datetime(),
  },
});
export type CommentRow = InferEntity<typeof CommentTable>;

/** What is about to be signed, byte for byte, committed before any key signs it. */
export const IssuanceIntentTable = defineEntity({
  name: 'IssuanceIntent',
  tableName: 'issuance_intent',
  properties: {
    requestId: p.text().primary(),
    serial: p.text().primary(),
    certificateAuthorityId: p.text(),
    tbs: p.blob().$type<Buffer>(),
    tbsSha256: p.text(),
    templateSha256: p.text(),
    notBefore: p.datetime(),
    notAfter: p.datetime(),
    createdAt: p.datetime(),
    supersededAt: p.datetime().nullable(),
  },
});
export type IssuanceIntentRow = InferEntity<typeof IssuanceIntentTable>;

export const CertificateTable = defineEntity({
  name: 'Certificate',
  tableName: 'certificate',
  properties: {
    id: p.text().primary(),
    organizationId: p.text(),
    requestId: p.text(),
    certificateAuthorityId: p.text(),
    serial: p.text(),
    der: p.blob().$type<Buffer>(),
    domains: p.type('text[]').$type<string[]>(),
    environment: p.text(),
    /** As its request has them, so that lists find it by them. */
    trustProfileId: p.text(),
    requesterId: p.text(),
    notBefore: p.datetime(),
    notAfter: p.datetime(),
    fingerprintSha256: p.text(),
    spkiSha256: p.text(),
    issuedAt: p.datetime(),
    firstFetchedAt: p.datetime().nullable(),
    /** When it was written to the known path. */
    deliveredAt: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
    revocationReason: p.text().nullable(),
    /** When it was recorded that nobody may ask for its renewal any more. */
    renewalRefusedAt: p.datetime().nullable(),
  },
});
export type CertificateRow = InferEntity<typeof CertificateTable>;

/** A private key that the server made, sealed, until it has been handed to its owner. */
export const ServerKeyTable = defineEntity({
  name: 'ServerKey',
  tableName: 'server_key',
  properties: {
    requestId: p.text().primary(),
    sealedKey: p.blob().$type<Buffer>().nullable(),
    createdAt: p.datetime(),
    firstDeliveredAt: p.datetime().nullable(),
    destroyedAt: p.datetime().nullable(),
  },
});
export type ServerKeyRow = InferEntity<typeof ServerKeyTable>;
