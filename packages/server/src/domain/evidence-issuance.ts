import type { AuditEntry } from './audit-record.ts';
import type { AuditRecordType } from './audit-record-types.ts';
import type { EvidenceCertificate } from './evidence-certificate.ts';
import {
  type EvidenceFact,
  type EvidenceStory,
  fact,
  firstProblem,
  named,
  numberOf,
  textOf,
  textsOf,
} from './evidence-facts.ts';
import { TEMPLATE_CLAIM } from './evidence-limits.ts';
import { rebuildTemplate } from './evidence-template.ts';

/** Records that name the key to be certified, as soon as it is known. */
const NAMING_KEY: ReadonlySet<AuditRecordType> = new Set<AuditRecordType>([
  'request.submitted',
  'request.csrAttached',
  'certificate.intended',
]);
const DAY_MS = 86_400_000;

/** Whether the bundle's certificate is the one that was issued, and whether that is what had been approved. */
export function checkIssuance(story: EvidenceStory): EvidenceFact[] {
  const { entries, certificate } = story;
  const issued = entries.find(({ type }) => type === 'certificate.issued');
  const claim = 'The certificate is the one that was issued, to the byte';
  if (issued === undefined) {
    const problem = 'No record says that a certificate was issued, but the bundle has one.';
    return certificate === null ? [] : [fact(claim, problem, '')];
  }
  if (certificate === null) {
    return [fact(claim, `It is not in the bundle, though ${named(issued)} says that there is one.`, '')];
  }
  const intent = entries.slice(0, entries.indexOf(issued)).findLast(({ type }) => type === 'certificate.intended');
  return [
    fact(claim, issuedProblem(issued, certificate), `SHA-256 ${certificate.certificateSha256}`),
    fact(
      'What was signed is what had been fixed before signing',
      intent === undefined ? 'No record fixes what was to be signed.' : intentProblem(intent, entries, certificate),
      'The to-be-signed bytes, serial and dates are those of the intent.',
    ),
    fact(
      'The certificate is for what was asked, no more and no less',
      contentProblem(story, certificate),
      `${certificate.dnsNames.join(', ')}; its key and its days, too.`,
    ),
    ...templateFacts(story, certificate, intent),
    fact(
      'The signatures lead from the certificate to the root',
      certificate.chain.problem ?? validityProblem(certificate, issued),
      certificate.chain.authorities.map(({ name }) => name).join(', then '),
    ),
  ];
}

function issuedProblem({ detail }: AuditEntry, certificate: EvidenceCertificate): string | null {
  const names = ['certificateSha256', 'serial', 'tbsSha256'] as const;
  return firstProblem(names, (name) => differs(name, textOf(detail, name), certificate[name], 'certificate.issued'));
}

function intentProblem(
  intent: AuditEntry,
  entries: readonly AuditEntry[],
  certificate: EvidenceCertificate,
): string | null {
  const { detail } = intent;
  const isGivenUp = entries.some(
    (entry) => entry.type === 'certificate.superseded' && textOf(entry.detail, 'serial') === certificate.serial,
  );
  if (isGivenUp) return `The intent of the serial ${certificate.serial} had been given up.`;
  return (
    firstProblem(['tbsSha256', 'serial'] as const, (name) =>
      differs(name, textOf(detail, name), certificate[name], 'certificate.intended'),
    ) ??
    firstProblem(['notBefore', 'notAfter'] as const, (name) =>
      differs(name, textOf(detail, name), inSeconds(certificate[name]), 'certificate.intended'),
    )
  );
}

function differs(name: string, recorded: string | null, found: string, type: string): string | null {
  if (recorded === found) return null;
  return `Its ${name} is ${found}, but ${type} says ${recorded ?? 'nothing'}.`;
}

function contentProblem({ submission, entries }: EvidenceStory, certificate: EvidenceCertificate): string | null {
  const domains = textsOf(submission.detail, 'domains') ?? [];
  if (certificate.hasOtherNames) return 'It has names that are not of the DNS, which nobody asked for.';
  if (domains.join('\n') !== certificate.dnsNames.join('\n'))
    return `It is for ${certificate.dnsNames.join(', ')}, but asked was for ${domains.join(', ')}.`;
  const otherKey = entries.find(
    ({ type, detail }) =>
      NAMING_KEY.has(type) && ![null, certificate.spkiSha256].includes(textOf(detail, 'spkiSha256')),
  );
  if (otherKey !== undefined) return `It is for another key than ${named(otherKey)} names.`;
  const days = numberOf(submission.detail, 'validityDays');
  const length = (certificate.notAfter.getTime() - certificate.notBefore.getTime()) / DAY_MS;
  if (days === null || length > days) return `It is valid for ${length} days, but asked was for ${days ?? 'none'}.`;
  return null;
}

/** The template itself is not in the ledger; made again from records and certificate, it must have the hash of every vote. */
function templateFacts(
  { submission, entries }: EvidenceStory,
  certificate: EvidenceCertificate,
  intent: AuditEntry | undefined,
): EvidenceFact[] {
  const rebuilt = intent === undefined ? null : rebuildTemplate({ submission, entries, intent }, certificate);
  if (rebuilt === null) return [];
  const wanted = textOf(submission.detail, 'templateSha256');
  const problem = `What was issued comes to the template ${rebuilt}, but every vote names ${wanted ?? 'nothing'}.`;
  return [fact(TEMPLATE_CLAIM, rebuilt === wanted ? null : problem, `templateSha256 ${rebuilt}`)];
}

/** Each CA was in its time when it signed. */
function validityProblem({ chain }: EvidenceCertificate, issued: AuditEntry): string | null {
  const at = new Date(issued.ts);
  return firstProblem(chain.authorities, ({ name, notBefore, notAfter }) =>
    // Certificates have whole seconds, so a CA that was just made seems to begin up to one later.
    at.getTime() + 1_000 >= notBefore.getTime() && at <= notAfter
      ? null
      : `${name} is valid from ${inSeconds(notBefore)} to ${inSeconds(notAfter)}, not at ${issued.ts}.`,
  );
}

/** RFC 3339 without a fraction, as certificates have none (RFC 5280 §4.1.2.5). */
function inSeconds(date: Date): string {
  return date.toISOString().replace(/\.\d{3}Z$/, 'Z');
}
