import { afterRecord, type Rebuilt, saysAll, saysTime, sourceOf } from './claims.ts';
import { instant } from './request-tale.ts';
import { type ToldRecord, textIn } from './told-record.ts';

export const AUTHORITY_RECORD_TYPES = ['ca.created', 'ca.imported', 'ca.retired'] as const;

/**
 * Certificate authorities by id; `founding` is the record of the organization's creation, which names its device CA (null
 * where it was made before that was recorded).
 */
export function rebuildAuthorities(records: readonly ToldRecord[], founding: ToldRecord | null): Rebuilt {
  const authorities: Rebuilt = new Map();
  const deviceRoot = founding === null ? null : textIn(founding.detail, 'deviceCa');
  if (founding !== null && deviceRoot !== null) {
    const by = sourceOf(founding);
    const columns = { kind: 'DEVICE_ROOT', certificateDer: founding.detail.deviceCaSha256, retiredAt: null };
    authorities.set(deviceRoot, { thing: `Device CA ${deviceRoot}`, newest: by, claims: saysAll(columns, by) });
  }
  for (const record of records) {
    const { subjectId: id, detail } = record;
    const by = sourceOf(record);
    if (record.type === 'ca.retired') {
      authorities.set(id, afterRecord(authorities.get(id), record, saysTime('retiredAt', by)));
      continue;
    }
    const columns = {
      name: detail.name,
      kind: detail.kind,
      keyAlgorithm: detail.keyAlgorithm,
      parentId: detail.parent,
      certificateDer: detail.certificateSha256,
      notAfter: instant(detail, 'notAfter'),
      retiredAt: null,
    };
    authorities.set(id, {
      thing: `Certificate authority ${textIn(detail, 'name') ?? ''} (${id})`,
      newest: by,
      claims: { ...saysAll(columns, by), ...saysTime('createdAt', by) },
    });
  }
  return authorities;
}
