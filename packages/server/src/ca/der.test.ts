import 'reflect-metadata';
import { AsnConvert } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier, Extension, InhibitAnyPolicy, KeyUsage, Name, Time } from '@peculiar/asn1-x509';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  assertDer,
  bitString,
  boolean,
  contextConstructed,
  contextPrimitive,
  DerError,
  DerReader,
  integer,
  namedBits,
  nullValue,
  octetString,
  oid,
  readBoolean,
  readOid,
  readTime,
  readUnsigned,
  readWhole,
  readWholeBits,
  sequence,
  set,
  TAG,
  time,
  tlv,
  utf8,
} from './der.ts';

const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
const arc = fc.oneof(fc.nat(300), fc.nat());
const dotted = fc
  .oneof(
    fc.tuple(fc.constantFrom('0', '1'), fc.nat(39), fc.array(arc, { maxLength: 8 })),
    fc.tuple(fc.constant('2'), fc.nat(100_000), fc.array(arc, { maxLength: 8 })),
  )
  .map(([first, second, rest]) => [first, second, ...rest].join('.'));
const wholeSecond = fc
  .integer({ min: Date.UTC(1950, 0, 1) / 1_000, max: Date.UTC(9999, 11, 31, 23, 59, 59) / 1_000 })
  .map((seconds) => new Date(seconds * 1_000));
const hexOf = (value: ArrayBuffer): string => Buffer.from(value).toString('hex');
const content = (der: Buffer, tag: number): Buffer => readWhole(der, tag, 'it').content;

describe('what the writer writes, another reader reads the same', { timeout: 30_000 }, () => {
  const read = <Type>(der: Buffer, type: new () => Type): Type => AsnConvert.parse(der, type);

  test('object identifiers', () => {
    fc.assert(
      fc.property(dotted, (id) => {
        expect(read(sequence(oid(id)), AlgorithmIdentifier).algorithm).toBe(id);
      }),
    );
  });

  test('integers of zero or more, of whatever size', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 1n << 170n }), (value) => {
        expect(BigInt(`0x${hexOf(read(integer(value), InhibitAnyPolicy).value)}`)).toBe(value);
      }),
    );
  });

  test('booleans and octet strings, in lengths of one byte, two, three and four', () => {
    const size = fc.oneof(fc.nat(130), fc.integer({ min: 250, max: 260 }), fc.integer({ min: 65_530, max: 65_540 }));
    fc.assert(
      fc.property(size, fc.boolean(), (length, critical) => {
        const value = Buffer.alloc(length, 0xa5);
        const written = sequence(oid('1.2.3'), ...(critical ? [boolean(true)] : []), octetString(value));
        const extension = read(written, Extension);
        expect(extension.critical).toBe(critical);
        expect(Buffer.from(extension.extnValue.buffer).equals(value)).toBe(true);
      }),
    );
  });

  test('dates, to the second', () => {
    fc.assert(
      fc.property(wholeSecond, (date) => {
        const found = read(time(date), Time);
        expect(found.getTime()).toEqual(date);
        expect(found.utcTime === undefined).toBe(date.getUTCFullYear() >= 2050);
      }),
    );
  });

  test('text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 64 }), (text) => {
        const name = read(sequence(set(sequence(oid('2.5.4.3'), utf8(text)))), Name);
        expect(name[0]?.[0]?.value.utf8String).toBe(text);
      }),
    );
  });

  test('named bits', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(8), { minLength: 1 }), (bits) => {
        const flags = bits.reduce((sum, bit) => sum | (1 << bit), 0);
        expect(read(namedBits(bits), KeyUsage).toNumber()).toBe(flags);
      }),
    );
  });
});

describe('what the writer writes is DER to the strict reader, which reads it back', { timeout: 30_000 }, () => {
  test('nested elements', () => {
    const element = fc.letrec<{ node: Buffer }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 5 },
        bytes.map(octetString),
        fc.bigInt({ min: 0n, max: 1n << 80n }).map((value) => integer(value)),
        fc.constantFrom(nullValue(), boolean(true), boolean(false)),
        bytes.map((value) => bitString(value)),
        fc.tuple(fc.nat(30), bytes).map(([tag, value]) => contextPrimitive(tag, value)),
        fc.array(tie('node'), { maxLength: 4 }).map((parts) => sequence(...parts)),
        fc.array(tie('node'), { maxLength: 4 }).map((parts) => set(...parts)),
        fc.tuple(fc.nat(30), tie('node')).map(([tag, part]) => contextConstructed(tag, part)),
      ),
    })).node;
    fc.assert(
      fc.property(fc.array(element, { maxLength: 4 }), (elements) => {
        const all = sequence(...elements);
        assertDer(all);
        const reader = new DerReader(content(all, TAG.sequence));
        for (const one of elements) expect(reader.read().bytes.equals(one)).toBe(true);
        reader.end();
      }),
    );
  });

  test('object identifiers, integers, dates, booleans, bit strings', () => {
    fc.assert(
      fc.property(dotted, bytes, wholeSecond, fc.boolean(), (id, value, date, truth) => {
        expect(readOid(content(oid(id), TAG.oid))).toBe(id);
        expect(readTime(new DerReader(time(date)).read())).toEqual(date);
        expect(readBoolean(content(boolean(truth), TAG.boolean))).toBe(truth);
        expect(readWholeBits(content(bitString(value), TAG.bitString)).equals(value)).toBe(true);
        const number = BigInt(`0x0${value.toString('hex')}`);
        const magnitude = readUnsigned(content(integer(value), TAG.integer));
        expect(BigInt(`0x${magnitude.toString('hex')}`)).toBe(number);
        expect(integer(number).equals(integer(value))).toBe(true);
      }),
    );
  });
});

describe('the writer', () => {
  test.for([
    [0, '0400'],
    [127, '047f'],
    [128, '048180'],
    [255, '0481ff'],
    [256, '04820100'],
    [65_535, '0482ffff'],
    [65_536, '0483010000'],
    [16_777_215, '0483ffffff'],
    [16_777_216, '048401000000'],
  ] as const)('writes a length of %i in its shortest form: %s', ([length, head]) => {
    const written = octetString(Buffer.alloc(length));
    expect(written.subarray(0, head.length / 2).toString('hex')).toBe(head);
    expect(written).toHaveLength(head.length / 2 + length);
    expect(content(written, TAG.octetString)).toHaveLength(length);
  });

  test.for([
    [0, '020100'],
    [127, '02017f'],
    [128, '02020080'],
    [255, '020200ff'],
    [256, '02020100'],
  ] as const)('writes the integer %i in the fewest bytes: %s', ([value, hex]) => {
    expect(integer(value).toString('hex')).toBe(hex);
  });

  test.for([
    [[], '030100'],
    [[0], '03020780'],
    [[5, 6], '03020106'],
    [[7], '03020001'],
    [[8], '0303070080'],
  ] as const)('writes the named bits %j without zero bits at their end: %s', ([bits, hex]) => {
    expect(namedBits(bits).toString('hex')).toBe(hex);
  });

  test.for([
    ['1950-01-01T00:00:00Z', '500101000000Z'],
    ['1999-12-31T23:59:59Z', '991231235959Z'],
    ['2000-02-29T00:00:00Z', '000229000000Z'],
    ['2049-12-31T23:59:59.999Z', '491231235959Z'],
    ['2050-01-01T00:00:00Z', '20500101000000Z'],
    ['9999-12-31T23:59:59Z', '99991231235959Z'],
  ] as const)('writes %s as %s', ([iso, text]) => {
    const tag = text.length === 13 ? TAG.utcTime : TAG.generalizedTime;
    expect(content(time(new Date(iso)), tag).toString()).toBe(text);
  });

  test('cannot write dates outside of 1950 to 9999, negative integers or what is no object identifier', () => {
    for (const iso of ['1949-12-31T23:59:59Z', '+010000-01-01T00:00:00Z', 'x']) {
      expect(() => time(new Date(iso))).toThrow(DerError);
    }
    expect(() => integer(-1)).toThrow(DerError);
    for (const text of ['1.2.x', '1.2.-3', '1.2.3.5e20', '1.2.3.0.5.1.1.1.1.9007199254740993']) {
      expect(() => oid(text)).toThrow(DerError);
    }
  });
});

describe('the reader refuses', () => {
  const hex = (text: string): DerReader => new DerReader(Buffer.from(text, 'hex'));

  test.for([
    ['an indefinite length', '3080', 'indefinite'],
    ['a long form for a short length', '04817f', 'shortest form'],
    ['a leading zero in a length', '0482007f', 'shortest form'],
    ['a length of more than four bytes', '04850100000000', 'larger than the data'],
    ['a length beyond the data', '040500', 'larger than the data'],
    ['data that ends inside a length', '048201', 'inside a length'],
    ['data that ends after a tag', '04', 'inside a length'],
    ['a tag of more than one byte', '1f0100', 'more than one byte'],
    ['no data', '', 'is missing'],
  ] as const)('%s', ([, text, reason]) => {
    expect(() => hex(text).read()).toThrow(reason);
    expect(() => hex(text).read()).toThrow(DerError);
  });

  test('another tag than the one that is expected, and bytes that follow', () => {
    expect(() => hex('0500').read(TAG.integer, 'the number')).toThrow('the number has the wrong type');
    expect(() => readWhole(Buffer.from('050000', 'hex'), TAG.nullValue, 'it')).toThrow('extra bytes after it');
    expect(hex('0500').optional(TAG.integer)).toBeNull();
  });

  test('integers that are empty, negative or not in their shortest form', () => {
    for (const text of ['', '80', 'ff00', '0001', '007f', '0000']) {
      expect(() => readUnsigned(Buffer.from(text, 'hex')), text).toThrow(DerError);
    }
    expect(readUnsigned(Buffer.from('0080', 'hex')).toString('hex')).toBe('80');
    expect(readUnsigned(Buffer.from('00', 'hex')).toString('hex')).toBe('00');
  });

  test('booleans that are neither 00 nor ff, and bit strings that hold no whole bytes', () => {
    for (const text of ['', '01', 'fe', 'ffff']) expect(() => readBoolean(Buffer.from(text, 'hex'))).toThrow(DerError);
    for (const text of ['', '01', '0780']) expect(() => readWholeBits(Buffer.from(text, 'hex'))).toThrow(DerError);
  });

  test('object identifiers that are empty, cut off, padded or beyond what a number holds', () => {
    for (const text of ['', '2a80', '2a8001', '80', `2a${'ff'.repeat(9)}7f`, '2a'.repeat(65)]) {
      expect(() => readOid(Buffer.from(text, 'hex')), text).toThrow(DerError);
    }
  });

  test.for([
    '260230000000Z',
    '261301000000Z',
    '260101240000Z',
    '260101006000Z',
    '260101000060Z',
    '2601010000Z',
    '260101000000',
    '260101000000+0000',
    '250229000000Z',
  ])('the UTCTime %s', (text) => {
    expect(() => readTime(new DerReader(tlv(TAG.utcTime, Buffer.from(text))).read())).toThrow(DerError);
  });

  test.for(['20500101000000.5Z', '205001010000Z', '21000229000000Z', '20500101000000'])(
    'the GeneralizedTime %s',
    (text) => {
      expect(() => readTime(new DerReader(tlv(TAG.generalizedTime, Buffer.from(text))).read())).toThrow(DerError);
    },
  );

  test('what is nested more than 32 deep, and not what is nested 32 deep', () => {
    const nested = (depth: number): Buffer => (depth === 0 ? nullValue() : sequence(nested(depth - 1)));
    expect(() => assertDer(nested(32))).not.toThrow();
    expect(() => assertDer(nested(33))).toThrow('nested too deeply');
  });

  test('any bytes with nothing but a DerError', () => {
    fc.assert(
      fc.property(bytes, (any) => {
        for (const read of [assertDer, readOid, readUnsigned, readBoolean, readWholeBits]) {
          try {
            read(any);
          } catch (error) {
            expect(error).toBeInstanceOf(DerError);
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
