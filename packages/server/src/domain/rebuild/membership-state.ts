import { type Rebuilt, says, saysTime, sourceOf } from './claims.ts';
import { type ToldRecord, textIn } from './told-record.ts';

export const MEMBERSHIP_RECORD_TYPES = ['member.added', 'member.changed', 'member.removed'] as const;

/** Who is a member of an organization, and as what; by the id of the user. */
export function rebuildMemberships(records: readonly ToldRecord[]): Rebuilt {
  const members: Rebuilt = new Map();
  for (const record of records) {
    const { detail, subjectId } = record;
    const by = sourceOf(record);
    members.set(subjectId, {
      thing: `The membership of ${textIn(detail, 'email') ?? subjectId}`,
      newest: by,
      claims:
        record.type === 'member.added'
          ? { ...says('role', detail.role, by), ...saysTime('createdAt', by) }
          : { ...members.get(subjectId)?.claims, ...says('role', detail.after ?? null, by) },
      isGone: record.type === 'member.removed',
    });
  }
  return members;
}
