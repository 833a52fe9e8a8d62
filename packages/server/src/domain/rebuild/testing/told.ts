import type { Actor } from '../../actor.ts';
import type { JsonObject } from '../../audit-record-types.ts';
import type { ToldRecord } from '../told-record.ts';

export const ASKER: Actor = { kind: 'user', id: 'usr_asker', name: 'asker@corp.com' };
export const MARA: Actor = { kind: 'user', id: 'usr_mara', name: 'mara@corp.com' };

/** When record `seq` of these stories was written, ms and all. */
export const at = (seq: number) => new Date(Date.UTC(2026, 10, 23, 13, 0, seq)).toISOString();

/** A record, but for its place: its type, its subject, its detail and who did it. */
export type Told = readonly [type: string, subjectId: string, detail?: JsonObject, actor?: Actor];

/** Numbers records from 0 in the order that they are told in. */
export function story(...records: readonly Told[]): ToldRecord[] {
  return records.map(([type, subjectId, detail = {}, actor = MARA], seq) => {
    return { ledger: 'org_1', seq, ts: at(seq), type, subjectId, detail, actor };
  });
}
