import { hash } from 'node:crypto';
import { DomainError } from '../domain/errors.ts';
import type { ParsedCsr } from '../domain/key-algorithm.ts';
import { readSignatureAlgorithm, UnacceptableSignature, verifySignature } from './csr-signature.ts';
import { assertDer, DerError, DerReader, readBoolean, readOid, readWhole, readWholeBits, TAG } from './der.ts';
import { PemError, pemDecode } from './pem.ts';
import { parseSpki, UnacceptableKey } from './public-key.ts';
import {
  OID_SUBJECT_ALTERNATIVE_NAME,
  readSubjectAlternativeNames,
  type SubjectAlternativeNames,
} from './subject-alternative-names.ts';

/** Of the PEM text, in bytes. */
export const MAX_CSR_BYTES = 16 * 1024;

const OID_EXTENSION_REQUEST = '1.2.840.113549.1.9.14';
const TAG_ATTRIBUTES = 0xa0;
const NO_NAMES: SubjectAlternativeNames = { dnsNames: [], hasOtherNames: false };

/**
 * Reads a PKCS#10 certification request (RFC 2986) strictly. Only its public key and its subject alternative names
 * count; the subject and every other extension are ignored, once they are known to be DER.
 * Throws DomainError INVALID_CSR for whatever is wrong with it, and nothing else.
 */
export async function parseCsr(pem: string): Promise<ParsedCsr> {
  try {
    return await readCsr(pem);
  } catch (error) {
    if (error instanceof PemError) throw invalid(`This is not a certificate signing request in PEM: ${error.message}.`);
    if (error instanceof DerError) throw invalid(`The CSR is malformed: ${error.message}.`);
    if (error instanceof UnacceptableKey) throw invalid(`The key of the CSR ${error.message}`);
    if (error instanceof UnacceptableSignature) throw invalid(error.message);
    throw error;
  }
}

const invalid = (message: string): DomainError => new DomainError('INVALID_CSR', message, { field: ['csr'] });

async function readCsr(pem: string): Promise<ParsedCsr> {
  if (Buffer.byteLength(pem) > MAX_CSR_BYTES) throw invalid('The CSR is larger than 16 KiB.');
  if (/-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/.test(pem)) {
    throw invalid('This holds a private key. Send the certificate signing request only, and replace that key.');
  }
  const der = pemDecode(pem, 'CERTIFICATE REQUEST', 'NEW CERTIFICATE REQUEST');
  const outer = new DerReader(readWhole(der, TAG.sequence, 'the CSR').content);
  const info = outer.read(TAG.sequence, 'the body of the CSR');
  const algorithm = outer.read(TAG.sequence, 'the signature algorithm');
  const signature = readWholeBits(outer.read(TAG.bitString, 'the signature').content);
  outer.end('the signature');
  assertDer(info.bytes);

  const body = new DerReader(info.content);
  if (body.read(TAG.integer, 'the version').content.toString('hex') !== '00') {
    throw new DerError('its version is not 0 (RFC 2986 §4.1)');
  }
  body.read(TAG.sequence, 'the subject');
  const spki = body.read(TAG.sequence, 'the public key').bytes;
  const attributes = body.optional(TAG_ATTRIBUTES);
  body.end('the attributes');

  const names = attributes === null ? NO_NAMES : requestedNames(attributes.content);
  const signatureAlgorithm = readSignatureAlgorithm(algorithm.content);
  const { key, keyAlgorithm, spkiSha256 } = parseSpki(spki);
  await verifySignature(signatureAlgorithm, info.bytes, key, keyAlgorithm, signature);
  return { der, spki, spkiSha256, csrSha256: hash('sha256', der, 'hex'), keyAlgorithm, ...names };
}

/** The names in the extensionRequest attribute (RFC 2985 §5.4.2), of which there is one at most. */
function requestedNames(attributes: Buffer): SubjectAlternativeNames {
  const reader = new DerReader(attributes);
  let names: SubjectAlternativeNames | null = null;
  while (!reader.done) {
    const attribute = reader.open(TAG.sequence, 'an attribute');
    const type = readOid(attribute.read(TAG.oid, 'the type of an attribute').content);
    const values = attribute.open(TAG.set, 'the values of an attribute');
    attribute.end('an attribute');
    if (type !== OID_EXTENSION_REQUEST) continue;
    if (names !== null) throw new DerError('it asks for extensions twice');
    names = namesAmong(values.open(TAG.sequence, 'the requested extensions'));
    values.end('the requested extensions');
  }
  return names ?? NO_NAMES;
}

function namesAmong(extensions: DerReader): SubjectAlternativeNames {
  const seen = new Set<string>();
  let names = NO_NAMES;
  while (!extensions.done) {
    const extension = extensions.open(TAG.sequence, 'a requested extension');
    const type = readOid(extension.read(TAG.oid, 'the type of an extension').content);
    const critical = extension.optional(TAG.boolean);
    if (critical !== null && !readBoolean(critical.content)) {
      throw new DerError('an extension spells out that it is not critical, which DER leaves out');
    }
    const value = extension.read(TAG.octetString, 'the value of an extension').content;
    extension.end('a requested extension');
    if (seen.has(type)) throw new DerError(`it asks for the extension ${type} twice (RFC 5280 §4.2)`);
    seen.add(type);
    if (type === OID_SUBJECT_ALTERNATIVE_NAME) names = readSubjectAlternativeNames(value);
  }
  return names;
}
