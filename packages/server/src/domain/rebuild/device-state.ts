import type { JsonObject } from '../audit-record-types.ts';
import { afterRecord, type Claims, type Rebuilt, saysAll, saysTime, sourceOf } from './claims.ts';
import { instant } from './request-tale.ts';
import { type ToldRecord, textIn } from './told-record.ts';

export const DEVICE_RECORD_TYPES = ['device.registered', 'device.renewed', 'device.revoked'] as const;

/** Devices by id. One that is registered with a token has its key from a second record, its enrollment. */
export function rebuildDevices(records: readonly ToldRecord[]): Rebuilt {
  const devices: Rebuilt = new Map();
  for (const record of records) {
    const { subjectId: id, detail } = record;
    const by = sourceOf(record);
    const isFirst = record.type === 'device.registered' && detail.by !== undefined;
    const before = isFirst
      ? { thing: `Device ${textIn(detail, 'name') ?? ''} (${id})`, newest: by, claims: registered(record) }
      : devices.get(id);
    const told = record.type === 'device.revoked' ? saysTime('revokedAt', by) : identity(record);
    devices.set(id, afterRecord(before, record, told));
  }
  return devices;
}

function registered(record: ToldRecord): Claims {
  const { actor, detail } = record;
  const by = sourceOf(record);
  const registeredBy = detail.registeredBy ?? (actor.kind === 'user' ? actor.id : undefined);
  return {
    ...saysAll({ name: detail.name, ownerId: detail.owner, registeredBy, revokedAt: null }, by),
    ...saysTime('createdAt', by),
    // Until its enrollment it has none.
    ...(detail.by === 'token'
      ? saysAll({ spkiSha256: null, certificateDer: null, certificateNotAfter: null }, by)
      : {}),
  };
}

function identity(record: ToldRecord): Claims {
  const { detail } = record;
  const { spkiSha256, certificateSha256 }: JsonObject = detail;
  const columns = { spkiSha256, certificateDer: certificateSha256, certificateNotAfter: instant(detail, 'notAfter') };
  return saysAll(columns, sourceOf(record));
}
