import { type Area, MAY } from './matrix.ts';
import { device, newMember, nothing, organization, resetLink, sessionOfAnother, token } from './things.ts';

const PASSWORD = 'a long enough password';
const ofUser = (userId: string) => ({ input: { userId } });
const ofMember = (userId: string, { home }: { readonly home: string }) => ({
  input: { organizationId: home, userId },
});

/** What is done to members, accounts, and what acts for people. */
export const accounts: Area = {
  'Query.users': { on: nothing, ask: () => ({ search: 'root' }), may: MAY.readPlatform },
  // One's own, and for admins everybody's. No row before this one lets others create any.
  'Query.apiTokens': {
    on: async (scene) => (await token(scene)) && scene.home,
    ask: (organizationId) => ({ organizationId }),
    may: '+  +  +  0  0  0  0  0  0  0  0  0  0  +  s  s  s  0  u  u',
  },

  'Mutation.changeMemberRole': {
    on: newMember,
    ask: (userId, { home }) => ({ input: { organizationId: home, userId, role: 'OPERATOR' } }),
    may: MAY.administer,
  },
  'Mutation.removeMember': { on: newMember, ask: ofMember, may: MAY.administer },
  'Mutation.reinviteMember': { on: newMember, ask: ofMember, may: MAY.administer },
  'Mutation.updateOrganization': {
    on: organization,
    ask: (id, { word }) => ({ input: { organizationId: id, name: word() } }),
    may: MAY.administer,
  },
  'Mutation.setPlatformRole': {
    on: newMember,
    ask: (userId) => ({ input: { userId, role: 'PLATFORM_ADMIN' } }),
    may: MAY.managePlatform,
  },
  'Mutation.setPlatformRole of superuser': {
    on: newMember,
    ask: (userId) => ({ input: { userId, role: 'SUPERUSER' } }),
    may: '+  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  u  u',
  },
  'Mutation.disableUser': { on: newMember, ask: ofUser, may: MAY.managePlatform },
  'Mutation.enableUser': { on: newMember, ask: ofUser, may: MAY.managePlatform },
  'Mutation.revokeApiToken': {
    on: token,
    ask: (tokenId) => ({ input: { tokenId } }),
    may: '+  +  +  0  0  0  0  0  0  0  0  0  0  s  s  s  +  0  u  u',
  },
  // The admin's own.
  'Mutation.revokeDevice': { on: device, ask: (deviceId) => ({ input: { deviceId } }), may: MAY.administer },
  'Mutation.reissueEnrollmentToken': {
    on: device,
    ask: (deviceId) => ({ input: { deviceId } }),
    may: MAY.administer,
  },

  'Mutation.changePassword': {
    on: nothing,
    ask: () => ({ input: { currentPassword: PASSWORD, newPassword: PASSWORD } }),
    may: MAY.signedIn,
  },
  'Mutation.endOtherSessions': { on: nothing, may: MAY.signedIn },
  'Mutation.endSession': {
    on: sessionOfAnother,
    ask: (sessionId) => ({ input: { sessionId } }),
    may: '0  0  0  0  0  0  0  0  0  0  0  0  0  s  s  s  s  s  u  u',
  },
  'Mutation.requestPasswordReset': {
    on: nothing,
    ask: () => ({ input: { email: 'nobody@people.example' } }),
    may: MAY.anybody,
  },
  'Mutation.resetPassword': {
    on: resetLink,
    ask: (link) => ({ input: { token: link, password: PASSWORD } }),
    may: MAY.anybody,
  },
};
