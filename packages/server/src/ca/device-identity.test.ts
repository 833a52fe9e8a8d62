import 'reflect-metadata';
import { randomBytes, X509Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ParsedCsr } from '../domain/key-algorithm.ts';
import type { Issuer } from './authority.ts';
import { newSerial } from './certificate-writer.ts';
import { parseCsr } from './csr.ts';
import { type DeviceCertificateInput, issueDeviceCertificate } from './device-identity.ts';
import { makeCsrPem } from './make-csr.ts';
import { readCertificate } from './read-certificate.ts';
import { createServerIdentity, type ServerIdentity } from './server-identity.ts';
import { certificatePem, exampleIssuer, issueLeaf, NOW } from './testing/example-authority.ts';
import { openssl, opensslIsAbsent } from './testing/openssl.ts';
import { meet } from './testing/tls-meeting.ts';

const DEVICE = 'dev_01jqexample';
const ORGANIZATION = 'org_01jqexample';
const DAY_MS = 86_400_000;

let root: Issuer;
let csr: ParsedCsr;
let keyPem: string;
beforeAll(async () => {
  root = await exampleIssuer();
  const made = await makeCsrPem();
  csr = await parseCsr(made.csrPem);
  keyPem = made.keyPem;
});

const issue = (changes: Partial<DeviceCertificateInput> = {}): Promise<Buffer> =>
  issueDeviceCertificate({
    issuer: root,
    serial: newSerial(randomBytes(16)),
    csr,
    deviceId: DEVICE,
    organizationId: ORGANIZATION,
    now: NOW,
    validityDays: 90,
    ...changes,
  });

describe('the certificate of a device', () => {
  test('names the device and its organization, and is signed by the root', async () => {
    const der = await issue();
    expect(new x509.X509Certificate(der).subjectName.getField('CN')).toEqual([DEVICE]);
    expect(new x509.X509Certificate(der).subjectName.getField('O')).toEqual([ORGANIZATION]);
    const certificate = new X509Certificate(der);
    expect(certificate.verify(root.signer.publicKey)).toBe(true);
    expect(certificate.checkIssued(new X509Certificate(root.certificateDer))).toBe(true);
  });

  test('has the key of the CSR and the serial number that it was given', async () => {
    const serial = newSerial(randomBytes(16));
    const facts = readCertificate(await issue({ serial }));
    expect(facts.spkiSha256).toBe(csr.spkiSha256);
    expect(facts.serialNumber).toBe(serial.toString('hex'));
  });

  test('is for clients only: no CA, no host name, a key that signs', async () => {
    const der = await issue();
    const certificate = new X509Certificate(der);
    expect(certificate.ca).toBe(false);
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2']);
    expect(certificate.subjectAltName).toBeUndefined();
    const usage = new x509.X509Certificate(der).getExtension(x509.KeyUsagesExtension);
    expect([usage?.usages, usage?.critical]).toEqual([x509.KeyUsageFlags.digitalSignature, true]);
  });

  test('begins an hour ago, in whole seconds, for devices whose clocks are slow', async () => {
    const facts = readCertificate(await issue({ now: new Date('2026-03-01T12:00:00.999Z') }));
    expect(facts.notBefore.toISOString()).toBe('2026-03-01T11:00:00.000Z');
    expect(facts.notAfter.getTime() - facts.notBefore.getTime()).toBe(90 * DAY_MS);
  });

  test('ends with the root at the latest', async () => {
    const { notAfter } = readCertificate(root.certificateDer);
    expect(readCertificate(await issue({ validityDays: 100_000 })).notAfter).toEqual(notAfter);
  });
});

describe('a device that connects', () => {
  const now = new Date();
  let server: ServerIdentity;
  let deviceRoot: Issuer;
  beforeAll(async () => {
    server = await createServerIdentity({ hostNames: ['127.0.0.1'], now });
    deviceRoot = await exampleIssuer('ECDSA_P256', { now: new Date(now.getTime() - DAY_MS) });
  });
  const connectWith = (certificate: Buffer) =>
    meet(
      { cert: server.certificatePem, key: server.keyPem, ca: certificatePem(deviceRoot.certificateDer) },
      { ca: server.caPem, cert: certificatePem(certificate), key: keyPem },
    );

  test('is known by its certificate', async () => {
    const der = await issue({ issuer: deviceRoot, now });
    const meeting = await connectWith(der);
    expect(meeting).toEqual({
      authorized: true,
      reason: null,
      subject: { O: ORGANIZATION, CN: DEVICE },
      certificate: der,
    });
    expect(readCertificate(meeting.certificate ?? Buffer.alloc(0)).spkiSha256).toBe(csr.spkiSha256);
  });

  test('cannot come with a certificate of another root, even one of the same name', async () => {
    const other = await exampleIssuer('ECDSA_P256', { now });
    expect(other.name.equals(deviceRoot.name)).toBe(true);
    const meeting = await connectWith(await issue({ issuer: other, now }));
    expect(meeting).toMatchObject({ authorized: false, reason: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' });
  });

  test('cannot come with a certificate for servers, though the root signed it', async () => {
    const validity = { notBefore: new Date(now.getTime() - 3_600_000), notAfter: new Date(now.getTime() + DAY_MS) };
    const der = await issueLeaf(deviceRoot, { spki: csr.spki, ...validity });
    expect(await connectWith(der)).toMatchObject({ authorized: false, reason: 'INVALID_PURPOSE' });
  });

  test('cannot come with a certificate that has ended', async () => {
    const ended = await issue({ issuer: deviceRoot, now: new Date(now.getTime() - 2 * DAY_MS), validityDays: 1 });
    expect(await connectWith(ended)).toMatchObject({ authorized: false, reason: 'CERT_HAS_EXPIRED' });
  });
});

describe('OpenSSL with its strictest switches', () => {
  beforeEach(({ skip }) => {
    if (opensslIsAbsent !== false) skip(opensslIsAbsent);
  });
  const verify = async (purpose: string) => {
    const files = { 'root.pem': certificatePem(root.certificateDer), 'device.pem': certificatePem(await issue()) };
    const at = ['-attime', `${NOW.getTime() / 1_000 + 60}`];
    return openssl(files, 'verify', '-x509_strict', '-purpose', purpose, ...at, '-CAfile', 'root.pem', 'device.pem');
  };

  test('accepts the certificate of a device as a client, and does not accept it as a server', async () => {
    const asClient = await verify('sslclient');
    expect(asClient.ok, asClient.output).toBe(true);
    expect((await verify('sslserver')).ok).toBe(false);
  });
});
