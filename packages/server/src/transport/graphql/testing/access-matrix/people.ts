import { type Area, MAY } from './matrix.ts';
import { device, invitation, lateSetupLink, member, nothing, organization, profile, token } from './things.ts';

const PASSWORD = 'quite a long password';
const inside = (organizationId: string) => ({ organizationId });
const someone = (word: string) => ({ email: `${word}@new.example`, name: 'Somebody' });

/** Sessions, organizations, members, devices, tokens. */
export const people: Area = {
  'Query.viewer': { on: nothing, may: '+  +  +  +  +  +  +  +  +  +  +  +  +  +  +  +  +  +  0  0' },
  'Query.setupNeeded': { on: nothing, may: MAY.anybody },
  'Query.organization': { on: organization, ask: (id) => ({ id }), may: MAY.read },
  'Query.members': { on: organization, ask: inside, may: MAY.read },
  'Query.devices': { on: async (scene) => (await device(scene)) && scene.home, ask: inside, may: MAY.read },
  'Node.Organization': { on: organization, may: MAY.read },
  'Node.User': { on: member, may: MAY.read },
  'Node.Device': { on: device, may: MAY.read },
  'Node.ApiToken': { on: token, may: '+  +  +  0  0  0  0  0  0  0  0  0  0  +  s  s  s  0  u  u' },

  'Mutation.signIn': {
    on: nothing,
    ask: () => ({ input: { email: 'ad@people.example', password: 'a long enough password' } }),
    may: MAY.anybody,
  },
  'Mutation.signIn of somebody who was disabled': {
    on: nothing,
    ask: () => ({ input: { email: 'di@people.example', password: 'a long enough password' } }),
    may: 'u  u  u  u  u  u  u  u  u  u  u  u  u  u  u  u  u  u  u  u',
  },
  'Mutation.signOut': { on: nothing, may: '+  +  +  +  +  +  +  +  +  +  +  +  +  +  +  +  +  +  u  u' },
  'Mutation.completeSetup': {
    on: lateSetupLink,
    ask: (link, { word }) => ({ input: { token: link, password: PASSWORD, ...someone(word()) } }),
    may: '0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0',
  },
  'Mutation.acceptInvitation': {
    on: invitation,
    ask: (link) => ({ input: { token: link, password: PASSWORD } }),
    may: MAY.anybody,
  },
  // A token makes no tokens, whatever its scope.
  'Mutation.createApiToken': {
    on: organization,
    ask: (id) => ({ input: { organizationId: id, name: 'CI', scopes: ['READ'] } }),
    may: '+  +  +  +  +  +  +  +  +  +  0  0  0  s  s  s  s  0  u  u',
  },
  'Mutation.createOrganization': {
    on: nothing,
    ask: (_, { word }) => ({ input: { name: 'Another', slug: word() } }),
    may: MAY.managePlatform,
  },
  'Mutation.setSecondAdminRule': {
    on: organization,
    ask: (id) => ({ input: { organizationId: id, required: true } }),
    may: MAY.administer,
  },
  'Mutation.inviteMember': {
    on: organization,
    ask: (id, { word }) => ({ input: { organizationId: id, role: 'VIEWER', ...someone(word()) } }),
    may: MAY.administer,
  },
  'Mutation.setTrustProfileRole': {
    on: profile,
    ask: (id, { bystander }) => ({ input: { trustProfileId: id, userId: bystander, role: 'VIEWER' } }),
    may: MAY.administer,
  },
  'Mutation.registerDevice': {
    on: organization,
    ask: (id, { word }) => ({ input: { organizationId: id, name: word() } }),
    may: MAY.administer,
  },
};
