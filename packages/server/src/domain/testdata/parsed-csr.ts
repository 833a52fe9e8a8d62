import type { ParsedCsr } from '../key-algorithm.ts';

/** A CSR as the reader would hand it over; only what the domain looks at is filled in truthfully. */
export function parsedCsr(changed: Partial<ParsedCsr> = {}): ParsedCsr {
  return {
    der: Buffer.from('der'),
    spki: Buffer.from('spki'),
    spkiSha256: 'a'.repeat(64),
    csrSha256: 'b'.repeat(64),
    keyAlgorithm: 'ECDSA_P256',
    dnsNames: ['api.example.com'],
    hasOtherNames: false,
    ...changed,
  };
}
