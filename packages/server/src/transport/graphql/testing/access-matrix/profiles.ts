import { type Area, MAY } from './matrix.ts';
import { authority, changeByAdmin, changeByAsker, newProfile, organization, profile } from './things.ts';

const inside = (organizationId: string) => ({ organizationId });

/** Trust profiles and certificate authorities. */
export const profiles: Area = {
  'Query.trustProfile': { on: profile, ask: (id) => ({ id }), may: MAY.read },
  'Query.trustProfiles': { on: organization, ask: inside, may: MAY.read },
  'Query.matchTrustProfile': {
    on: organization,
    ask: (id) => ({ organizationId: id, domains: ['a.main.home.example'], environment: 'production' }),
    may: MAY.read,
  },
  'Query.certificateAuthorities': { on: organization, ask: inside, may: MAY.read },
  'Query.replayTrustProfile': {
    on: profile,
    ask: (id, { home }) => ({ input: { organizationId: home, trustProfileId: id, days: 1 } }),
    // It tells of requests, so a token needs READ beside MANAGE.
    may: '+  +  +  -  -  +  -  -  -  +  0  0  0  s  s  s  s  0  u  u',
  },
  'Query.pendingChange': { on: changeByAsker, ask: (id) => ({ id }), may: MAY.read },
  'Query.pendingChanges': {
    on: async (scene) => (await changeByAsker(scene)) && scene.home,
    ask: inside,
    may: MAY.read,
  },
  'Node.PendingChange': { on: changeByAsker, may: MAY.read },
  'Node.TrustProfile': { on: profile, may: MAY.read },
  'Node.CertificateAuthority': { on: authority, may: MAY.read },

  'Mutation.createTrustProfile': {
    on: organization,
    ask: (id, { word, authorityId }) => ({
      input: {
        organizationId: id,
        name: word(),
        domains: [`*.${word()}.home.example`],
        certificateAuthorityId: authorityId,
      },
    }),
    may: MAY.administer,
  },
  'Mutation.updateTrustProfile': {
    on: profile,
    ask: (id, { word }) => ({ input: { trustProfileId: id, name: word() } }),
    may: MAY.ruleProfile,
  },
  'Mutation.retireTrustProfile': {
    on: newProfile,
    ask: (id) => ({ input: { trustProfileId: id } }),
    may: MAY.administer,
  },
  'Mutation.decidePendingChange': {
    on: changeByAsker,
    ask: (id) => ({ input: { changeId: id, verdict: 'APPROVE' } }),
    may: MAY.administer,
  },
  'Mutation.decidePendingChange of the admin’s own': {
    on: changeByAdmin,
    ask: (id) => ({ input: { changeId: id, verdict: 'APPROVE' } }),
    may: '+  +  =  -  -  -  -  -  -  -  0  0  0  s  s  s  =  0  u  u',
  },
  'Mutation.withdrawPendingChange': {
    on: changeByAsker,
    ask: (id) => ({ input: { changeId: id } }),
    may: '-  -  -  -  -  -  -  -  -  +  0  0  0  s  s  s  -  0  u  u',
  },
  'Mutation.createCertificateAuthority': {
    on: organization,
    ask: (id, { word }) => ({ input: { organizationId: id, name: word(), commonName: 'Another' } }),
    may: MAY.administer,
  },
};
