import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkCsr } from './csr-policy.ts';
import { DomainError } from './errors.ts';
import type { KeyAlgorithm, ParsedCsr } from './key-algorithm.ts';
import { parsedCsr } from './testdata/parsed-csr.ts';

const domains = ['*.example.com', 'api.example.com', 'xn--bcher-kva.de'];
const keyAlgorithms: KeyAlgorithm[] = ['ECDSA_P256', 'ECDSA_P384'];

function refusal(changed: Partial<ParsedCsr>): DomainError {
  try {
    checkCsr(parsedCsr({ dnsNames: domains, ...changed }), { domains, keyAlgorithms });
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('It was accepted.');
}

describe('a CSR', () => {
  test('can hold the requested names in any order, in any case, and more than once', () => {
    const dnsNames = ['XN--BCHER-KVA.de', 'API.example.com', 'api.EXAMPLE.com', '*.Example.com'];
    expect(() => checkCsr(parsedCsr({ dnsNames }), { domains, keyAlgorithms })).not.toThrow();
  });

  test('cannot lack a requested name', () => {
    const error = refusal({ dnsNames: domains.slice(1) });
    expect(error).toMatchObject({
      code: 'INVALID_CSR',
      field: ['csr'],
      extra: { missing: ['*.example.com'], extra: [] },
    });
    expect(error.message).toContain('it lacks *.example.com');
  });

  test('cannot add a name to the requested ones', () => {
    const error = refusal({ dnsNames: [...domains, 'evil.example.org'] });
    expect(error).toMatchObject({ code: 'INVALID_CSR', extra: { missing: [], extra: ['evil.example.org'] } });
    expect(error.message).toContain('it adds evil.example.org');
  });

  test('cannot be without names', () => {
    expect(refusal({ dnsNames: [] })).toMatchObject({ code: 'INVALID_CSR', extra: { missing: domains } });
  });

  test('fits exactly the sets of names that are equal', () => {
    const names = fc.subarray(['a.example.com', 'b.example.com', 'c.example.com', '*.example.com'], { minLength: 1 });
    fc.assert(
      fc.property(names, names, (inCsr, asked) => {
        const check = () => checkCsr(parsedCsr({ dnsNames: inCsr }), { domains: asked, keyAlgorithms });
        if (inCsr.join() === asked.join()) expect(check).not.toThrow();
        else expect(check).toThrow(DomainError);
      }),
    );
  });

  test.each(['api.example.com\u0000.evil.org', '', '*', '10.0.0.1', 'api.example.com.', 'xn--a.com', 'bad name'])(
    'cannot hold the unusable name %j',
    (name) => {
      const error = refusal({ dnsNames: [...domains, name] });
      expect(error).toMatchObject({ code: 'INVALID_CSR', field: ['csr'] });
      expect(error.message).not.toContain('\u0000');
    },
  );

  test('cannot ask for anything but DNS names', () => {
    expect(refusal({ hasOtherNames: true })).toMatchObject({ code: 'INVALID_CSR', field: ['csr'] });
  });

  test('cannot have a key that the profile does not allow', () => {
    expect(refusal({ keyAlgorithm: 'RSA_2048' })).toMatchObject({
      code: 'POLICY_VIOLATION',
      field: ['csr'],
      message: "The trust profile does not allow the CSR's RSA_2048 key; it allows ECDSA_P256 and ECDSA_P384.",
    });
    expect(() =>
      checkCsr(parsedCsr({ dnsNames: domains, keyAlgorithm: 'ECDSA_P384' }), { domains, keyAlgorithms }),
    ).not.toThrow();
  });
});
