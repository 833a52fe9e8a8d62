import { describe, expect, test } from 'vitest';
import { readEvidenceCertificate } from './evidence-certificate.ts';
import { certificatePem, exampleIssuer, issueLeaf } from './testing/example-authority.ts';

const root = await exampleIssuer('ED25519');
const issuer = await exampleIssuer('RSA_2048', { parent: root, commonName: 'Issuing CA' });
const chain = certificatePem(issuer.certificateDer) + certificatePem(root.certificateDer);
const leaf = await issueLeaf(issuer);
const pem = certificatePem(leaf);

describe('the certificate of an evidence bundle', () => {
  test('is read with its names, usages and chain, whatever keys sign', () => {
    expect(readEvidenceCertificate(pem, chain)).toMatchObject({
      dnsNames: ['www.example.com', 'example.com'],
      hasOtherNames: false,
      commonName: 'www.example.com',
      extendedKeyUsages: ['SERVER_AUTH'],
      notBefore: new Date('2026-03-01T12:00:00.000Z'),
      chain: {
        problem: null,
        authorities: [{ name: 'O=Example, CN=Issuing CA' }, { name: 'O=Example, CN=Example CA' }],
      },
    });
  });

  test('may have no common name, a wildcard as one, and both usages in their order', async () => {
    const usages = ['CLIENT_AUTH', 'SERVER_AUTH'] as const;
    const bare = certificatePem(await issueLeaf(issuer, { commonName: null, extendedKeyUsages: usages }));
    expect(readEvidenceCertificate(bare, chain)).toMatchObject({ commonName: null, extendedKeyUsages: usages });
    const wild = { domains: ['*.example.com'], commonName: '*.example.com' };
    expect(readEvidenceCertificate(certificatePem(await issueLeaf(issuer, wild)), chain).commonName).toBe(
      '*.example.com',
    );
  });

  test('whose issuer did not sign it is told from one whose issuer has another name', async () => {
    const twin = await exampleIssuer('RSA_2048', { parent: root, commonName: 'Issuing CA' });
    const strange = await exampleIssuer('RSA_2048', { parent: root, commonName: 'Another CA' });
    const problemUnder = (der: Buffer, above = chain) =>
      readEvidenceCertificate(certificatePem(der), above).chain.problem;
    const signature = Buffer.from(leaf);
    signature.writeUInt8(signature.readUInt8(signature.length - 1) ^ 1, signature.length - 1);
    expect(problemUnder(signature)).toBe('CN=www.example.com is not signed by O=Example, CN=Issuing CA.');
    expect(problemUnder(await issueLeaf(strange))).toMatch(
      /^CN=www\.example\.com does not name O=Example, CN=Issuing CA/,
    );
    expect(problemUnder(await issueLeaf(twin))).not.toBeNull();
  });

  test('that is the certificate of a CA is none to hand out', () => {
    const { chain: found } = readEvidenceCertificate(
      certificatePem(issuer.certificateDer),
      certificatePem(root.certificateDer),
    );
    expect(found.problem).toBe('It is the certificate of a CA.');
  });

  test.each<[string, string, string, RegExp]>([
    ['an empty certificate', '', chain, /^The certificate of the bundle cannot be read: it is empty\.$/],
    ['an empty chain', pem, '', /^The chain of the bundle cannot be read: it is empty\.$/],
    ['two certificates for one', pem + pem, chain, /^The certificate .*more than one PEM block/],
    [
      'PEM with other line ends',
      pem.replaceAll('\n', '\r\n'),
      chain,
      /its PEM is not in the form that it is handed out in/,
    ],
    ['a chain with words between', pem, `${chain}and so on`, /^The chain of the bundle cannot be read: /],
    [
      'bytes that are no certificate',
      certificatePem(Buffer.from('3000', 'hex')),
      chain,
      /^The certificate .* cannot be read/,
    ],
  ])('refuses %s in plain words', (_, certificate, above, words) => {
    expect(() => readEvidenceCertificate(certificate, above)).toThrow(words);
  });
});
