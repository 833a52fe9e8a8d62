import 'reflect-metadata';
import { randomBytes, X509Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createAuthority, loadIssuer, softwareSigner } from './authority.ts';
import { newSerial } from './certificate-writer.ts';
import { distinguishedName } from './distinguished-name.ts';

const NOW = new Date('2026-03-01T12:00:00.000Z');
/** Names that string notations of distinguished names give a meaning of their own (RFC 4514 §2.4). */
const NAMES = ['#1 Team', '#0c0141', 'a+b, c="d" \\e; <f>', ' leading', 'trailing ', 'Ünïcode 💥', '名'.repeat(64)];

const make = (
  commonName: string,
  organizationName?: string,
  parent?: Parameters<typeof createAuthority>[0]['parent'],
) =>
  createAuthority({
    commonName,
    organizationName,
    keyAlgorithm: 'ECDSA_P256',
    validityDays: 30,
    now: NOW,
    serial: newSerial(randomBytes(16)),
    crlUrl: null,
    parent,
    pathLength: parent === undefined ? 1 : 0,
  });

const values = (name: Buffer, type: string): string[] => new x509.Name(name).getField(type);

test.each(NAMES)('a CA is named as it was asked to be, character by character: %j', async (name) => {
  const root = await make(name, name);
  const issuer = loadIssuer({
    certificateDer: root.certificateDer,
    signer: softwareSigner(root.privateKeyPkcs8),
  });
  expect(values(issuer.name, 'CN')).toEqual([name]);
  expect(values(issuer.name, 'O')).toEqual([name]);

  const below = await make('Issuing', undefined, issuer);
  const certificate = new X509Certificate(below.certificateDer);
  expect(certificate.checkIssued(new X509Certificate(root.certificateDer))).toBe(true);
  expect(certificate.verify(issuer.signer.publicKey)).toBe(true);
});

test('any text of 1 to 64 characters comes back as it went in', () => {
  const text = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 64 });
  fc.assert(
    fc.property(text, text, (commonName, organizationName) => {
      const name = distinguishedName({ commonName, organizationName });
      expect([values(name, 'CN'), values(name, 'O')]).toEqual([[commonName], [organizationName]]);
    }),
  );
});

test('a longer organization name is cut between characters, a longer or empty common name is refused', () => {
  const name = distinguishedName({ commonName: 'x', organizationName: '💥'.repeat(65) });
  expect(values(name, 'O')).toEqual(['💥'.repeat(64)]);
  expect(() => distinguishedName({ commonName: 'x'.repeat(65) })).toThrow('64');
  expect(() => distinguishedName({ commonName: '' })).toThrow('64');
});

test('without parts the name is empty', () => {
  expect(distinguishedName({ commonName: null }).toString('hex')).toBe('3000');
});
