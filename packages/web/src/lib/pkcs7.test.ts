import { describe, expect, test } from 'vitest';
import { derChildren, derHex } from './der.ts';
import { pkcs7Pem } from './pkcs7.ts';

const pemOf = (bytes: readonly number[]): string =>
  `-----BEGIN CERTIFICATE-----\n${btoa(String.fromCharCode(...bytes))}\n-----END CERTIFICATE-----\n`;
const SHORT = [0x30, 0x03, 0x02, 0x01, 0x07];
const LONG = [0x30, 0x82, 0x01, 0x2c, ...Array.from({ length: 300 }, (_, index) => index % 256)];

function signedDataOf(pem: string) {
  const base64 = /-----BEGIN PKCS7-----([^-]+)-----END PKCS7-----/.exec(pem)?.[1] ?? '';
  const der = Uint8Array.from(atob(base64.replace(/\s/g, '')), (character) => character.charCodeAt(0));
  const [contentInfo] = derChildren(der) ?? [];
  const [type, explicit] = derChildren(contentInfo?.content ?? new Uint8Array()) ?? [];
  const [signedData] = derChildren(explicit?.content ?? new Uint8Array()) ?? [];
  return { type, parts: derChildren(signedData?.content ?? new Uint8Array()) ?? [] };
}

describe('certificates as PKCS#7', () => {
  test('are signed data without a signer, holding each certificate byte for byte, in order', () => {
    const { type, parts } = signedDataOf(pkcs7Pem(pemOf(SHORT) + pemOf(LONG)) ?? '');
    expect(derHex(type?.content)).toBe('2a864886f70d010702');
    expect(parts.map(({ tag }) => tag)).toEqual([0x02, 0x31, 0x30, 0xa0, 0x31]);
    expect([...(parts[3]?.content ?? [])]).toEqual([...SHORT, ...LONG]);
    expect(parts[4]?.content).toHaveLength(0);
  });

  test('keep to lines of 64 characters', () => {
    const lines = (pkcs7Pem(pemOf(LONG)) ?? '').trim().split('\n').slice(1, -1);
    expect(lines.every((line) => line.length <= 64)).toBe(true);
  });

  test('are none where there is no certificate', () => {
    expect(pkcs7Pem('no certificate')).toBeNull();
  });
});
