import { randomBytes } from 'node:crypto';
import type { KeyAlgorithm } from '../../domain/key-algorithm.ts';
import { type AuthorityInput, createAuthority, type Issuer, loadIssuer, softwareSigner } from '../authority.ts';
import { buildTbs, newSerial, signCertificate, type TbsInput } from '../certificate-writer.ts';
import { generateKey } from '../generate-key.ts';
import { pemEncode } from '../pem.ts';

export const NOW = new Date('2026-03-01T12:00:00.000Z');

/** A CA, a root unless it is given a parent, that is ready to sign. */
export async function exampleIssuer(
  keyAlgorithm: KeyAlgorithm = 'ECDSA_P256',
  changes: Partial<AuthorityInput> = {},
): Promise<Issuer> {
  const { certificateDer, privateKeyPkcs8 } = await createAuthority({
    commonName: 'Example CA',
    organizationName: 'Example',
    keyAlgorithm,
    validityDays: 3_650,
    now: NOW,
    serial: newSerial(randomBytes(16)),
    crlUrl: null,
    pathLength: 0,
    ...changes,
  });
  return loadIssuer({ certificateDer, signer: softwareSigner(privateKeyPkcs8) });
}

/** Everything that `buildTbs` asks for, with a key of its own unless it is given one. */
export async function exampleLeaf(issuer: Issuer, changes: Partial<TbsInput> = {}): Promise<TbsInput> {
  return {
    issuer,
    serial: newSerial(randomBytes(16)),
    notBefore: NOW,
    notAfter: new Date('2026-05-30T12:00:00.000Z'),
    spki: changes.spki ?? (await generateKey('ECDSA_P256')).spki,
    keyAlgorithm: 'ECDSA_P256',
    domains: ['www.example.com', 'example.com'],
    commonName: 'www.example.com',
    extendedKeyUsages: ['SERVER_AUTH'],
    crlUrl: 'http://ca.example/crl/1.crl',
    caIssuersUrl: 'http://ca.example/v1/ca/1.pem',
    ...changes,
  };
}

/** A leaf as it is issued, DER. */
export async function issueLeaf(issuer: Issuer, changes: Partial<TbsInput> = {}): Promise<Buffer> {
  return signCertificate(issuer, buildTbs(await exampleLeaf(issuer, changes)));
}

export const certificatePem = (der: Buffer): string => pemEncode('CERTIFICATE', der);
