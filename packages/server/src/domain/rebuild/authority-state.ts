import type { JsonObject } from '../audit-record-types.ts';
import { afterRecord, type ExpectedRow, type Rebuilt, saysAll, saysTime, sourceOf } from './claims.ts';
import { instant } from './request-tale.ts';
import { objectIn, type ToldRecord, textIn } from './told-record.ts';

export const AUTHORITY_RECORD_TYPES = ['ca.created', 'ca.imported', 'ca.retired'] as const;

/**
 * Certificate authorities by id; `founding` is the record of the organization's creation, which names its device CA (null
 * where it was made before that was recorded).
 */
export function rebuildAuthorities(records: readonly ToldRecord[], founding: ToldRecord | null): Rebuilt {
  const authorities: Rebuilt = new Map();
  const deviceCa = founding === null ? null : objectIn(founding.detail, 'deviceCa');
  if (founding !== null && deviceCa !== null) {
    const id = textIn(deviceCa, 'id') ?? '';
    authorities.set(id, authorityRow(id, { ...deviceCa, kind: 'DEVICE_ROOT', parent: null }, founding));
  }
  for (const record of records) {
    const { subjectId: id, detail } = record;
    const by = sourceOf(record);
    if (record.type === 'ca.retired') {
      authorities.set(id, afterRecord(authorities.get(id), record, saysTime('retiredAt', by)));
      continue;
    }
    authorities.set(id, authorityRow(id, detail, record));
  }
  return authorities;
}

function authorityRow(id: string, detail: JsonObject, record: ToldRecord): ExpectedRow {
  const by = sourceOf(record);
  const columns = {
    name: detail.name,
    kind: detail.kind,
    keyAlgorithm: detail.keyAlgorithm,
    parentId: detail.parent,
    certificateDer: detail.certificateSha256,
    notAfter: instant(detail, 'notAfter'),
    retiredAt: null,
  };
  return {
    thing: `Certificate authority ${textIn(detail, 'name') ?? ''} (${id})`,
    newest: by,
    claims: { ...saysAll(columns, by), ...saysTime('createdAt', by) },
  };
}
