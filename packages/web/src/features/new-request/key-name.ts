import { type DerElement, derChildren, derHex } from '../../lib/der.ts';

const CURVES: Record<string, string> = { '2a8648ce3d030107': 'ECDSA P-256', '2b81040022': 'ECDSA P-384' };

/** What kind of key a SubjectPublicKeyInfo (RFC 5280 §4.1.2.7) holds, in the words of the screens. */
export function keyName(spki: DerElement): string {
  const [algorithm, bits] = derChildren(spki.content) ?? [];
  const [oid, parameters] = (algorithm && derChildren(algorithm.content)) ?? [];
  switch (derHex(oid?.content)) {
    case '2a8648ce3d0201':
      return CURVES[derHex(parameters?.content)] ?? 'an EC key';
    case '2a864886f70d010101':
      return rsaName(bits);
    case '2b6570':
      return 'Ed25519';
    default:
      return 'an unknown key';
  }
}

function rsaName(bits: DerElement | undefined): string {
  const sequence = bits && derChildren(bits.content.subarray(1))?.[0];
  const modulus = sequence && derChildren(sequence.content)?.[0]?.content;
  return modulus ? `RSA ${(modulus[0] === 0 ? modulus.length - 1 : modulus.length) * 8}` : 'an RSA key';
}
