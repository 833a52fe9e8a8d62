import { afterRecord, type Claims, type Rebuilt, says, saysAll, saysTime, sourceOf, without } from './claims.ts';
import { objectIn, type ToldRecord, textIn } from './told-record.ts';

export const USER_RECORD_TYPES = ['user.created', 'user.changed', 'platformRole.changed'] as const;

/** People by id, with their roles on the platform. Of a password only this is told: whether one was ever set. */
export function rebuildUsers(records: readonly ToldRecord[]): Rebuilt {
  const users: Rebuilt = new Map();
  for (const record of records) {
    const { subjectId: id, detail } = record;
    const by = sourceOf(record);
    if (record.type === 'user.created') {
      const { email, name, platformRole = null, invited } = detail;
      const columns = {
        email,
        name,
        platformRole,
        disabledAt: null,
        ...(invited === true ? { passwordHash: null } : {}),
      };
      const claims = { ...saysAll(columns, by), ...saysTime('createdAt', by) };
      users.set(id, { thing: `User ${textIn(detail, 'email') ?? id}`, newest: by, claims });
    } else if (record.type === 'platformRole.changed') {
      users.set(id, afterRecord(users.get(id), record, says('platformRole', detail.after ?? null, by)));
    } else {
      const before = users.get(id);
      users.set(id, before ? { ...before, newest: by, claims: changedUser(before.claims, record) } : null);
    }
  }
  return users;
}

/** What a record says was changed is as it says, or, where it does not say how, open. */
function changedUser(claims: Claims, record: ToldRecord): Claims {
  const { changed } = record.detail;
  const fields = Array.isArray(changed) ? changed.map(columnOf) : Object.keys(claims);
  return {
    ...without(claims, fields),
    ...toldAfter(record, ['email', 'name', 'platformRole']),
    ...toldDisabled(record),
  };
}

function toldDisabled(record: ToldRecord): Claims {
  const isDisabled = objectIn(record.detail, 'after')?.disabled;
  const by = sourceOf(record);
  if (isDisabled === true) return saysTime('disabledAt', by);
  return isDisabled === false ? says('disabledAt', null, by) : {};
}

function toldAfter(record: ToldRecord, columns: readonly string[]): Claims {
  const after = Object.entries(objectIn(record.detail, 'after') ?? {});
  return saysAll(Object.fromEntries(after.filter(([column]) => columns.includes(column))), sourceOf(record));
}

function columnOf(field: unknown): string {
  if (field === 'password') return 'passwordHash';
  return field === 'disabled' ? 'disabledAt' : String(field);
}

const ORGANIZATION_COLUMNS = ['name', 'slug', 'environments', 'requireSecondAdmin'];

export const ORGANIZATION_RECORD_TYPES = ['organization.changed'] as const;

/** Organizations by id. */
export function rebuildOrganizations(records: readonly ToldRecord[]): Rebuilt {
  const organizations: Rebuilt = new Map();
  for (const record of records) {
    const { subjectId: id, detail } = record;
    const by = sourceOf(record);
    if (detail.created === true) {
      const { name, slug, environments } = detail;
      const columns = { name, slug, environments, requireSecondAdmin: true };
      const claims = { ...saysAll(columns, by), ...saysTime('createdAt', by) };
      organizations.set(id, { thing: `Organization ${textIn(detail, 'name') ?? id}`, newest: by, claims });
    } else {
      const before = objectIn(detail, 'after') === null ? null : organizations.get(id);
      organizations.set(id, afterRecord(before, record, toldAfter(record, ORGANIZATION_COLUMNS)));
    }
  }
  return organizations;
}
