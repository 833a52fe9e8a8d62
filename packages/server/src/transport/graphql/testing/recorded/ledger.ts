import type { RecordedArea } from './recorded.ts';
import { sealedOrganization } from './sealed-organization.ts';

export const ledger: RecordedArea = {
  verifyAuditChain: { record: 'ledger.verified', detail: { ok: true, firstBroken: null } },
  unsealLedger: {
    record: 'ledger.unsealed',
    by: 'SU',
    on: sealedOrganization,
    detail: { reason: 'We have looked at it' },
  },
};
