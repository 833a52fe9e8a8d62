import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createAuthority, loadIssuer, softwareSigner } from './authority.ts';
import { newSerial, signCertificate } from './certificate-writer.ts';
import { contextConstructed, contextPrimitive, integer, octetString, oid, sequence, time } from './der.ts';
import { generateKey } from './generate-key.ts';
import { readCertificate } from './read-certificate.ts';
import { readSubjectAlternativeNames } from './subject-alternative-names.ts';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');
const dns = (name: string): Buffer => contextPrimitive(2, ascii(name));

describe('the names of a CSR or certificate', () => {
  test('are its DNS names as written; others are only noted', () => {
    expect(readSubjectAlternativeNames(sequence(dns('A.example'), dns('*.b.example')))).toEqual({
      dnsNames: ['A.example', '*.b.example'],
      hasOtherNames: false,
    });
    const others = [
      contextPrimitive(7, Buffer.from([10, 0, 0, 1])),
      contextPrimitive(1, ascii('root@example.com')),
      contextPrimitive(6, ascii('https://example.com/')),
      contextConstructed(4, sequence()),
    ];
    for (const other of others) {
      expect(readSubjectAlternativeNames(sequence(dns('a.example'), other))).toEqual({
        dnsNames: ['a.example'],
        hasOtherNames: true,
      });
    }
  });

  test.each([
    ['an empty list', sequence(), 'empty'],
    ['a NUL that would end a C string', sequence(dns('good.example\0.evil.example')), 'printable ASCII'],
    ['a line break', sequence(dns('a.example\r\nBcc: b')), 'printable ASCII'],
    ['a space', sequence(dns('a.example, DNS:b.example')), 'printable ASCII'],
    ['bytes outside of ASCII', sequence(contextPrimitive(2, Buffer.from('ä.example'))), 'printable ASCII'],
    ['an empty name', sequence(dns('')), 'empty'],
    ['a name of 254 characters', sequence(dns('a'.repeat(254))), 'too long'],
    ['a name twice, whatever its case', sequence(dns('a.example'), dns('A.EXAMPLE')), '“a.example” is listed twice'],
    ['a kind of name that does not exist', sequence(contextPrimitive(9, ascii('x'))), 'unknown kind'],
    ['bytes after the list', Buffer.concat([sequence(dns('a.example')), Buffer.from([5, 0])]), 'extra bytes'],
  ])('cannot hold %s', (_, value, message) => {
    expect(() => readSubjectAlternativeNames(value)).toThrow(message);
  });
});

test('a certificate’s DNS names cannot be forged inside of a name of another kind', async () => {
  const { certificateDer, privateKeyPkcs8 } = await createAuthority({
    commonName: 'Elsewhere',
    keyAlgorithm: 'ECDSA_P256',
    validityDays: 30,
    now: NOW,
    serial: newSerial(randomBytes(16)),
    crlUrl: null,
    pathLength: 0,
  });
  const issuer = loadIssuer({ certificateDer, signer: softwareSigner(privateKeyPkcs8) });
  const { spki } = await generateKey('ECDSA_P256');
  const names = sequence(contextPrimitive(6, ascii('https://x.example/, DNS:forged.example, y')), dns('real.example'));
  const tbs = sequence(
    contextConstructed(0, integer(2)),
    integer(newSerial(randomBytes(16))),
    issuer.signatureAlgorithm,
    issuer.name,
    sequence(time(NOW), time(new Date('2026-03-02T12:00:00.000Z'))),
    sequence(),
    spki,
    contextConstructed(3, sequence(sequence(oid('2.5.29.17'), octetString(names)))),
  );
  expect(readCertificate(await signCertificate(issuer, tbs)).dnsNames).toEqual(['real.example']);
});
