import { sign } from 'node:crypto';
import { bitString, contextConstructed, integer, sequence } from './der.ts';
import { generateKey } from './generate-key.ts';
import { pemEncode } from './pem.ts';
import { SIGNATURE_ALGORITHMS } from './signature-algorithm.ts';

/** A new P-256 key and a CSR for it that names nothing (RFC 2986 §4): all that a device needs to be given an identity. */
export async function makeCsrPem(): Promise<{ csrPem: string; keyPem: string }> {
  const { privateKey, pkcs8Pem, spki } = await generateKey('ECDSA_P256');
  const info = sequence(integer(0), sequence(), spki, contextConstructed(0));
  const algorithm = SIGNATURE_ALGORITHMS.ECDSA_P256;
  const csr = sequence(info, algorithm.der, bitString(sign('sha256', info, privateKey)));
  return { csrPem: pemEncode('CERTIFICATE REQUEST', csr), keyPem: pkcs8Pem };
}
