import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { ActorKind, TrustProfileRole } from '../../domain/actor.ts';
import type { KeyAlgorithm } from '../../domain/key-algorithm.ts';
import type { ReasonKind } from '../../domain/managed-reason.ts';
import type { ChangeStatus } from '../../domain/pending-change.ts';
import type { TrustProfileRules } from '../../domain/trust-profile-rules.ts';

export const TrustProfileTable = defineEntity({
  name: 'TrustProfile',
  tableName: 'trust_profile',
  properties: {
    id: p.text().primary(),
    organizationId: p.text(),
    name: p.text(),
    version: p.integer(),
    active: p.boolean(),
    rules: p.json<TrustProfileRules>(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});
export type TrustProfileRow = InferEntity<typeof TrustProfileTable>;

/** Every version that ever was; requests pin one. */
export const TrustProfileVersionTable = defineEntity({
  name: 'TrustProfileVersion',
  tableName: 'trust_profile_version',
  properties: {
    trustProfileId: p.text().primary(),
    version: p.integer().primary(),
    name: p.text(),
    rules: p.json<TrustProfileRules>(),
    createdAt: p.datetime(),
  },
});
export type TrustProfileVersionRow = InferEntity<typeof TrustProfileVersionTable>;

/** An edit of a profile that waits for a second admin, or what became of it; never more than one open one a profile. */
export const PendingChangeTable = defineEntity({
  name: 'PendingChange',
  tableName: 'pending_change',
  properties: {
    id: p.text().primary(),
    organizationId: p.text(),
    trustProfileId: p.text(),
    baseVersion: p.integer(),
    name: p.text(),
    rules: p.json<TrustProfileRules>(),
    widens: p.type('text[]').$type<string[]>(),
    proposedByKind: p.text().$type<ActorKind>(),
    proposedById: p.text(),
    proposedByName: p.text(),
    proposedByUserId: p.text(),
    proposedAt: p.datetime(),
    status: p.text().$type<ChangeStatus>(),
    decidedByKind: p.text().$type<ActorKind>().nullable(),
    decidedById: p.text().nullable(),
    decidedByName: p.text().nullable(),
    decidedByUserId: p.text().nullable(),
    decidedAt: p.datetime().nullable(),
    reason: p.text().nullable(),
  },
});
export type PendingChangeRow = InferEntity<typeof PendingChangeTable>;

export const TrustProfileRoleTable = defineEntity({
  name: 'TrustProfileRole',
  tableName: 'trust_profile_role',
  properties: {
    trustProfileId: p.text().primary(),
    userId: p.text().primary(),
    organizationId: p.text(),
    role: p.text().$type<TrustProfileRole>(),
  },
});
export type TrustProfileRoleRow = InferEntity<typeof TrustProfileRoleTable>;

/** An entry of an organization's vocabulary of reasons; never deleted, since it is told in the ledger. */
export const ReasonTable = defineEntity({
  name: 'Reason',
  tableName: 'reason',
  properties: {
    id: p.text().primary(),
    organizationId: p.text(),
    kind: p.text().$type<ReasonKind>(),
    text: p.text(),
    sortOrder: p.integer(),
    active: p.boolean(),
    createdAt: p.datetime(),
  },
});
export type ReasonRow = InferEntity<typeof ReasonTable>;

export const AUTHORITY_KINDS = ['ROOT', 'ISSUING', 'DEVICE_ROOT'] as const;

/** A certificate authority of our own; its key is sealed by the storage key (AES-256-GCM, its id as associated data). */
export const CertificateAuthorityTable = defineEntity({
  name: 'CertificateAuthority',
  tableName: 'certificate_authority',
  properties: {
    id: p.text().primary(),
    organizationId: p.text(),
    kind: p.text().$type<(typeof AUTHORITY_KINDS)[number]>(),
    name: p.text(),
    parentId: p.text().nullable(),
    keyAlgorithm: p.text().$type<KeyAlgorithm>(),
    certificateDer: p.blob().$type<Buffer>(),
    sealedKey: p.blob().$type<Buffer>(),
    notAfter: p.datetime(),
    createdAt: p.datetime(),
    retiredAt: p.datetime().nullable(),
  },
});
export type CertificateAuthorityRow = InferEntity<typeof CertificateAuthorityTable>;

/** Known by the public key of its client certificate, never by a name. */
export const DeviceTable = defineEntity({
  name: 'Device',
  tableName: 'device',
  properties: {
    id: p.text().primary(),
    organizationId: p.text(),
    name: p.text(),
    ownerId: p.text(),
    registeredBy: p.text(),
    spkiSha256: p.text().nullable(),
    certificateDer: p.blob().$type<Buffer>().nullable(),
    certificateNotAfter: p.datetime().nullable(),
    enrollmentTokenSha256: p.text().nullable(),
    enrollmentExpiresAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    revokedAt: p.datetime().nullable(),
  },
});
export type DeviceRow = InferEntity<typeof DeviceTable>;
