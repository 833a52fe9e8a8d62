import { type Area, MAY } from './matrix.ts';
import type { Thing } from './scene.ts';
import { organization, platform, record } from './things.ts';

const inside = (organizationId: string) => ({ organizationId });

/** Another verification of the same ledger is let be started a while after the last ones. */
const aWhileLater =
  (thing: Thing): Thing =>
  (scene) => {
    scene.server.passTime(60_000);
    return thing(scene);
  };

/** The ledger, its proofs and verifications. */
export const ledger: Area = {
  'Query.auditChain': { on: organization, ask: inside, may: MAY.read },
  'Query.auditChain of the platform': { on: platform, ask: inside, may: MAY.readPlatform },
  'Query.auditRecords': { on: organization, ask: inside, may: MAY.read },
  'Query.auditRecords of the platform': { on: platform, ask: inside, may: MAY.readPlatform },
  'Node.AuditRecord': { on: record, may: MAY.read },

  // No verification runs that could be stopped: whoever may is told just that.
  'Mutation.cancelVerification': {
    on: organization,
    ask: (id) => ({ input: { organizationId: id } }),
    may: '+  +  +  -  -  -  -  -  -  -  0  0  0  +  s  s  s  0  u  u',
    short: 'CONFLICT',
  },
  'Mutation.unsealLedger': {
    on: organization,
    ask: (id) => ({ input: { organizationId: id, reason: 'We have looked at it' } }),
    may: '+  -  -  -  -  -  -  -  -  -  0  0  0  s  s  s  -  0  u  u',
    short: 'CONFLICT',
  },
  'Subscription.auditVerification': {
    on: aWhileLater(organization),
    ask: inside,
    stir: ({ app, root, home }) => app.commands.verifyAuditChain(root, { organizationId: home }),
    may: MAY.read,
  },
  'Mutation.verifyAuditChain': { on: aWhileLater(organization), ask: inside, may: MAY.read },
  'Mutation.verifyAuditChain of the platform': {
    on: aWhileLater(platform),
    ask: inside,
    may: '+  +  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  u  u',
  },
};
