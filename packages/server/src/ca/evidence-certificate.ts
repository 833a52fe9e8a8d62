import { hash, X509Certificate } from 'node:crypto';
import type { EvidenceCertificate } from '../domain/evidence-certificate.ts';
import type { ExtendedKeyUsage } from '../domain/trust-profile-rules.ts';
import { pemDecode, pemEncode } from './pem.ts';
import { certificateParts, readCertificate } from './read-certificate.ts';

const LABEL = 'CERTIFICATE';
const USAGES: ReadonlyMap<string, ExtendedKeyUsage> = new Map([
  ['1.3.6.1.5.5.7.3.1', 'SERVER_AUTH'],
  ['1.3.6.1.5.5.7.3.2', 'CLIENT_AUTH'],
]);
/** Longer than any chain that a CA here can have. */
const MAX_CHAIN_LENGTH = 10;

/**
 * Reads the certificate of an evidence bundle and follows its chain: each signature (RFC 5280 §6.1.3 (a)), each issuer's name
 * and right to issue, up to a root that signs itself. Throws an Error in plain words where something is not a certificate.
 */
export function readEvidenceCertificate(certificatePem: string, chainPem: string): EvidenceCertificate {
  const der = readPem('certificate', () => wholePem(certificatePem));
  const read = readPem('certificate', () => readCertificate(der));
  const leaf = new X509Certificate(der);
  const authorities = readPem('chain', () => splitPem(chainPem).map(openWhole));
  const commonName = commonNameOf(leaf);
  return {
    certificateSha256: read.fingerprintSha256,
    tbsSha256: read.tbsSha256,
    spkiSha256: read.spkiSha256,
    serial: read.serialNumber,
    notBefore: read.notBefore,
    notAfter: read.notAfter,
    dnsNames: read.dnsNames,
    hasOtherNames: (leaf.subjectAltName ?? '').split(', ').some((name) => !name.startsWith('DNS:')),
    commonName,
    extendedKeyUsages: usagesOf(leaf),
    chain: {
      problem: chainProblem(leaf, authorities),
      authorities: authorities.map((authority) => ({
        name: nameOf(authority),
        certificateSha256: hash('sha256', authority.raw, 'hex'),
        notBefore: authority.validFromDate,
        notAfter: authority.validToDate,
      })),
    },
  };
}

function readPem<Read>(what: string, read: () => Read): Read {
  try {
    return read();
  } catch (error) {
    const why = error instanceof Error ? error.message : 'it cannot be read';
    throw new Error(`The ${what} of the bundle cannot be read: ${why}.`);
  }
}

/** One spelling only, so that no change of the text goes unseen. */
function wholePem(pem: string): Buffer {
  const der = pemDecode(pem, LABEL);
  if (pemEncode(LABEL, der) !== pem) throw new Error('its PEM is not in the form that it is handed out in');
  return der;
}

function splitPem(pem: string): Buffer[] {
  const blocks = pem.split(/(?<=-----END CERTIFICATE-----\n)/);
  if (blocks.length > MAX_CHAIN_LENGTH) throw new Error(`it has more than ${MAX_CHAIN_LENGTH} certificates`);
  return blocks.map(wholePem);
}

function openWhole(der: Buffer): X509Certificate {
  certificateParts(der);
  return new X509Certificate(der);
}

function chainProblem(leaf: X509Certificate, authorities: readonly X509Certificate[]): string | null {
  const root = authorities.at(-1);
  if (root === undefined) return 'It has no chain.';
  if (leaf.ca) return 'It is the certificate of a CA.';
  // The root is its own issuer.
  const issuers = [...authorities, root];
  for (const [i, certificate] of [leaf, ...authorities].entries()) {
    const problem = issuerProblem(certificate, issuers[i] ?? root);
    if (problem !== null) return problem;
  }
  return null;
}

function issuerProblem(certificate: X509Certificate, issuer: X509Certificate): string | null {
  if (!issuer.ca) return `${nameOf(issuer)} is no CA.`;
  if (!certificate.checkIssued(issuer)) return `${nameOf(certificate)} does not name ${nameOf(issuer)} as its issuer.`;
  if (!certificate.verify(issuer.publicKey)) return `${nameOf(certificate)} is not signed by ${nameOf(issuer)}.`;
  return null;
}

function nameOf({ subject, serialNumber }: X509Certificate): string {
  return subject ? subject.replaceAll('\n', ', ') : `the certificate ${serialNumber.toLowerCase()}`;
}

/** Null where the subject is empty; anything but a common name alone is taken whole, and so is nobody's. */
function commonNameOf({ subject }: X509Certificate): string | null {
  if (!subject) return null;
  return subject.startsWith('CN=') && !subject.includes('\n') ? subject.slice('CN='.length) : subject;
}

function usagesOf({ keyUsage }: X509Certificate): readonly ExtendedKeyUsage[] | null {
  const usages = (keyUsage ?? []).map((oid) => USAGES.get(oid) ?? null);
  const known = usages.filter((usage) => usage !== null);
  return known.length === usages.length ? known : null;
}
