/** DER (X.690): a small writer for what we sign, and a strict reader for what others send. */

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  nullValue: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

const CONSTRUCTED = 0x20;
const MULTI_BYTE_TAG = 0x1f;
/** Deeper than any certificate or CSR goes; bounds the work that nesting can cause. */
const MAX_DEPTH = 32;

/** The bytes are not DER, or not the DER that was expected. The message is fit for people. */
export class DerError extends Error {
  override readonly name = 'DerError';
}

// ---- writer ----

/** Tag, minimal definite length, contents. */
export function tlv(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  let length = 0;
  for (const part of contents) length += part.length;
  const lengthBytes = length < 0x80 ? 0 : length < 0x100 ? 1 : length < 0x10000 ? 2 : length < 0x1000000 ? 3 : 4;
  const out = Buffer.allocUnsafe(2 + lengthBytes + length);
  out[0] = tag;
  if (lengthBytes === 0) {
    out[1] = length;
  } else {
    out[1] = 0x80 | lengthBytes;
    out.writeUIntBE(length, 2, lengthBytes);
  }
  let offset = 2 + lengthBytes;
  for (const part of contents) {
    out.set(part, offset);
    offset += part.length;
  }
  return out;
}

export const sequence = (...contents: readonly Uint8Array[]): Buffer => tlv(TAG.sequence, ...contents);
export const set = (...contents: readonly Uint8Array[]): Buffer => tlv(TAG.set, ...contents);
export const octetString = (content: Uint8Array): Buffer => tlv(TAG.octetString, content);
export const utf8 = (text: string): Buffer => tlv(TAG.utf8String, Buffer.from(text, 'utf8'));
export const boolean = (value: boolean): Buffer => Buffer.from([TAG.boolean, 1, value ? 0xff : 0x00]);
export const nullValue = (): Buffer => Buffer.from([TAG.nullValue, 0]);
/** A constructed context tag `[number]`, as EXPLICIT tagging and constructed IMPLICIT types use it. */
export const contextConstructed = (number: number, ...contents: readonly Uint8Array[]): Buffer =>
  tlv(0xa0 | number, ...contents);
/** A primitive context tag `[number]`, as IMPLICIT primitive types use it. */
export const contextPrimitive = (number: number, content: Uint8Array): Buffer => tlv(0x80 | number, content);

/** A BIT STRING of whole bytes, or one whose last `unusedBits` bits do not count. */
export const bitString = (bytes: Uint8Array, unusedBits = 0): Buffer =>
  tlv(TAG.bitString, Buffer.from([unusedBits]), bytes);

/** A BIT STRING of named bits: trailing zero bits are dropped (X.690 §11.2.2). `bits` are the positions that are set. */
export function namedBits(bits: readonly number[]): Buffer {
  if (bits.length === 0) return bitString(Buffer.alloc(0));
  const highest = Math.max(...bits);
  const bytes = Buffer.alloc((highest >> 3) + 1);
  for (const bit of bits) bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (0x80 >> (bit & 7));
  return bitString(bytes, 7 - (highest & 7));
}

/** An INTEGER of zero or more. Bytes are read as an unsigned big-endian number. */
export function integer(value: number | bigint | Uint8Array, tag: number = TAG.integer): Buffer {
  const bytes = value instanceof Uint8Array ? value : unsignedBytes(BigInt(value));
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start++;
  const magnitude = bytes.subarray(start);
  if (magnitude.length === 0) return tlv(tag, Buffer.from([0]));
  return (magnitude[0] ?? 0) >= 0x80 ? tlv(tag, Buffer.from([0]), magnitude) : tlv(tag, magnitude);
}

function unsignedBytes(value: bigint): Buffer {
  if (value < 0n) throw new DerError('only integers of zero or more are written');
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
}

/** An OBJECT IDENTIFIER from its dotted form. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes: number[] = [];
  for (const arc of [first * 40 + second, ...rest]) {
    if (!Number.isSafeInteger(arc) || arc < 0) throw new DerError(`“${dotted}” is not an object identifier`);
    const group = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) group.unshift(0x80 | (left % 128));
    bytes.push(...group);
  }
  return tlv(TAG.oid, Buffer.from(bytes));
}

/** Whole seconds; UTCTime through 2049 and GeneralizedTime from 2050 on (RFC 5280 §4.1.2.5). Fractions are cut off. */
export function time(date: Date): Buffer {
  const year = date.getUTCFullYear();
  if (!(year >= 1950 && year <= 9999)) throw new DerError('a certificate date lies between 1950 and 9999');
  const rest =
    twoDigits(date.getUTCMonth() + 1) +
    twoDigits(date.getUTCDate()) +
    twoDigits(date.getUTCHours()) +
    twoDigits(date.getUTCMinutes()) +
    twoDigits(date.getUTCSeconds());
  return year < 2050
    ? tlv(TAG.utcTime, Buffer.from(`${twoDigits(year % 100)}${rest}Z`, 'latin1'))
    : tlv(TAG.generalizedTime, Buffer.from(`${year}${rest}Z`, 'latin1'));
}

const twoDigits = (value: number): string => (value < 10 ? `0${value}` : String(value));

// ---- reader ----

export interface DerElement {
  readonly tag: number;
  /** Tag, length and content. */
  readonly bytes: Buffer;
  readonly content: Buffer;
}

/** Reads elements one after the other. Lengths are definite, minimal and inside the bounds, or it is a DerError. */
export class DerReader {
  readonly #bytes: Buffer;
  #offset = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get done(): boolean {
    return this.#offset >= this.#bytes.length;
  }

  get nextTag(): number | null {
    return this.#bytes[this.#offset] ?? null;
  }

  /** The next element; of this tag, if one is given. `what` names it in the error. */
  read(tag?: number, what = 'an element'): DerElement {
    const start = this.#offset;
    const found = this.#bytes[start];
    if (found === undefined) throw new DerError(`${what} is missing`);
    if (tag !== undefined && found !== tag) throw new DerError(`${what} has the wrong type`);
    if ((found & MULTI_BYTE_TAG) === MULTI_BYTE_TAG)
      throw new DerError('a tag of more than one byte is not expected here');
    const first = this.#bytes[start + 1];
    if (first === undefined) throw new DerError('the data ends inside a length');
    let length = first;
    let contentStart = start + 2;
    if (first === 0x80) throw new DerError('indefinite lengths are BER, not DER');
    if (first > 0x80) {
      const count = first & 0x7f;
      if (count > 4) throw new DerError('a length is larger than the data');
      if (contentStart + count > this.#bytes.length) throw new DerError('the data ends inside a length');
      length = this.#bytes.readUIntBE(contentStart, count);
      contentStart += count;
      if (length < 0x80 || length < 2 ** (8 * (count - 1))) throw new DerError('a length is not in its shortest form');
    }
    const end = contentStart + length;
    if (end > this.#bytes.length) throw new DerError('a length is larger than the data');
    this.#offset = end;
    return {
      tag: found,
      bytes: this.#bytes.subarray(start, end),
      content: this.#bytes.subarray(contentStart, end),
    };
  }

  /** The next element if it has this tag. */
  optional(tag: number): DerElement | null {
    return this.nextTag === tag ? this.read(tag) : null;
  }

  /** Opens the next element, which holds others. */
  open(tag: number, what?: string): DerReader {
    return new DerReader(this.read(tag, what).content);
  }

  /** Nothing may follow. */
  end(what = 'the structure'): void {
    if (!this.done) throw new DerError(`there are extra bytes after ${what}`);
  }
}

/** The one element that `bytes` consists of. */
export function readWhole(bytes: Buffer, tag: number, what: string): DerElement {
  const reader = new DerReader(bytes);
  const element = reader.read(tag, what);
  reader.end(what);
  return element;
}

/** Walks everything that is nested in constructed elements, so that no unread corner holds anything but DER. */
export function assertDer(bytes: Buffer, depth = 0): void {
  if (depth > MAX_DEPTH) throw new DerError('the data is nested too deeply');
  const reader = new DerReader(bytes);
  while (!reader.done) {
    const element = reader.read();
    if (element.tag & CONSTRUCTED) assertDer(element.content, depth + 1);
  }
}

/** Content of an OBJECT IDENTIFIER in dotted form. */
export function readOid(content: Buffer): string {
  if (content.length === 0 || content.length > 64) throw new DerError('an object identifier has an impossible length');
  const arcs: number[] = [];
  let value = 0;
  let fresh = true;
  for (const byte of content) {
    if (fresh && byte === 0x80) throw new DerError('an object identifier is not in its shortest form');
    value = value * 128 + (byte & 0x7f);
    if (!Number.isSafeInteger(value)) throw new DerError('an object identifier has too large a number');
    fresh = byte < 0x80;
    if (fresh) {
      arcs.push(value);
      value = 0;
    }
  }
  if (!fresh) throw new DerError('an object identifier ends too early');
  const [head = 0, ...rest] = arcs;
  const root = Math.min(Math.floor(head / 40), 2);
  return [root, head - root * 40, ...rest].join('.');
}

/** Content of an INTEGER of zero or more: its magnitude without the sign byte. */
export function readUnsigned(content: Buffer): Buffer {
  const [first, second] = content;
  if (first === undefined) throw new DerError('an integer is empty');
  if (first >= 0x80) throw new DerError('an integer is negative');
  if (first !== 0 || second === undefined) return content;
  if (second < 0x80) throw new DerError('an integer is not in its shortest form');
  return content.subarray(1);
}

/** Content of a BIT STRING that holds whole bytes. */
export function readWholeBits(content: Buffer): Buffer {
  if (content[0] !== 0) throw new DerError('a bit string does not hold whole bytes');
  return content.subarray(1);
}

/** Content of a BOOLEAN; DER knows two bytes only (X.690 §11.1). */
export function readBoolean(content: Buffer): boolean {
  if (content.length !== 1 || (content[0] !== 0 && content[0] !== 0xff))
    throw new DerError('a boolean is neither true nor false');
  return content[0] === 0xff;
}

/** A UTCTime or GeneralizedTime of the form that certificates use: seconds, Z, no fraction (RFC 5280 §4.1.2.5). */
export function readTime(element: DerElement): Date {
  const text = element.content.toString('latin1');
  const isUtc = element.tag === TAG.utcTime;
  if (!isUtc && element.tag !== TAG.generalizedTime) throw new DerError('a date has the wrong type');
  if (!(isUtc ? /^\d{12}Z$/ : /^\d{14}Z$/).test(text)) throw new DerError('a date is malformed');
  const full = isUtc ? `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}` : text;
  const [, year, month, day, hour, minute, second] = /^(....)(..)(..)(..)(..)(..)Z$/.exec(full) ?? [];
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const date = new Date(iso);
  // Date rolls the 31st of February over; a date that does not come back as written never existed.
  if (Number.isNaN(date.getTime()) || date.toISOString() !== iso) throw new DerError('a date does not exist');
  return date;
}
