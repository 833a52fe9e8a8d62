import type { LedgerEntry } from './ledger-entry.ts';

/** Every type of record in words; the ledger's own name stands beside it. */
const TITLES: Readonly<Record<string, string>> = {
  'ledger.opened': 'Ledger opened',
  'request.submitted': 'Submitted',
  'request.denied': 'Refused by policy',
  'request.approved': 'Approved',
  'request.rejected': 'Rejected',
  'request.voided': 'Voided',
  'request.withdrawn': 'Withdrawn',
  'request.expired': 'Expired',
  'request.escalated': 'Escalated',
  'request.warned': 'Approvers reminded',
  'request.commented': 'Comment',
  'request.csrAttached': 'CSR attached',
  'certificate.intended': 'Intended',
  'certificate.issued': 'Issued',
  'certificate.failed': 'Issuing failed',
  'certificate.retried': 'Issuing tried again',
  'certificate.quarantined': 'Quarantined',
  'certificate.superseded': 'Intent superseded',
  'certificate.orphaned': 'Orphan revoked',
  'certificate.revoked': 'Revoked',
  'certificate.delivered': 'Delivered',
  'key.delivered': 'Key handed out',
  'key.destroyed': 'Key destroyed',
  'profile.created': 'Profile created',
  'profile.changed': 'Profile changed',
  'profile.retired': 'Profile retired',
  'change.proposed': 'Change proposed',
  'change.decided': 'Change decided',
  'member.added': 'Member added',
  'member.changed': 'Member changed',
  'member.removed': 'Member removed',
  'profileRole.granted': 'Profile role granted',
  'profileRole.revoked': 'Profile role taken away',
  'device.registered': 'Device registered',
  'device.renewed': 'Device renewed',
  'device.revoked': 'Device revoked',
  'token.created': 'API token created',
  'token.revoked': 'API token revoked',
  'ca.created': 'Certificate authority created',
  'ca.imported': 'Certificate authority imported',
  'ca.retired': 'Certificate authority retired',
  'organization.changed': 'Organization changed',
  'setting.changed': 'Setting changed',
  'webhook.changed': 'Webhook changed',
  'session.opened': 'Signed in',
  'session.closed': 'Signed out',
  'session.refused': 'Sign-in refused',
  'user.created': 'Person created',
  'user.changed': 'Person changed',
  'platformRole.changed': 'Platform role changed',
  'ledger.sealed': 'Ledger sealed',
  'ledger.unsealed': 'Ledger unsealed',
  'ledger.verified': 'Ledger verified',
};

export const RECORD_TYPES: readonly string[] = Object.keys(TITLES);

const AREAS: readonly (readonly [group: string, prefixes: readonly string[]])[] = [
  ['Requests', ['request.']],
  ['Certificates and keys', ['certificate.', 'key.']],
  ['Trust profiles', ['profile.', 'profileRole.', 'change.']],
  ['People and sign-ins', ['member.', 'user.', 'platformRole.', 'session.']],
  ['Devices and tokens', ['device.', 'token.']],
  ['Authorities and settings', ['ca.', 'organization.', 'setting.', 'webhook.']],
  ['Ledger', ['ledger.']],
];

export interface TypeChoiceGroup {
  readonly group: string;
  readonly items: readonly { readonly value: string; readonly label: string }[];
}

const typesOf = (prefixes: readonly string[]): string[] =>
  Object.keys(TITLES).filter((type) => prefixes.some((prefix) => type.startsWith(prefix)));

/** What the list can be narrowed to: an area as a whole, or one type. */
export const TYPE_CHOICES: readonly TypeChoiceGroup[] = AREAS.map(([group, prefixes]) => ({
  group,
  items: [
    { value: `all:${group}`, label: `${group}, all` },
    ...typesOf(prefixes).map((type) => ({ value: type, label: TITLES[type] ?? type })),
  ],
}));

/** The record types that a choice stands for; null for everything. */
export function chosenTypes(choice: string | null): string[] | null {
  if (choice === null || choice === '') return null;
  const area = AREAS.find(([group]) => choice === `all:${group}`);
  if (area) return typesOf(area[1]);
  return choice in TITLES ? [choice] : null;
}

export interface RecordWords {
  readonly title: string;
  /** Host names that it is about. */
  readonly names: readonly string[];
  /** What else it is about, where it names no hosts. */
  readonly about: string | null;
}

/** A record in one line: what happened, and to what. */
export function recordWords(type: string, entry: LedgerEntry | null): RecordWords {
  const detail = entry?.detail ?? {};
  const names = Array.isArray(detail.domains) ? detail.domains.filter((name) => typeof name === 'string') : [];
  return { title: titleOf(type, detail), names, about: names.length > 0 ? null : aboutOf(detail) };
}

function titleOf(type: string, detail: Readonly<Record<string, unknown>>): string {
  const title = TITLES[type] ?? type;
  const { approvals, required } = detail;
  if (type !== 'request.approved' || typeof approvals !== 'number' || typeof required !== 'number') return title;
  return required === 0 ? `${title} by policy` : `${title}, ${approvals} of ${required}`;
}

const ABOUT = ['name', 'email', 'text', 'reason', 'message'] as const;

function aboutOf(detail: Readonly<Record<string, unknown>>): string | null {
  const text = ABOUT.map((key) => detail[key]).find((value) => typeof value === 'string' && value !== '');
  const version = typeof detail.version === 'number' ? `version ${detail.version}` : null;
  const serial = typeof detail.serial === 'string' ? `serial ${detail.serial}` : null;
  return [typeof text === 'string' ? text : null, version, serial].filter((part) => part !== null).join(', ') || null;
}
