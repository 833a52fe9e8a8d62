import 'reflect-metadata';
import { createPublicKey, X509Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { KEY_ALGORITHMS, type KeyAlgorithm } from '../domain/key-algorithm.ts';
import type { Issuer } from './authority.ts';
import { assertSameTbs, buildTbs, CertificateMismatch, newSerial, signCertificate } from './certificate-writer.ts';
import { type GeneratedKey, generateKey } from './generate-key.ts';
import { keyAlgorithmOf } from './public-key.ts';
import { readCertificate } from './read-certificate.ts';
import { certificatePem, exampleIssuer, exampleLeaf, issueLeaf, NOW } from './testing/example-authority.ts';
import { openssl, opensslIsAbsent } from './testing/openssl.ts';

const SIGNATURE_NAMES: Readonly<Record<KeyAlgorithm, string>> = {
  ECDSA_P256: 'ecdsa-with-SHA256',
  ECDSA_P384: 'ecdsa-with-SHA384',
  RSA_2048: 'sha256WithRSAEncryption',
  RSA_3072: 'sha256WithRSAEncryption',
  RSA_4096: 'sha256WithRSAEncryption',
  ED25519: 'ED25519',
};
const PAIRS = KEY_ALGORITHMS.flatMap((ca) => KEY_ALGORITHMS.map((leaf) => [ca, leaf] as const));

const issuers = new Map<KeyAlgorithm, Issuer>();
const keys = new Map<KeyAlgorithm, GeneratedKey>();
const issuerWith = (algorithm: KeyAlgorithm): Issuer => issuers.get(algorithm) ?? expect.fail(algorithm);
const keyOf = (algorithm: KeyAlgorithm): GeneratedKey => keys.get(algorithm) ?? expect.fail(algorithm);

beforeAll(async () => {
  for (const algorithm of KEY_ALGORITHMS) {
    issuers.set(algorithm, await exampleIssuer(algorithm));
    keys.set(algorithm, await generateKey(algorithm));
  }
}, 120_000);

const lastLook = async (der: Buffer, tbs: Buffer, issuer: Issuer): Promise<void> => assertSameTbs(der, tbs, issuer);

/** The value of an extension as another reader finds it, and whether it is critical. */
function extensionOf(der: Buffer, id: string): { hex: string; critical: boolean } {
  const found = new x509.X509Certificate(der).extensions.filter(({ type }) => type === id);
  expect(found).toHaveLength(1);
  return {
    hex: Buffer.from(found[0]?.value ?? new ArrayBuffer(0)).toString('hex'),
    critical: found[0]?.critical ?? false,
  };
}

describe('a certificate, whatever its key and the key of its CA', () => {
  test.for(PAIRS)('is signed by %s over %s, and other readers agree on it', async ([ca, leaf]) => {
    const issuer = issuerWith(ca);
    const { spki } = keyOf(leaf);
    const input = await exampleLeaf(issuer, { spki, keyAlgorithm: leaf });
    const tbs = buildTbs(input);
    const der = await signCertificate(issuer, tbs);
    await lastLook(der, tbs, issuer);

    const node = new X509Certificate(der);
    const peculiar = new x509.X509Certificate(der);
    expect(node.verify(issuer.signer.publicKey)).toBe(true);
    expect(node.checkIssued(new X509Certificate(issuer.certificateDer))).toBe(true);
    expect(node.signatureAlgorithm).toBe(SIGNATURE_NAMES[ca]);
    expect(keyAlgorithmOf(node.publicKey)).toBe(leaf);
    expect(node.publicKey.equals(createPublicKey({ key: spki, format: 'der', type: 'spki' }))).toBe(true);
    expect(Buffer.from(peculiar.publicKey.rawData).equals(spki)).toBe(true);
    expect(peculiar.serialNumber).toBe(node.serialNumber.toLowerCase());
    expect(peculiar.notBefore).toEqual(new Date(node.validFrom));
    expect(peculiar.notAfter).toEqual(new Date(node.validTo));
    expect(node.subject).toBe('CN=www.example.com');
    expect(peculiar.subject).toBe(node.subject);
    expect(node.issuer).toBe('O=Example\nCN=Example CA');
    expect(peculiar.issuer).toBe('O=Example, CN=Example CA');
  });

  test.for(KEY_ALGORITHMS)('is not taken for one by another CA of the same name (%s)', async (algorithm) => {
    const other = await exampleIssuer('ECDSA_P256');
    const node = new X509Certificate(await issueLeaf(issuerWith(algorithm)));
    expect(node.verify(other.signer.publicKey)).toBe(false);
  });
});

describe('a serial number', () => {
  test('is positive and 16 octets long, whatever the random bytes', () => {
    for (const random of [Buffer.alloc(16), Buffer.alloc(16, 0xff), Buffer.from(`80${'00'.repeat(15)}`, 'hex')]) {
      const serial = newSerial(random);
      expect(serial).toHaveLength(16);
      expect(serial[0]).toBeGreaterThanOrEqual(0x40);
      expect(serial[0]).toBeLessThan(0x80);
      expect(serial.subarray(1).equals(random.subarray(1))).toBe(true);
    }
  });

  test('leaves the random bytes it was given unchanged', () => {
    const random = Buffer.alloc(16, 0xff);
    newSerial(random);
    expect(random.equals(Buffer.alloc(16, 0xff))).toBe(true);
  });

  test('is not made from fewer or more than 16 random bytes', () => {
    for (const size of [0, 8, 15, 17]) expect(() => newSerial(Buffer.alloc(size, 1))).toThrow(RangeError);
  });

  test('is unique among many, and stands in the certificate as it was made', async () => {
    const issuer = issuerWith('ECDSA_P256');
    const { spki } = keyOf('ECDSA_P256');
    const seen = new Set<string>();
    for (let i = 0; i < 50; i++) {
      const input = await exampleLeaf(issuer, { spki });
      const { serialNumber } = new X509Certificate(await signCertificate(issuer, buildTbs(input)));
      expect(serialNumber.toLowerCase()).toBe(input.serial.toString('hex'));
      seen.add(serialNumber);
    }
    expect(seen.size).toBe(50);
  });
});

describe('the validity', () => {
  const spki = () => keyOf('ECDSA_P256').spki;
  let lasting: Issuer;
  beforeAll(async () => {
    const days = Math.floor((Date.parse('9999-12-31T23:59:59Z') - NOW.getTime()) / 86_400_000);
    lasting = await exampleIssuer('ECDSA_P256', { validityDays: days });
  });

  test.for([
    ['2026-03-01T12:00:00.000Z', '2026-05-30T12:00:01.000Z'],
    ['2028-02-29T23:59:59.000Z', '2029-02-28T00:00:00.000Z'],
    ['2049-12-31T23:59:58.000Z', '2049-12-31T23:59:59.000Z'],
    ['2049-12-31T23:59:59.000Z', '2050-01-01T00:00:00.000Z'],
    ['2050-01-01T00:00:00.000Z', '2050-01-01T00:00:01.000Z'],
    ['1999-12-31T23:59:59.000Z', '9999-12-31T11:59:59.000Z'],
  ] as const)('from %s to %s is exact to the second', async ([from, to]) => {
    const der = await issueLeaf(lasting, {
      spki: spki(),
      notBefore: new Date(from),
      notAfter: new Date(to),
    });
    const facts = readCertificate(der);
    const peculiar = new x509.X509Certificate(der);
    expect([facts.notBefore.toISOString(), facts.notAfter.toISOString()]).toEqual([from, to]);
    expect([peculiar.notBefore.toISOString(), peculiar.notAfter.toISOString()]).toEqual([from, to]);
  });

  test('is a UTCTime through 2049 and a GeneralizedTime from 2050 on (RFC 5280 §4.1.2.5)', async () => {
    const input = await exampleLeaf(lasting, {
      spki: spki(),
      notBefore: new Date('2049-12-31T23:59:59Z'),
      notAfter: new Date('2050-01-01T00:00:00Z'),
    });
    const utc = Buffer.concat([Buffer.from([0x17, 13]), Buffer.from('491231235959Z')]);
    const generalized = Buffer.concat([Buffer.from([0x18, 15]), Buffer.from('20500101000000Z')]);
    const validity = Buffer.concat([Buffer.from([0x30, 32]), utc, generalized]);
    expect(buildTbs(input).includes(validity)).toBe(true);
  });

  test.for(['1949-12-31T23:59:59Z', 'not a date'])('cannot begin at %s', async (from) => {
    const input = await exampleLeaf(lasting, { spki: spki(), notBefore: new Date(from) });
    expect(() => buildTbs(input)).toThrow('between 1950 and 9999');
  });

  test('can end together with the CA, and cannot end a second later', async () => {
    const { notAfter } = lasting;
    const input = await exampleLeaf(lasting, { spki: spki(), notAfter });
    expect(readCertificate(await signCertificate(lasting, buildTbs(input))).notAfter).toEqual(notAfter);
    const late = { ...input, notAfter: new Date(notAfter.getTime() + 1_000) };
    expect(() => buildTbs(late)).toThrow(RangeError);
  });

  test('cannot end before it begins, or in the same second', async () => {
    const input = await exampleLeaf(lasting, { spki: spki() });
    const earlier = new Date(input.notBefore.getTime() - 1_000);
    expect(() => buildTbs({ ...input, notAfter: earlier })).toThrow(RangeError);
    expect(() => buildTbs({ ...input, notAfter: input.notBefore })).toThrow(RangeError);
  });
});

describe('the extensions', () => {
  test('are these and no others', async () => {
    const der = await issueLeaf(issuerWith('ECDSA_P256'));
    expect(new x509.X509Certificate(der).extensions.map(({ type, critical }) => [type, critical])).toEqual([
      ['2.5.29.19', true],
      ['2.5.29.15', true],
      ['2.5.29.37', false],
      ['2.5.29.17', false],
      ['2.5.29.14', false],
      ['2.5.29.35', false],
      ['2.5.29.31', false],
      ['1.3.6.1.5.5.7.1.1', false],
    ]);
  });

  test('say that it is no CA, and that its key signs and does nothing else', async () => {
    const der = await issueLeaf(issuerWith('ECDSA_P256'));
    expect(new X509Certificate(der).ca).toBe(false);
    expect(extensionOf(der, '2.5.29.19')).toEqual({ hex: '3000', critical: true });
    expect(extensionOf(der, '2.5.29.15')).toEqual({ hex: '03020780', critical: true });
  });

  test.for([
    [['SERVER_AUTH'], ['1.3.6.1.5.5.7.3.1']],
    [['CLIENT_AUTH'], ['1.3.6.1.5.5.7.3.2']],
    [
      ['SERVER_AUTH', 'CLIENT_AUTH'],
      ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2'],
    ],
  ] as const)('name the purposes %j as %j', async ([extendedKeyUsages, expected]) => {
    const der = await issueLeaf(issuerWith('ECDSA_P256'), { extendedKeyUsages });
    expect(new X509Certificate(der).keyUsage).toEqual(expected);
  });

  test('name its key, and the key of its CA as the CA names it', async () => {
    const { spki } = keyOf('RSA_2048');
    const issuer = issuerWith('ECDSA_P384');
    const der = await issueLeaf(issuer, { spki });
    const expected = Buffer.from(await new x509.PublicKey(spki).getKeyIdentifier()).toString('hex');
    const ofIssuer = extensionOf(issuer.certificateDer, '2.5.29.14').hex.slice('0414'.length);
    expect(extensionOf(der, '2.5.29.14').hex).toBe(`0414${expected}`);
    expect(extensionOf(der, '2.5.29.35').hex).toBe(`30168014${ofIssuer}`);
  });

  test('say where the CRL and the certificate of the CA are', async () => {
    const der = await issueLeaf(issuerWith('ECDSA_P256'));
    const certificate = new x509.X509Certificate(der);
    const points = certificate.getExtension(x509.CRLDistributionPointsExtension);
    const name = points?.distributionPoints[0]?.distributionPoint?.fullName?.[0];
    expect(points?.distributionPoints).toHaveLength(1);
    expect(name?.uniformResourceIdentifier).toBe('http://ca.example/crl/1.crl');
    expect(new X509Certificate(der).infoAccess?.trim()).toBe('CA Issuers - URI:http://ca.example/v1/ca/1.pem');
  });
});

describe('the names', () => {
  test.for([
    [['example.com']],
    [['b.example.com', 'a.example.com', '*.example.com', 'xn--bcher-kva.example']],
    [Array.from({ length: 100 }, (_, i) => `host-${i}.example.com`)],
  ])('are exactly those that were asked for, in their order (%#)', async ([domains = []]) => {
    const der = await issueLeaf(issuerWith('ECDSA_P256'), { domains, commonName: null });
    const names = new x509.X509Certificate(der).getExtension(x509.SubjectAlternativeNameExtension)?.names.toJSON();
    expect(names).toEqual(domains.map((value) => ({ type: 'dns', value })));
    expect(readCertificate(der).dnsNames).toEqual(domains);
  });

  test('without a common name are critical, and the subject is empty (RFC 5280 §4.2.1.6)', async () => {
    const der = await issueLeaf(issuerWith('ECDSA_P256'), { commonName: null });
    expect(extensionOf(der, '2.5.29.17').critical).toBe(true);
    expect(new x509.X509Certificate(der).subject).toBe('');
  });

  test('with a common name are not critical', async () => {
    const der = await issueLeaf(issuerWith('ECDSA_P256'), { commonName: 'www.example.com' });
    expect(extensionOf(der, '2.5.29.17').critical).toBe(false);
  });
});

describe('what policy should have refused', () => {
  test.for([
    [{ domains: [], commonName: null }, 'no name'],
    [{ domains: ['a.example', 'a.example'], commonName: null }, 'the same name twice'],
    [{ domains: ['A.example'], commonName: null }, 'upper case'],
    [{ domains: ['bücher.example'], commonName: null }, 'a U-label'],
    [{ domains: ['a.example\0.evil.example'], commonName: null }, 'a NUL'],
    [{ domains: ['a.example\n'], commonName: null }, 'a line break'],
    [{ domains: ['*.*.example'], commonName: null }, 'two wildcards'],
    [{ domains: ['a*.example'], commonName: null }, 'a wildcard inside a label'],
    [{ domains: [`${'a'.repeat(64)}.example`], commonName: null }, 'a label of 64 characters'],
    [{ domains: [`${'a.'.repeat(127)}`], commonName: null }, 'a trailing dot'],
    [{ domains: ['a.example'], commonName: 'b.example' }, 'a common name that is none of the names'],
    [{ extendedKeyUsages: [] }, 'no purpose'],
    [{ serial: Buffer.alloc(16, 0x80) }, 'a negative serial number'],
    [{ serial: Buffer.alloc(8, 0x41) }, 'a short serial number'],
  ] as const)('cannot be written (%#)', async ([changes]) => {
    const input = await exampleLeaf(issuerWith('ECDSA_P256'), changes);
    expect(() => buildTbs(input)).toThrow(RangeError);
  });
});

describe('the last look before release', () => {
  test('cannot be passed by a certificate with other contents', async () => {
    const issuer = issuerWith('ECDSA_P256');
    const input = await exampleLeaf(issuer);
    const der = await signCertificate(issuer, buildTbs({ ...input, domains: ['other.example'], commonName: null }));
    await expect(lastLook(der, buildTbs(input), issuer)).rejects.toThrow(CertificateMismatch);
  });

  test('cannot be passed by the signature of another CA, or by one that was changed', async () => {
    const issuer = issuerWith('ECDSA_P256');
    const tbs = buildTbs(await exampleLeaf(issuer));
    const foreign = await signCertificate(await exampleIssuer('ECDSA_P256'), tbs);
    const changed = await signCertificate(issuer, tbs);
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    await expect(lastLook(foreign, tbs, issuer)).rejects.toThrow(CertificateMismatch);
    await expect(lastLook(changed, tbs, issuer)).rejects.toThrow(CertificateMismatch);
  });
});

describe('OpenSSL with its strictest switches', { timeout: 30_000 }, () => {
  beforeEach(({ skip }) => {
    if (opensslIsAbsent !== false) skip(opensslIsAbsent);
  });
  const at = ['-attime', `${NOW.getTime() / 1_000 + 60}`];

  test.for(PAIRS)('accepts a leaf that %s signs over %s', async ([ca, leaf]) => {
    const issuer = issuerWith(ca);
    const der = await issueLeaf(issuer, { spki: keyOf(leaf).spki, keyAlgorithm: leaf });
    const files = { 'root.pem': certificatePem(issuer.certificateDer), 'leaf.pem': certificatePem(der) };
    const purpose = ['-x509_strict', '-purpose', 'sslserver', '-verify_hostname', 'example.com'];
    const answer = openssl(files, 'verify', ...at, ...purpose, '-CAfile', 'root.pem', 'leaf.pem');
    expect(answer.ok, answer.output).toBe(true);
  });

  test('accepts a leaf below an issuing CA, and one that names nobody in its subject', async () => {
    const root = await exampleIssuer('ECDSA_P384', { commonName: 'Example Root', pathLength: 1 });
    const crlUrl = 'http://ca.example/crl/0.crl';
    const issuing = await exampleIssuer('ECDSA_P256', { parent: root, crlUrl });
    const files = {
      'root.pem': certificatePem(root.certificateDer),
      'issuing.pem': certificatePem(issuing.certificateDer),
      'leaf.pem': certificatePem(await issueLeaf(issuing, { commonName: null })),
    };
    const chain = ['-CAfile', 'root.pem', '-untrusted', 'issuing.pem'];
    const answer = openssl(files, 'verify', ...at, '-x509_strict', '-purpose', 'sslserver', ...chain, 'leaf.pem');
    expect(answer.ok, answer.output).toBe(true);
  });

  test('does not accept a leaf for a host or a purpose that it was not given', async () => {
    const issuer = issuerWith('ECDSA_P256');
    const files = {
      'root.pem': certificatePem(issuer.certificateDer),
      'leaf.pem': certificatePem(await issueLeaf(issuer)),
    };
    const verify = ['verify', ...at, '-x509_strict', '-CAfile', 'root.pem'];
    expect(openssl(files, ...verify, '-verify_hostname', 'other.example', 'leaf.pem').output).toContain(
      'hostname mismatch',
    );
    expect(openssl(files, ...verify, '-purpose', 'sslclient', 'leaf.pem').ok).toBe(false);
  });
});
