import { isEmailAddress } from './email-address.ts';
import { DomainError } from './errors.ts';
import { KEY_ALGORITHMS } from './key-algorithm.ts';
import { parseDomainName } from './names.ts';
import { EXTENDED_KEY_USAGES, KEY_SOURCES, type TrustProfileRules } from './trust-profile-rules.ts';
import { listed } from './wording.ts';

/** Rules as they come in: what is left out or null gets its default. */
export type TrustProfileRulesInput = { readonly [Field in keyof TrustProfileRules]?: TrustProfileRules[Field] | null };

const MAX_PATTERNS = 1_000;
const MAX_REQUESTERS = 1_000;
const MAX_APPROVALS = 10;
const MAX_VALIDITY_DAYS = 825;
const DEFAULT_MAX_VALIDITY_DAYS = 397;
const DEFAULT_VALIDITY_DAYS = 90;
const MAX_HOURS = 8_760;
const MAX_CONTACTS = 50;

/** Brings a profile's rules into their one normal form; throws INVALID_INPUT with the path of the field at fault. */
export function normalizeRules(
  input: TrustProfileRulesInput,
  organization: { readonly organizationEnvironments: readonly string[] },
): TrustProfileRules {
  const requireApproval = input.requireApproval ?? true;
  const maxValidityDays = whole(
    input.maxValidityDays ?? DEFAULT_MAX_VALIDITY_DAYS,
    'maxValidityDays',
    MAX_VALIDITY_DAYS,
  );
  const defaultValidityDays = whole(
    input.defaultValidityDays ?? Math.min(DEFAULT_VALIDITY_DAYS, maxValidityDays),
    'defaultValidityDays',
    MAX_VALIDITY_DAYS,
  );
  if (defaultValidityDays > maxValidityDays) {
    throw invalid(
      ['defaultValidityDays'],
      `The default validity, ${defaultValidityDays} days, is longer than the longest, ${maxValidityDays}.`,
    );
  }
  return {
    domains: patterns(input.domains ?? [], 'domains', 1),
    exceptDomains: patterns(input.exceptDomains ?? [], 'exceptDomains', 0),
    certificateAuthorityId: authority(input.certificateAuthorityId),
    requireApproval,
    requiredApprovals: whole(input.requiredApprovals ?? 1, 'requiredApprovals', MAX_APPROVALS),
    allowSelfApproval: input.allowSelfApproval ?? false,
    environments: environments(input.environments ?? [], organization.organizationEnvironments),
    allowedUserIds: requesters(input.allowedUserIds ?? [], 'allowedUserIds'),
    allowedDeviceIds: requesters(input.allowedDeviceIds ?? [], 'allowedDeviceIds'),
    allowAllDevices: input.allowAllDevices ?? false,
    requireJustification: requireApproval || (input.requireJustification ?? false),
    mandatoryReason: input.mandatoryReason ?? false,
    defaultValidityDays,
    maxValidityDays,
    keyAlgorithms: oneOf(input.keyAlgorithms ?? KEY_ALGORITHMS, KEY_ALGORITHMS, 'keyAlgorithms'),
    allowWildcards: input.allowWildcards ?? false,
    extendedKeyUsages: oneOf(input.extendedKeyUsages ?? ['SERVER_AUTH'], EXTENDED_KEY_USAGES, 'extendedKeyUsages'),
    keySource: keySource(input.keySource),
    ...hours(input),
    escalationContacts: contacts(input.escalationContacts ?? []),
    renewBeforeDays: renewal(input.renewBeforeDays ?? null, maxValidityDays),
    deliver: input.deliver ?? false,
  };
}

function patterns(texts: readonly string[], field: 'domains' | 'exceptDomains', minimum: number): string[] {
  if (texts.length < minimum) throw invalid([field], 'Name at least one domain, such as *.internal.example.com.');
  if (texts.length > MAX_PATTERNS) throw invalid([field], `A profile has at most ${MAX_PATTERNS} patterns here.`);
  return distinct(
    texts.map((text, i) => parseDomainName(text, [field, String(i)]).ascii),
    field,
  );
}

function requesters(ids: readonly string[], field: 'allowedUserIds' | 'allowedDeviceIds'): string[] {
  if (ids.length <= MAX_REQUESTERS) return distinct(ids, field);
  throw invalid(
    [field],
    `A profile names at most ${MAX_REQUESTERS} here. Leave the list empty, or give roles on it instead.`,
  );
}

function distinct(items: readonly string[], field: string): string[] {
  const seen = new Set<string>();
  items.forEach((item, i) => {
    if (item === '') throw invalid([field, String(i)], 'This entry is empty. Remove it.');
    if (seen.has(item)) throw invalid([field, String(i)], `${item} is named twice. Remove one of the two.`);
    seen.add(item);
  });
  return [...items];
}

function authority(id: string | null | undefined): string {
  if (id === null || id === undefined || id === '') {
    throw invalid(['certificateAuthorityId'], 'Choose the certificate authority that issues under this profile.');
  }
  return id;
}

function environments(chosen: readonly string[], all: readonly string[]): string[] {
  chosen.forEach((environment, i) => {
    if (all.includes(environment)) return;
    throw invalid(['environments', String(i)], `The organization has no such environment. It has ${listed(all, 20)}.`);
  });
  return distinct(chosen, 'environments');
}

function oneOf<Item extends string>(chosen: readonly Item[], all: readonly Item[], field: string): Item[] {
  if (chosen.length === 0) throw invalid([field], `Choose at least one of ${listed(all, 10)}.`);
  chosen.forEach((item, i) => {
    if (!all.includes(item)) throw invalid([field, String(i)], `Choose from ${listed(all, 10)}.`);
  });
  distinct(chosen, field);
  return [...chosen];
}

function keySource(source: TrustProfileRulesInput['keySource']): TrustProfileRules['keySource'] {
  const chosen = source ?? 'CSR_OR_SERVER';
  if (!KEY_SOURCES.includes(chosen)) throw invalid(['keySource'], `Choose from ${listed(KEY_SOURCES)}.`);
  return chosen;
}

type Hours = Pick<TrustProfileRules, 'warnAfterHours' | 'escalateAfterHours' | 'expireAfterHours'>;

/** Of the hours that are given, each later step must come after the earlier ones. */
function hours(input: TrustProfileRulesInput): Hours {
  const steps = [
    ['warnAfterHours', 'The warning'],
    ['escalateAfterHours', 'The escalation'],
    ['expireAfterHours', 'The expiry'],
  ] as const;
  const result: Record<keyof Hours, number | null> = {
    warnAfterHours: null,
    escalateAfterHours: null,
    expireAfterHours: null,
  };
  let earlier: { readonly name: string; readonly value: number } | null = null;
  for (const [field, name] of steps) {
    const value = input[field] ?? null;
    if (value === null) continue;
    result[field] = whole(value, field, MAX_HOURS);
    if (earlier !== null && value <= earlier.value) {
      throw invalid(
        [field],
        `${name} (${value} h) must come after ${earlier.name.toLowerCase()} (${earlier.value} h).`,
      );
    }
    earlier = { name, value };
  }
  return result;
}

/** Ahead of its end by less than a certificate can live, or every one would be due the moment that it is issued. */
function renewal(days: number | null, maxValidityDays: number): number | null {
  if (days === null) return null;
  if (maxValidityDays === 1) {
    throw invalid(['renewBeforeDays'], 'Certificates of one day cannot be renewed days ahead. Leave this out.');
  }
  return whole(days, 'renewBeforeDays', maxValidityDays - 1);
}

function contacts(addresses: readonly string[]): string[] {
  if (addresses.length > MAX_CONTACTS) throw invalid(['escalationContacts'], `Name at most ${MAX_CONTACTS} contacts.`);
  addresses.forEach((address, i) => {
    if (isEmailAddress(address)) return;
    throw invalid(['escalationContacts', String(i)], 'This is not an e-mail address, such as name@example.com.');
  });
  distinct(
    addresses.map((address) => address.toLowerCase()),
    'escalationContacts',
  );
  return [...addresses];
}

function whole(value: number, field: string, maximum: number): number {
  if (Number.isInteger(value) && value >= 1 && value <= maximum) return value;
  throw invalid([field], `Give a whole number from 1 to ${maximum}.`);
}

function invalid(field: readonly string[], message: string): DomainError {
  return new DomainError('INVALID_INPUT', message, { field });
}
