import { newProfile } from '../access-matrix/things.ts';
import type { RecordedArea } from './recorded.ts';

export const profiles: RecordedArea = {
  createTrustProfile: { record: 'profile.created', about: { made: 'trustProfile' }, detail: { version: 1 } },
  updateTrustProfile: {
    record: 'profile.changed',
    on: newProfile,
    ask: (id) => ({ input: { trustProfileId: id, warnAfterHours: 7 } }),
    detail: { before: { warnAfterHours: null }, after: { warnAfterHours: 7 } },
  },
  createCertificateAuthority: { record: 'ca.created', about: { made: 'certificateAuthority' } },
  retireTrustProfile: { record: 'profile.retired', detail: { version: 1 } },
  decidePendingChange: { record: 'change.decided', detail: { outcome: 'APPROVED' } },
  withdrawPendingChange: { record: 'change.decided', by: 'AS', detail: { outcome: 'WITHDRAWN' } },
};
