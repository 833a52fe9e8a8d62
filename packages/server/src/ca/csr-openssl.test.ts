import { beforeEach, describe, expect, test } from 'vitest';
import type { KeyAlgorithm } from '../domain/key-algorithm.ts';
import { parseCsr } from './csr.ts';
import { makeCsrPem } from './make-csr.ts';
import { spkiSha256 } from './public-key.ts';
import { openssl, opensslIsAbsent, withOpenssl } from './testing/openssl.ts';

const KEYS: readonly (readonly [KeyAlgorithm, ...string[]])[] = [
  ['ECDSA_P256', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  ['ECDSA_P384', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'],
  ['RSA_2048', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  ['RSA_3072', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:3072'],
  ['RSA_4096', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:4096'],
  ['ED25519', '-algorithm', 'ED25519'],
];
const P256 = ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'];
const RSA = ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'];

/** A CSR by `openssl req`, and the public key that is in it, DER. */
function request(keyOptions: readonly string[], ...options: readonly string[]): { pem: string; spki: Buffer } {
  return withOpenssl({}, (run, read) => {
    const made = run('genpkey', ...keyOptions, '-out', 'key.pem');
    expect(made.ok, made.output).toBe(true);
    const asked = run('req', '-new', '-key', 'key.pem', '-subj', '/O=Example/CN=a.example', '-out', 'csr', ...options);
    expect(asked.ok, asked.output).toBe(true);
    const base64 = run('pkey', '-in', 'key.pem', '-pubout').stdout.replace(/-----[^-]+-----|\s/g, '');
    return { pem: read('csr'), spki: Buffer.from(base64, 'base64') };
  });
}

beforeEach(({ skip }) => {
  if (opensslIsAbsent !== false) skip(opensslIsAbsent);
});

describe('a CSR that openssl made', { timeout: 60_000 }, () => {
  test.for(KEYS)('is read for its key and its names: %s', async ([keyAlgorithm, ...options]) => {
    const asked = 'subjectAltName=DNS:www.example.com,DNS:*.example.com';
    const { pem, spki } = request(options, '-addext', asked, '-addext', 'keyUsage=critical,digitalSignature');
    const parsed = await parseCsr(pem);
    expect(parsed).toMatchObject({
      keyAlgorithm,
      dnsNames: ['www.example.com', '*.example.com'],
      hasOtherNames: false,
      spkiSha256: spkiSha256(spki),
    });
    expect(parsed.spki.equals(spki)).toBe(true);
  });

  test.for(['sha256', 'sha384', 'sha512'] as const)('can be signed with %s', async (digest) => {
    for (const options of [P256, RSA]) {
      const { pem, spki } = request(options, `-${digest}`);
      expect((await parseCsr(pem)).spki.equals(spki)).toBe(true);
    }
  });

  test('tells of names that are no DNS names', async () => {
    const { pem } = request(P256, '-addext', 'subjectAltName=DNS:a.example,IP:192.0.2.1,email:a@b.example');
    const parsed = await parseCsr(pem);
    expect([parsed.dnsNames, parsed.hasOtherNames]).toEqual([['a.example'], true]);
  });

  test('does not take its subject for a name', async () => {
    expect((await parseCsr(request(P256).pem)).dnsNames).toEqual([]);
  });

  test.for([
    ['signed with MD5', RSA, ['-md5'], 'signed with MD5'],
    ['signed with SHA-1', RSA, ['-sha1'], 'signed with SHA-1'],
    ['signed with SHA-3', RSA, ['-sha3-256'], 'is not accepted'],
    ['signed with RSASSA-PSS', RSA, ['-sha256', '-sigopt', 'rsa_padding_mode:pss'], 'RSASSA-PSS'],
    ['for RSA 1024', ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024'], [], 'an RSA key of 1024 bits'],
    ['for an RSASSA-PSS key', ['-algorithm', 'RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:2048'], [], 'RSASSA-PSS'],
    [
      'for secp256k1',
      ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:secp256k1'],
      [],
      'curve that is not accepted',
    ],
    ['for P-521', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-521'], [], 'curve that is not accepted'],
    ['for Ed448', ['-algorithm', 'ED448'], [], 'not accepted'],
  ] as const)('is refused if it is %s', async ([, keyOptions, options, reason]) => {
    const refused = expect(parseCsr(request(keyOptions, ...options).pem)).rejects;
    await refused.toMatchObject({ name: 'DomainError', code: 'INVALID_CSR', message: expect.stringContaining(reason) });
  });
});

test('a CSR of the kind that devices send is one that openssl accepts too', async () => {
  const { csrPem, keyPem } = await makeCsrPem();
  const answer = openssl({ 'device.csr': csrPem }, 'req', '-in', 'device.csr', '-noout', '-verify', '-pubkey');
  expect(answer.output).toContain('verify OK');
  expect(answer.stdout.trim()).toBe(openssl({ 'key.pem': keyPem }, 'pkey', '-in', 'key.pem', '-pubout').stdout.trim());
});
