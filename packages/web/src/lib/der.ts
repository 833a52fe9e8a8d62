/** One element of DER (ITU-T X.690 §8.1). */
export interface DerElement {
  readonly tag: number;
  /** With tag and length. */
  readonly whole: Uint8Array;
  readonly content: Uint8Array;
}

/** The elements that some bytes hold, one after another; null if they are not well-formed. */
export function derChildren(bytes: Uint8Array): readonly DerElement[] | null {
  const found: DerElement[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    const element = derElement(bytes, offset);
    if (element === null) return null;
    found.push(element);
    offset += element.whole.length;
  }
  return found;
}

function derElement(bytes: Uint8Array, offset: number): DerElement | null {
  const tag = bytes[offset];
  const first = bytes[offset + 1];
  if (tag === undefined || first === undefined) return null;
  const lengthBytes = first & 0x80 ? first & 0x7f : 0;
  if (lengthBytes > 4 || (first & 0x80 && lengthBytes === 0)) return null;
  let length = lengthBytes === 0 ? first : 0;
  for (let i = 0; i < lengthBytes; i += 1) length = length * 256 + (bytes[offset + 2 + i] ?? 0);
  const start = offset + 2 + lengthBytes;
  if (start + length > bytes.length) return null;
  return { tag, whole: bytes.subarray(offset, start + length), content: bytes.subarray(start, start + length) };
}

/** Content of an element in lower-case hex: how object identifiers are compared. */
export const derHex = (bytes: Uint8Array | undefined): string =>
  Array.from(bytes ?? [], (byte) => byte.toString(16).padStart(2, '0')).join('');
