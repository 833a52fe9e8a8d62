import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { generateKey } from './generate-key.ts';
import { KeyVault, KeyVaultError } from './key-vault.ts';

const STORAGE_KEY = Buffer.alloc(32, 7);
const ID = 'crt_01jqexample';
const vault = new KeyVault(STORAGE_KEY);
const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));

/** Every piece of `secret` of this many bytes, so that no part of it lies open. */
function pieces(secret: Buffer, size: number): Buffer[] {
  return Array.from({ length: secret.length - size + 1 }, (_, start) => secret.subarray(start, start + size));
}

describe('the key vault', () => {
  test('opens what it sealed, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), bytes, (id, secret) => {
        expect(vault.open(id, vault.seal(id, secret)).equals(secret)).toBe(true);
      }),
    );
  });

  test('opens what another vault with the same storage key sealed', () => {
    const secret = randomBytes(100);
    expect(new KeyVault(Buffer.from(STORAGE_KEY)).open(ID, vault.seal(ID, secret)).equals(secret)).toBe(true);
  });

  test('goes on with the key it was made with, even if that buffer is wiped', () => {
    const wiped = Buffer.from(STORAGE_KEY);
    const kept = new KeyVault(wiped);
    wiped.fill(0);
    expect(kept.open(ID, vault.seal(ID, Buffer.from('secret'))).toString()).toBe('secret');
  });

  test('cannot be made with a storage key that is not 32 bytes long', () => {
    for (const length of [0, 16, 31, 33, 64]) expect(() => new KeyVault(Buffer.alloc(length))).toThrow(KeyVaultError);
  });

  test('never seals the same key to the same bytes', () => {
    const sealed = Array.from({ length: 50 }, () => vault.seal(ID, Buffer.from('the same')).toString('hex'));
    expect(new Set(sealed).size).toBe(50);
    expect(new Set(sealed.map((hex) => hex.slice(2, 66))).size).toBe(50);
    expect(new Set(sealed.map((hex) => hex.slice(66, 90))).size).toBe(50);
  });

  test('lays out version, salt, nonce, ciphertext and tag: 61 bytes more than the key', () => {
    const sealed = vault.seal(ID, Buffer.alloc(100));
    expect(sealed).toHaveLength(1 + 32 + 12 + 100 + 16);
    expect(sealed[0]).toBe(1);
  });
});

describe('a sealed key', () => {
  test('shows nothing of the private key', async () => {
    const { privateKey, pkcs8Pem } = await generateKey('ECDSA_P256');
    const { d = '' } = privateKey.export({ format: 'jwk' });
    const der = privateKey.export({ type: 'pkcs8', format: 'der' });
    for (const secret of [Buffer.from(pkcs8Pem), der, Buffer.from(d, 'base64url')]) {
      const sealed = vault.seal(ID, secret);
      for (const piece of pieces(secret, 6)) expect(sealed.includes(piece)).toBe(false);
    }
  });

  test('shows nothing of the storage key', () => {
    const key = randomBytes(32);
    const sealed = new KeyVault(key).seal(ID, Buffer.alloc(64));
    for (const piece of pieces(key, 6)) expect(sealed.includes(piece)).toBe(false);
  });

  test('cannot be opened if any one bit of it was flipped', () => {
    const sealed = vault.seal(ID, Buffer.from('a secret of some length'));
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => vault.open(ID, changed), `bit ${bit}`).toThrow(KeyVaultError);
    }
  });

  test('cannot be opened if it is cut off anywhere, or longer than it was', () => {
    const sealed = vault.seal(ID, Buffer.from('secret'));
    for (let length = 0; length < sealed.length; length++) {
      expect(() => vault.open(ID, sealed.subarray(0, length)), `${length} bytes`).toThrow(KeyVaultError);
    }
    expect(() => vault.open(ID, Buffer.concat([sealed, Buffer.from([0])]))).toThrow(KeyVaultError);
  });

  test('cannot be opened with another storage key, not even one that differs in a bit', () => {
    const sealed = vault.seal(ID, Buffer.from('secret'));
    const near = Buffer.from(STORAGE_KEY);
    near[31] = (near[31] ?? 0) ^ 1;
    for (const other of [near, randomBytes(32)]) {
      expect(() => new KeyVault(other).open(ID, sealed)).toThrow(KeyVaultError);
    }
  });

  test('cannot be opened under another id, so no entry passes for another', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), bytes, (id, other, secret) => {
        fc.pre(id !== other);
        expect(() => vault.open(other, vault.seal(id, secret))).toThrow(KeyVaultError);
      }),
    );
  });

  test('that cannot be opened is named in the error, and nothing secret is', () => {
    const sealed = vault.seal(ID, Buffer.from('a secret of some length'));
    const changed = Buffer.concat([sealed.subarray(0, -1), Buffer.from([(sealed.at(-1) ?? 0) ^ 1])]);
    expect(() => vault.open(ID, changed)).toThrow(
      `The stored key ${ID} cannot be opened: it was changed, or the storage key is another.`,
    );
    const unknown = Buffer.concat([Buffer.from([2]), sealed.subarray(1)]);
    expect(() => vault.open(ID, unknown)).toThrow(`The stored key ${ID} has an unknown format.`);
  });
});
