import { constants, type KeyObject, sign } from 'node:crypto';
import type { KeyAlgorithm } from '../../domain/key-algorithm.ts';
import {
  bitString,
  boolean,
  contextConstructed,
  contextPrimitive,
  integer,
  nullValue,
  octetString,
  oid,
  sequence,
  set,
} from '../der.ts';
import { generateKey } from '../generate-key.ts';
import { pemEncode } from '../pem.ts';

export const OID_EXTENSION_REQUEST = '1.2.840.113549.1.9.14';
export const OID_SUBJECT_ALTERNATIVE_NAME = '2.5.29.17';

/** A key that signs CSRs, and how it signs them unless a test says otherwise. */
export interface CsrKey {
  readonly privateKey: KeyObject;
  readonly spki: Buffer;
  /** AlgorithmIdentifier, DER. */
  readonly algorithm: Buffer;
  readonly digest: string | null;
}

export const rsaAlgorithm = (dotted: string): Buffer => sequence(oid(dotted), nullValue());
const ALGORITHMS: Readonly<Record<'RSA' | 'ECDSA' | 'ED25519', { algorithm: Buffer; digest: string | null }>> = {
  RSA: { algorithm: rsaAlgorithm('1.2.840.113549.1.1.11'), digest: 'sha256' },
  ECDSA: { algorithm: sequence(oid('1.2.840.10045.4.3.2')), digest: 'sha256' },
  ED25519: { algorithm: sequence(oid('1.3.101.112')), digest: null },
};

export async function csrKey(keyAlgorithm: KeyAlgorithm): Promise<CsrKey> {
  const { privateKey, spki } = await generateKey(keyAlgorithm);
  return {
    privateKey,
    spki,
    ...ALGORITHMS[keyAlgorithm === 'ED25519' ? 'ED25519' : keyAlgorithm.startsWith('RSA') ? 'RSA' : 'ECDSA'],
  };
}

/** A key that generateKey does not make. */
export const oddCsrKey = (privateKey: KeyObject, spki: Buffer, family: 'RSA' | 'ECDSA'): CsrKey => ({
  privateKey,
  spki,
  ...ALGORITHMS[family],
});

export const dnsName = (name: string): Buffer => contextPrimitive(2, Buffer.from(name, 'latin1'));
export const extension = (dotted: string, value: Buffer, critical = false): Buffer =>
  sequence(oid(dotted), ...(critical ? [boolean(true)] : []), octetString(value));
export const namesExtension = (...generalNames: readonly Buffer[]): Buffer =>
  extension(OID_SUBJECT_ALTERNATIVE_NAME, sequence(...generalNames));
export const extensionRequest = (...extensions: readonly Buffer[]): Buffer =>
  sequence(oid(OID_EXTENSION_REQUEST), set(sequence(...extensions)));

export interface CsrParts {
  readonly version: Buffer;
  readonly subject: Buffer;
  readonly spki: Buffer;
  /** Whole attributes, DER; null leaves the field out. */
  readonly attributes: readonly Buffer[] | null;
  readonly algorithm: Buffer;
  readonly digest: string | null;
  readonly padding: number;
}

/** A CSR, DER (RFC 2986 §4), of whatever parts a test wants, signed by the key. */
export function csrDer(key: CsrKey, changes: Partial<CsrParts> = {}): Buffer {
  const parts: CsrParts = {
    version: integer(0),
    subject: sequence(),
    spki: key.spki,
    attributes: [extensionRequest(namesExtension(dnsName('api.example.com')))],
    algorithm: key.algorithm,
    digest: key.digest,
    padding: constants.RSA_PKCS1_PADDING,
    ...changes,
  };
  const attributes = parts.attributes === null ? [] : [contextConstructed(0, ...parts.attributes)];
  const info = sequence(parts.version, parts.subject, parts.spki, ...attributes);
  const signer =
    key.privateKey.asymmetricKeyType === 'rsa' ? { key: key.privateKey, padding: parts.padding } : key.privateKey;
  return sequence(info, parts.algorithm, bitString(sign(parts.digest, info, signer)));
}

export const csrPem = (der: Buffer): string => pemEncode('CERTIFICATE REQUEST', der);
