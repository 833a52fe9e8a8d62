import type { JsonObject, JsonValue } from '../domain/audit-record-types.ts';
import type { TrustProfileRules } from '../domain/trust-profile-rules.ts';

/** The rules of a profile as a ledger record carries them. */
export function rulesAsRecord(rules: TrustProfileRules): JsonObject {
  return { ...rules };
}

/** Only the fields that differ, before and after. */
export function changedFields(
  before: TrustProfileRules,
  after: TrustProfileRules,
): { before: JsonObject; after: JsonObject } {
  const old = rulesAsRecord(before);
  const now = rulesAsRecord(after);
  const differing = Object.keys(now).filter((key) => JSON.stringify(old[key]) !== JSON.stringify(now[key]));
  const pick = (from: JsonObject): Record<string, JsonValue | undefined> =>
    Object.fromEntries(differing.map((key) => [key, from[key] ?? null]));
  return { before: pick(old), after: pick(now) };
}
