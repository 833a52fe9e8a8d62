import { verify } from 'node:crypto';
import type { KeyAlgorithm } from '../domain/key-algorithm.ts';
import type { ExtendedKeyUsage } from '../domain/trust-profile-rules.ts';
import { type Issuer, keyIdentifierOf } from './authority.ts';
import {
  bitString,
  boolean,
  contextConstructed,
  contextPrimitive,
  integer,
  namedBits,
  octetString,
  oid,
  sequence,
  set,
  time,
  utf8,
} from './der.ts';
import { certificateParts } from './read-certificate.ts';
import { SIGNATURE_ALGORITHMS } from './signature-algorithm.ts';

/** What came back from signing is not what was to be signed, or the signature is not the issuer's. */
export class CertificateMismatch extends Error {
  override readonly name = 'CertificateMismatch';
}

export interface TbsInput {
  readonly issuer: Issuer;
  /** As `newSerial` makes it. */
  readonly serial: Buffer;
  /** Whole seconds. */
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** SubjectPublicKeyInfo, DER, copied as it is. */
  readonly spki: Buffer;
  readonly keyAlgorithm: KeyAlgorithm;
  /** Lower-case A-labels. */
  readonly domains: readonly string[];
  readonly commonName: string | null;
  readonly extendedKeyUsages: readonly ExtendedKeyUsage[];
  readonly crlUrl: string;
  readonly caIssuersUrl: string;
}

const SERIAL_BYTES = 16;
const DIGITAL_SIGNATURE = 0;
const DNS_NAME = 2;
const URI = 6;

const VERSION_3 = contextConstructed(0, integer(2));
const TRUE = boolean(true);
const OID = {
  commonName: oid('2.5.4.3'),
  subjectKeyIdentifier: oid('2.5.29.14'),
  subjectAltName: oid('2.5.29.17'),
  crlDistributionPoints: oid('2.5.29.31'),
  authorityKeyIdentifier: oid('2.5.29.35'),
  extendedKeyUsage: oid('2.5.29.37'),
  authorityInformationAccess: oid('1.3.6.1.5.5.7.1.1'),
  caIssuers: oid('1.3.6.1.5.5.7.48.2'),
} as const;
const USAGE_OIDS: Readonly<Record<ExtendedKeyUsage, Buffer>> = {
  SERVER_AUTH: oid('1.3.6.1.5.5.7.3.1'),
  CLIENT_AUTH: oid('1.3.6.1.5.5.7.3.2'),
};

const extension = (id: Buffer, value: Buffer, critical = false): Buffer =>
  critical ? sequence(id, TRUE, octetString(value)) : sequence(id, octetString(value));
const uri = (url: string): Buffer => contextPrimitive(URI, Buffer.from(url, 'latin1'));

/** CA:FALSE, and a key that signs and does nothing else: the same for every certificate (RFC 5280 §4.2.1.9, §4.2.1.3). */
const CONSTANT_EXTENSIONS = Buffer.concat([
  extension(oid('2.5.29.19'), sequence(), true),
  extension(oid('2.5.29.15'), namedBits([DIGITAL_SIGNATURE]), true),
]);

/** A positive serial number with at least 126 random bits and always 16 bytes long (RFC 5280 §4.1.2.2). */
export function newSerial(random: Buffer): Buffer {
  if (random.length !== SERIAL_BYTES) throw new RangeError(`a serial number takes ${SERIAL_BYTES} random bytes`);
  const serial = Buffer.from(random);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  return serial;
}

/**
 * The to-be-signed bytes of a leaf (RFC 5280 §4.1.2): exactly what was approved, and nothing that a CSR asked for beside its
 * key. Without a common name the subject is empty and the names are critical (§4.2.1.6).
 */
export function buildTbs(input: TbsInput): Buffer {
  const { issuer, commonName } = input;
  const subject = commonName === null ? sequence() : sequence(set(sequence(OID.commonName, utf8(commonName))));
  const names = sequence(...input.domains.map((name) => contextPrimitive(DNS_NAME, Buffer.from(name, 'latin1'))));
  return sequence(
    VERSION_3,
    integer(input.serial),
    issuer.signatureAlgorithm,
    issuer.name,
    sequence(time(input.notBefore), time(input.notAfter)),
    subject,
    input.spki,
    contextConstructed(
      3,
      sequence(
        CONSTANT_EXTENSIONS,
        extension(OID.extendedKeyUsage, sequence(...input.extendedKeyUsages.map((usage) => USAGE_OIDS[usage]))),
        extension(OID.subjectAltName, names, commonName === null),
        extension(OID.subjectKeyIdentifier, octetString(keyIdentifierOf(input.spki))),
        extension(OID.authorityKeyIdentifier, sequence(contextPrimitive(0, issuer.keyIdentifier))),
        extension(
          OID.crlDistributionPoints,
          sequence(sequence(contextConstructed(0, contextConstructed(0, uri(input.crlUrl))))),
        ),
        extension(OID.authorityInformationAccess, sequence(sequence(OID.caIssuers, uri(input.caIssuersUrl)))),
      ),
    ),
  );
}

/** Signs and answers with the certificate, DER. */
export async function signCertificate(issuer: Issuer, tbs: Buffer): Promise<Buffer> {
  return sequence(tbs, issuer.signatureAlgorithm, bitString(await issuer.signer.sign(tbs)));
}

/** The last look before release: the to-be-signed part byte for byte, and the issuer's signature over it. */
export function assertSameTbs(certificateDer: Buffer, tbs: Buffer, issuer: Issuer): void {
  const parts = certificateParts(certificateDer);
  if (!parts.tbs.equals(tbs)) throw new CertificateMismatch('the certificate is not what was intended');
  const { digest } = SIGNATURE_ALGORITHMS[issuer.signer.keyAlgorithm];
  if (!verify(digest, tbs, issuer.signer.publicKey, parts.signature)) {
    throw new CertificateMismatch('the signature of the certificate is not the one of its issuer');
  }
}
