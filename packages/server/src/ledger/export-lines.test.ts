import { describe, expect, test } from 'vitest';
import { linesOf, parseExportLine } from './export-lines.ts';

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
async function lines(bytes: Buffer, size: number): Promise<string[]> {
  const all: string[] = [];
  for await (const line of linesOf(inPieces(bytes, size))) all.push(line);
  return all;
}

describe('the lines of an export', () => {
  test.each([1, 2, 3, 7, 1_000])('are the same in pieces of %i bytes', async (size) => {
    const text = ['{"ü":"🔏"}', '', '— €', 'the end without a line end'];
    expect(await lines(Buffer.from(text.join('\n')), size)).toEqual(text);
  });

  test('are UTF-8, to the last byte', async () => {
    await expect(lines(Buffer.from([0x61, 0x0a, 0xff, 0x0a]), 4)).rejects.toThrow('no text in UTF-8');
    await expect(lines(Buffer.from('€').subarray(0, 2), 4)).rejects.toThrow('no text in UTF-8');
  });

  test('are of a length that fits in memory', async () => {
    await expect(lines(Buffer.alloc(1_100_000, 'a'), 65_536)).rejects.toThrow('longer than 1000000 characters');
  });

  test('are records, and a checkpoint at the end', () => {
    const record = { seq: 0, hash: 'h', entry: 'e' };
    expect(parseExportLine(1, JSON.stringify(record))).toEqual({ record });
    const closing = { checkpoint: 'c', vkey: 'v' };
    expect(parseExportLine(2, JSON.stringify(closing))).toEqual({ closing });
  });

  test.each([
    'hello',
    'null',
    '[]',
    '{}',
    '{"seq":0,"hash":"h"}',
    '{"seq":"0","hash":"h","entry":"e"}',
    '{"seq":0.5,"hash":"h","entry":"e"}',
    '{"seq":0,"hash":"h","entry":{}}',
    '{"seq":0,"hash":"h","entry":"e","more":1}',
    '{"checkpoint":"c"}',
    '{"checkpoint":"c","vkey":1}',
  ])('are nothing else: %s', (line) => {
    expect(() => parseExportLine(3, line)).toThrow('Line 3 is neither a record nor the checkpoint at the end.');
  });
});
