import { DomainError } from './errors.ts';
import type { KeyAlgorithm, ParsedCsr } from './key-algorithm.ts';
import { parseDomainName } from './names.ts';
import { listed } from './wording.ts';

export interface CsrExpectation {
  /** Normalised: lower-case A-labels. */
  readonly domains: readonly string[];
  /** What the trust profile allows. */
  readonly keyAlgorithms: readonly KeyAlgorithm[];
}

const FIELD = { field: ['csr'] };

/**
 * Checks all that counts of a CSR beside its signature: its names must be the requested ones, no more and no fewer
 * (INVALID_CSR), and its key of a type that the profile allows (POLICY_VIOLATION).
 */
export function checkCsr(csr: ParsedCsr, want: CsrExpectation): void {
  if (csr.hasOtherNames) {
    const message =
      'The CSR asks for names that are not DNS names, such as IP addresses. Make it anew with DNS names only.';
    throw new DomainError('INVALID_CSR', message, FIELD);
  }
  checkNames(csr.dnsNames, want.domains);
  if (want.keyAlgorithms.includes(csr.keyAlgorithm)) return;
  const message = `The trust profile does not allow the CSR's ${csr.keyAlgorithm} key; it allows ${listed(want.keyAlgorithms)}.`;
  throw new DomainError('POLICY_VIOLATION', message, FIELD);
}

function checkNames(dnsNames: readonly string[], domains: readonly string[]): void {
  const inCsr = new Set(dnsNames.map(normalized));
  const asked = new Set(domains);
  const missing = [...asked].filter((name) => !inCsr.has(name));
  const extra = [...inCsr].filter((name) => !asked.has(name));
  if (missing.length === 0 && extra.length === 0) return;
  const faults = [
    ...(missing.length > 0 ? [`it lacks ${listed(missing)}`] : []),
    ...(extra.length > 0 ? [`it adds ${listed(extra)}`] : []),
  ];
  const message = `The names in the CSR (subjectAltName) must be the requested ones: ${faults.join('; ')}.`;
  throw new DomainError('INVALID_CSR', message, { ...FIELD, extra: { missing, extra } });
}

function normalized(dnsName: string): string {
  try {
    return parseDomainName(dnsName).ascii;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new DomainError('INVALID_CSR', `The CSR has a name that cannot be used. ${error.message}`, FIELD);
  }
}
