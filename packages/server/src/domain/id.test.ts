import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ID_PREFIXES, parseTypeId, typeId, uuidv7 } from './id.ts';

const uuid = fc.uint8Array({ minLength: 16, maxLength: 16 });
const random = fc.uint8Array({ minLength: 10, maxLength: 10 });
const prefix = fc.constantFrom(...ID_PREFIXES);

function bytes(hex: string): Uint8Array {
  return Buffer.from(hex.replaceAll('-', ''), 'hex');
}

describe('a TypeID', () => {
  // The pairs that the TypeID specification lists as valid.
  test.each([
    ['00000000000000000000000000', '00000000-0000-0000-0000-000000000000'],
    ['00000000000000000000000001', '00000000-0000-0000-0000-000000000001'],
    ['0000000000000000000000000a', '00000000-0000-0000-0000-00000000000a'],
    ['0000000000000000000000000g', '00000000-0000-0000-0000-000000000010'],
    ['00000000000000000000000010', '00000000-0000-0000-0000-000000000020'],
    ['7zzzzzzzzzzzzzzzzzzzzzzzzz', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
    ['0123456789abcdefghjkmnpqrs', '0110c853-1d09-52d8-d73e-1194e95b5f19'],
    ['01h455vb4pex5vsknk084sn02q', '01890a5d-ac96-774b-bcce-b302099a8057'],
  ])('%s stands for the UUID %s', (suffix, text) => {
    expect(typeId('apr', bytes(text))).toBe(`apr_${suffix}`);
    expect(parseTypeId(`apr_${suffix}`)).toEqual({ prefix: 'apr', uuid: bytes(text) });
  });

  test('reads back as the prefix and the bytes it was made of', () => {
    fc.assert(
      fc.property(prefix, uuid, (kind, id) => {
        const parsed = parseTypeId(typeId(kind, id), kind);
        expect(parsed?.prefix).toBe(kind);
        expect([...(parsed?.uuid ?? [])]).toEqual([...id]);
      }),
    );
  });

  test('sorts as its UUIDs do', () => {
    fc.assert(
      fc.property(uuid, uuid, (a, b) => {
        const byId = typeId('apr', a) < typeId('apr', b);
        expect(byId).toBe(Buffer.compare(a, b) < 0);
      }),
    );
  });

  test.each([
    '',
    'apr',
    'apr_',
    '_00000000000000000000000000',
    '00000000000000000000000000',
    'xyz_00000000000000000000000000',
    'APR_00000000000000000000000000',
    'apr_0000000000000000000000000A',
    'apr_80000000000000000000000000',
    'apr_0000000000000000000000000i',
    'apr_0000000000000000000000000l',
    'apr_0000000000000000000000000o',
    'apr_0000000000000000000000000u',
    'apr_0000000000000000000000000',
    'apr_000000000000000000000000000',
    'apr_00000000000000000000000000_',
    'apr_00000000000000000000000000\n',
    'toString_00000000000000000000000000',
  ])('cannot be %j', (text) => {
    expect(parseTypeId(text)).toBeNull();
  });

  test('of another prefix than asked for counts as none', () => {
    const id = typeId('usr', new Uint8Array(16));
    expect(parseTypeId(id, 'usr')).not.toBeNull();
    expect(parseTypeId(id, 'dev')).toBeNull();
  });
});

describe('a UUID of version 7', () => {
  test('has its time, version and variant where RFC 9562 puts them, and random bits in all the rest', () => {
    expect(Buffer.from(uuidv7(0x017f22e279b0, new Uint8Array(10).fill(0xff))).toString('hex')).toBe(
      '017f22e279b07fffbfffffffffffffff',
    );
    expect(Buffer.from(uuidv7(0x017f22e279b0, new Uint8Array(10))).toString('hex')).toBe(
      '017f22e279b070008000000000000000',
    );
  });

  test('makes ids that sort by time', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 40 }), random, random, (ms, a, b) => {
        expect(typeId('apr', uuidv7(ms, a)) < typeId('apr', uuidv7(ms + 1, b))).toBe(true);
      }),
    );
  });

  test('cannot be made of a time or of bytes that do not fit', () => {
    for (const ms of [-1, 1.5, 2 ** 48, Number.NaN]) expect(() => uuidv7(ms, new Uint8Array(10))).toThrow(RangeError);
    expect(() => uuidv7(0, new Uint8Array(9))).toThrow(RangeError);
    expect(() => typeId('apr', new Uint8Array(15))).toThrow(RangeError);
  });
});
