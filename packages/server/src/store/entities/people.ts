import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { ApiTokenScope, OrganizationRole, PlatformRole } from '../../domain/actor.ts';

/** A person. The password hash is Argon2id in PHC form; null until an invitation is taken up. */
export const UserTable = defineEntity({
  name: 'User',
  tableName: 'app_user',
  properties: {
    id: p.text().primary(),
    email: p.text(),
    name: p.text(),
    passwordHash: p.text().nullable(),
    platformRole: p.text().$type<PlatformRole>().nullable(),
    createdAt: p.datetime(),
    disabledAt: p.datetime().nullable(),
  },
});
export type UserRow = InferEntity<typeof UserTable>;

/** A signed-in browser. Only the SHA-256 of its cookie is kept. */
export const SessionTable = defineEntity({
  name: 'Session',
  tableName: 'session',
  properties: {
    id: p.text().primary(),
    tokenSha256: p.text(),
    userId: p.text(),
    createdAt: p.datetime(),
    lastSeenAt: p.datetime(),
    authenticatedAt: p.datetime(),
    expiresAt: p.datetime(),
    endedAt: p.datetime().nullable(),
  },
});
export type SessionRow = InferEntity<typeof SessionTable>;

export const OrganizationTable = defineEntity({
  name: 'Organization',
  tableName: 'organization',
  properties: {
    id: p.text().primary(),
    slug: p.text(),
    name: p.text(),
    environments: p.type('text[]').$type<string[]>(),
    /** Off counts only while the organization has a single admin. */
    requireSecondAdmin: p.boolean(),
    createdAt: p.datetime(),
  },
});
export type OrganizationRow = InferEntity<typeof OrganizationTable>;

export const MembershipTable = defineEntity({
  name: 'Membership',
  tableName: 'membership',
  properties: {
    organizationId: p.text().primary(),
    userId: p.text().primary(),
    role: p.text().$type<OrganizationRole>(),
    createdAt: p.datetime(),
  },
});
export type MembershipRow = InferEntity<typeof MembershipTable>;

/** An integrator's bearer token: scoped, expiring, kept as a hash, shown once. */
export const ApiTokenTable = defineEntity({
  name: 'ApiToken',
  tableName: 'api_token',
  properties: {
    id: p.text().primary(),
    organizationId: p.text(),
    name: p.text(),
    createdBy: p.text(),
    secretSha256: p.text(),
    scopes: p.type('text[]').$type<ApiTokenScope[]>(),
    environment: p.text().nullable(),
    justification: p.text().nullable(),
    createdAt: p.datetime(),
    expiresAt: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
    /** To the minute. No record tells of it. */
    lastUsedAt: p.datetime().nullable(),
  },
});
export type ApiTokenRow = InferEntity<typeof ApiTokenTable>;

/** Lets somebody in once: the first superuser, an invited person, or one who forgot their password. Only its SHA-256 is kept. */
export const InvitationTable = defineEntity({
  name: 'Invitation',
  tableName: 'invitation',
  properties: {
    tokenSha256: p.text().primary(),
    kind: p.text().$type<'SETUP' | 'MEMBER' | 'RESET'>(),
    userId: p.text().nullable(),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
    usedAt: p.datetime().nullable(),
  },
});
export type InvitationRow = InferEntity<typeof InvitationTable>;
