import { afterRecord, type Rebuilt, saysAll, saysTime, sourceOf } from './claims.ts';
import { objectIn, type ToldRecord, textIn } from './told-record.ts';

export const REASON_RECORD_TYPES = ['setting.changed'] as const;

/** The vocabulary of reasons by id: the first record about one carries all of it, each later one what differs. */
export function rebuildReasons(records: readonly ToldRecord[]): Rebuilt {
  const reasons: Rebuilt = new Map();
  for (const record of records) {
    const { subjectId: id, detail } = record;
    if (textIn(detail, 'setting') !== 'reason') continue;
    const by = sourceOf(record);
    const columns = saysAll(objectIn(detail, 'after') ?? {}, by);
    if (detail.before !== null) {
      reasons.set(id, afterRecord(reasons.get(id), record, columns));
      continue;
    }
    reasons.set(id, { thing: `Reason ${id}`, newest: by, claims: { ...columns, ...saysTime('createdAt', by) } });
  }
  return reasons;
}
