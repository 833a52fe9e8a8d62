import { sha256Hex } from './sha256.ts';

export interface CertificateFacts {
  /** SHA-256 of the SubjectPublicKeyInfo, lower-case hex: tells whether two certificates hold the same key. */
  readonly spkiSha256: string;
  /** `P-256`, `RSA 2048`, `Ed25519`…; `unknown key` for anything else. */
  readonly key: string;
  /** The issuer's common name, or its whole last attribute; empty if it has none. */
  readonly issuer: string;
}

interface Element {
  readonly tag: number;
  /** With tag and length. */
  readonly whole: Uint8Array;
  readonly content: Uint8Array;
}

/**
 * Reads from a certificate (RFC 5280 §4.1) what the comparison with a request needs. Only shows; trusts nothing:
 * null for anything that is not well-formed DER of that shape.
 */
export function certificateFacts(pem: string): CertificateFacts | null {
  const der = firstBlock(pem);
  if (der === null) return null;
  const certificate = childrenOf(der)?.[0];
  const parts = certificate && childrenOf(certificate.content);
  const toBeSigned = parts?.[0] && childrenOf(parts[0].content);
  if (!toBeSigned) return null;
  const fields = toBeSigned[0]?.tag === 0xa0 ? toBeSigned.slice(1) : toBeSigned;
  const [, , issuer, , , spki] = fields;
  if (!issuer || !spki) return null;
  return { spkiSha256: sha256Hex(spki.whole), key: keyName(spki), issuer: commonName(issuer) };
}

function firstBlock(pem: string): Uint8Array | null {
  const base64 = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/.exec(pem)?.[1];
  if (!base64) return null;
  try {
    return Uint8Array.from(atob(base64.replace(/\s/g, '')), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

function childrenOf(bytes: Uint8Array): readonly Element[] | null {
  const found: Element[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    const element = elementAt(bytes, offset);
    if (element === null) return null;
    found.push(element);
    offset += element.whole.length;
  }
  return found;
}

function elementAt(bytes: Uint8Array, offset: number): Element | null {
  const tag = bytes[offset];
  const first = bytes[offset + 1];
  if (tag === undefined || first === undefined) return null;
  const lengthBytes = first & 0x80 ? first & 0x7f : 0;
  if (lengthBytes > 4 || (first & 0x80 && lengthBytes === 0)) return null;
  let length = lengthBytes === 0 ? first : 0;
  for (let i = 0; i < lengthBytes; i += 1) length = length * 256 + (bytes[offset + 2 + i] ?? 0);
  const start = offset + 2 + lengthBytes;
  if (start + length > bytes.length) return null;
  return { tag, whole: bytes.subarray(offset, start + length), content: bytes.subarray(start, start + length) };
}

const hex = (bytes: Uint8Array | undefined): string =>
  Array.from(bytes ?? [], (byte) => byte.toString(16).padStart(2, '0')).join('');

const CURVES: Record<string, string> = { '2a8648ce3d030107': 'P-256', '2b81040022': 'P-384' };

function keyName(spki: Element): string {
  const [algorithm, bits] = childrenOf(spki.content) ?? [];
  const [oid, parameters] = (algorithm && childrenOf(algorithm.content)) ?? [];
  switch (hex(oid?.content)) {
    case '2a8648ce3d0201':
      return CURVES[hex(parameters?.content)] ?? 'EC key';
    case '2a864886f70d010101':
      return `RSA ${rsaBits(bits?.content) ?? ''}`.trim();
    case '2b6570':
      return 'Ed25519';
    default:
      return 'unknown key';
  }
}

function rsaBits(bitString: Uint8Array | undefined): number | null {
  const sequence = bitString && childrenOf(bitString.subarray(1))?.[0];
  const modulus = sequence && childrenOf(sequence.content)?.[0]?.content;
  return modulus ? (modulus[0] === 0 ? modulus.length - 1 : modulus.length) * 8 : null;
}

function commonName(name: Element): string {
  let last = '';
  for (const set of childrenOf(name.content) ?? []) {
    for (const attribute of childrenOf(set.content) ?? []) {
      const [oid, value] = childrenOf(attribute.content) ?? [];
      last = value ? new TextDecoder().decode(value.content) : last;
      if (hex(oid?.content) === '550403') return last;
    }
  }
  return last;
}
