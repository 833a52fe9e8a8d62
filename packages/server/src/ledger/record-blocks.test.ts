import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BlockReader } from './record-blocks.ts';

/** As PostgreSQL writes it: header, then a row a block, then the end. */
function copyOf(blocks: readonly { readonly records: number; readonly text: string | null }[]): Buffer {
  const rows = blocks.map(({ records, text }) => {
    const bytes = Buffer.from(text ?? '');
    const before = Buffer.alloc(18);
    before.writeInt16BE(2, 0);
    before.writeInt32BE(8, 2);
    before.writeBigInt64BE(BigInt(records), 6);
    before.writeInt32BE(text === null ? -1 : bytes.length, 14);
    return Buffer.concat([before, bytes]);
  });
  const header = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);
  return Buffer.concat([header, ...rows, Buffer.from([0xff, 0xff])]);
}

describe('the reader of blocks', () => {
  it('gives every block as it was sent, wherever the chunks are cut, and none for no rows', () => {
    const block = fc.record({ records: fc.nat(), text: fc.option(fc.string({ unit: 'grapheme', maxLength: 40 })) });
    fc.assert(
      fc.property(fc.array(block), fc.array(fc.nat({ max: 60 })), (blocks, cuts) => {
        const bytes = copyOf(blocks);
        const reader = new BlockReader();
        const found: unknown[] = [];
        let at = 0;
        for (const size of [...cuts, bytes.length]) {
          for (const { records, text } of reader.blocks(bytes.subarray(at, at + size))) {
            found.push({ records, text: text.toString() });
          }
          at = Math.min(at + size, bytes.length);
        }
        expect(found).toEqual(blocks.map(({ records, text }) => ({ records, text: text ?? '' })));
      }),
    );
  });

  it('grows with a block that is larger than any before', () => {
    const large = 'x'.repeat(3_000_000);
    const bytes = copyOf([{ records: 1, text: large }]);
    const reader = new BlockReader();
    const found: number[] = [];
    for (let at = 0; at < bytes.length; at += 65_536) {
      for (const { text } of reader.blocks(bytes.subarray(at, at + 65_536))) found.push(text.length);
    }
    expect(found).toEqual([large.length]);
  });
});
