import type { OrganizationRole, PlatformRole, TrustProfileRole } from '../domain/actor.ts';
import type { ManagedReason } from '../domain/managed-reason.ts';
import type { TrustProfile } from '../domain/trust-profile-rules.ts';
import type { CertificateAuthorityRow, OrganizationRow } from './entities/index.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: OrganizationRole;
  readonly platformRole: PlatformRole | null;
  readonly trustProfileRoles: ReadonlyMap<string, TrustProfileRole>;
}

/** Everything about an organization that says who may do what, as of one `authority` number. */
export interface PolicySnapshot {
  readonly organization: OrganizationRow;
  readonly authority: number;
  readonly sealedBecause: string | null;
  /** Active ones, by id. */
  readonly profiles: ReadonlyMap<string, TrustProfile>;
  /** Of everybody who holds one and is not disabled, member or not, by user id. */
  readonly platformRoles: ReadonlyMap<string, PlatformRole>;
  /** Members who are not disabled, by user id. */
  readonly people: ReadonlyMap<string, Person>;
  /** The vocabulary for decisions and justifications, by id; what is not in use any more included. */
  readonly reasons: ReadonlyMap<string, ManagedReason>;
  /** Not retired, by id. */
  readonly certificateAuthorities: ReadonlyMap<string, CertificateAuthorityRow>;
}
