import { type Area, MAY } from './matrix.ts';
import { organization, reason } from './things.ts';

/** The vocabulary of reasons. */
export const reasons: Area = {
  'Query.reasons': {
    on: async (scene) => (await reason(scene)) && scene.home,
    ask: (organizationId) => ({ organizationId, kind: 'REJECT' }),
    may: MAY.read,
  },
  'Mutation.createReason': {
    on: organization,
    ask: (organizationId, { word }) => ({ input: { organizationId, kind: 'APPROVE', text: word() } }),
    may: MAY.administer,
  },
  'Mutation.updateReason': {
    on: reason,
    ask: (reasonId) => ({ input: { reasonId, active: false } }),
    may: MAY.administer,
  },
  'Mutation.reorderReasons': {
    on: async (scene) => (await reason(scene)) && scene.home,
    ask: async (organizationId, { app, admin }) => {
      const all = await app.queries.reasons(admin, organizationId, 'REJECT', true);
      return { input: { organizationId, kind: 'REJECT', reasonIds: all.map(({ id }) => id).reverse() } };
    },
    may: MAY.administer,
  },
};
