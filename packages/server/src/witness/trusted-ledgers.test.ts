import { createPublicKey } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { verifierKey } from '../domain/checkpoint.ts';
import { LedgersFile } from './ledgers-file.ts';
import { exampleLedger } from './testing/example-ledger.ts';
import { parseTrustedLedgers } from './trusted-ledgers.ts';

const a = exampleLedger('ledger.example/ledger/org_a');
const b = exampleLedger('ledger.example/ledger/org_b');
const everything = verifierKey('ledger.example/ledger/*', createPublicKey(a.privateKey));
const count = (text: string, origin: string) => parseTrustedLedgers(text).keysOf(origin).length;

describe('the list of watched ledgers', () => {
  test('has a verifier key a line; comments and empty lines are passed over', () => {
    const text = `# ours\n\n  ${a.vkey}\r\n${b.vkey}\n`;
    expect(parseTrustedLedgers(text).names).toEqual([a.origin, b.origin]);
    expect([count(text, a.origin), count(text, b.origin), count(text, `${a.origin}/2`)]).toEqual([1, 1, 0]);
  });

  test('takes a name that ends in /* for every origin that begins so, and for no other', () => {
    expect(count(everything, a.origin)).toBe(1);
    expect(count(everything, `${a.origin}/2`)).toBe(1);
    for (const other of ['ledger.example/ledger/', 'ledger.example/ledger', 'ledger.example/ledger/a b', 'x', '']) {
      expect(count(everything, other)).toBe(0);
    }
  });

  test('knows the key of a ledger once, however often it is listed', () => {
    expect(count(`${everything}\n${a.vkey}\n${a.vkey}`, a.origin)).toBe(1);
  });

  test.each([
    ['a key of another kind', a.vkey.replace(/\+[^+]*$/, '+AAAA'), 'line 2 is not the verifier key of a ledger'],
    ['a name that was changed', a.vkey.replace('org_a', '*'), /does not carry its own key id, which is [0-9a-f]{8}/],
    ['no key', 'ledger.example', 'line 2'],
  ])('is refused with %s', (_, line, why) => {
    expect(() => parseTrustedLedgers(`# ours\n${line}`)).toThrow(why);
  });

  test('is refused if it is empty', () => {
    expect(() => parseTrustedLedgers('# nothing\n')).toThrow('lists no ledger');
  });

  test('is read again when its file has changed; a file that has become wrong changes nothing', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-ledgers-'));
    const file = path.join(folder, 'ledgers');
    const lines: string[] = [];
    await expect(LedgersFile.open(file, () => undefined)).rejects.toThrow(/ledgers cannot be used: ENOENT/);
    fs.writeFileSync(file, a.vkey);
    const ledgers = await LedgersFile.open(file, (line) => lines.push(line));
    expect((await ledgers.current()).names).toEqual([a.origin]);
    fs.writeFileSync(file, `${a.vkey}\n${b.vkey}`);
    expect((await ledgers.current()).names).toEqual([a.origin, b.origin]);
    fs.writeFileSync(file, 'nonsense');
    for (let i = 0; i < 3; i++) expect((await ledgers.current()).names).toEqual([a.origin, b.origin]);
    fs.rmSync(file);
    for (let i = 0; i < 3; i++) expect((await ledgers.current()).names).toEqual([a.origin, b.origin]);
    fs.writeFileSync(file, b.vkey);
    expect((await ledgers.current()).names).toEqual([b.origin]);
    expect(lines).toEqual([
      expect.stringContaining('read again'),
      expect.stringContaining('the one before it is in force: line 1'),
      expect.stringContaining('the one before it is in force: ENOENT'),
      expect.stringContaining('read again'),
    ]);
    fs.rmSync(folder, { recursive: true });
  });
});
