import type { Permission } from '../domain/access.ts';
import type { ApiTokenScope, PlatformRole, Principal } from '../domain/actor.ts';
import type { Page, PageArguments } from './application.ts';
import type { ApiTokenRow, DeviceRow, SessionRow, UserRow } from './ports.ts';

/** What the principal may do to a member of an organization. */
export interface MemberPermissions {
  readonly changeRole: Permission;
  readonly remove: Permission;
  /** Whoever has not taken up their invitation. */
  readonly reinvite: Permission;
}

/** Reads about people and what acts for them. */
export interface AccountQueries {
  memberPermissions(principal: Principal, organizationId: string, userId: string): Promise<MemberPermissions>;
  canManageMembers(principal: Principal, organizationId: string): Promise<Permission>;
  canManageDevices(principal: Principal, organizationId: string): Promise<Permission>;
  /** Scopes that a token of the principal may have in this organization. */
  tokenScopes(principal: Principal, organizationId: string): Promise<readonly ApiTokenScope[]>;
  /** The principal's own; for admins, everybody's. Newest first. */
  apiTokens(principal: Principal, organizationId: string, page: PageArguments): Promise<Page<ApiTokenRow>>;
  canRevokeToken(principal: Principal, token: ApiTokenRow): Promise<Permission>;
  canRevokeDevice(principal: Principal, device: DeviceRow): Promise<Permission>;
  /** The principal's own that stand, the one seen last first. */
  sessions(principal: Principal): Promise<readonly SessionRow[]>;
  /** Everybody who has an account; for platform roles. `search`: how their name or e-mail address begins. */
  accounts(principal: Principal, search: string | null, page: PageArguments): Promise<Page<UserRow>>;
  /** Null takes it away. */
  canSetPlatformRole(principal: Principal, user: UserRow, role: PlatformRole | null): Promise<Permission>;
  canDisable(principal: Principal, user: UserRow): Promise<Permission>;
}
