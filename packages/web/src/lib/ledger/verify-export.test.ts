import fs from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ExportedRecord } from './export-lines.ts';
import { type ExportCheckInput, type ExportVerdict, verifyExport } from './verify-export.ts';

interface Case {
  readonly name: string;
  readonly records: readonly ExportedRecord[];
  readonly firstBroken: number | null;
}

const read = <T>(name: string): T =>
  JSON.parse(
    fs.readFileSync(new URL(`../../../../server/src/domain/testdata/ledger/${name}.json`, import.meta.url), 'utf8'),
  ) as T;
const { records } = read<{ records: readonly ExportedRecord[] }>('chain');
const { vkey, checkpoints } = read<{ vkey: string; checkpoints: readonly { size: number; note: string }[] }>(
  'checkpoints',
);
const { cases } = read<{ cases: readonly Case[] }>('tampered');
const noteOf = (wanted: number): string => checkpoints.find(({ size }) => size === wanted)?.note ?? '';
const caseOf = (part: string): Case => {
  const found = cases.find(({ name }) => name.includes(part));
  if (found === undefined) throw new Error(`no case of ${part}`);
  return found;
};

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const held = (text: string, name = 'yesterday.eml') => [{ name, content: bytes(text) }];
const linesOf = (kept: readonly ExportedRecord[], note = noteOf(8), key = vkey): string[] => [
  ...kept.map(({ seq, hash, entry }) => JSON.stringify({ seq, hash, entry })),
  JSON.stringify({ checkpoint: note, vkey: key }),
];

/** In pieces that end anywhere, as a network gives them. */
async function* pieces(text: string, length = 1_000): AsyncGenerator<Uint8Array> {
  const whole = bytes(text);
  for (let at = 0; at < whole.length; at += length) yield whole.slice(at, at + length);
}

const verify = (lines: readonly string[], input: Partial<ExportCheckInput> = {}): Promise<ExportVerdict> =>
  verifyExport(pieces(`${lines.join('\n')}\n`), { verifierKeys: [vkey], held: [], ...input });

describe('an export, verified in the browser', () => {
  beforeAll(() => void vi.stubGlobal('isSecureContext', true));
  afterAll(() => void vi.unstubAllGlobals());

  it('verifies when nothing of it was changed, whoever is asked for the key', async () => {
    const verdict = await verify(linesOf(records));
    expect(verdict.broken).toBeNull();
    expect(verdict).toMatchObject({ size: 8, exportKey: vkey, ledger: 'org_01jd9m2c8xe7rbx5w9n4t6q3ha' });
    expect(verdict.findings.every(({ state }) => state === 'pass')).toBe(true);
    expect(await verify(linesOf(records), { verifierKeys: [] })).toMatchObject({ broken: null });
  });

  it('says as it goes how many records and bytes it has read', async () => {
    const text = `${linesOf(records).join('\n')}\n`;
    const seen: number[] = [];
    await verifyExport(pieces(text, 500), { verifierKeys: [], held: [] }, ({ bytes: read }) => seen.push(read));
    expect(seen.length).toBeGreaterThan(5);
    expect(seen.at(-1)).toBe(bytes(text).length);
  });

  it.each(cases.filter(({ firstBroken }) => firstBroken !== null))('finds where it breaks: $name', async (tampered) => {
    const { broken, size } = await verify(linesOf(tampered.records));
    expect(broken).toMatchObject({ seq: tampered.firstBroken });
    expect(size).toBe(tampered.firstBroken);
  });

  it('says how it broke: edited, missing, reordered, cut off, rewritten', async () => {
    const whatOf = async (part: string, input: Partial<ExportCheckInput> = {}, note = noteOf(8)) =>
      (await verify(linesOf(caseOf(part).records, note), input)).broken?.what;
    expect(await whatOf('one byte')).toBe('edited');
    expect(await whatOf('its own hash changed')).toBe('edited');
    expect(await whatOf('removed from the middle')).toBe('missing');
    expect(await whatOf('swapped')).toBe('reordered');
    expect(await whatOf('tail cut off')).toBe('cut off');
    expect(await whatOf('tail cut off', { held: held(noteOf(7)) })).toBe('cut off');
    expect(await whatOf('rewritten and re-hashed', { held: held(noteOf(3)) })).toBe('rewritten');
  });

  it('shows of an edited record what was expected and found, and which checkpoint covers what it was', async () => {
    const tampered = caseOf('one byte').records;
    const { broken } = await verify(linesOf(tampered), { held: held(noteOf(7)) });
    expect(broken).toMatchObject({
      expected: records[2]?.hash,
      entry: tampered[2]?.entry,
      namedByNext: true,
      coveredBy: 7,
    });
    expect(broken?.found).not.toBe(records[2]?.hash);
    // A checkpoint that does not cover it proves nothing of when.
    expect((await verify(linesOf(tampered, noteOf(8).replace(/\n8\n/, '\n9\n')))).broken?.coveredBy).toBeNull();
  });

  it('proves a rewritten ledger wrong by one checkpoint that somebody kept, pasted from a mail as mail programs leave it', async () => {
    const rewritten = caseOf('rewritten and re-hashed').records;
    const mail = `From: countersign@corp.example\r\n\r\n> Somebody asks.\r\n>\r\n${noteOf(7)
      .split('\n')
      .map((line) => `> ${line}`)
      .join('\r\n')}\r\nSent from my phone\r\n`;
    const { broken } = await verify(linesOf(rewritten), { held: held(mail) });
    expect(broken).toMatchObject({ what: 'rewritten', seq: 6 });
    expect(broken?.explanation).toContain('checkpoint of size 7');
    // The same mail agrees with the ledger as it was.
    const whole = await verify(linesOf(records), { held: held(mail) });
    expect(whole.broken).toBeNull();
    expect(whole.findings.at(-1)).toMatchObject({ state: 'pass' });
    expect(whole.findings.at(-1)?.text).toContain('size 7 in yesterday.eml');
  });

  it('takes no checkpoint for the word of a key that did not sign it', async () => {
    const signedWrongly = noteOf(7).replace(/\n7\n/, '\n6\n');
    expect((await verify(linesOf(records), { held: held(signedWrongly) })).broken).toMatchObject({ seq: null });
    expect((await verify(linesOf(records, noteOf(8).replace('k8EOH', 'k8EOI')))).broken?.seq).toBeNull();
    const unsigned = `${noteOf(8).split('—')[0]}`;
    expect((await verify(linesOf(records, unsigned))).broken?.explanation).toContain('no signature');
  });

  it('says that it cannot tell who signed where the browser lacks the cryptography', async () => {
    vi.stubGlobal('isSecureContext', false);
    const { broken, findings } = await verify(linesOf(records), { held: held(noteOf(7)) });
    vi.stubGlobal('isSecureContext', true);
    expect(broken).toBeNull();
    expect(findings.filter(({ state }) => state === 'warn')).toHaveLength(2);
  });

  it.each([
    ['nothing', [''], /holds no record|neither a record/],
    ['another text', ['hello'], /neither a record nor the checkpoint/],
    ['a part of a ledger', ['{"export":{"ledger":"org_1"}}'], /part of a ledger/],
    ['lines behind the checkpoint', [...linesOf(records), ...linesOf(records)], /behind the checkpoint/],
    ['a key that is none', linesOf(records, noteOf(8), 'key'), /no verifier key/],
  ])('is refused in plain words where it is %s', async (_what, lines, why) => {
    await expect(verify(lines, { verifierKeys: [] })).rejects.toThrow(why);
  });

  it('refuses a mail that holds no checkpoint of this ledger', async () => {
    await expect(verify(linesOf(records), { held: held('Dear Mara') })).rejects.toThrow(
      /yesterday\.eml holds no checkpoint of this ledger/,
    );
  });

  it('finds the flip of any bit of any record at exactly that record', async () => {
    for (const [at, record] of records.entries()) {
      const place = Math.floor(record.entry.length / 2) + at;
      const code = record.entry.charCodeAt(place);
      const entry = `${record.entry.slice(0, place)}${String.fromCharCode(code ^ 1)}${record.entry.slice(place + 1)}`;
      const { broken } = await verify(linesOf(records.with(at, { ...record, entry })));
      expect(broken?.seq).toBe(at);
    }
  });
});
