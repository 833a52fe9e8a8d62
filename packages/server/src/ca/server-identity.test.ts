import { X509Certificate } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { pemDecode } from './pem.ts';
import { readCertificate } from './read-certificate.ts';
import { createServerIdentity, type ServerIdentity } from './server-identity.ts';
import { NOW } from './testing/example-authority.ts';
import { openssl, opensslIsAbsent } from './testing/openssl.ts';
import { meet } from './testing/tls-meeting.ts';

const DAY_MS = 86_400_000;
const LATER = new Date(NOW.getTime() + 60_000);
const HOSTS = ['devices.example', 'localhost', '127.0.0.1', '::1'];

let identity: ServerIdentity;
let leaf: X509Certificate;
let authority: X509Certificate;
beforeAll(async () => {
  identity = await createServerIdentity({ hostNames: HOSTS, now: new Date(NOW.getTime() + 999) });
  leaf = new X509Certificate(identity.certificatePem);
  authority = new X509Certificate(identity.caPem);
});

describe('the identity of a device port that was given none', () => {
  test('has a certificate for its host names and addresses, and for no others', () => {
    const names = leaf.subjectAltName?.split(', ');
    expect(names).toEqual([
      'DNS:devices.example',
      'DNS:localhost',
      'IP Address:127.0.0.1',
      'IP Address:0:0:0:0:0:0:0:1',
    ]);
    expect(leaf.checkHost('devices.example')).toBe('devices.example');
    expect(leaf.checkHost('www.devices.example')).toBeUndefined();
    expect(leaf.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(leaf.checkIP('127.0.0.2')).toBeUndefined();
  });

  test('is for servers only, and is no CA', () => {
    expect(leaf.ca).toBe(false);
    expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(authority.ca).toBe(true);
  });

  test('comes with its private key, and with the CA that signed it at the end of the chain', () => {
    expect(identity.certificatePem.endsWith(identity.caPem)).toBe(true);
    expect(leaf.verify(authority.publicKey)).toBe(true);
    expect(leaf.checkIssued(authority)).toBe(true);
    expect(identity.keyPem).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
  });

  test('begins an hour ago, as its CA does, and lasts 397 days, the CA ten years', () => {
    expect(leaf.validFromDate.toISOString()).toBe('2026-03-01T11:00:00.000Z');
    expect(leaf.validToDate.getTime() - leaf.validFromDate.getTime()).toBe(397 * DAY_MS);
    const ca = readCertificate(pemDecode(identity.caPem, 'CERTIFICATE'));
    expect(ca.notBefore).toEqual(leaf.validFromDate);
    expect(ca.notAfter.getTime() - ca.notBefore.getTime()).toBe(3_650 * DAY_MS);
  });

  test('is another every time: key, CA and serial numbers', async () => {
    const other = await createServerIdentity({ hostNames: HOSTS, now: NOW });
    expect(other.keyPem).not.toBe(identity.keyPem);
    expect(new X509Certificate(other.certificatePem).serialNumber).not.toBe(leaf.serialNumber);
    expect(new X509Certificate(other.caPem).serialNumber).not.toBe(authority.serialNumber);
    expect(leaf.verify(new X509Certificate(other.caPem).publicKey)).toBe(false);
  });
});

describe('a client that connects', () => {
  const serve = async () => {
    const made = await createServerIdentity({ hostNames: HOSTS, now: new Date() });
    return { made, server: { cert: made.certificatePem, key: made.keyPem } };
  };

  test.for(['devices.example', 'localhost'])('accepts the server as %s', async (servername) => {
    const { made, server } = await serve();
    await expect(meet(server, { ca: made.caPem, servername })).resolves.toBeDefined();
  });

  test('accepts the server by its address', async () => {
    const { made, server } = await serve();
    await expect(meet(server, { ca: made.caPem, host: '127.0.0.1' })).resolves.toBeDefined();
  });

  test('does not accept the server as another, or with the CA of another server', async () => {
    const { made, server } = await serve();
    const other = await serve();
    await expect(meet(server, { ca: made.caPem, servername: 'other.example' })).rejects.toMatchObject({
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
    await expect(meet(server, { ca: other.made.caPem, servername: 'localhost' })).rejects.toThrow();
  });
});

describe('OpenSSL with its strictest switches', () => {
  beforeEach(({ skip }) => {
    if (opensslIsAbsent !== false) skip(opensslIsAbsent);
  });
  const verify = (now: Date, ...options: readonly string[]) => {
    const files = { 'ca.pem': identity.caPem, 'leaf.pem': identity.certificatePem };
    const at = ['-attime', `${now.getTime() / 1_000}`];
    return openssl(
      files,
      'verify',
      '-x509_strict',
      '-purpose',
      'sslserver',
      ...at,
      ...options,
      '-CAfile',
      'ca.pem',
      'leaf.pem',
    );
  };

  test('accepts the server by name and by address, and does not accept it as another', () => {
    for (const options of [
      ['-verify_hostname', 'devices.example'],
      ['-verify_ip', '127.0.0.1'],
      ['-verify_ip', '::1'],
    ]) {
      const answer = verify(LATER, ...options);
      expect(answer.ok, answer.output).toBe(true);
    }
    expect(verify(LATER, '-verify_hostname', 'other.example').output).toContain('hostname mismatch');
  });

  test('accepts it where the clock is almost an hour slow', () => {
    const answer = verify(new Date(NOW.getTime() - 3_599_000));
    expect(answer.ok, answer.output).toBe(true);
  });
});
