import { DomainError } from './errors.ts';
import type { KeyAlgorithm, ParsedCsr } from './key-algorithm.ts';
import { parseDomainName } from './names.ts';
import { checkPlainText, MAX_TEXT_LENGTH, MIN_JUSTIFICATION_LENGTH, shownText } from './plain-text.ts';

export { checkPlainText } from './plain-text.ts';

export const MAX_DOMAINS = 100;
/** ub-common-name of RFC 5280, appendix A.1. */
const MAX_COMMON_NAME_LENGTH = 64;
const ENVIRONMENT = /^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/;

/** What somebody asks for, as it comes in at a door. */
export interface SubmissionInput {
  readonly domains: readonly string[];
  readonly environment: string;
  readonly justification?: string | null;
  readonly commonName?: string | null;
  readonly csr?: ParsedCsr | null;
  readonly keyAlgorithm?: KeyAlgorithm | null;
  readonly validityDays?: number | null;
}

/** The same in its one normal form; null is "not given". */
export interface Submission {
  /** Lower-case A-labels, `*.` allowed, in the order asked, no duplicates, 1 to 100. */
  readonly domains: readonly string[];
  readonly environment: string;
  readonly justification: string | null;
  /** One of the domains. */
  readonly commonName: string | null;
  readonly csr: ParsedCsr | null;
  /** The CSR's where there is one. */
  readonly keyAlgorithm: KeyAlgorithm | null;
  readonly validityDays: number | null;
  /** The certificate that it asks to renew. */
  readonly renewal?: Renewal | null;
}

export interface Renewal {
  readonly certificateId: string;
  /** Asked by the daily scan in the name of whoever asked before. */
  readonly scheduled: boolean;
  /** The key was the requester's own, so the next one has to be, too: wait for its CSR. */
  readonly awaitsCsr: boolean;
}

/** Brings a submission into normal form; throws INVALID_INPUT with the field at fault. What a profile says comes later. */
export function normalizeSubmission(input: SubmissionInput): Submission {
  const domains = normalizeDomains(input.domains);
  return {
    domains,
    environment: normalizeEnvironment(input.environment),
    justification: normalizeJustification(input.justification ?? ''),
    commonName: normalizeCommonName(input.commonName ?? null, domains),
    csr: input.csr ?? null,
    keyAlgorithm: normalizeKeyAlgorithm(input.keyAlgorithm ?? null, input.csr ?? null),
    validityDays: normalizeValidityDays(input.validityDays ?? null),
  };
}

function normalizeDomains(texts: readonly string[]): string[] {
  if (texts.length === 0) throw invalid(['domains'], 'Name at least one domain.');
  if (texts.length > MAX_DOMAINS) {
    throw invalid(['domains'], `A request names at most ${MAX_DOMAINS} domains, not ${texts.length}. Split it.`);
  }
  return [...new Set(texts.map((text, i) => parseDomainName(text, ['domains', `${i}`]).ascii))];
}

/** An environment's name: letters, digits and hyphens, at most 32, in lower case. */
export function normalizeEnvironment(text: string, field: readonly string[] = ['environment']): string {
  if (ENVIRONMENT.test(text)) return text.toLowerCase();
  const rule = 'up to 32 letters, digits and hyphens, and no hyphen at its start';
  throw invalid(field, `${shownText(text)} is not an environment: it has ${rule}.`);
}

function normalizeJustification(text: string): string | null {
  if (text.trim() === '') return null;
  return checkPlainText(text, { min: MIN_JUSTIFICATION_LENGTH, max: MAX_TEXT_LENGTH, field: ['justification'] });
}

function normalizeCommonName(text: string | null, domains: readonly string[]): string | null {
  if (text === null) return null;
  const { ascii } = parseDomainName(text, ['commonName']);
  if (!domains.includes(ascii)) {
    throw invalid(
      ['commonName'],
      `The common name ${shownText(text)} is not one of the domains. Add it there or leave it out.`,
    );
  }
  if (ascii.length > MAX_COMMON_NAME_LENGTH) {
    throw invalid(['commonName'], `A common name has at most ${MAX_COMMON_NAME_LENGTH} characters. Leave it out.`);
  }
  return ascii;
}

function normalizeKeyAlgorithm(asked: KeyAlgorithm | null, csr: ParsedCsr | null): KeyAlgorithm | null {
  if (csr === null) return asked;
  if (asked === null || asked === csr.keyAlgorithm) return csr.keyAlgorithm;
  throw invalid(['keyAlgorithm'], `The CSR's key is ${csr.keyAlgorithm}, not ${asked}. Leave the key algorithm out.`);
}

function normalizeValidityDays(days: number | null): number | null {
  if (days === null || (Number.isSafeInteger(days) && days > 0)) return days;
  throw invalid(['validityDays'], 'The validity is a whole number of days, 1 or more.');
}

function invalid(field: readonly string[], message: string): DomainError {
  return new DomainError('INVALID_INPUT', message, { field });
}
