import { hash, X509Certificate } from 'node:crypto';
import type { KeyAlgorithm } from '../domain/key-algorithm.ts';
import { DerError, DerReader, readOid, readUnsigned, readWhole, readWholeBits, TAG } from './der.ts';
import { pemEncode } from './pem.ts';
import { parseSpki } from './public-key.ts';
import { OID_SUBJECT_ALTERNATIVE_NAME, readSubjectAlternativeNames } from './subject-alternative-names.ts';

const TAG_VERSION = 0xa0;
const TAG_ISSUER_UNIQUE_ID = 0x81;
const TAG_SUBJECT_UNIQUE_ID = 0x82;
const TAG_EXTENSIONS = 0xa3;

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
export function certificateParts(der: Buffer): { tbs: Buffer; signatureAlgorithm: Buffer; signature: Buffer } {
  const reader = new DerReader(readWhole(der, TAG.sequence, 'the certificate').content);
  const tbs = reader.read(TAG.sequence, 'the to-be-signed part').bytes;
  const signatureAlgorithm = reader.read(TAG.sequence, 'the signature algorithm').bytes;
  const signature = readWholeBits(reader.read(TAG.bitString, 'the signature').content);
  reader.end('the certificate');
  return { tbs, signatureAlgorithm, signature };
}

/** What a certificate says of itself. Throws DerError, or UnacceptableKey for a key that we never certify. */
export function readCertificate(der: Buffer): CertificateFacts {
  const { tbs } = certificateParts(der);
  const certificate = openCertificate(der);
  const { serial, spki, dnsNames } = bodyOf(tbs);
  const { keyAlgorithm, spkiSha256 } = parseSpki(spki);
  return {
    serialNumber: serial.toString('hex'),
    notBefore: certificate.validFromDate,
    notAfter: certificate.validToDate,
    fingerprintSha256: hash('sha256', der, 'hex'),
    spkiSha256,
    tbsSha256: hash('sha256', tbs, 'hex'),
    dnsNames,
    keyAlgorithm,
    isCa: certificate.ca,
    pem: pemEncode('CERTIFICATE', der),
  };
}

function openCertificate(der: Buffer): X509Certificate {
  try {
    return new X509Certificate(der);
  } catch {
    throw new DerError('the bytes are no certificate');
  }
}

/** Fields of a TBSCertificate as they stand (RFC 5280 §4.1.2). Names are read here: no text form of them is unambiguous. */
function bodyOf(tbs: Buffer): { serial: Buffer; spki: Buffer; dnsNames: readonly string[] } {
  const reader = new DerReader(readWhole(tbs, TAG.sequence, 'the to-be-signed part').content);
  reader.optional(TAG_VERSION);
  const serial = readUnsigned(reader.read(TAG.integer, 'the serial number').content);
  reader.read(TAG.sequence, 'the signature algorithm');
  reader.read(TAG.sequence, 'the issuer');
  reader.read(TAG.sequence, 'the validity');
  reader.read(TAG.sequence, 'the subject');
  const spki = reader.read(TAG.sequence, 'the public key').bytes;
  reader.optional(TAG_ISSUER_UNIQUE_ID);
  reader.optional(TAG_SUBJECT_UNIQUE_ID);
  const dnsNames = reader.done ? [] : dnsNamesOf(reader.open(TAG_EXTENSIONS, 'the extensions'));
  reader.end('the extensions');
  return { serial, spki, dnsNames };
}

function dnsNamesOf(wrapper: DerReader): readonly string[] {
  const extensions = wrapper.open(TAG.sequence, 'the extensions');
  wrapper.end('the extensions');
  let dnsNames: readonly string[] | null = null;
  while (!extensions.done) {
    const extension = extensions.open(TAG.sequence, 'an extension');
    const type = readOid(extension.read(TAG.oid, 'the type of an extension').content);
    extension.optional(TAG.boolean);
    const value = extension.read(TAG.octetString, 'the value of an extension').content;
    if (type !== OID_SUBJECT_ALTERNATIVE_NAME) continue;
    if (dnsNames !== null) throw new DerError('the certificate names its subject twice');
    dnsNames = readSubjectAlternativeNames(value).dnsNames;
  }
  return dnsNames ?? [];
}
