/** Kinds of things that have an id; the prefix of their TypeIDs. */
export const ID_PREFIXES = [
  'org',
  'usr',
  'dev',
  'dtp',
  'apr',
  'ca',
  'crt',
  'tok',
  'cmt',
  'whk',
  'chg',
  'ses',
  'rsn',
] as const;
export type IdPrefix = (typeof ID_PREFIXES)[number];

/** Crockford's base32 in lower case, as the TypeID specification (0.3) has it. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const SUFFIX_LENGTH = 26;
const SUFFIX = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;
const UUID_BYTES = 16;
const RANDOM_BYTES = 10;
const LARGEST_TIME = 2 ** 48;

export interface ParsedTypeId {
  readonly prefix: IdPrefix;
  readonly uuid: Uint8Array;
}

/** A UUID of version 7 (RFC 9562 §5.7) from milliseconds since 1970 and ten random bytes, of which 74 bits are used. */
export function uuidv7(nowMs: number, random: Uint8Array): Uint8Array {
  if (!(Number.isInteger(nowMs) && nowMs >= 0 && nowMs < LARGEST_TIME))
    throw new RangeError(`Not a time for a UUID: ${nowMs}.`);
  if (random.length !== RANDOM_BYTES) throw new RangeError(`A UUID takes ${RANDOM_BYTES} random bytes.`);
  const bytes = Buffer.alloc(UUID_BYTES);
  bytes.writeUIntBE(nowMs, 0, 6);
  bytes.set(random, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes;
}

/** `<prefix>_<26 characters>`: 128 bits with two zero bits before them, five bits a character. */
export function typeId(prefix: IdPrefix, uuid: Uint8Array): string {
  if (uuid.length !== UUID_BYTES) throw new RangeError(`A UUID has ${UUID_BYTES} bytes.`);
  let suffix = '';
  let pending = 0;
  let bits = 2;
  for (const byte of uuid) {
    pending = (pending << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      suffix += ALPHABET.charAt(pending >> bits);
      pending &= (1 << bits) - 1;
    }
  }
  return `${prefix}_${suffix}`;
}

/**
 * Reads a TypeID. Null for anything that is none, or of another prefix than asked for: an id that cannot exist is answered
 * like one that does not.
 */
export function parseTypeId(text: string, prefix?: IdPrefix): ParsedTypeId | null {
  const [start = '', suffix = '', ...more] = text.split('_');
  const known = ID_PREFIXES.find((one) => one === start);
  if (known === undefined || more.length > 0 || !SUFFIX.test(suffix)) return null;
  if (prefix !== undefined && prefix !== known) return null;
  return { prefix: known, uuid: decodeSuffix(suffix) };
}

function decodeSuffix(suffix: string): Uint8Array {
  const uuid = Buffer.alloc(UUID_BYTES);
  let pending = 0;
  let bits = -2;
  let at = 0;
  for (let i = 0; i < SUFFIX_LENGTH; i++) {
    pending = (pending << 5) | ALPHABET.indexOf(suffix.charAt(i));
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    uuid[at++] = pending >> bits;
    pending &= (1 << bits) - 1;
  }
  return uuid;
}
