import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import * as x509 from '@peculiar/x509';
import { createAuthority, keyIdentifierOf, softwareSigner } from './authority.ts';
import { newSerial } from './certificate-writer.ts';
import { generateKey } from './generate-key.ts';
import { pemEncode } from './pem.ts';

const DAY_MS = 86_400_000;
const CA_DAYS = 3_650;
const LEAF_DAYS = 397;
/** For devices whose clocks are slow. */
const BACKDATED_MS = 3_600_000;
const SIGNING = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

export interface ServerIdentity {
  readonly caPem: string;
  readonly certificatePem: string;
  readonly keyPem: string;
}

/** A CA and, by it, a server certificate for these host names and addresses: for a device port that was given none. */
export async function createServerIdentity(input: {
  hostNames: readonly string[];
  now: Date;
}): Promise<ServerIdentity> {
  const notBefore = new Date(Math.floor(input.now.getTime() / 1_000) * 1_000 - BACKDATED_MS);
  const ca = await createAuthority({
    commonName: 'Countersign device port',
    keyAlgorithm: 'ECDSA_P256',
    validityDays: CA_DAYS,
    now: notBefore,
    serial: newSerial(randomBytes(16)),
    crlUrl: null,
    pathLength: 0,
  });
  const caCertificate = new x509.X509Certificate(ca.certificateDer);
  const key = await generateKey('ECDSA_P256');
  const leaf = await x509.X509CertificateGenerator.create({
    serialNumber: newSerial(randomBytes(16)).toString('hex'),
    issuer: caCertificate.subjectName,
    notBefore,
    notAfter: new Date(notBefore.getTime() + LEAF_DAYS * DAY_MS),
    publicKey: new x509.PublicKey(key.spki),
    signingKey: await softwareSigner(ca.privateKeyPkcs8).webKey(),
    signingAlgorithm: SIGNING,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        input.hostNames.map((value) => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value })),
        true,
      ),
      new x509.SubjectKeyIdentifierExtension(keyIdentifierOf(key.spki).toString('hex')),
      new x509.AuthorityKeyIdentifierExtension(
        keyIdentifierOf(Buffer.from(caCertificate.publicKey.rawData)).toString('hex'),
      ),
    ],
  });
  const certificatePem = pemEncode('CERTIFICATE', Buffer.from(leaf.rawData));
  const caPem = pemEncode('CERTIFICATE', ca.certificateDer);
  return { caPem, certificatePem: certificatePem + caPem, keyPem: key.pkcs8Pem };
}
