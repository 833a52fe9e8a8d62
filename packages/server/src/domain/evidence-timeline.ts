import type { Actor } from './actor.ts';
import type { AuditEntry } from './audit-record.ts';
import type { JsonObject } from './audit-record-types.ts';
import { numberOf, textOf, textsOf } from './evidence-facts.ts';
import { listed } from './wording.ts';

/** What happened, by the clock of the server that wrote it down. */
export interface EvidenceMoment {
  /** RFC 3339, UTC, milliseconds. */
  readonly ts: string;
  readonly sentence: string;
}

/** In the order of time; within a ledger that is the order of its records. */
export function timelineOf(entries: readonly AuditEntry[]): EvidenceMoment[] {
  return entries
    .map((entry) => ({ ts: entry.ts, sentence: sentenceOf(entry) }))
    .sort((a, b) => (a.ts < b.ts ? -1 : a.ts > b.ts ? 1 : 0));
}

function sentenceOf(entry: AuditEntry): string {
  const { type, detail } = entry;
  const who = nameOf(entry.actor);
  const why = because(detail);
  switch (type) {
    case 'request.submitted':
      return `${who} asked for a certificate for ${namesOf(detail)} in ${textOf(detail, 'environment') ?? '?'}${quoted(detail, 'justification')}.`;
    case 'request.approved':
      return entry.actor.kind === 'policy'
        ? 'The policy let it through: nobody has to approve.'
        : `${who} approved it (${numberOf(detail, 'approvals') ?? '?'} of ${numberOf(detail, 'required') ?? '?'})${why}.`;
    case 'request.rejected':
      return `${who} rejected it${why}.`;
    case 'request.voided':
      return `${who} voided it${why}.`;
    case 'request.withdrawn':
      return `${who} withdrew it${why}.`;
    case 'request.expired':
      return `It expired${why}.`;
    case 'request.commented':
      return `${who} commented${quoted(detail, 'text')}.`;
    case 'request.csrAttached':
      return `${who} handed in the CSR.`;
    case 'certificate.intended':
      return `The bytes to be signed were fixed: serial ${serialOf(detail)}, until ${textOf(detail, 'notAfter') ?? '?'}.`;
    case 'certificate.superseded':
      return `What was fixed under the serial ${serialOf(detail)} was given up unsigned.`;
    case 'certificate.issued':
      return `The certificate with the serial ${serialOf(detail)} was issued.`;
    case 'certificate.failed':
      return `Issuing failed (attempt ${numberOf(detail, 'attempt') ?? '?'}: ${textOf(detail, 'code') ?? '?'}).`;
    case 'certificate.retried':
      return `${who} had it tried again.`;
    case 'certificate.quarantined':
      return `What the CA returned was kept in quarantine${why}.`;
    case 'certificate.revoked':
      return `${who} revoked the certificate${why}.`;
    case 'certificate.delivered':
      return `The certificate was delivered to ${textOf(detail, 'to') ?? '?'}.`;
    case 'key.delivered':
      return `The private key was handed out to ${textOf(detail, 'to') ?? '?'}.`;
    case 'key.destroyed':
      return 'The private key was destroyed on the server.';
    default:
      return `${who}: ${type}${why}.`;
  }
}

/** `Mara (user usr_…)`; the system has one name only. */
export function nameOf({ kind, id, name }: Actor): string {
  return kind === 'system' || kind === 'policy' ? `The ${kind}` : `${name} (${kind} ${id})`;
}

function namesOf(detail: JsonObject): string {
  return listed(textsOf(detail, 'domains') ?? []);
}

function serialOf(detail: JsonObject): string {
  return textOf(detail, 'serial') ?? '?';
}

function because(detail: JsonObject): string {
  const reason = textOf(detail, 'reason');
  return reason === null ? '' : `, because: “${reason}”`;
}

function quoted(detail: JsonObject, name: string): string {
  const text = textOf(detail, name);
  return text === null ? '' : `: “${text}”`;
}
