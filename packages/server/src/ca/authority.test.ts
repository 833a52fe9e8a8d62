import 'reflect-metadata';
import { randomBytes, X509Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAuthority, type Issuer, loadIssuer, softwareSigner } from './authority.ts';
import { newSerial } from './certificate-writer.ts';
import { generateKey } from './generate-key.ts';
import { readCertificate } from './read-certificate.ts';
import { certificatePem, exampleIssuer, issueLeaf, NOW } from './testing/example-authority.ts';
import { openssl, opensslIsAbsent } from './testing/openssl.ts';

const DAY_MS = 86_400_000;
const CRL_URL = 'http://ca.example/crl/0.crl';

let root: Issuer;
beforeAll(async () => {
  root = await exampleIssuer('ECDSA_P256', { commonName: 'Example Root', pathLength: 1 });
});

describe('a CA', () => {
  test.for([0, 1])('may sign certificates and CRLs, and have %i CAs below it', async (pathLength) => {
    const { certificateDer } = await exampleIssuer('ECDSA_P256', { pathLength });
    const certificate = new x509.X509Certificate(certificateDer);
    const constraints = certificate.getExtension(x509.BasicConstraintsExtension);
    expect([constraints?.ca, constraints?.pathLength, constraints?.critical]).toEqual([true, pathLength, true]);
    const usage = certificate.getExtension(x509.KeyUsagesExtension);
    expect(usage?.usages).toBe(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign);
    expect(usage?.critical).toBe(true);
  });

  test('that is a root signs itself, names no other key and has no CRL', () => {
    const certificate = new X509Certificate(root.certificateDer);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.subject).toBe(certificate.issuer);
    const types = new x509.X509Certificate(root.certificateDer).extensions.map(({ type }) => type);
    expect(types).toEqual(['2.5.29.19', '2.5.29.15', '2.5.29.14']);
  });

  test('below another names its key and its CRL', async () => {
    const issuing = await exampleIssuer('ECDSA_P384', { parent: root, crlUrl: CRL_URL });
    const certificate = new x509.X509Certificate(issuing.certificateDer);
    const keyId = certificate.getExtension(x509.AuthorityKeyIdentifierExtension)?.keyId;
    expect(keyId).toBe(root.keyIdentifier.toString('hex'));
    const points = certificate.getExtension(x509.CRLDistributionPointsExtension)?.distributionPoints;
    expect(points?.[0]?.distributionPoint?.fullName?.[0]?.uniformResourceIdentifier).toBe(CRL_URL);
    expect(new X509Certificate(issuing.certificateDer).verify(root.signer.publicKey)).toBe(true);
  });

  test('has the serial number it was given, and begins in the whole second of now', async () => {
    const serial = newSerial(randomBytes(16));
    const made = await exampleIssuer('ECDSA_P256', { serial, now: new Date(NOW.getTime() + 999), validityDays: 10 });
    const facts = readCertificate(made.certificateDer);
    expect(facts.serialNumber).toBe(serial.toString('hex'));
    expect(facts.notBefore).toEqual(NOW);
    expect(facts.notAfter.getTime() - NOW.getTime()).toBe(10 * DAY_MS);
  });

  test('ends with its parent at the latest, to the second', async () => {
    const issuing = await exampleIssuer('ECDSA_P256', { parent: root, validityDays: 100_000 });
    expect(issuing.notAfter).toEqual(root.notAfter);
  });
});

describe('an issuer', () => {
  test('is loaded with the key of its certificate, and cannot be loaded with another', async () => {
    const made = await createAuthority({
      commonName: 'Example',
      keyAlgorithm: 'ECDSA_P256',
      validityDays: 1,
      now: NOW,
      serial: newSerial(randomBytes(16)),
      crlUrl: null,
      pathLength: 0,
    });
    const { certificateDer, privateKeyPkcs8 } = made;
    const issuer = loadIssuer({ certificateDer, signer: softwareSigner(privateKeyPkcs8) });
    expect(issuer.notAfter.getTime()).toBe(NOW.getTime() + DAY_MS);
    expect(() => loadIssuer({ certificateDer, signer: root.signer })).toThrow('not the one of its certificate');
  });

  test('cannot be loaded with a certificate that is no CA’s', async () => {
    const { privateKey, spki } = await generateKey('ECDSA_P256');
    const signer = softwareSigner(privateKey.export({ type: 'pkcs8', format: 'der' }));
    const certificateDer = await issueLeaf(root, { spki });
    expect(() => loadIssuer({ certificateDer, signer })).toThrow('not one of a CA');
  });
});

describe('OpenSSL with its strictest switches', { timeout: 30_000 }, () => {
  beforeEach(({ skip }) => {
    if (opensslIsAbsent !== false) skip(opensslIsAbsent);
  });
  const verify = async (issuer: Issuer, chain: readonly Issuer[], at: Date) => {
    const notAfter = new Date(Math.min(issuer.notAfter.getTime(), at.getTime() + DAY_MS));
    const files = {
      'root.pem': certificatePem((chain.at(-1) ?? issuer).certificateDer),
      'chain.pem': [issuer, ...chain].map(({ certificateDer }) => certificatePem(certificateDer)).join(''),
      'leaf.pem': certificatePem(await issueLeaf(issuer, { notAfter })),
    };
    const options = ['-attime', `${at.getTime() / 1_000}`, '-CAfile', 'root.pem', '-untrusted', 'chain.pem'];
    return openssl(files, 'verify', '-x509_strict', '-purpose', 'sslserver', ...options, 'leaf.pem');
  };

  test('accepts a chain of CAs that end after 2049', async () => {
    const lasting = await exampleIssuer('ECDSA_P256', { commonName: 'Root', pathLength: 1, validityDays: 10_000 });
    const issuing = await exampleIssuer('ECDSA_P256', { parent: lasting, validityDays: 10_000, crlUrl: CRL_URL });
    expect(lasting.notAfter.getUTCFullYear()).toBeGreaterThan(2050);
    const answer = await verify(issuing, [lasting], new Date('2050-06-01T00:00:00Z'));
    expect(answer.ok, answer.output).toBe(true);
  });

  test('does not accept a CA below one that may have none below it', async () => {
    const issuing = await exampleIssuer('ECDSA_P256', { parent: root, crlUrl: CRL_URL });
    const tooDeep = await exampleIssuer('ECDSA_P256', { commonName: 'Too deep', parent: issuing, crlUrl: CRL_URL });
    const answer = await verify(tooDeep, [issuing, root], new Date(NOW.getTime() + 60_000));
    expect(answer.output).toContain('path length constraint exceeded');
  });
});
