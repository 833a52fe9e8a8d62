import type { TrustProfile, TrustProfileRules } from './trust-profile-rules.ts';

const LABELS: Readonly<Record<keyof TrustProfileRules, string>> = {
  domains: 'domains',
  exceptDomains: 'exceptions',
  certificateAuthorityId: 'certificate authority',
  requireApproval: 'approval required',
  requiredApprovals: 'approvals required',
  allowSelfApproval: 'self-approval',
  environments: 'environments',
  allowedUserIds: 'requesters',
  allowedDeviceIds: 'devices',
  allowAllDevices: 'every device',
  requireJustification: 'justification required',
  mandatoryReason: 'reason required',
  defaultValidityDays: 'default validity in days',
  maxValidityDays: 'longest validity in days',
  keyAlgorithms: 'key algorithms',
  allowWildcards: 'wildcards',
  extendedKeyUsages: 'uses',
  keySource: 'key source',
  warnAfterHours: 'hours to the warning',
  escalateAfterHours: 'hours to the escalation',
  escalationContacts: 'escalation contacts',
  expireAfterHours: 'hours to the expiry',
  renewBeforeDays: 'days ahead of the end to renew',
  deliver: 'delivery',
};

/** One field that differs between two versions, in words. */
export interface FieldDifference {
  /** As the doors name it. */
  readonly field: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** The fields that differ, in one order; `nameOf` says what people call the thing behind an id. */
export function fieldDifferences(
  before: TrustProfileRules,
  after: TrustProfileRules,
  nameOf: (id: string) => string = (id) => id,
): FieldDifference[] {
  const then = new Map<string, unknown>(Object.entries(before));
  const now = new Map<string, unknown>(Object.entries(after));
  return Object.entries(LABELS).flatMap(([field, label]) => {
    if (shown(then.get(field)) === shown(now.get(field))) return [];
    const [old, current] = [shown(then.get(field), nameOf), shown(now.get(field), nameOf)];
    return [{ field, label, before: old, after: current }];
  });
}

/** What differs between two versions of a profile, one `name: before → after` each. */
export function profileDifferences(before: TrustProfileRules, after: TrustProfileRules): string[] {
  return fieldDifferences(before, after).map((one) => `${one.label}: ${one.before} → ${one.after}`);
}

/** One thing that is otherwise than somebody saw it. */
export interface ReviewChange {
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

/** What is otherwise about a profile for whoever reviewed a request under it. */
export function reviewChanges(
  before: Pick<TrustProfile, 'name' | 'active' | 'rules'>,
  after: Pick<TrustProfile, 'name' | 'active' | 'rules'>,
  nameOf: (id: string) => string,
): ReviewChange[] {
  return [
    ...(before.active === after.active ? [] : [{ what: 'trust profile', before: 'in use', after: 'retired' }]),
    ...(before.name === after.name ? [] : [{ what: 'name', before: before.name, after: after.name }]),
    ...fieldDifferences(before.rules, after.rules, nameOf).map((one) => ({
      what: one.label,
      before: one.before,
      after: one.after,
    })),
  ];
}

function shown(value: unknown, nameOf: (id: string) => string = (id) => id): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map((item) => nameOf(String(item))).join(', ');
  if (value === null || value === undefined) return 'none';
  if (value === true) return 'yes';
  if (value === false) return 'no';
  return typeof value === 'string' ? nameOf(value) : JSON.stringify(value);
}
