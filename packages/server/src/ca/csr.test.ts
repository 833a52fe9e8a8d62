import { constants, createHash, generateKeyPairSync, randomBytes, X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { DomainError } from '../domain/errors.ts';
import { KEY_ALGORITHMS, type KeyAlgorithm } from '../domain/key-algorithm.ts';
import { newSerial } from './certificate-writer.ts';
import { MAX_CSR_BYTES, parseCsr } from './csr.ts';
import {
  bitString,
  boolean,
  contextPrimitive,
  integer,
  nullValue,
  octetString,
  oid,
  sequence,
  set,
  tlv,
} from './der.ts';
import { issueDeviceCertificate } from './device-identity.ts';
import { pemEncode } from './pem.ts';
import { exampleIssuer, issueLeaf, NOW } from './testing/example-authority.ts';
import {
  type CsrKey,
  type CsrParts,
  csrDer,
  csrKey,
  csrPem,
  dnsName,
  extension,
  extensionRequest,
  namesExtension,
  OID_SUBJECT_ALTERNATIVE_NAME,
  oddCsrKey,
  rsaAlgorithm,
} from './testing/example-csr.ts';

const keys = new Map<KeyAlgorithm, CsrKey>();
const keyOf = (keyAlgorithm: KeyAlgorithm): CsrKey => {
  const key = keys.get(keyAlgorithm);
  if (key === undefined) throw new Error(`no ${keyAlgorithm} key was made`);
  return key;
};
const p256 = (changes?: Partial<CsrParts>): string => csrPem(csrDer(keyOf('ECDSA_P256'), changes));
const rsa = (changes?: Partial<CsrParts>): string => csrPem(csrDer(keyOf('RSA_2048'), changes));
const withNames = (...generalNames: readonly Buffer[]): string =>
  p256({ attributes: [extensionRequest(namesExtension(...generalNames))] });

/** The error that a CSR is refused with; fails if it is not refused, or with anything but INVALID_CSR. */
async function refusal(pem: string): Promise<string> {
  const outcome: unknown = await parseCsr(pem).catch((error: unknown) => error);
  if (!(outcome instanceof DomainError)) throw new Error(`expected a DomainError, got ${String(outcome)}`);
  expect(outcome).toMatchObject({ code: 'INVALID_CSR', field: ['csr'] });
  return outcome.message;
}

beforeAll(async () => {
  for (const keyAlgorithm of KEY_ALGORITHMS) keys.set(keyAlgorithm, await csrKey(keyAlgorithm));
});

describe('a CSR that is accepted', () => {
  test.each(KEY_ALGORITHMS)('tells its key, byte for byte, and its names: %s', async (keyAlgorithm) => {
    const key = keyOf(keyAlgorithm);
    const der = csrDer(key, {
      attributes: [extensionRequest(namesExtension(dnsName('API.example.com'), dnsName('*.example.com')))],
    });
    expect(await parseCsr(csrPem(der))).toEqual({
      der,
      spki: key.spki,
      spkiSha256: createHash('sha256').update(key.spki).digest('hex'),
      csrSha256: createHash('sha256').update(der).digest('hex'),
      keyAlgorithm,
      dnsNames: ['API.example.com', '*.example.com'],
      hasOtherNames: false,
    });
  });

  test.each([
    ['RSA with SHA-384', () => rsa({ algorithm: rsaAlgorithm('1.2.840.113549.1.1.12'), digest: 'sha384' })],
    ['RSA with SHA-512', () => rsa({ algorithm: rsaAlgorithm('1.2.840.113549.1.1.13'), digest: 'sha512' })],
    ['RSA without the NULL (RFC 4055 §5)', () => rsa({ algorithm: sequence(oid('1.2.840.113549.1.1.11')) })],
    ['ECDSA with SHA-384', () => p256({ algorithm: sequence(oid('1.2.840.10045.4.3.3')), digest: 'sha384' })],
    ['ECDSA with SHA-512', () => p256({ algorithm: sequence(oid('1.2.840.10045.4.3.4')), digest: 'sha512' })],
    ['the label of older tools', () => p256().replaceAll('CERTIFICATE REQUEST', 'NEW CERTIFICATE REQUEST')],
    ['Windows line ends and blank lines around it', () => `\r\n\r\n${p256().replaceAll('\n', '\r\n')}\r\n`],
  ])('may have %s', async (_, pem) => {
    expect((await parseCsr(pem())).dnsNames).toEqual(['api.example.com']);
  });

  test.each([
    ['no attributes', { attributes: [] }],
    ['its attributes left out', { attributes: null }],
    [
      'attributes of other kinds only',
      { attributes: [sequence(oid('1.2.840.113549.1.9.7'), set(tlv(0x0c, Buffer.from('x'))))] },
    ],
  ])('may name nothing: %s', async (_, changes) => {
    expect(await parseCsr(p256(changes))).toMatchObject({ dnsNames: [], hasOtherNames: false });
  });

  test.each([
    ['an IP address', contextPrimitive(7, Buffer.from([10, 0, 0, 1]))],
    ['a mail address', contextPrimitive(1, Buffer.from('root@example.com'))],
    ['a URI', contextPrimitive(6, Buffer.from('https://example.com/'))],
  ])('tells that it names %s, which policy refuses', async (_, name) => {
    expect(await parseCsr(withNames(dnsName('a.example'), name))).toMatchObject({
      dnsNames: ['a.example'],
      hasOtherNames: true,
    });
  });

  test('that asks to be a CA, with every usage, gets a certificate of ours all the same', async () => {
    const csr = await parseCsr(
      p256({
        attributes: [
          extensionRequest(
            extension('2.5.29.19', sequence(boolean(true), integer(7)), true),
            extension('2.5.29.15', bitString(Buffer.from([0x06]), 1), true),
            extension('2.5.29.37', sequence(oid('2.5.29.37.0'))),
            extension('1.3.6.1.4.1.99999.1', nullValue(), true),
            namesExtension(dnsName('www.example.com')),
          ),
        ],
      }),
    );
    const issuer = await exampleIssuer();
    const leaf = await issueLeaf(issuer, { spki: csr.spki, keyAlgorithm: csr.keyAlgorithm });
    const device = await issueDeviceCertificate({
      issuer,
      serial: newSerial(randomBytes(16)),
      csr,
      deviceId: 'dev_01',
      organizationId: 'org_01',
      now: NOW,
      validityDays: 30,
    });
    for (const [der, usage] of [
      [leaf, '1.3.6.1.5.5.7.3.1'],
      [device, '1.3.6.1.5.5.7.3.2'],
    ] as const) {
      const certificate = new X509Certificate(der);
      expect([certificate.ca, certificate.keyUsage]).toEqual([false, [usage]]);
      expect(der.includes(oid('1.3.6.1.4.1.99999.1'))).toBe(false);
    }
    expect(new X509Certificate(device).subjectAltName).toBeUndefined();
  });
});

describe('a CSR that cannot be read', () => {
  const body = (): string => p256().split('\n').slice(1, -2).join('\n');
  const wrapped = (der: Buffer): string => csrPem(der);

  test.each([
    ['nothing', () => '', 'it is empty'],
    ['white space', () => ' \n\t', 'it is empty'],
    ['no PEM', () => 'not a csr', 'no “-----BEGIN CERTIFICATE REQUEST-----” line'],
    ['two blocks', () => p256() + p256(), 'more than one PEM block'],
    ['text beside its block', () => `Here it is:\n${p256()}`, 'more, or less, than one whole PEM block'],
    ['no END line', () => p256().replace(/-----END[^]*/, ''), 'more, or less, than one whole PEM block'],
    ['another label at its end', () => p256().replace('END CERTIFICATE REQUEST', 'END CERTIFICATE'), 'differ'],
    ['a certificate', () => pemEncode('CERTIFICATE', sequence()), 'a block of “CERTIFICATE”'],
    ['a private key', () => `${pemEncode('EC PRIVATE KEY', sequence())}${p256()}`, 'holds a private key'],
    ['more than 16 KiB', () => p256() + ' '.repeat(MAX_CSR_BYTES), 'larger than 16 KiB'],
    ['broken base64', () => p256().replace(body(), `${body()}*`), 'base64 is malformed'],
    ['an empty block', () => p256().replace(body(), ''), 'base64 is malformed'],
    [
      'bytes after it',
      () => wrapped(Buffer.concat([csrDer(keyOf('ECDSA_P256')), Buffer.from([0])])),
      'extra bytes after the CSR',
    ],
    ['an indefinite length', () => wrapped(Buffer.from('3080300002010030000000', 'hex')), 'indefinite lengths are BER'],
    ['a huge length', () => wrapped(Buffer.from('3084ffffffff', 'hex')), 'larger than the data'],
    [
      'a length of 127 bytes',
      () => wrapped(Buffer.concat([Buffer.from([0x30, 0xff]), Buffer.alloc(127, 0xff)])),
      'larger than the data',
    ],
    ['a length not in its shortest form', () => wrapped(Buffer.from('30810100', 'hex')), 'shortest form'],
    ['an empty sequence', () => wrapped(sequence()), 'the body of the CSR is missing'],
    ['nesting without end', () => p256({ subject: nested(100) }), 'nested too deeply'],
    ['a version that does not exist', () => p256({ version: integer(1) }), 'version is not 0'],
    [
      'BER in a part that does not count',
      () => p256({ subject: sequence(tlv(0x31, Buffer.from('3080', 'hex'))) }),
      'indefinite lengths',
    ],
  ])('because it holds %s', async (_, pem, message) => {
    expect(await refusal(pem())).toContain(message);
  });
});

const nested = (depth: number): Buffer => (depth === 0 ? nullValue() : sequence(nested(depth - 1)));

describe('a CSR whose extensions are refused', () => {
  const san = (name: string): Buffer => namesExtension(dnsName(name));
  const spelledOut = (): Buffer =>
    sequence(oid(OID_SUBJECT_ALTERNATIVE_NAME), boolean(false), octetString(sequence(dnsName('a.example'))));

  test.each([
    [
      'two lists of names',
      () => [extensionRequest(san('a.example'), san('b.example'))],
      'the extension 2.5.29.17 twice',
    ],
    [
      'two requests for extensions',
      () => [extensionRequest(san('a.example')), extensionRequest(san('b.example'))],
      'asks for extensions twice',
    ],
    [
      'a request with two values',
      () => [sequence(oid('1.2.840.113549.1.9.14'), set(sequence(), sequence()))],
      'extra bytes',
    ],
    [
      'a name twice',
      () => [extensionRequest(namesExtension(dnsName('a.example'), dnsName('A.example')))],
      '“a.example” is listed twice',
    ],
    ['a NUL in a name', () => [extensionRequest(san('good.example\0.evil.example'))], 'printable ASCII'],
    ['an empty list of names', () => [extensionRequest(namesExtension())], 'is empty'],
    ['a default that is spelled out', () => [extensionRequest(spelledOut())], 'which DER leaves out'],
  ])('%s', async (_, attributes, message) => {
    expect(await refusal(p256({ attributes: attributes() }))).toContain(message);
  });
});

describe('a CSR whose signature is refused', () => {
  test.each([
    [
      'SHA-1 with RSA',
      () => rsa({ algorithm: rsaAlgorithm('1.2.840.113549.1.1.5'), digest: 'sha1' }),
      'signed with SHA-1, which is broken',
    ],
    [
      'SHA-1 with ECDSA',
      () => p256({ algorithm: sequence(oid('1.2.840.10045.4.1')), digest: 'sha1' }),
      'signed with SHA-1',
    ],
    ['MD5', () => rsa({ algorithm: rsaAlgorithm('1.2.840.113549.1.1.4'), digest: 'md5' }), 'signed with MD5'],
    [
      'RSASSA-PSS',
      () => rsa({ algorithm: sequence(oid('1.2.840.113549.1.1.10')), padding: constants.RSA_PKCS1_PSS_PADDING }),
      'signed with RSASSA-PSS',
    ],
    ['an unknown algorithm', () => p256({ algorithm: sequence(oid('1.2.3.4')) }), '(1.2.3.4) is not accepted'],
    ['odd parameters', () => p256({ algorithm: sequence(oid('1.2.840.10045.4.3.2'), nullValue()) }), 'extra bytes'],
    [
      'the algorithm of another key type',
      () => p256({ algorithm: rsaAlgorithm('1.2.840.113549.1.1.11') }),
      'does not belong to its key',
    ],
    ['another digest than it says', () => p256({ digest: 'sha512' }), 'does not verify'],
    ['somebody else’s key in it', () => p256({ spki: keyOf('ECDSA_P384').spki }), 'does not verify'],
    [
      'a changed body',
      () => csrPem(replaced(csrDer(keyOf('ED25519')), 'api.example.com', 'ape.example.com')),
      'does not verify',
    ],
  ])('%s', async (_, pem, message) => {
    expect(await refusal(pem())).toContain(message);
  });
});

function replaced(der: Buffer, from: string, to: string): Buffer {
  const place = der.indexOf(from);
  return Buffer.concat([der.subarray(0, place), Buffer.from(to), der.subarray(place + from.length)]);
}

describe('a CSR whose key is refused', () => {
  const DER = {
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  } as const;
  const rsaOf = (modulusLength: number, publicExponent = 65_537): string => {
    const made = generateKeyPairSync('rsa', { modulusLength, publicExponent, ...DER });
    return csrPem(csrDer(oddCsrKey(made.privateKey, made.publicKey, 'RSA')));
  };
  const curve = (namedCurve: string, paramEncoding: 'named' | 'explicit' = 'named'): string => {
    const made = generateKeyPairSync('ec', { namedCurve, paramEncoding, ...DER });
    return csrPem(csrDer(oddCsrKey(made.privateKey, made.publicKey, 'ECDSA')));
  };
  /** An Ed25519 point of small order is its own forger: R is the identity, S is zero. */
  const forged = (): string => {
    const identity = Buffer.concat([Buffer.from([1]), Buffer.alloc(31)]);
    const spki = sequence(sequence(oid('1.3.101.112')), bitString(identity));
    const info = sequence(integer(0), sequence(), spki, tlv(0xa0));
    return csrPem(sequence(info, sequence(oid('1.3.101.112')), bitString(Buffer.concat([identity, Buffer.alloc(32)]))));
  };
  const offCurve = (): string => {
    const spki = Buffer.from(keyOf('ECDSA_P256').spki);
    spki[spki.length - 1] = (spki.at(-1) ?? 0) ^ 1;
    return p256({ spki });
  };
  const compressed = (): string => {
    const { spki } = keyOf('ECDSA_P256');
    const point = spki.subarray(-65);
    const short = Buffer.concat([Buffer.from([2 + ((point[64] ?? 0) & 1)]), point.subarray(1, 33)]);
    return p256({ spki: sequence(sequence(oid('1.2.840.10045.2.1'), oid('1.2.840.10045.3.1.7')), bitString(short)) });
  };

  test.each([
    ['RSA of 512 bits', () => rsaOf(512), 'an RSA key of 512 bits'],
    ['RSA of 1024 bits', () => rsaOf(1024), 'an RSA key of 1024 bits'],
    ['RSA of 2047 bits', () => rsaOf(2047), 'an RSA key of 2047 bits'],
    ['RSA with e = 3', () => rsaOf(2048, 3), 'not 65537'],
    ['P-521', () => curve('P-521'), 'an elliptic curve that is not accepted (1.3.132.0.35)'],
    ['secp256k1', () => curve('secp256k1'), 'an elliptic curve that is not accepted (1.3.132.0.10)'],
    ['a curve that is spelled out', () => curve('P-256', 'explicit'), 'spells out its elliptic curve'],
    ['a point off its curve', offCurve, 'not a point on its curve'],
    ['a compressed point', compressed, 'not an uncompressed point'],
    ['Ed25519 of small order, which anybody can sign for', forged, 'point of small order'],
    [
      'Ed448',
      () => p256({ spki: sequence(sequence(oid('1.3.101.113')), bitString(Buffer.alloc(57))) }),
      'of the type Ed448',
    ],
    [
      'DSA',
      () => p256({ spki: sequence(sequence(oid('1.2.840.10040.4.1')), bitString(Buffer.alloc(9))) }),
      'of the type DSA',
    ],
  ])('%s', async (_, pem, message) => {
    expect(await refusal(pem())).toContain(message);
  });
});

describe('whatever is done to a CSR', () => {
  /** Everything but the truth about a CSR is a DomainError, within 250 ms of the process's own time. */
  async function outcome(pem: string): Promise<void> {
    const started = process.cpuUsage();
    const result: unknown = await parseCsr(pem).catch((error: unknown) => error);
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1_000).toBeLessThan(250);
    if (result instanceof Error) expect(result).toMatchObject({ name: 'DomainError', code: 'INVALID_CSR' });
  }
  const edit = fc.record({
    kind: fc.constantFrom('flip', 'set', 'insert', 'remove', 'cut'),
    place: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    byte: fc.integer({ min: 0, max: 255 }),
  });
  type Edit = typeof edit extends fc.Arbitrary<infer Value> ? Value : never;
  function edited(bytes: Buffer, { kind, place, byte }: Edit): Buffer {
    const at = Math.floor(place * bytes.length);
    const before = bytes.subarray(0, at);
    const after = bytes.subarray(at + 1);
    switch (kind) {
      case 'flip':
        return Buffer.concat([before, Buffer.from([(bytes[at] ?? 0) ^ (1 << (byte & 7))]), after]);
      case 'set':
        return Buffer.concat([before, Buffer.from([byte]), after]);
      case 'insert':
        return Buffer.concat([before, Buffer.from([byte]), bytes.subarray(at)]);
      case 'remove':
        return Buffer.concat([before, after]);
      default:
        return before;
    }
  }

  test('in its DER, nothing but a CSR or INVALID_CSR comes of it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...KEY_ALGORITHMS),
        fc.array(edit, { minLength: 1, maxLength: 4 }),
        async (keyAlgorithm, edits) => outcome(csrPem(edits.reduce(edited, csrDer(keyOf(keyAlgorithm))))),
      ),
      { numRuns: 1_500 },
    );
  });

  test('in its PEM, nothing but a CSR or INVALID_CSR comes of it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) =>
        outcome(edits.reduce(edited, Buffer.from(p256())).toString('latin1')),
      ),
      { numRuns: 500 },
    );
  });

  test('every single bit of a signed body counts', async () => {
    const der = csrDer(keyOf('ED25519'));
    for (let bit = 0; bit < der.length * 8; bit++) {
      const changed = Buffer.from(der);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      await refusal(csrPem(changed));
    }
  });

  test('text of any kind, and 16 KiB of the worst, are answered in time', async () => {
    await fc.assert(fc.asyncProperty(fc.string({ unit: 'binary' }), outcome), { numRuns: 200 });
    const full = (text: string): string => text.repeat(Math.floor(MAX_CSR_BYTES / text.length));
    for (const text of ['-', ' ', '-----BEGIN ', '-----BEGIN CERTIFICATE REQUEST-----', 'A', '\0'])
      await outcome(full(text));
    await outcome(csrPem(Buffer.alloc(12_000, Buffer.from('3082'))));
    const many = Array.from({ length: 480 }, (_, i) => dnsName(`n${i}.example.com`));
    expect((await parseCsr(withNames(...many))).dnsNames).toHaveLength(480);
  });
});
