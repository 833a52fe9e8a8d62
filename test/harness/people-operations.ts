const mutation = (name: string, nouns: string) =>
  `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${nouns} userErrors { code message field } } }`;

/** What is done to people and to what acts for them, as clients send it. */
export const CHANGE_ROLE = mutation('changeMemberRole', 'membership { role user { id } }');
export const REMOVE = mutation('removeMember', 'user { id }');
export const REINVITE = mutation('reinviteMember', 'user { id } inviteUrl');
export const INVITE = mutation('inviteMember', 'user { id } inviteUrl');
export const ACCEPT = mutation('acceptInvitation', 'viewer { user { id } }');
export const UPDATE_ORGANIZATION = mutation('updateOrganization', 'organization { name environments }');
export const CREATE_TOKEN = mutation('createApiToken', 'apiToken { id scopes } secret');
export const REVOKE_TOKEN = mutation('revokeApiToken', 'apiToken { id revokedAt }');
export const REVOKE_DEVICE = mutation('revokeDevice', 'device { id revokedAt }');
export const REISSUE = mutation('reissueEnrollmentToken', 'device { id } enrollmentToken');
export const REGISTER = mutation('registerDevice', 'device { id } enrollmentToken');
export const SET_PLATFORM_ROLE = mutation('setPlatformRole', 'account { platformRole }');
export const DISABLE = mutation('disableUser', 'account { disabledAt }');
export const ENABLE = mutation('enableUser', 'account { disabledAt }');
export const CHANGE_PASSWORD = mutation('changePassword', 'viewer { user { id } }');
export const REQUEST_RESET = mutation('requestPasswordReset', '');
export const RESET = mutation('resetPassword', 'viewer { user { id } }');
export const END_SESSION = mutation('endSession', 'viewer { user { id } }');
export const END_OTHERS = 'mutation { endOtherSessions { viewer { user { id } } userErrors { code message field } } }';

export const WHO_AM_I = 'query { viewer { user { id email } } }';
export const MEMBERS =
  'query ($id: ID!) { members(organizationId: $id, first: 100) { nodes { role pending user { id email } viewerCanChangeRole { allowed reasons } viewerCanRemove { allowed reasons } viewerCanReinvite { allowed } } } }';
export const TOKENS =
  'query ($id: ID!) { apiTokens(organizationId: $id, first: 100) { totalCount nodes { id name scopes createdAt expiresAt revokedAt environment createdBy { email } viewerCanRevoke { allowed } } } }';
export const USERS =
  'query ($search: String) { users(search: $search, first: 100) { totalCount nodes { platformRole disabledAt pending user { id email } toSuperuser: viewerCanSetPlatformRole(role: SUPERUSER) { allowed } toNothing: viewerCanSetPlatformRole(role: null) { allowed reasons } viewerCanDisable { allowed } } } }';
export const SESSIONS = 'query { viewer { sessions { id createdAt lastSeenAt current } } }';
