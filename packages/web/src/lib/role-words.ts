import type { OrganizationRole, PlatformRole, TrustProfileRole } from '../gql/generated/graphql.ts';

/** What each role lets somebody do, for those who give it. */
export const ROLE_NAMES: Readonly<Record<OrganizationRole, string>> = {
  ADMIN: 'Admin',
  OPERATOR: 'Operator',
  VIEWER: 'Viewer',
};
export const ROLE_MEANINGS: Readonly<Record<OrganizationRole, string>> = {
  ADMIN: 'Decides every request and manages everything in the organization.',
  OPERATOR: 'Asks for certificates; decides under the trust profiles that they are an admin of.',
  VIEWER: 'Reads, such as an auditor; asks only where a trust profile says so.',
};
export const isOrganizationRole = (value: string): value is OrganizationRole => value in ROLE_NAMES;
export const ROLE_CHOICES = Object.entries(ROLE_NAMES).map(([value, label]) => ({ value, label }));

export const PROFILE_ROLE_NAMES: Readonly<Record<TrustProfileRole, string>> = {
  ADMIN: 'Admin',
  OPERATOR: 'Operator',
  VIEWER: 'Viewer',
};
export const PROFILE_ROLE_MEANINGS: Readonly<Record<TrustProfileRole, string>> = {
  ADMIN: 'Asks under it, decides its requests and edits it. Not for viewers of the organization.',
  OPERATOR: 'Asks for certificates under it, whatever the profile says of who may ask.',
  VIEWER: 'Sees it and its requests.',
};

export const PLATFORM_ROLE_NAMES: Readonly<Record<PlatformRole, string>> = {
  SUPERUSER: 'Superuser',
  PLATFORM_ADMIN: 'Platform admin',
};
export const isPlatformRole = (value: string): value is PlatformRole => value in PLATFORM_ROLE_NAMES;
