import { generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { KeyAlgorithm } from '../domain/key-algorithm.ts';
import { spkiSha256 } from './public-key.ts';

export interface GeneratedKey {
  readonly privateKey: KeyObject;
  readonly pkcs8Pem: string;
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Buffer;
  readonly spkiSha256: string;
}

interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const generate = promisify(generateKeyPair);
const rsa = (modulusLength: number) => (): Promise<KeyPair> =>
  generate('rsa', { modulusLength, publicExponent: 65_537 });
const ec = (namedCurve: string) => (): Promise<KeyPair> => generate('ec', { namedCurve });

const GENERATORS: Readonly<Record<KeyAlgorithm, () => Promise<KeyPair>>> = {
  ECDSA_P256: ec('P-256'),
  ECDSA_P384: ec('P-384'),
  RSA_2048: rsa(2048),
  RSA_3072: rsa(3072),
  RSA_4096: rsa(4096),
  ED25519: () => generate('ed25519'),
};

/** Makes a key pair off the main thread; RSA takes from a tenth of a second to some seconds. */
export async function generateKey(algorithm: KeyAlgorithm): Promise<GeneratedKey> {
  const { publicKey, privateKey } = await GENERATORS[algorithm]();
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return {
    privateKey,
    pkcs8Pem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    spki,
    spkiSha256: spkiSha256(spki),
  };
}
