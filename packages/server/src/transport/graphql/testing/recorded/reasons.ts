import type { RecordedArea } from './recorded.ts';

export const reasons: RecordedArea = {
  createReason: { record: 'setting.changed', about: { made: 'reason' }, detail: { setting: 'reason', before: null } },
  updateReason: { record: 'setting.changed', detail: { setting: 'reason' } },
  reorderReasons: { record: 'setting.changed', about: () => null, detail: { setting: 'reason' } },
};
