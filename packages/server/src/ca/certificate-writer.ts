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
  time,
} from './der.ts';
import { distinguishedName } from './distinguished-name.ts';
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
  /** No later than the issuer's own. */
  readonly notAfter: Date;
  /** SubjectPublicKeyInfo, DER, copied as it is. */
  readonly spki: Buffer;
  readonly keyAlgorithm: KeyAlgorithm;
  /** Lower-case A-labels, 1 or more. */
  readonly domains: readonly string[];
  /** One of the domains, 64 characters at most. */
  readonly commonName: string | null;
  readonly extendedKeyUsages: readonly ExtendedKeyUsage[];
  readonly crlUrl: string;
  readonly caIssuersUrl: string;
}

const SERIAL_BYTES = 16;
/** A host name, or `*.` and a host name, in lower-case LDH labels. */
const HOST_NAME = /^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const DIGITAL_SIGNATURE = 0;
const DNS_NAME = 2;
const URI = 6;

const VERSION_3 = contextConstructed(0, integer(2));
const TRUE = boolean(true);
const OID = {
  subjectKeyIdentifier: oid('2.5.29.14'),
  subjectAltName: oid('2.5.29.17'),
  crlDistributionPoints: oid('2.5.29.31'),
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
 * key. Without a common name the subject is empty and the names are critical (§4.2.1.6). Throws RangeError for what policy
 * should have refused.
 */
export function buildTbs(input: TbsInput): Buffer {
  assertIssuable(input);
  const { issuer, commonName } = input;
  const names = sequence(...input.domains.map((name) => contextPrimitive(DNS_NAME, Buffer.from(name, 'latin1'))));
  return sequence(
    VERSION_3,
    integer(input.serial),
    issuer.signatureAlgorithm,
    issuer.name,
    sequence(time(input.notBefore), time(input.notAfter)),
    distinguishedName({ commonName }),
    input.spki,
    contextConstructed(
      3,
      sequence(
        CONSTANT_EXTENSIONS,
        extension(OID.extendedKeyUsage, sequence(...input.extendedKeyUsages.map((usage) => USAGE_OIDS[usage]))),
        extension(OID.subjectAltName, names, commonName === null),
        extension(OID.subjectKeyIdentifier, octetString(keyIdentifierOf(input.spki))),
        constantsOf(issuer, input.crlUrl, input.caIssuersUrl),
      ),
    ),
  );
}

/** The last guard before a signature; what it refuses is a mistake of ours. */
function assertIssuable({
  issuer,
  serial,
  notBefore,
  notAfter,
  domains,
  commonName,
  extendedKeyUsages,
}: TbsInput): void {
  if (serial.length !== SERIAL_BYTES || (serial[0] ?? 0) >> 6 !== 1) {
    throw new RangeError('the serial number is not one that newSerial made');
  }
  if (notAfter <= notBefore) throw new RangeError('the certificate ends before it begins');
  if (notAfter > issuer.notAfter) throw new RangeError('the certificate ends after its issuer');
  const odd = domains.find((name) => name.length > 253 || !HOST_NAME.test(name));
  if (odd !== undefined) throw new RangeError(`“${odd}” is not a host name in lower-case A-labels`);
  if (domains.length === 0 || new Set(domains).size < domains.length) {
    throw new RangeError('a certificate is for one name or more, each given once');
  }
  if (commonName !== null && !domains.includes(commonName))
    throw new RangeError('the common name is none of the names');
  if (extendedKeyUsages.length === 0) throw new RangeError('a certificate needs a usage');
}

interface Constants {
  readonly crlUrl: string;
  readonly caIssuersUrl: string;
  readonly extensions: Buffer;
}
const constants = new WeakMap<Issuer, Constants>();

/** What points from a certificate to its issuer, encoded once per issuer (RFC 5280 §4.2.1.1, §4.2.1.13, §4.2.2.1). */
function constantsOf(issuer: Issuer, crlUrl: string, caIssuersUrl: string): Buffer {
  const known = constants.get(issuer);
  if (known !== undefined && known.crlUrl === crlUrl && known.caIssuersUrl === caIssuersUrl) return known.extensions;
  const crl = sequence(sequence(contextConstructed(0, contextConstructed(0, uri(crlUrl)))));
  const access = sequence(sequence(OID.caIssuers, uri(caIssuersUrl)));
  const extensions = Buffer.concat([
    issuer.authorityKeyIdentifier,
    extension(OID.crlDistributionPoints, crl),
    extension(OID.authorityInformationAccess, access),
  ]);
  constants.set(issuer, { crlUrl, caIssuersUrl, extensions });
  return extensions;
}

/** Signs and answers with the certificate, DER. */
export async function signCertificate(issuer: Issuer, tbs: Buffer): Promise<Buffer> {
  return sequence(tbs, issuer.signatureAlgorithm, bitString(await issuer.signer.sign(tbs)));
}

/**
 * The last look before release: the to-be-signed part byte for byte, and the issuer's signature over it, checked off the
 * main thread. Throws CertificateMismatch, or DerError for what is no certificate.
 */
export async function assertSameTbs(certificateDer: Buffer, tbs: Buffer, issuer: Issuer): Promise<void> {
  const parts = certificateParts(certificateDer);
  if (!parts.tbs.equals(tbs)) throw new CertificateMismatch('the certificate is not what was intended');
  if (!parts.signatureAlgorithm.equals(issuer.signatureAlgorithm)) {
    throw new CertificateMismatch('the certificate names another signature algorithm than its issuer uses');
  }
  const { digest } = SIGNATURE_ALGORITHMS[issuer.signer.keyAlgorithm];
  const good = await new Promise<boolean>((resolve) => {
    verify(digest, tbs, issuer.signer.publicKey, parts.signature, (error, result) => resolve(error === null && result));
  });
  if (!good) throw new CertificateMismatch('the signature of the certificate is not the one of its issuer');
}
