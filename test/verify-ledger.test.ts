import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runProcess } from './harness/server-process.ts';

interface ExportedRecord {
  readonly seq: number;
  readonly hash: string;
  readonly entry: string;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const VERIFIER = path.join(root, 'tools/verify_ledger.py');
const vectors = (name: string) =>
  JSON.parse(fs.readFileSync(path.join(root, 'packages/server/src/domain/testdata/ledger', name), 'utf8'));

const records: readonly ExportedRecord[] = vectors('chain.json').records;
const { vkey, checkpoints }: { vkey: string; checkpoints: { size: number; note: string }[] } =
  vectors('checkpoints.json');
const tampered: { name: string; records: ExportedRecord[]; firstBroken: number | null }[] =
  vectors('tampered.json').cases;
const noteOf = (size: number) => checkpoints.find((one) => one.size === size)?.note ?? '';

const lines = (those: readonly object[]) => those.map((one) => `${JSON.stringify(one)}\n`).join('');
const exported = (those: readonly object[] = records, checkpoint = noteOf(records.length), key = vkey) =>
  lines([...those, { checkpoint, vkey: key }]);

/** "Isolated, without site packages" leaves Python its standard library and nothing else. */
const STANDARD_LIBRARY_ONLY = ['-I', '-S'];
const tries = (args: readonly string[]) =>
  runProcess('python3', args).then(
    ({ code }) => code === 0,
    () => false,
  );
const hasPython = await tries(['-c', 'import sys; sys.exit(sys.version_info < (3, 9))']);
const hasCryptography = await tries(['-c', 'import cryptography']);

describe.skipIf(!hasPython)(
  `verify_ledger.py${hasPython ? '' : ' (skipped: there is no python3 of 3.9 or later)'}`,
  () => {
    let folder = '';
    beforeAll(() => {
      folder = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-export-'));
    });
    afterAll(() => fs.rmSync(folder, { recursive: true }));

    const verify = async (content: string, args: string[] = [], python: string[] = STANDARD_LIBRARY_ONLY) => {
      const file = path.join(folder, 'export.jsonl');
      fs.writeFileSync(file, content);
      return runProcess('python3', [...python, VERIFIER, file, ...args]);
    };

    test('verifies an export with the standard library alone, and says that the signature was not checked', async () => {
      const { code, stdout, stderr } = await verify(exported());
      expect(stderr).toBe('');
      expect(code).toBe(0);
      expect(stdout).toContain(`chain: ${records.length} records of org_01jd9m2c8xe7rbx5w9n4t6q3ha`);
      expect(stdout).toContain('NOT CHECKED');
      expect(stdout).toMatch(/who signed its checkpoint was not checked\.\n$/);
    });

    test('reads an export from standard input', async () => {
      const { code } = await runProcess('python3', [...STANDARD_LIBRARY_ONLY, VERIFIER, '-'], { input: exported() });
      expect(code).toBe(0);
    });

    test('does not take a key that it was given but cannot check against', async () => {
      const { code, stdout, stderr } = await verify(exported(), ['--vkey', vkey]);
      expect(code).toBe(2);
      expect(stdout).not.toContain('The ledger verifies');
      expect(stderr).toContain('cryptography');
    });

    test.each(tampered)('finds: $name', async ({ records: those, firstBroken }) => {
      const { code, stdout } = await verify(exported(those));
      expect(code).toBe(1);
      // What the chain alone cannot see, the checkpoint of the whole shows.
      const where = firstBroken === null ? /^BROKEN /m : new RegExp(`^BROKEN at record ${firstBroken}: `, 'm');
      expect(stdout).toMatch(where);
    });

    test.each(records.map(({ seq }) => seq))(
      'finds a change of one letter in record %i, at that record',
      async (seq) => {
        const those = records.map((one) =>
          one.seq === seq ? { ...one, entry: one.entry.replace('"kind":"', '"kind":"x') } : one,
        );
        expect(await verify(exported(those))).toMatchObject({
          code: 1,
          stdout: expect.stringContaining(`at record ${seq}:`),
        });
      },
    );

    test('finds an end that was cut off, with its checkpoint or in front of it', async () => {
      const cut = records.slice(0, -1);
      const [withoutCheckpoint, withTheOld] = [await verify(lines(cut)), await verify(exported(cut))];
      expect(withoutCheckpoint).toMatchObject({ code: 1, stdout: expect.stringContaining('cut off') });
      expect(withTheOld).toMatchObject({ code: 1, stdout: expect.stringContaining('the export has 7') });
    });

    test.each([
      ['a name twice', '{"v":1,"v":1}'],
      ['a fraction', '{"v":1.0}'],
      ['an integer beyond 2^53−1', '{"v":9007199254740992}'],
      ['a number that JSON does not know', '{"v":NaN}'],
      ['half a surrogate pair', '{"v":"\\ud800"}'],
      ['no object', '[]'],
      ['spaces', '{ "v":1}'],
      ['another order', '{"v":1,"org":"o"}'],
      ['nothing but depth', '['.repeat(100_000)],
    ])('refuses an entry with %s', async (_what, entry) => {
      const { code, stdout } = await verify(exported([{ seq: 0, hash: '0'.repeat(64), entry }]));
      expect(code).toBe(1);
      expect(stdout).toMatch(/^BROKEN at record 0: edited: the entry is /);
    });

    test.each([
      ['nothing', ''],
      ['no JSON', 'hello\n'],
      ['a line that is no record', '[]\n'],
      ['a record without a hash', lines([{ seq: 0, entry: records[0]?.entry }])],
      ['an entry that is no text', lines([{ seq: 0, hash: '', entry: {} }])],
      ['a line behind the checkpoint', exported() + lines(records.slice(0, 1))],
      ['a checkpoint that is no note', exported(records, 'hello')],
      ['a verifier key that is none', exported(records, noteOf(8), 'hello')],
    ])('ends with 1 or 2, never with a stack trace, on an export of %s', async (_what, content) => {
      const { code, stdout, stderr } = await verify(content);
      expect([1, 2]).toContain(code);
      expect(stdout).not.toContain('The ledger verifies');
      expect(stderr).not.toContain('Traceback');
    });

    test('says how it is used and what its exit codes mean', async () => {
      const { code, stdout } = await runProcess('python3', [...STANDARD_LIBRARY_ONLY, VERIFIER, '--help']);
      expect(code).toBe(0);
      expect(stdout.replaceAll(/\s+/g, ' ')).toContain('Ends with 0 if the ledger verifies');
    });

    const reason = hasCryptography ? '' : ' (skipped: python3 has no package "cryptography")';
    describe.skipIf(!hasCryptography)(`with the package cryptography${reason}`, () => {
      test('verifies the signature, by the key in the export or by one that was kept', async () => {
        const [own, kept] = [await verify(exported(), [], []), await verify(exported(), ['--vkey', vkey], [])];
        expect(own).toMatchObject({
          code: 0,
          stdout: expect.stringContaining('signature: right, by the key in the export'),
        });
        expect(kept).toMatchObject({
          code: 0,
          stdout: expect.stringContaining('signature: right, by the key that you gave'),
        });
        expect(kept.stdout).toMatch(/The ledger verifies\.\n$/);
      });

      test('refuses a signature over something else, of somebody else, or none', async () => {
        const [body = ''] = noteOf(8).split('\n\n');
        const [, otherSignature = ''] = noteOf(0).split('\n\n');
        const otherKey = vkey.replace(/\+.*$/, `+${await keyOf('11'.repeat(32))}`);
        const checks = [
          await verify(exported(records, `${body}\n\n${otherSignature}`), [], []),
          await verify(exported(records, `${body}\n\n`), [], []),
          await verify(exported(), ['--vkey', otherKey], []),
          await verify(exported(), ['--vkey', vkey.replace('countersign.example', 'other.example')], []),
        ];
        expect(checks.map(({ code }) => code)).toEqual([1, 1, 1, 2]);
        for (const { stdout } of checks) expect(stdout).not.toContain('The ledger verifies');
      });

      /** Id and key of a C2SP verifier key under the origin of the vectors. */
      async function keyOf(publicKeyHex: string): Promise<string> {
        const key = Buffer.from(`01${publicKeyHex}`, 'hex');
        const [origin = ''] = vkey.split('+');
        const id = await crypto.subtle.digest('SHA-256', Buffer.concat([Buffer.from(`${origin}\n`), key]));
        return `${Buffer.from(id).subarray(0, 4).toString('hex')}+${key.toString('base64')}`;
      }
    });
  },
);
