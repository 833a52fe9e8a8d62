import { hash, X509Certificate } from 'node:crypto';
import type { KeyAlgorithm } from '../domain/key-algorithm.ts';
import { DerReader, readUnsigned, readWhole, TAG } from './der.ts';
import { pemEncode } from './pem.ts';
import { keyAlgorithmOf, spkiSha256 } from './public-key.ts';

export interface CertificateFacts {
  /** Lower-case hex, an even number of digits. */
  readonly serialNumber: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** SHA-256 of the DER, lower-case hex. */
  readonly fingerprintSha256: string;
  readonly spkiSha256: string;
  /** SHA-256 of the to-be-signed part, as it stands. */
  readonly tbsSha256: string;
  readonly dnsNames: readonly string[];
  readonly keyAlgorithm: KeyAlgorithm;
  readonly isCa: boolean;
  readonly pem: string;
}

/** The to-be-signed bytes of a certificate (RFC 5280 §4.1.1.1), and its signature. Throws DerError. */
export function certificateParts(der: Buffer): { tbs: Buffer; signature: Buffer } {
  const reader = new DerReader(readWhole(der, TAG.sequence, 'the certificate').content);
  const tbs = reader.read(TAG.sequence, 'the to-be-signed part').bytes;
  reader.read(TAG.sequence, 'the signature algorithm');
  const signature = reader.read(TAG.bitString, 'the signature').content.subarray(1);
  reader.end('the certificate');
  return { tbs, signature };
}

/** What a certificate says of itself. Throws DerError, or UnacceptableKey for a key that we never certify. */
export function readCertificate(der: Buffer): CertificateFacts {
  const { tbs } = certificateParts(der);
  const certificate = new X509Certificate(der);
  const spki = certificate.publicKey.export({ type: 'spki', format: 'der' });
  return {
    serialNumber: serialOf(tbs),
    notBefore: new Date(certificate.validFrom),
    notAfter: new Date(certificate.validTo),
    fingerprintSha256: hash('sha256', der, 'hex'),
    spkiSha256: spkiSha256(spki),
    tbsSha256: hash('sha256', tbs, 'hex'),
    dnsNames: dnsNamesOf(certificate),
    keyAlgorithm: keyAlgorithmOf(certificate.publicKey),
    isCa: certificate.ca,
    pem: pemEncode('CERTIFICATE', der),
  };
}

function serialOf(tbs: Buffer): string {
  const reader = new DerReader(readWhole(tbs, TAG.sequence, 'the to-be-signed part').content);
  reader.optional(0xa0);
  return readUnsigned(reader.read(TAG.integer, 'the serial number').content).toString('hex');
}

function dnsNamesOf(certificate: X509Certificate): string[] {
  const names = certificate.subjectAltName ?? '';
  return names
    .split(', ')
    .filter((name) => name.startsWith('DNS:'))
    .map((name) => name.slice('DNS:'.length));
}
