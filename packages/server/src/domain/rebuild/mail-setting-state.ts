import { type Rebuilt, saysAll, saysTime, sourceOf } from './claims.ts';
import { objectIn, type ToldRecord } from './told-record.ts';

export const MAIL_SETTING_RECORD_TYPES = ['setting.changed'] as const;

/** The mail server, by its one key. Of the password only this is told: whether there is one. */
export function rebuildMailSettings(records: readonly ToldRecord[]): Rebuilt {
  const settings: Rebuilt = new Map();
  for (const record of records) {
    const after = objectIn(record.detail, 'after');
    if (record.subjectId !== 'mail' || after === null) continue;
    const by = sourceOf(record);
    const { hasPassword, ...columns } = after;
    const claims = saysAll({ ...columns, password: hasPassword === true ? 'a password' : null }, by);
    settings.set('mail', {
      thing: 'The mail server',
      newest: by,
      claims: { ...claims, ...saysTime('updatedAt', by) },
    });
  }
  return settings;
}
