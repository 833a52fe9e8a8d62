import type { TrustProfileRules } from './trust-profile-rules.ts';

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
  deliver: 'delivery',
};

/** What differs between two versions of a profile, one `name: before → after` each. */
export function profileDifferences(before: TrustProfileRules, after: TrustProfileRules): string[] {
  const now = new Map<string, unknown>(Object.entries(after));
  const labels = new Map<string, string>(Object.entries(LABELS));
  return Object.entries(before).flatMap(([field, value]) => {
    const [old, current] = [shown(value), shown(now.get(field))];
    return old === current ? [] : [`${labels.get(field) ?? field}: ${old} → ${current}`];
  });
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ');
  if (value === null || value === undefined) return 'none';
  return value === true
    ? 'yes'
    : value === false
      ? 'no'
      : typeof value === 'string' || typeof value === 'number'
        ? String(value)
        : JSON.stringify(value);
}
