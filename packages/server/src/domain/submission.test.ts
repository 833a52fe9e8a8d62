import { describe, expect, test } from 'vitest';
import { DomainError } from './errors.ts';
import { normalizeSubmission, type SubmissionInput } from './submission.ts';
import { submissionFingerprint } from './submission-fingerprint.ts';
import { parsedCsr } from './testdata/parsed-csr.ts';

const least: SubmissionInput = { domains: ['api.example.com'], environment: 'production' };
const full: SubmissionInput = {
  domains: ['www.example.com', 'api.example.com'],
  environment: 'production',
  justification: 'New service, ticket 1234',
  commonName: 'api.example.com',
  csr: parsedCsr(),
  keyAlgorithm: 'ECDSA_P256',
  validityDays: 90,
};

function refusal(changed: Partial<SubmissionInput>): DomainError {
  try {
    normalizeSubmission({ ...least, ...changed });
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('It was accepted.');
}

const hosts = (count: number) => Array.from({ length: count }, (_, i) => `h${i}.example.com`);

describe('a submission in normal form', () => {
  test('has its names in lower-case A-labels, in the order asked, each once', () => {
    const domains = ['WWW.example.com', 'Bücher.de', '*.example.com', 'xn--bcher-kva.de', 'www.example.com'];
    expect(normalizeSubmission({ ...least, domains }).domains).toEqual([
      'www.example.com',
      'xn--bcher-kva.de',
      '*.example.com',
    ]);
  });

  test('has null for all that was not given', () => {
    const nothing = { justification: null, commonName: null, csr: null, keyAlgorithm: null, validityDays: null };
    expect(normalizeSubmission(least)).toEqual({ ...least, ...nothing });
    expect(normalizeSubmission({ ...least, ...nothing })).toEqual(normalizeSubmission(least));
    expect(normalizeSubmission({ ...least, justification: ' \n' }).justification).toBeNull();
  });

  test('stays as it is when it is normalized again', () => {
    const once = normalizeSubmission(full);
    expect(normalizeSubmission(once)).toEqual(once);
  });

  test('can name 1 to 100 domains and cannot name none or 101', () => {
    expect(normalizeSubmission({ ...least, domains: hosts(100) }).domains).toHaveLength(100);
    expect(refusal({ domains: hosts(101) })).toMatchObject({ code: 'INVALID_INPUT', field: ['domains'] });
    expect(refusal({ domains: [] })).toMatchObject({ code: 'INVALID_INPUT', field: ['domains'] });
  });

  test('says which of the domains is at fault', () => {
    expect(refusal({ domains: ['a.example.com', 'a_b.example.com'] }).field).toEqual(['domains', '1']);
  });

  test('has its environment in lower case', () => {
    expect(normalizeSubmission({ ...least, environment: 'Prod-EU1' }).environment).toBe('prod-eu1');
    expect(normalizeSubmission({ ...least, environment: 'a'.repeat(32) }).environment).toHaveLength(32);
  });

  test.each(['', '-prod', 'a b', 'prod_eu', 'a'.repeat(33), 'prod\n', 'pröd', '\u212Aprod', '\u0000'])(
    'cannot have the environment %j',
    (environment) => {
      expect(refusal({ environment })).toMatchObject({ code: 'INVALID_INPUT', field: ['environment'] });
    },
  );

  test('can have a justification of 10 to 4096 characters and cannot have a shorter or longer one', () => {
    for (const length of [10, 4096]) {
      expect(normalizeSubmission({ ...least, justification: 'x'.repeat(length) }).justification).toHaveLength(length);
    }
    for (const length of [1, 9, 4097]) {
      expect(refusal({ justification: 'x'.repeat(length) })).toMatchObject({
        code: 'INVALID_INPUT',
        field: ['justification'],
      });
    }
  });

  test('can have one of its domains as common name, in its normal form, and cannot have another', () => {
    expect(normalizeSubmission({ ...full, commonName: 'WWW.Example.com' }).commonName).toBe('www.example.com');
    expect(refusal({ commonName: 'other.example.com' })).toMatchObject({
      code: 'INVALID_INPUT',
      field: ['commonName'],
    });
    expect(refusal({ commonName: 'not a name' })).toMatchObject({ code: 'INVALID_INPUT', field: ['commonName'] });
  });

  test('cannot have a common name longer than the 64 characters of X.520', () => {
    const name = (length: number) =>
      `${'a'.repeat(length - 'bbbbbbbbbb.example.com'.length - 1)}.bbbbbbbbbb.example.com`;
    expect(normalizeSubmission({ ...least, domains: [name(64)], commonName: name(64) }).commonName).toHaveLength(64);
    expect(refusal({ domains: [name(65)], commonName: name(65) }).field).toEqual(['commonName']);
  });

  test("takes the key algorithm of the CSR, and cannot be told another than the CSR's", () => {
    expect(normalizeSubmission({ ...least, csr: parsedCsr() }).keyAlgorithm).toBe('ECDSA_P256');
    expect(normalizeSubmission({ ...least, keyAlgorithm: 'RSA_2048' }).keyAlgorithm).toBe('RSA_2048');
    expect(refusal({ csr: parsedCsr(), keyAlgorithm: 'RSA_2048' }).field).toEqual(['keyAlgorithm']);
  });

  test.each([0, -1, 1.5, Number.NaN, 2 ** 53])('cannot be valid for %s days', (validityDays) => {
    expect(refusal({ validityDays })).toMatchObject({ code: 'INVALID_INPUT', field: ['validityDays'] });
  });
});

describe('the fingerprint of a submission', () => {
  const fingerprint = (input: SubmissionInput) => submissionFingerprint(normalizeSubmission(input));

  test('is the SHA-256 of the canonical text of its content', () => {
    // By sha256sum, over {"commonName":null,"csrSha256":null,"domains":["api.example.com"],…}.
    expect(fingerprint(least)).toBe('eec31e67bc0d4de663d6e8bb97023672762d2593f6a25252aa7f6a07282c15f6');
  });

  test('is the same for other spellings of the same', () => {
    const domains = ['API.example.com', 'www.example.com', 'api.example.com'];
    expect(fingerprint({ ...full, domains, environment: 'PRODUCTION', commonName: 'API.example.com' })).toBe(
      fingerprint(full),
    );
  });

  test.each<Partial<SubmissionInput>>([
    { domains: ['api.example.com'] },
    { environment: 'staging' },
    { justification: 'New service, ticket 1235' },
    { commonName: 'www.example.com' },
    { csr: parsedCsr({ csrSha256: 'c'.repeat(64) }) },
    { csr: null },
    { csr: parsedCsr({ keyAlgorithm: 'ED25519' }), keyAlgorithm: 'ED25519' },
    { validityDays: 91 },
    { validityDays: null },
  ])('is another one with %o', (changed) => {
    expect(fingerprint({ ...full, ...changed })).not.toBe(fingerprint(full));
  });
});
