import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { expect, test } from 'vitest';
import { createAuthority, type Issuer, loadIssuer, softwareSigner } from './authority.ts';
import { newSerial } from './certificate-writer.ts';
import { buildCrl, type RevokedCertificate } from './crl.ts';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const NEXT = new Date('2026-03-01T14:00:00.000Z');

async function issuerOfCrls(): Promise<Issuer> {
  const { certificateDer, privateKeyPkcs8 } = await createAuthority({
    commonName: 'Issuing',
    keyAlgorithm: 'ECDSA_P256',
    validityDays: 30,
    now: NOW,
    serial: newSerial(randomBytes(16)),
    crlUrl: null,
    pathLength: 0,
  });
  return loadIssuer({ certificateDer, signer: softwareSigner(privateKeyPkcs8) });
}

test('a CRL holds every certificate of an organization of 150,000, in order, and lets others work meanwhile', async () => {
  const revoked = Array.from({ length: 150_000 }, (_, i): RevokedCertificate => {
    const random = Buffer.alloc(16);
    random.writeUInt32BE(i, 12);
    return { serial: newSerial(random).toString('hex'), revokedAt: NOW, reason: 'SUPERSEDED' };
  });
  let turns = 0;
  const count = setInterval(() => turns++, 0);
  const der = await buildCrl({ issuer: await issuerOfCrls(), number: 1, thisUpdate: NOW, nextUpdate: NEXT, revoked });
  clearInterval(count);
  expect(turns).toBeGreaterThan(5);
  for (const place of [0, 1_999, 2_000, 149_999]) {
    expect(der.includes(Buffer.from(revoked[place]?.serial ?? 'missing', 'hex'))).toBe(true);
  }
  expect(der.indexOf(Buffer.from(revoked[1_999]?.serial ?? '', 'hex'))).toBeLessThan(
    der.indexOf(Buffer.from(revoked[2_000]?.serial ?? '', 'hex')),
  );
});

test('a serial number that is not hex is refused, never published as another', async () => {
  const issuer = await issuerOfCrls();
  const crlOf = (serial: string) =>
    buildCrl({
      issuer,
      number: 1,
      thisUpdate: NOW,
      nextUpdate: NEXT,
      revoked: [{ serial, revokedAt: NOW, reason: 'UNSPECIFIED' }],
    });
  for (const serial of ['', '4', 'zz', '4f 4f', '4F', '00'.repeat(21)]) {
    await expect(crlOf(serial), serial).rejects.toThrow('hex');
  }
  const [entry] = new x509.X509Crl(await crlOf('4f8a')).entries;
  expect(entry?.serialNumber).toBe('4f8a');
});
