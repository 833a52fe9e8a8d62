import { pemBlocks } from './pem.ts';

/** id-data and id-signedData of RFC 5652, as DER. */
const DATA = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01];
const SIGNED_DATA = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
const EMPTY_SET = [0x31, 0x00];
const VERSION_1 = [0x02, 0x01, 0x01];
const LINE = 64;

/**
 * Certificates as "certs-only" PKCS#7, PEM: signed data that nobody signed (RFC 5652 §5.1), as Windows and Java take them.
 * Null where a text holds none.
 */
export function pkcs7Pem(pem: string): string | null {
  const certificates = pemBlocks(pem);
  if (certificates.length === 0) return null;
  const content = element(0x30, [...DATA]);
  const signedData = element(0x30, [
    ...VERSION_1,
    ...EMPTY_SET,
    ...content,
    ...element(
      0xa0,
      certificates.flatMap((der) => [...der]),
    ),
    ...EMPTY_SET,
  ]);
  const der = element(0x30, [...SIGNED_DATA, ...element(0xa0, signedData)]);
  const base64 = btoa(der.map((byte) => String.fromCharCode(byte)).join(''));
  const lines = base64.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
  return `-----BEGIN PKCS7-----\n${lines.join('\n')}\n-----END PKCS7-----\n`;
}

function element(tag: number, content: readonly number[]): number[] {
  return [tag, ...lengthOf(content.length), ...content];
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [0x80 | bytes.length, ...bytes];
}
