import type { JsonObject } from '../audit-record-types.ts';
import {
  afterRecord,
  type Claims,
  type ExpectedRow,
  type Rebuilt,
  says,
  saysAll,
  saysTime,
  sourceOf,
} from './claims.ts';
import type { ToldRules } from './submission-state.ts';
import { asObject, objectIn, type ToldRecord, textIn } from './told-record.ts';

export const PROFILE_RECORD_TYPES = ['profile.created', 'profile.changed', 'profile.retired'] as const;

export interface RebuiltProfiles {
  /** By id. */
  readonly profiles: Rebuilt;
  /** Every version that ever was, by `<id>/<version>`. */
  readonly versions: Rebuilt;
}

/** Profiles and their versions: the first record carries all the rules, each later one those that differ. */
export function rebuildProfiles(records: readonly ToldRecord[]): RebuiltProfiles {
  const rebuilt: RebuiltProfiles = { profiles: new Map(), versions: new Map() };
  for (const record of records) {
    const { subjectId: id } = record;
    const before = rebuilt.profiles.get(id) ?? null;
    if (record.type === 'profile.created') {
      const { version, name } = record.detail;
      save(rebuilt, record, { version, name, rules: objectIn(record.detail, 'after') ?? undefined });
    } else if (record.type === 'profile.retired') {
      rebuilt.profiles.set(id, afterRecord(before, record, retired(record)));
    } else if (before === null) {
      rebuilt.profiles.set(id, null);
    } else {
      save(rebuilt, record, edited(before, record.detail));
    }
  }
  return rebuilt;
}

/** The rules of a version as they were recorded. */
export function toldRules({ versions }: RebuiltProfiles, id: string, version: number): ToldRules | null {
  const claim = versions.get(`${id}/${version}`)?.claims.rules;
  const rules = claim?.kind === 'value' ? asObject(claim.value) : null;
  return claim === undefined || rules === null ? null : { rules, by: claim.by };
}

function retired(record: ToldRecord): Claims {
  const by = sourceOf(record);
  return { ...says('active', false, by), ...saysTime('updatedAt', by) };
}

type Saved = Pick<JsonObject, 'version' | 'name' | 'rules'>;

/** `after` holds the rules that differ, and the name where that does. */
function edited({ claims }: ExpectedRow, detail: JsonObject): Saved {
  const { name: newName, ...differing } = objectIn(detail, 'after') ?? {};
  const { name, rules } = claims;
  const oldRules = rules?.kind === 'value' ? asObject(rules.value) : null;
  return {
    version: detail.version,
    name: newName ?? (name?.kind === 'value' ? name.value : undefined),
    rules: oldRules === null ? undefined : { ...oldRules, ...differing },
  };
}

function save(rebuilt: RebuiltProfiles, record: ToldRecord, saved: Saved): void {
  const by = sourceOf(record);
  const { version, name, rules } = saved;
  const number = typeof version === 'number' ? version : 0;
  const { subjectId: id } = record;
  const called = typeof name === 'string' ? `${name} (${id})` : id;
  const claims = saysAll({ name, rules }, by);
  const active = says('active', true, by);
  const born = rebuilt.profiles.get(id)?.claims.createdAt;
  const created = born === undefined ? saysTime('createdAt', by) : { createdAt: born };
  const profile = { thing: `Trust profile ${called}`, newest: by };
  rebuilt.profiles.set(id, {
    ...profile,
    claims: { ...created, ...claims, ...says('version', version, by), ...active, ...saysTime('updatedAt', by) },
  });
  rebuilt.versions.set(`${id}/${number}`, {
    thing: `Version ${number} of trust profile ${called}`,
    newest: by,
    claims: { ...claims, ...saysTime('createdAt', by) },
  });
}

export const PROFILE_ROLE_RECORD_TYPES = ['profileRole.granted', 'profileRole.revoked', 'member.removed'] as const;

/** Roles on profiles, by `<profile>/<user>`. */
export function rebuildProfileRoles(records: readonly ToldRecord[]): Rebuilt {
  const roles: Rebuilt = new Map();
  for (const record of records) {
    if (record.type === 'member.removed') {
      // Whether their roles on profiles went with them is not recorded.
      for (const key of roles.keys()) if (key.endsWith(`/${record.subjectId}`)) roles.set(key, null);
      continue;
    }
    const user = textIn(record.detail, 'user') ?? '';
    const by = sourceOf(record);
    roles.set(`${record.subjectId}/${user}`, {
      thing: `The role of ${user} on trust profile ${record.subjectId}`,
      newest: by,
      claims: says('role', record.detail.after, by),
      isGone: record.detail.after === null,
    });
  }
  return roles;
}
