import { afterRecord, type Rebuilt, saysAll, saysTime, sourceOf } from './claims.ts';
import type { ToldRecord } from './told-record.ts';

export const CHANGE_RECORD_TYPES = ['change.proposed', 'change.decided'] as const;

const UNDECIDED = {
  status: 'PENDING',
  decidedByKind: null,
  decidedById: null,
  decidedByName: null,
  decidedByUserId: null,
  decidedAt: null,
  reason: null,
} as const;

/** Edits that waited for a second admin, and what became of them, by id. */
export function rebuildChanges(records: readonly ToldRecord[]): Rebuilt {
  const changes: Rebuilt = new Map();
  for (const record of records) {
    const { subjectId: id, actor, detail } = record;
    const by = sourceOf(record);
    if (record.type === 'change.proposed') {
      const columns = {
        trustProfileId: detail.profile,
        baseVersion: detail.baseVersion,
        name: detail.name,
        rules: detail.rules,
        widens: detail.widens,
        proposedByKind: actor.kind,
        proposedById: actor.id,
        proposedByName: actor.name,
        proposedByUserId: detail.user,
        ...UNDECIDED,
      };
      const claims = { ...saysAll(columns, by), ...saysTime('proposedAt', by) };
      changes.set(id, { thing: `Pending change ${id}`, newest: by, claims });
    } else {
      const columns = {
        status: detail.outcome,
        decidedByKind: actor.kind,
        decidedById: actor.id,
        decidedByName: actor.name,
        decidedByUserId: detail.user,
        reason: detail.reason,
      };
      const claims = { ...saysAll(columns, by), ...saysTime('decidedAt', by) };
      changes.set(id, afterRecord(changes.get(id), record, claims));
    }
  }
  return changes;
}
