import type { KeyAlgorithm, TrustProfileDetailFragment } from '../../gql/generated/graphql.ts';
import { KEY_ALGORITHM_NAMES } from '../../lib/words.ts';

type Detail = TrustProfileDetailFragment;
type Hours = number | string;

/** A trust profile as a form holds it: an empty number is text, as the fields give it. */
export interface ProfileValues {
  readonly name: string;
  readonly domains: readonly string[];
  readonly exceptDomains: readonly string[];
  readonly certificateAuthorityId: string;
  readonly environments: string[];
  readonly requireApproval: boolean;
  readonly requiredApprovals: Hours;
  readonly allowSelfApproval: boolean;
  readonly requireJustification: boolean;
  readonly mandatoryReason: boolean;
  readonly allowedUserIds: string[];
  readonly allowedDeviceIds: string[];
  readonly allowAllDevices: boolean;
  readonly defaultValidityDays: Hours;
  readonly maxValidityDays: Hours;
  readonly keyAlgorithms: string[];
  readonly allowWildcards: boolean;
  readonly extendedKeyUsages: string[];
  readonly keySource: string;
  readonly warnAfterHours: Hours;
  readonly escalateAfterHours: Hours;
  readonly expireAfterHours: Hours;
  readonly escalationContacts: string[];
  readonly renewBeforeDays: Hours;
  readonly deliver: boolean;
}

const ALGORITHMS = Object.keys(KEY_ALGORITHM_NAMES);
const isAlgorithm = (value: string): value is KeyAlgorithm => value in KEY_ALGORITHM_NAMES;
export const USAGES = ['SERVER_AUTH', 'CLIENT_AUTH'] as const;
export const USAGE_NAMES = { SERVER_AUTH: 'TLS servers', CLIENT_AUTH: 'TLS clients' } as const;

/** What a new profile starts with; an edit starts with what is in force. */
export function startingValues(profile: Detail | null, firstAuthorityId: string): ProfileValues {
  if (profile === null) {
    return {
      name: '',
      domains: [''],
      exceptDomains: [],
      certificateAuthorityId: firstAuthorityId,
      environments: [],
      requireApproval: true,
      requiredApprovals: 1,
      allowSelfApproval: false,
      requireJustification: true,
      mandatoryReason: false,
      allowedUserIds: [],
      allowedDeviceIds: [],
      allowAllDevices: false,
      defaultValidityDays: 90,
      maxValidityDays: 397,
      keyAlgorithms: ALGORITHMS,
      allowWildcards: false,
      extendedKeyUsages: ['SERVER_AUTH'],
      keySource: 'CSR_OR_SERVER',
      warnAfterHours: '',
      escalateAfterHours: '',
      expireAfterHours: '',
      escalationContacts: [],
      renewBeforeDays: '',
      deliver: false,
    };
  }
  const hours = (value: number | null | undefined): Hours => value ?? '';
  return {
    ...profile,
    certificateAuthorityId: profile.certificateAuthority.id,
    environments: [...profile.environments],
    allowedUserIds: [...profile.allowedUserIds],
    allowedDeviceIds: [...profile.allowedDeviceIds],
    keyAlgorithms: [...profile.keyAlgorithms],
    extendedKeyUsages: [...profile.extendedKeyUsages],
    escalationContacts: [...profile.escalationContacts],
    warnAfterHours: hours(profile.warnAfterHours),
    escalateAfterHours: hours(profile.escalateAfterHours),
    expireAfterHours: hours(profile.expireAfterHours),
    renewBeforeDays: hours(profile.renewBeforeDays),
  };
}

/** The values as the server takes them; empty rows are left out. */
export function rulesOf(values: ProfileValues) {
  return {
    name: values.name.trim(),
    domains: filled(values.domains),
    exceptDomains: filled(values.exceptDomains),
    certificateAuthorityId: values.certificateAuthorityId,
    environments: values.environments,
    requireApproval: values.requireApproval,
    requiredApprovals: wholeOr(values.requiredApprovals, 1),
    allowSelfApproval: values.allowSelfApproval,
    requireJustification: values.requireApproval || values.requireJustification,
    mandatoryReason: values.mandatoryReason,
    allowedUserIds: values.allowedUserIds,
    allowedDeviceIds: values.allowedDeviceIds,
    allowAllDevices: values.allowAllDevices,
    defaultValidityDays: wholeOr(values.defaultValidityDays, 0),
    maxValidityDays: wholeOr(values.maxValidityDays, 0),
    keyAlgorithms: values.keyAlgorithms.filter(isAlgorithm),
    allowWildcards: values.allowWildcards,
    extendedKeyUsages: USAGES.filter((usage) => values.extendedKeyUsages.includes(usage)),
    keySource: values.keySource === 'CSR_ONLY' ? ('CSR_ONLY' as const) : ('CSR_OR_SERVER' as const),
    warnAfterHours: wholeOrNull(values.warnAfterHours),
    escalateAfterHours: wholeOrNull(values.escalateAfterHours),
    expireAfterHours: wholeOrNull(values.expireAfterHours),
    escalationContacts: values.escalationContacts,
    renewBeforeDays: wholeOrNull(values.renewBeforeDays),
    deliver: values.deliver,
  };
}

type Rules = ReturnType<typeof rulesOf>;

/** What each field is called where a form says what changed. */
const CHANGED: Readonly<Record<keyof Rules, string>> = {
  name: 'name',
  domains: 'names',
  exceptDomains: 'exceptions',
  certificateAuthorityId: 'authority',
  environments: 'environments',
  requireApproval: 'approval',
  requiredApprovals: 'how many approve',
  allowSelfApproval: 'self-approval',
  requireJustification: 'justification',
  mandatoryReason: 'reason',
  allowedUserIds: 'people who may ask',
  allowedDeviceIds: 'devices that may ask',
  allowAllDevices: 'every device',
  defaultValidityDays: 'validity',
  maxValidityDays: 'longest validity',
  keyAlgorithms: 'keys',
  allowWildcards: 'wildcards',
  extendedKeyUsages: 'use',
  keySource: 'source of the key',
  warnAfterHours: 'reminder',
  escalateAfterHours: 'escalation',
  expireAfterHours: 'expiry',
  escalationContacts: 'contacts',
  renewBeforeDays: 'renewal',
  deliver: 'delivery',
};
const isField = (field: string): field is keyof Rules => field in CHANGED;

/** The fields in which two states of a form differ, in words. */
export function changedFields(before: ProfileValues, after: ProfileValues): string[] {
  const [then, now] = [rulesOf(before), rulesOf(after)];
  return Object.keys(CHANGED).flatMap((field) =>
    isField(field) && JSON.stringify(then[field]) !== JSON.stringify(now[field]) ? [CHANGED[field]] : [],
  );
}

function filled(rows: readonly string[]): string[] {
  return rows.map((row) => row.trim()).filter((row) => row !== '');
}

export function wholeOrNull(value: Hours): number | null {
  return value === '' ? null : Number(value);
}

function wholeOr(value: Hours, otherwise: number): number {
  return value === '' ? otherwise : Number(value);
}
