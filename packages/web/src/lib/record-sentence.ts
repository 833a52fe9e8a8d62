import type { LedgerEntry } from './ledger-entry.ts';
import { recordWords } from './record-words.ts';

type Detail = Readonly<Record<string, unknown>>;

/** What somebody did, after their name. What is not known of a record is left out. */
const DID: Readonly<Record<string, (detail: Detail) => string>> = {
  'ledger.opened': () => 'opened this ledger',
  'ledger.sealed': (detail) => `sealed the ledger${because(detail.because)}`,
  'ledger.unsealed': (detail) => `unsealed the ledger${because(detail.reason)}`,
  'ledger.verified': (detail) =>
    detail.ok === false ? 'verified a ledger, and it did not verify' : 'verified a ledger, all of it',
  'request.submitted': (detail) => `asked for a certificate for ${names(detail)}`,
  'request.denied': (detail) => `was refused a certificate for ${names(detail)}${because(detail.message)}`,
  'request.approved': (detail) => `approved ${names(detail)}${votes(detail)}${because(detail.reason)}`,
  'request.rejected': (detail) => `rejected ${names(detail)}${because(detail.reason)}`,
  'request.voided': (detail) => `voided ${names(detail)}${because(detail.reason)}`,
  'request.withdrawn': (detail) => `withdrew ${names(detail)}${because(detail.reason)}`,
  'request.expired': (detail) => `let ${names(detail)} expire, since nobody decided in time`,
  'request.warned': (detail) => `reminded those who can decide ${names(detail)}`,
  'request.escalated': (detail) => `escalated ${names(detail)}`,
  'request.commented': (detail) => `commented${because(detail.text)}`,
  'request.csrAttached': () => 'handed in the CSR of a request',
  'certificate.intended': () => 'fixed what will be signed',
  'certificate.issued': (detail) => `issued a certificate${serial(detail)}`,
  'certificate.failed': (detail) => `could not issue a certificate${because(detail.message ?? detail.error)}`,
  'certificate.retried': () => 'had a certificate tried again',
  'certificate.quarantined': () => 'put a certificate in quarantine: it was not what had been approved',
  'certificate.superseded': () => 'gave up an intent that was never signed',
  'certificate.revoked': (detail) => `revoked a certificate${serial(detail)}${because(detail.reason)}`,
  'certificate.delivered': () => 'wrote a certificate to its known path',
  'key.delivered': () => 'was handed out a private key that the server made',
  'key.destroyed': () => 'had a private key destroyed',
  'profile.created': (detail) => `made the trust profile ${called(detail)}`,
  'profile.changed': (detail) => `changed a trust profile${changes(detail)}`,
  'profile.retired': (detail) => `retired the trust profile ${called(detail)}`,
  'change.proposed': () => 'proposed to change a trust profile, which waits for a second admin',
  'change.decided': (detail) =>
    `ended a change that waited${text(detail.outcome) === null ? '' : `: ${text(detail.outcome)?.toLowerCase()}`}${because(detail.reason)}`,
  'setting.changed': (detail) =>
    detail.setup === 'offered' ? 'offered the link of the first start' : `changed the settings${changes(detail)}`,
  'webhook.changed': (detail) => `changed a webhook${because(detail.change)}`,
  'member.added': (detail) => `made ${person(detail)} a member${as(detail.role)}`,
  'member.changed': (detail) => `changed the role of ${person(detail)}${fromTo(detail)}`,
  'member.removed': (detail) => `took ${person(detail)} out of the organization`,
  'profileRole.granted': (detail) => `gave ${person(detail)} a role on a trust profile${as(detail.after)}`,
  'profileRole.revoked': (detail) => `took the role on a trust profile from ${person(detail)}`,
  'device.registered': (detail) => `registered the device ${called(detail)}`,
  'device.renewed': (detail) => `renewed the identity of the device ${called(detail)}`,
  'device.revoked': (detail) => `revoked the device ${called(detail)}`,
  'token.created': (detail) => `made the API token ${called(detail)}`,
  'token.revoked': (detail) => `revoked the API token ${called(detail)}`,
  'ca.created': (detail) => `made the certificate authority ${called(detail)}`,
  'ca.imported': (detail) => `imported the certificate authority ${called(detail)}`,
  'ca.retired': (detail) => `retired the certificate authority ${called(detail)}`,
  'organization.changed': (detail) =>
    detail.created === true ? `made the organization ${called(detail)}` : `changed the organization${changes(detail)}`,
  'session.opened': () => 'signed in',
  'session.closed': () => 'signed out',
  'session.refused': () => 'was refused to sign in',
  'user.created': (detail) => `made an account for ${person(detail)}`,
  'user.changed': (detail) => `changed what is kept of a person${changes(detail)}`,
  'platformRole.changed': (detail) => `changed the platform role of ${person(detail)}${fromTo(detail)}`,
};

/** A record in one plain sentence, without its end: who, and what they did. */
export function recordSentence(record: {
  readonly type: string;
  readonly actor: { readonly kind: string; readonly name: string };
  readonly entry: LedgerEntry | null;
  /** Of a person, by id; null where it is not known. */
  readonly nameOf?: (id: string) => string | null;
}): string {
  const { type, actor, entry, nameOf } = record;
  const did = DID[type];
  if (did !== undefined && entry !== null) return `${who(actor)} ${did(named(entry.detail, nameOf))}`;
  const { title, about } = recordWords(type, entry);
  return `${who(actor)}: ${about === null ? title : `${title}, ${about}`}`;
}

/** With the person that it names by id called as people call them. */
function named(detail: Detail, nameOf: ((id: string) => string | null) | undefined): Detail {
  const name = typeof detail.user === 'string' ? (nameOf?.(detail.user) ?? null) : null;
  return name === null ? detail : { ...detail, user: name };
}

/** Whoever acted, as people call them. */
export function who({ kind, name }: { readonly kind: string; readonly name: string }): string {
  if (kind === 'SYSTEM') return 'Countersign';
  if (kind === 'POLICY') return 'Policy';
  return kind === 'DEVICE' ? `The device ${name}` : kind === 'TOKEN' ? `The token ${name}` : name;
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

function names(detail: Detail): string {
  const all = Array.isArray(detail.domains) ? detail.domains.filter((name) => typeof name === 'string') : [];
  const [first] = all;
  if (first === undefined) return 'a request';
  return all.length === 1 ? first : `${first} and ${all.length - 1} more`;
}

function votes({ approvals, required }: Detail): string {
  return typeof approvals === 'number' && typeof required === 'number' && required > 0
    ? `, ${approvals} of ${required}`
    : '';
}

const because = (reason: unknown): string => (text(reason) === null ? '' : `: ${text(reason)}`);
const serial = (detail: Detail): string => (text(detail.serial) === null ? '' : `, serial ${text(detail.serial)}`);
const called = (detail: Detail): string => text(detail.name) ?? 'without a name';
const person = (detail: Detail): string => text(detail.email) ?? text(detail.user) ?? 'somebody';
const as = (role: unknown): string => (text(role) === null ? '' : ` as ${text(role)?.toLowerCase()}`);

function fromTo({ before, after }: Detail): string {
  const from = text(before)?.toLowerCase() ?? 'none';
  const to = text(after)?.toLowerCase() ?? 'none';
  return ` from ${from} to ${to}`;
}

function changes({ after, changed, version }: Detail): string {
  const fields =
    typeof after === 'object' && after !== null
      ? Object.keys(after)
      : Array.isArray(changed)
        ? changed.map(String)
        : [];
  const now = typeof version === 'number' ? `, now version ${version}` : '';
  return `${fields.length === 0 ? '' : `: ${fields.join(', ')}`}${now}`;
}
