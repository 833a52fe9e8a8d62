import { type DerElement, derChildren, derHex } from './der.ts';
import { pemBlocks } from './pem.ts';
import { sha256Hex } from './sha256.ts';

export interface CertificateFacts {
  /** SHA-256 of the SubjectPublicKeyInfo, lower-case hex: tells whether two certificates hold the same key. */
  readonly spkiSha256: string;
  /** `P-256`, `RSA 2048`, `Ed25519`…; `unknown key` for anything else. */
  readonly key: string;
  /** The issuer's common name, or its whole last attribute; empty if it has none. */
  readonly issuer: string;
  /** Its own, likewise. */
  readonly subject: string;
}

/**
 * Reads from a certificate (RFC 5280 §4.1) what the comparison with a request needs. Only shows; trusts nothing:
 * null for anything that is not well-formed DER of that shape.
 */
export function certificateFacts(pem: string): CertificateFacts | null {
  const [der] = pemBlocks(pem);
  if (der === undefined) return null;
  const certificate = derChildren(der)?.[0];
  const parts = certificate && derChildren(certificate.content);
  const toBeSigned = parts?.[0] && derChildren(parts[0].content);
  if (!toBeSigned) return null;
  const fields = toBeSigned[0]?.tag === 0xa0 ? toBeSigned.slice(1) : toBeSigned;
  const [, , issuer, , subject, spki] = fields;
  if (!issuer || !subject || !spki) return null;
  return {
    spkiSha256: sha256Hex(spki.whole),
    key: keyName(spki),
    issuer: commonName(issuer),
    subject: commonName(subject),
  };
}

const CURVES: Record<string, string> = { '2a8648ce3d030107': 'P-256', '2b81040022': 'P-384' };

function keyName(spki: DerElement): string {
  const [algorithm, bits] = derChildren(spki.content) ?? [];
  const [oid, parameters] = (algorithm && derChildren(algorithm.content)) ?? [];
  switch (derHex(oid?.content)) {
    case '2a8648ce3d0201':
      return CURVES[derHex(parameters?.content)] ?? 'EC key';
    case '2a864886f70d010101':
      return `RSA ${rsaBits(bits?.content) ?? ''}`.trim();
    case '2b6570':
      return 'Ed25519';
    default:
      return 'unknown key';
  }
}

function rsaBits(bitString: Uint8Array | undefined): number | null {
  const sequence = bitString && derChildren(bitString.subarray(1))?.[0];
  const modulus = sequence && derChildren(sequence.content)?.[0]?.content;
  return modulus ? (modulus[0] === 0 ? modulus.length - 1 : modulus.length) * 8 : null;
}

function commonName(name: DerElement): string {
  let last = '';
  for (const set of derChildren(name.content) ?? []) {
    for (const attribute of derChildren(set.content) ?? []) {
      const [oid, value] = derChildren(attribute.content) ?? [];
      last = value ? new TextDecoder().decode(value.content) : last;
      if (derHex(oid?.content) === '550403') return last;
    }
  }
  return last;
}
