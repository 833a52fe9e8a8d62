import { createPublicKey, hash, type KeyObject } from 'node:crypto';
import type { KeyAlgorithm } from '../domain/key-algorithm.ts';
import { DerError, DerReader, readOid, readUnsigned, readWhole, readWholeBits, TAG } from './der.ts';
import { rsaWeakness } from './weak-rsa.ts';

/** A public key that must not be certified. The message completes “The key …” in words for its owner. */
export class UnacceptableKey extends Error {
  override readonly name = 'UnacceptableKey';
}

export interface PublicKey {
  readonly key: KeyObject;
  readonly keyAlgorithm: KeyAlgorithm;
  /** SHA-256 of the SubjectPublicKeyInfo, hex. */
  readonly spkiSha256: string;
}

const OID_RSA = '1.2.840.113549.1.1.1';
const OID_EC = '1.2.840.10045.2.1';
const OID_ED25519 = '1.3.101.112';

const CURVES: Readonly<Record<string, { keyAlgorithm: KeyAlgorithm; coordinateBytes: number }>> = {
  '1.2.840.10045.3.1.7': { keyAlgorithm: 'ECDSA_P256', coordinateBytes: 32 },
  '1.3.132.0.34': { keyAlgorithm: 'ECDSA_P384', coordinateBytes: 48 },
};
const RSA_SIZES: Readonly<Record<number, KeyAlgorithm>> = { 2048: 'RSA_2048', 3072: 'RSA_3072', 4096: 'RSA_4096' };
/** By the name that OpenSSL gives the curve. */
const CURVE_NAMES: Readonly<Record<string, KeyAlgorithm>> = { prime256v1: 'ECDSA_P256', secp384r1: 'ECDSA_P384' };
const KNOWN_BUT_REFUSED: Readonly<Record<string, string>> = {
  '1.2.840.10040.4.1': 'DSA',
  '1.2.840.113549.1.1.10': 'RSASSA-PSS',
  '1.3.101.110': 'X25519',
  '1.3.101.111': 'X448',
  '1.3.101.113': 'Ed448',
};
const ACCEPTED = 'Use RSA with 2048, 3072 or 4096 bits, ECDSA on P-256 or P-384, or Ed25519.';

/**
 * Ed25519 points of small order, sign bit cleared: the identity, orders 2, 4 and 8, and encodings that are not reduced.
 * Anybody can make a signature that such a key accepts, so it proves nothing.
 */
const ED25519_SMALL_ORDER: ReadonlySet<string> = new Set([
  `01${'00'.repeat(31)}`,
  '00'.repeat(32),
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  `ec${'ff'.repeat(30)}7f`,
  `ed${'ff'.repeat(30)}7f`,
  `ee${'ff'.repeat(30)}7f`,
]);

/** SHA-256 of a SubjectPublicKeyInfo, hex. */
export const spkiSha256 = (spki: Buffer): string => hash('sha256', spki, 'hex');

/**
 * Reads a SubjectPublicKeyInfo (RFC 5280 §4.1.2.7, RFC 3279 §2.3, RFC 5480, RFC 8410) and refuses every key outside of
 * the allow-list. Throws UnacceptableKey or DerError.
 */
export function parseSpki(spki: Buffer): PublicKey {
  const outer = new DerReader(readWhole(spki, TAG.sequence, 'the public key').content);
  const algorithm = outer.open(TAG.sequence, 'the algorithm of the public key');
  const bits = readWholeBits(outer.read(TAG.bitString, 'the value of the public key').content);
  outer.end('the public key');
  const algorithmOid = readOid(algorithm.read(TAG.oid, 'the algorithm of the public key').content);
  const keyAlgorithm = algorithmOf(algorithmOid, algorithm, bits);
  let key: KeyObject;
  try {
    key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  } catch {
    throw new UnacceptableKey(
      keyAlgorithm.startsWith('ECDSA') ? 'is not a point on its curve.' : 'is not a usable public key.',
    );
  }
  if (keyAlgorithmOf(key) !== keyAlgorithm) throw new UnacceptableKey('is not what it says it is.');
  return { key, keyAlgorithm, spkiSha256: spkiSha256(spki) };
}

/** The value of a SubjectPublicKeyInfo's BIT STRING: what key identifiers are made from (RFC 5280 §4.2.1.2). */
export function subjectPublicKey(spki: Buffer): Buffer {
  const outer = new DerReader(readWhole(spki, TAG.sequence, 'the public key').content);
  outer.read(TAG.sequence, 'the algorithm of the public key');
  return readWholeBits(outer.read(TAG.bitString, 'the value of the public key').content);
}

/** Which of our algorithms a key is; throws UnacceptableKey for any other. */
export function keyAlgorithmOf(key: KeyObject): KeyAlgorithm {
  const details = key.asymmetricKeyDetails;
  const found =
    key.asymmetricKeyType === 'ed25519'
      ? 'ED25519'
      : key.asymmetricKeyType === 'rsa'
        ? RSA_SIZES[details?.modulusLength ?? 0]
        : key.asymmetricKeyType === 'ec'
          ? CURVE_NAMES[details?.namedCurve ?? '']
          : undefined;
  if (found === undefined) throw new UnacceptableKey(`is of a type or size that is not accepted. ${ACCEPTED}`);
  return found;
}

function algorithmOf(algorithmOid: string, parameters: DerReader, bits: Buffer): KeyAlgorithm {
  switch (algorithmOid) {
    case OID_RSA:
      if (parameters.read(TAG.nullValue, 'the NULL parameter of the RSA key').content.length > 0) {
        throw new DerError('the NULL parameter of the RSA key is not empty');
      }
      parameters.end('the algorithm of the public key');
      return rsaAlgorithm(bits);
    case OID_EC:
      return ecAlgorithm(parameters, bits);
    case OID_ED25519:
      parameters.end('the algorithm of the public key');
      return ed25519Algorithm(bits);
    default:
      throw new UnacceptableKey(`is of the type ${KNOWN_BUT_REFUSED[algorithmOid] ?? algorithmOid}. ${ACCEPTED}`);
  }
}

function rsaAlgorithm(bits: Buffer): KeyAlgorithm {
  const reader = new DerReader(readWhole(bits, TAG.sequence, 'the RSA key').content);
  const modulus = readUnsigned(reader.read(TAG.integer, 'the RSA modulus').content);
  const exponent = readUnsigned(reader.read(TAG.integer, 'the RSA exponent').content);
  reader.end('the RSA key');
  const size = modulus.length * 8 - Math.clz32(modulus[0] ?? 0) + 24;
  const keyAlgorithm = RSA_SIZES[size];
  if (keyAlgorithm === undefined) throw new UnacceptableKey(`is an RSA key of ${size} bits. ${ACCEPTED}`);
  if (exponent.toString('hex') !== '010001') {
    throw new UnacceptableKey('is an RSA key whose public exponent is not 65537. Make a new key with e = 65537.');
  }
  const weakness = rsaWeakness(modulus);
  if (weakness !== null) throw new UnacceptableKey(`is a weak RSA key: ${weakness}. Make a new key.`);
  return keyAlgorithm;
}

function ecAlgorithm(parameters: DerReader, point: Buffer): KeyAlgorithm {
  if (parameters.nextTag !== TAG.oid) {
    throw new UnacceptableKey('spells out its elliptic curve. Name the curve instead (P-256 or P-384).');
  }
  const curveOid = readOid(parameters.read(TAG.oid).content);
  parameters.end('the algorithm of the public key');
  const curve = CURVES[curveOid];
  if (curve === undefined)
    throw new UnacceptableKey(`uses an elliptic curve that is not accepted (${curveOid}). ${ACCEPTED}`);
  if (point[0] !== 0x04 || point.length !== 1 + 2 * curve.coordinateBytes) {
    throw new UnacceptableKey('is not an uncompressed point of its curve (RFC 5480 §2.2).');
  }
  return curve.keyAlgorithm;
}

function ed25519Algorithm(bits: Buffer): KeyAlgorithm {
  if (bits.length !== 32) throw new UnacceptableKey('is not an Ed25519 key of 32 bytes.');
  const unsigned = Buffer.from(bits);
  unsigned[31] = (unsigned[31] ?? 0) & 0x7f;
  if (ED25519_SMALL_ORDER.has(unsigned.toString('hex'))) {
    throw new UnacceptableKey('is an Ed25519 point of small order, which proves nothing. Make a new key.');
  }
  return 'ED25519';
}
