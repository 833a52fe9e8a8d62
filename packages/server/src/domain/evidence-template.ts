import type { AuditEntry } from './audit-record.ts';
import type { EvidenceCertificate } from './evidence-certificate.ts';
import { numberOf, textOf, textsOf } from './evidence-facts.ts';
import { KEY_ALGORITHMS, type KeyAlgorithm } from './key-algorithm.ts';
import { buildTemplate, KEY_USAGES, type KeyRule } from './template.ts';

interface TemplateRecords {
  readonly submission: AuditEntry;
  readonly entries: readonly AuditEntry[];
  readonly intent: AuditEntry;
}

/**
 * The hash of the template that the certificate was issued under: what of it no record holds (common name, usages) is read
 * from the certificate. Null where that does not make a whole one: the types of key that an awaited CSR may have had stand
 * in the trust profile only.
 */
export function rebuildTemplate(records: TemplateRecords, certificate: EvidenceCertificate): string | null {
  const { detail } = records.submission;
  const { commonName, extendedKeyUsages } = certificate;
  const names = textsOf(detail, 'domains');
  const validityDays = numberOf(detail, 'validityDays');
  const profile = textOf(detail, 'profile');
  const profileVersion = numberOf(detail, 'profileVersion');
  const environment = textOf(detail, 'environment');
  const ca = textOf(records.intent.detail, 'ca');
  const key = keyRule(records);
  if (names === null || validityDays === null || profile === null || profileVersion === null) return null;
  if (environment === null || ca === null || key === null || extendedKeyUsages === null) return null;
  const keyUsages = KEY_USAGES;
  return buildTemplate({
    names,
    commonName,
    key,
    validityDays,
    keyUsages,
    extendedKeyUsages,
    ca,
    profile,
    profileVersion,
    environment,
  }).templateSha256;
}

function keyRule({ submission, entries }: TemplateRecords): KeyRule | null {
  const spkiSha256 = textOf(submission.detail, 'spkiSha256');
  if (spkiSha256 !== null) return { spkiSha256 };
  const algorithm = algorithmOf(submission);
  if (algorithm === null) return null;
  const wasAwaited = entries.some(({ type }) => type === 'request.csrAttached');
  return wasAwaited ? { algorithms: [algorithm] } : { algorithm };
}

function algorithmOf({ detail }: AuditEntry): KeyAlgorithm | null {
  const name = textOf(detail, 'keyAlgorithm');
  return KEY_ALGORITHMS.find((known) => known === name) ?? null;
}
