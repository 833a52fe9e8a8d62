import type { KeyAlgorithm } from '../domain/key-algorithm.ts';
import { nullValue, oid, sequence } from './der.ts';

export interface SignatureAlgorithm {
  /** AlgorithmIdentifier, DER (RFC 4055 §5, RFC 5758 §3.2, RFC 8410 §6). */
  readonly der: Buffer;
  /** For node:crypto; null where the algorithm hashes for itself. */
  readonly digest: string | null;
}

const rsaSha256: SignatureAlgorithm = {
  der: sequence(oid('1.2.840.113549.1.1.11'), nullValue()),
  digest: 'sha256',
};

/** What a CA with a key of this kind signs with. */
export const SIGNATURE_ALGORITHMS: Readonly<Record<KeyAlgorithm, SignatureAlgorithm>> = {
  ECDSA_P256: { der: sequence(oid('1.2.840.10045.4.3.2')), digest: 'sha256' },
  ECDSA_P384: { der: sequence(oid('1.2.840.10045.4.3.3')), digest: 'sha384' },
  RSA_2048: rsaSha256,
  RSA_3072: rsaSha256,
  RSA_4096: rsaSha256,
  ED25519: { der: sequence(oid('1.3.101.112')), digest: null },
};
