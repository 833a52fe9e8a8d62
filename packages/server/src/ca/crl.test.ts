import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { KEY_ALGORITHMS } from '../domain/key-algorithm.ts';
import type { Issuer } from './authority.ts';
import { buildCrl, type CrlInput, type RevokedCertificate } from './crl.ts';
import { pemEncode } from './pem.ts';
import { readCertificate } from './read-certificate.ts';
import { certificatePem, exampleIssuer, issueLeaf, NOW } from './testing/example-authority.ts';
import { openssl, opensslIsAbsent } from './testing/openssl.ts';

const LATER = new Date('2026-03-08T12:00:00.000Z');
const SERIAL = '4f00112233445566778899aabbccddee';
const REASONS = [
  ['KEY_COMPROMISE', x509.X509CrlReason.keyCompromise, 'Key Compromise'],
  ['CA_COMPROMISE', x509.X509CrlReason.cACompromise, 'CA Compromise'],
  ['AFFILIATION_CHANGED', x509.X509CrlReason.affiliationChanged, 'Affiliation Changed'],
  ['SUPERSEDED', x509.X509CrlReason.superseded, 'Superseded'],
  ['CESSATION_OF_OPERATION', x509.X509CrlReason.cessationOfOperation, 'Cessation Of Operation'],
] as const;

let issuer: Issuer;
beforeAll(async () => {
  issuer = await exampleIssuer();
});

const crl = (changes: Partial<CrlInput> = {}): Promise<Buffer> =>
  buildCrl({ issuer, number: 1, thisUpdate: NOW, nextUpdate: LATER, revoked: [], ...changes });
const revoked = (changes: Partial<RevokedCertificate> = {}): RevokedCertificate => ({
  serial: SERIAL,
  revokedAt: new Date('2026-02-28T23:59:59.000Z'),
  reason: 'UNSPECIFIED',
  ...changes,
});
const crlPem = (der: Buffer): string => pemEncode('X509 CRL', der);

describe('a CRL', () => {
  test('is one of its CA, with the number and the dates that it was given', async () => {
    const read = new x509.X509Crl(await crl());
    expect(read.issuer).toBe('O=Example, CN=Example CA');
    expect(read.thisUpdate).toEqual(NOW);
    expect(read.nextUpdate).toEqual(LATER);
    expect(read.entries).toEqual([]);
    const { keyIdentifier } = issuer;
    const extensions = read.extensions.map(({ type, critical, value }) => [
      type,
      critical,
      Buffer.from(value).toString('hex'),
    ]);
    expect(extensions).toEqual([
      ['2.5.29.35', false, `30168014${keyIdentifier.toString('hex')}`],
      ['2.5.29.20', false, '020101'],
    ]);
  });

  test.for([
    [1, '020101'],
    [127, '02017f'],
    [128, '02020080'],
    [65_536, '0203010000'],
    [Number.MAX_SAFE_INTEGER, '02071fffffffffffff'],
  ] as const)('has the number %i', async ([number, hex]) => {
    const value = new x509.X509Crl(await crl({ number })).getExtension('2.5.29.20')?.value;
    expect(Buffer.from(value ?? new ArrayBuffer(0)).toString('hex')).toBe(hex);
  });

  test('leaves the list out while nothing is revoked (RFC 5280 §5.1.2.6)', async () => {
    const dates = Buffer.from('170d3236303330383132303030305a', 'hex');
    const der = await crl();
    expect(der[der.indexOf(dates) + dates.length]).toBe(0xa0);
  });

  test('dates from 2050 on are GeneralizedTimes', async () => {
    const der = await crl({ nextUpdate: new Date('2050-01-01T00:00:00Z') });
    expect(der.includes(Buffer.from('180f32303530303130313030303030305a', 'hex'))).toBe(true);
    expect(new x509.X509Crl(der).nextUpdate?.toISOString()).toBe('2050-01-01T00:00:00.000Z');
  });
});

describe('an entry of a CRL', () => {
  test.for(REASONS)('tells the reason %s', async ([reason, code]) => {
    const [entry, ...others] = new x509.X509Crl(await crl({ revoked: [revoked({ reason })] })).entries;
    expect(others).toEqual([]);
    expect(entry?.serialNumber).toBe(SERIAL);
    expect(entry?.revocationDate.toISOString()).toBe('2026-02-28T23:59:59.000Z');
    expect(entry?.reason).toBe(code);
  });

  test('leaves an unspecified reason out (RFC 5280 §5.3.1)', async () => {
    const [entry] = new x509.X509Crl(await crl({ revoked: [revoked()] })).entries;
    expect(entry?.serialNumber).toBe(SERIAL);
    expect(entry?.extensions).toEqual([]);
  });

  test('stands in the order it was given, each serial number exact', async () => {
    const serials = ['01', '7f', '4000000000000000000000000000ff00', '7fffffffffffffffffffffffffffffffffffffff'];
    const list = serials.map((serial) => revoked({ serial }));
    const read = new x509.X509Crl(await crl({ revoked: list })).entries.map(({ serialNumber }) => serialNumber);
    expect(read).toEqual(serials);
  });
});

describe('OpenSSL', () => {
  beforeEach(({ skip }) => {
    if (opensslIsAbsent !== false) skip(opensslIsAbsent);
  });

  test('reads number, dates, serial numbers and reasons as they were given', async () => {
    const list = REASONS.map(([reason], index) => revoked({ reason, serial: `4${index}${SERIAL.slice(2)}` }));
    const der = await crl({ number: 4_711, revoked: [...list, revoked()] });
    const answer = openssl({ 'ca.crl': der }, 'crl', '-inform', 'DER', '-in', 'ca.crl', '-noout', '-text');
    const lines = answer.stdout.split('\n').map((line) => line.trim());
    const after = (title: string) => lines[lines.indexOf(title) + 1];
    expect(lines).toContain('Version 2 (0x1)');
    expect(lines).toContain('Last Update: Mar  1 12:00:00 2026 GMT');
    expect(lines).toContain('Next Update: Mar  8 12:00:00 2026 GMT');
    expect(after('X509v3 CRL Number:')).toBe('4711');
    const prefix = 'Serial Number: ';
    const serials = lines.filter((line) => line.startsWith(prefix)).map((line) => line.slice(prefix.length));
    expect(serials).toEqual([...list.map(({ serial }) => serial.toUpperCase()), SERIAL.toUpperCase()]);
    const dates = lines.filter((line) => line.startsWith('Revocation Date:'));
    expect(dates).toEqual(serials.map(() => 'Revocation Date: Feb 28 23:59:59 2026 GMT'));
    const reasons = lines.flatMap((line, index) => (line === 'X509v3 CRL Reason Code:' ? [lines[index + 1]] : []));
    expect(reasons).toEqual(REASONS.map(([, , name]) => name));
  });

  test.for(KEY_ALGORITHMS)(
    'refuses what a CRL signed with %s revokes, and accepts what it does not',
    { timeout: 60_000 },
    async (algorithm) => {
      const ca = await exampleIssuer(algorithm);
      const [bad, good] = [await issueLeaf(ca), await issueLeaf(ca)];
      const { serialNumber: serial } = readCertificate(bad);
      const list = await crl({ issuer: ca, revoked: [revoked({ serial, reason: 'KEY_COMPROMISE' })] });
      const files = {
        'root.pem': certificatePem(ca.certificateDer),
        'bad.pem': certificatePem(bad),
        'good.pem': certificatePem(good),
        'ca.crl': crlPem(list),
      };
      const at = `${NOW.getTime() / 1_000 + 60}`;
      const verify = (leaf: string) =>
        openssl(
          files,
          'verify',
          '-x509_strict',
          '-crl_check',
          '-attime',
          at,
          '-CAfile',
          'root.pem',
          '-CRLfile',
          'ca.crl',
          leaf,
        );
      expect(verify('bad.pem').output).toContain('certificate revoked');
      expect(verify('bad.pem').ok).toBe(false);
      expect(verify('good.pem').ok, verify('good.pem').output).toBe(true);
    },
  );

  test('does not take the CRL of another CA of the same name', async () => {
    const leaf = await issueLeaf(issuer);
    const files = {
      'root.pem': certificatePem(issuer.certificateDer),
      'leaf.pem': certificatePem(leaf),
      'other.crl': crlPem(await crl({ issuer: await exampleIssuer() })),
    };
    const at = ['-attime', `${NOW.getTime() / 1_000 + 60}`];
    const answer = openssl(
      files,
      'verify',
      '-crl_check',
      ...at,
      '-CAfile',
      'root.pem',
      '-CRLfile',
      'other.crl',
      'leaf.pem',
    );
    expect(answer.ok).toBe(false);
  });
});
