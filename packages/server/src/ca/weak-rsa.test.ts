import { generateKeyPairSync, generatePrimeSync, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { rsaWeakness } from './weak-rsa.ts';

const bytesOf = (n: bigint): Buffer => {
  const hex = n.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
};
const prime = (bits: number): bigint => generatePrimeSync(bits, { bigint: true });
const modulusOf = (bits: number): Buffer => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  return Buffer.from(publicKey.export({ format: 'jwk' }).n ?? '', 'base64url');
};
const isPrime = (n: number): boolean => {
  for (let divisor = 2; divisor * divisor <= n; divisor++) if (n % divisor === 0) return false;
  return n > 1;
};
const primesTo = (limit: number): number[] => Array.from({ length: limit + 1 }, (_, n) => n).filter(isPrime);

const smallPrimes = primesTo(751).map(BigInt);
/** A number without small factors. */
const cofactor = (): bigint => prime(1020) * prime(1021);

describe('a modulus', () => {
  test.each([2048, 3072, 4096])('of %i bits that was made well is not weak', (bits) => {
    expect(rsaWeakness(modulusOf(bits))).toBeNull();
  });

  test.each([2, 3, 5, 167, 733, 751])('cannot be a multiple of %i', (factor) => {
    expect(rsaWeakness(bytesOf(BigInt(factor) * cofactor()))).toBe(`its modulus can be divided by ${factor}`);
  });

  test('can be a multiple of 757, the first prime above the bound', () => {
    expect(rsaWeakness(bytesOf(757n * cofactor()))).toBeNull();
  });

  test('cannot have factors so close that Fermat finds them', () => {
    const first = prime(1024);
    let second = first + 2n;
    while (smallPrimes.some((p) => second % p === 0n)) second += 2n;
    expect(rsaWeakness(bytesOf(first * second))).toContain('too close together');
    expect(rsaWeakness(bytesOf(first * first))).toContain('too close together');
  });

  test('cannot have the fingerprint of ROCA: a power of 65537 modulo every small prime', () => {
    const product = primesTo(167)
      .filter((p) => p > 2)
      .reduce((all, p) => all * BigInt(p), 1n);
    let modulus = 0n;
    do {
      const power = 65_537n ** BigInt(2 + randomBytes(1).readUInt8()) % product;
      modulus = power + product * BigInt(`0x80${randomBytes(226).toString('hex')}`);
    } while (smallPrimes.some((p) => modulus % p === 0n));
    expect(rsaWeakness(bytesOf(modulus))).toContain('ROCA');
  });
});
