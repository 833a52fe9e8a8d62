/** Key types that may be certified (1-product: RSA with e = 65537, NIST P-256/P-384, Ed25519). */
export const KEY_ALGORITHMS = ['ECDSA_P256', 'ECDSA_P384', 'RSA_2048', 'RSA_3072', 'RSA_4096', 'ED25519'] as const;
export type KeyAlgorithm = (typeof KEY_ALGORITHMS)[number];

/** As people write them. */
export const KEY_ALGORITHM_NAMES: Readonly<Record<KeyAlgorithm, string>> = {
  ECDSA_P256: 'ECDSA P-256',
  ECDSA_P384: 'ECDSA P-384',
  RSA_2048: 'RSA 2048',
  RSA_3072: 'RSA 3072',
  RSA_4096: 'RSA 4096',
  ED25519: 'Ed25519',
};

/** What a strict PKCS#10 reader found; the only things of a CSR that count (RFC 2986). */
export interface ParsedCsr {
  /** The CSR as received, DER. */
  readonly der: Buffer;
  /** SubjectPublicKeyInfo, DER, the very bytes of the CSR (RFC 5280 §4.1.2.7). */
  readonly spki: Buffer;
  readonly spkiSha256: string;
  readonly csrSha256: string;
  readonly keyAlgorithm: KeyAlgorithm;
  /** dNSName entries of the requested subjectAltName, as written. */
  readonly dnsNames: readonly string[];
  /** True if the requested subjectAltName holds anything but dNSNames (RFC 5280 §4.2.1.6). */
  readonly hasOtherNames: boolean;
}
