import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** When an organization's certificates were last looked through for what is to be renewed. */
export const RenewalScanTable = defineEntity({
  name: 'RenewalScan',
  tableName: 'renewal_scan',
  properties: {
    organizationId: p.text().primary(),
    scannedAt: p.datetime(),
  },
});
export type RenewalScanRow = InferEntity<typeof RenewalScanTable>;

/** Whether enough people can decide a pending request, as it was last found, and how often that has changed. */
export const QuorumFindingTable = defineEntity({
  name: 'QuorumFinding',
  tableName: 'quorum_finding',
  properties: {
    requestId: p.text().primary(),
    /** The authority that it was found under: an older finding never overwrites a newer one. */
    authority: p.bigint('number'),
    isReachable: p.boolean(),
    changes: p.integer(),
    /** The change that admins were last told of. */
    told: p.integer(),
  },
});
export type QuorumFindingRow = InferEntity<typeof QuorumFindingTable>;
