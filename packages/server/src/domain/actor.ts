/** Who did it, exactly as it stands in a ledger record. `policy` and `system` are their own ids. */
export interface Actor {
  readonly kind: ActorKind;
  readonly id: string;
  readonly name: string;
}

export const ACTOR_KINDS = ['user', 'device', 'token', 'policy', 'system'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

export const SYSTEM: Actor = { kind: 'system', id: 'system', name: 'countersign' };
export const POLICY: Actor = { kind: 'policy', id: 'policy', name: 'policy' };

export const ORGANIZATION_ROLES = ['ADMIN', 'OPERATOR', 'VIEWER'] as const;
export type OrganizationRole = (typeof ORGANIZATION_ROLES)[number];

export const TRUST_PROFILE_ROLES = ['ADMIN', 'OPERATOR', 'VIEWER'] as const;
export type TrustProfileRole = (typeof TRUST_PROFILE_ROLES)[number];

export const PLATFORM_ROLES = ['SUPERUSER', 'PLATFORM_ADMIN'] as const;
export type PlatformRole = (typeof PLATFORM_ROLES)[number];

export const API_TOKEN_SCOPES = ['READ', 'SUBMIT', 'DECIDE', 'MANAGE'] as const;
export type ApiTokenScope = (typeof API_TOKEN_SCOPES)[number];

/**
 * Whoever stands at a door, after authentication: the actor that the ledger will name, and the people behind it.
 * For a person: themselves. For a token: its creator. For a device: nobody acts *as* them, but they count as requester.
 */
export interface Principal {
  readonly actor: Actor;
  /** The person whose roles apply: the user, or the creator of the token. Null for a device. */
  readonly userId: string | null;
  readonly platformRole: PlatformRole | null;
  /** Everybody who counts as the requester of what this principal asks: user, token creator, device owner, registrant. */
  readonly requesterUserIds: readonly string[];
  /** What a token may do; null: not a token, no limit. */
  readonly scopes: readonly ApiTokenScope[] | null;
  /** A device and a token belong to one organization; null for people. */
  readonly organizationId: string | null;
  /** A web session that nobody has been seen at for so long that it may be somebody else who sits there now. */
  readonly hasLapsed?: boolean;
}
