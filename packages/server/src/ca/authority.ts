import 'reflect-metadata';
import {
  createPrivateKey,
  createPublicKey,
  hash,
  type KeyObject,
  X509Certificate as NodeCertificate,
  sign,
  webcrypto,
} from 'node:crypto';
import { promisify } from 'node:util';
import * as x509 from '@peculiar/x509';
import type { KeyAlgorithm } from '../domain/key-algorithm.ts';
import { contextPrimitive, DerReader, octetString, oid, readWhole, sequence, TAG } from './der.ts';
import { distinguishedName } from './distinguished-name.ts';
import { generateKey } from './generate-key.ts';
import { keyAlgorithmOf, subjectPublicKey } from './public-key.ts';
import { certificateParts } from './read-certificate.ts';
import { SIGNATURE_ALGORITHMS } from './signature-algorithm.ts';

const DAY_MS = 86_400_000;
const OID_AUTHORITY_KEY_IDENTIFIER = oid('2.5.29.35');
const signAsync = promisify(sign);

/** Something that signs with a CA's key: software today; a PKCS#11 token or another process by the same three lines. */
export interface Signer {
  readonly keyAlgorithm: KeyAlgorithm;
  readonly publicKey: KeyObject;
  /** DER of the signature value. */
  sign(tbs: Buffer): Promise<Buffer>;
  /** The same key for the general library, which makes CAs only. */
  webKey(): Promise<webcrypto.CryptoKey>;
}

/** A key in memory. `privateKeyPkcs8` is PKCS#8, DER. Signs off the main thread. */
export function softwareSigner(privateKeyPkcs8: Buffer): Signer {
  const privateKey = createPrivateKey({ key: privateKeyPkcs8, format: 'der', type: 'pkcs8' });
  const keyAlgorithm = keyAlgorithmOf(privateKey);
  const { digest } = SIGNATURE_ALGORITHMS[keyAlgorithm];
  return {
    keyAlgorithm,
    publicKey: createPublicKey(privateKey),
    sign: (tbs) => signAsync(digest, tbs, privateKey),
    webKey: () => webcrypto.subtle.importKey('pkcs8', privateKeyPkcs8, webAlgorithm(keyAlgorithm), false, ['sign']),
  };
}

/** A CA that is ready to sign, with everything that its certificates have in common encoded once. */
export interface Issuer {
  readonly certificateDer: Buffer;
  readonly signer: Signer;
  /** Name, DER: the very bytes of its subject, which its certificates repeat as their issuer (RFC 5280 §4.1.2.4). */
  readonly name: Buffer;
  /** Key identifier, as in its own subjectKeyIdentifier (RFC 5280 §4.2.1.1). */
  readonly keyIdentifier: Buffer;
  /** The AuthorityKeyIdentifier extension that points to it, DER (RFC 5280 §4.2.1.1). */
  readonly authorityKeyIdentifier: Buffer;
  readonly signatureAlgorithm: Buffer;
  /** Nothing that it signs ends later. */
  readonly notAfter: Date;
}

/** Key identifier by method 1 of RFC 5280 §4.2.1.2: SHA-1 of the public key's bits. An identifier, not a protection. */
export function keyIdentifierOf(spki: Buffer): Buffer {
  return hash('sha1', subjectPublicKey(spki), 'buffer');
}

/** Throws if the key is not the certificate's. */
export function loadIssuer(input: { certificateDer: Buffer; signer: Signer }): Issuer {
  const { certificateDer, signer } = input;
  const certificate = new NodeCertificate(certificateDer);
  const spki = signer.publicKey.export({ type: 'spki', format: 'der' });
  if (!certificate.publicKey.export({ type: 'spki', format: 'der' }).equals(spki)) {
    throw new Error('the key of a certificate authority is not the one of its certificate');
  }
  if (!certificate.ca) throw new Error('the certificate of a certificate authority is not one of a CA');
  const keyIdentifier = keyIdentifierOf(spki);
  return {
    certificateDer,
    signer,
    name: subjectOf(certificateDer),
    keyIdentifier,
    authorityKeyIdentifier: sequence(
      OID_AUTHORITY_KEY_IDENTIFIER,
      octetString(sequence(contextPrimitive(0, keyIdentifier))),
    ),
    signatureAlgorithm: SIGNATURE_ALGORITHMS[signer.keyAlgorithm].der,
    notAfter: certificate.validToDate,
  };
}

function subjectOf(certificateDer: Buffer): Buffer {
  const reader = new DerReader(
    readWhole(certificateParts(certificateDer).tbs, TAG.sequence, 'the to-be-signed part').content,
  );
  reader.optional(0xa0);
  reader.read(TAG.integer, 'the serial number');
  reader.read(TAG.sequence, 'the signature algorithm');
  reader.read(TAG.sequence, 'the issuer');
  reader.read(TAG.sequence, 'the validity');
  return reader.read(TAG.sequence, 'the subject').bytes;
}

export interface AuthorityInput {
  readonly commonName: string;
  readonly organizationName?: string;
  readonly keyAlgorithm: KeyAlgorithm;
  readonly validityDays: number;
  readonly now: Date;
  readonly serial: Buffer;
  /** Where its issuer publishes its CRL; null for a root. */
  readonly crlUrl: string | null;
  /** Absent: it signs itself. */
  readonly parent?: Issuer;
  /** How many CAs may stand between it and a leaf (RFC 5280 §4.2.1.9). */
  readonly pathLength: number;
}

/**
 * Makes a CA: certificate and private key (PKCS#8, DER). CAs are few and live long, so the general library makes them;
 * leaves are written by `certificate-writer.ts`.
 */
export async function createAuthority(
  input: AuthorityInput,
): Promise<{ certificateDer: Buffer; privateKeyPkcs8: Buffer }> {
  x509.cryptoProvider.set(webcrypto);
  const key = await generateKey(input.keyAlgorithm);
  const privateKeyPkcs8 = key.privateKey.export({ type: 'pkcs8', format: 'der' });
  const signer = input.parent?.signer ?? softwareSigner(privateKeyPkcs8);
  const parent = input.parent === undefined ? null : new x509.X509Certificate(input.parent.certificateDer);
  const subject = new x509.Name(distinguishedName(input));
  const notBefore = new Date(Math.floor(input.now.getTime() / 1_000) * 1_000);
  const wanted = notBefore.getTime() + input.validityDays * DAY_MS;
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: input.serial.toString('hex'),
    subject,
    issuer: parent?.subjectName ?? subject,
    notBefore,
    notAfter: new Date(Math.min(wanted, parent?.notAfter.getTime() ?? wanted)),
    publicKey: new x509.PublicKey(key.spki),
    signingKey: await signer.webKey(),
    signingAlgorithm: webAlgorithm(signer.keyAlgorithm),
    extensions: [
      new x509.BasicConstraintsExtension(true, input.pathLength, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      new x509.SubjectKeyIdentifierExtension(keyIdentifierOf(key.spki).toString('hex')),
      ...(input.parent === undefined
        ? []
        : [new x509.AuthorityKeyIdentifierExtension(input.parent.keyIdentifier.toString('hex'))]),
      ...(input.crlUrl === null ? [] : [new x509.CRLDistributionPointsExtension([input.crlUrl])]),
    ],
  });
  return { certificateDer: Buffer.from(certificate.rawData), privateKeyPkcs8 };
}

/** How Web Cryptography names what a key of this kind signs with. */
function webAlgorithm(
  keyAlgorithm: KeyAlgorithm,
): { name: string; hash: string; namedCurve?: string } | { name: string } {
  switch (keyAlgorithm) {
    case 'ECDSA_P256':
      return { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
    case 'ECDSA_P384':
      return { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' };
    case 'RSA_2048':
    case 'RSA_3072':
    case 'RSA_4096':
      return { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
    case 'ED25519':
      return { name: 'Ed25519' };
  }
}
