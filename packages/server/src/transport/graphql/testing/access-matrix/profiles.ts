import { type Area, MAY } from './matrix.ts';
import { authority, organization, profile } from './things.ts';

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
  'Mutation.createCertificateAuthority': {
    on: organization,
    ask: (id, { word }) => ({ input: { organizationId: id, name: word(), commonName: 'Another' } }),
    may: MAY.administer,
  },
};
