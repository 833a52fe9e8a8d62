import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { disguisesOf } from './harness/disguises.ts';
import {
  cosigned,
  type ExportedRecord,
  hashedAgain,
  jsonLines,
  keyOfSeed,
  type NoteKey,
  noteOver,
  vectorKey,
  vectors,
  vkeyOf,
  witnessKeyOf,
} from './harness/ledger-export.ts';
import { runProcess } from './harness/server-process.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const VERIFIER = path.join(root, 'tools/verify_ledger.py');
const CLI = path.join(root, 'packages/server/dist/cli.js');
const { records, vkey } = vectors;
const hasCryptography = await runProcess('python3', ['-c', 'import cryptography']).then(
  ({ code }) => code === 0,
  () => false,
);

const exported = (those: readonly ExportedRecord[] = records, ...keys: readonly NoteKey[]) => {
  const [first = vectorKey, ...others] = keys;
  return jsonLines([...those, { checkpoint: noteOver(those, first, ...others), vkey: vkeyOf(first) }]);
};

describe.skipIf(!hasCryptography)('an auditor who kept something', () => {
  let folder = '';
  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-held-'));
  });
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  const written = (name: string, content: string | Buffer) => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, content);
    return file;
  };
  const python = (content: string, args: readonly string[] = [], flags: readonly string[] = []) =>
    runProcess('python3', [...flags, VERIFIER, written('export.jsonl', content), ...args]);
  const server = (content: string, args: readonly string[]) =>
    runProcess(process.execPath, [CLI, 'ledger', 'verify', '--file', written('own.jsonl', content), ...args], {
      env: { PATH: process.env.PATH ?? '' },
    });
  const repeated = (option: string, values: readonly string[]) => values.flatMap((value) => [option, value]);
  const heldLines = (stdout: string) => stdout.split('\n').filter((line) => line.startsWith('held: '));

  test('finds a checkpoint in whatever a mail program, a browser or an editor made of it', async () => {
    const disguises = Object.entries(disguisesOf(noteOver(records.slice(0, 3), vectorKey)));
    const files = disguises.map(([name, content]) => written(name, content));
    const found = files.map((file) => `held: ${file} has 1 checkpoint of this ledger`);
    const fits = files.map(
      (file) => `held: the checkpoint of size 3 in ${file} has the root of these records; its signature is right`,
    );
    const options = [...repeated('--checkpoint', files), '--vkey', vkey];
    const [byPython, byServer] = [await python(exported(), options), await server(exported(), options)];
    expect(heldLines(byPython.stdout)).toEqual([...found, ...fits]);
    expect(heldLines(byServer.stdout)).toEqual([...found, ...fits]);
    expect([byPython.code, byServer.code]).toEqual([0, 0]);
  });

  test('finds several in one file, and counts those of other ledgers', async () => {
    const other: NoteKey = { ...vectorKey, name: `other.${vectorKey.name}` };
    const notes = [2, 5, 7].map((size) => noteOver(records.slice(0, size), vectorKey));
    const file = written(
      'many.txt',
      [...notes, noteOver(records, other), notes[0], noteOver([], other)].join('\nand\n'),
    );
    for (const { code, stdout } of [
      await python(exported(), ['--checkpoint', file]),
      await server(exported(), ['--checkpoint', file]),
    ]) {
      expect(code).toBe(0);
      expect(stdout).toMatch(
        /held: \S+ has 3 checkpoints of this ledger; 2 (?:checkpoints )?of other ledgers were not looked at/,
      );
      expect(heldLines(stdout)).toHaveLength(4);
    }
  });

  test('is told which checkpoint shows that the ledger was rewritten or cut off, though all of it is signed', async () => {
    const file = written('mail.txt', noteOver(records.slice(0, 6), vectorKey));
    const edited = records.map((one) => ({ ...one, entry: one.entry.replace('"mara@corp.com"', '"otto@corp.com"') }));
    const rewritten = await python(exported(hashedAgain(edited)), ['--checkpoint', file, '--vkey', vkey]);
    expect(rewritten).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(
        /^BROKEN at record 5: rewritten: the checkpoint of size 6 that you hold \(.*mail\.txt\)/m,
      ),
    });
    const cutOff = await python(exported(records.slice(0, 4)), ['--checkpoint', file, '--vkey', vkey]);
    expect(cutOff).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^BROKEN at record 4: cut off: you hold a checkpoint of size 6, the export has 4/m),
    });
  });

  test('is told that a file holds no checkpoint of this ledger', async () => {
    const file = written('none.txt', 'Hello.\n');
    expect(await python(exported(), ['--checkpoint', file])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`${file} holds no checkpoint of ${vectorKey.name}`),
    });
  });

  test('without the package cryptography still compares roots, and says that signatures were not checked', async () => {
    const file = written('mail.txt', noteOver(records.slice(0, 6), vectorKey));
    const { code, stdout } = await python(exported(), ['--checkpoint', file], ['-I', '-S']);
    expect(code).toBe(0);
    expect(stdout).toContain('has the root of these records; its signature is NOT CHECKED');
    const cutOff = await python(exported(records.slice(0, 4)), ['--checkpoint', file], ['-I', '-S']);
    expect(cutOff.stdout).toContain('BROKEN at record 4: cut off');
  });

  test('needs only one of the keys that the checkpoint is signed with, and may name several', async () => {
    const successor: NoteKey = { ...vectorKey, privateKey: keyOfSeed('44'.repeat(32)) };
    const stranger: NoteKey = { ...vectorKey, privateKey: keyOfSeed('55'.repeat(32)) };
    const both = exported(records, successor, vectorKey);
    const accepts = async (...keys: string[]) => (await python(both, repeated('--vkey', keys))).code;
    expect(await accepts(vkey)).toBe(0);
    expect(await accepts(vkeyOf(successor))).toBe(0);
    expect(await accepts(vkeyOf(stranger), vkey)).toBe(0);
    expect(await accepts(vkeyOf(stranger))).toBe(1);
  });

  test('learns of another epoch why there is one', async () => {
    const [opened, ...others] = records.map((one) => ({
      ...one,
      entry: one.entry
        .replaceAll('q3ha"', 'q3ha/2"')
        .replace('"id":"org_01jd9m2c8xe7rbx5w9n4t6q3ha/2"', '"id":"org_01jd9m2c8xe7rbx5w9n4t6q3ha"'),
    }));
    const previous = `"previous":{"checkpoint":null,"explanation":"Record 3 was edited.","ledger":"org_01jd9m2c8xe7rbx5w9n4t6q3ha","root":"${'ab'.repeat(32)}","size":41,"what":"edited"},"reason":"A backup was put back."`;
    const first = {
      ...opened,
      seq: 0,
      hash: '',
      entry: (opened?.entry ?? '').replace('q3ha/2"}', `q3ha/2",${previous}}`),
    };
    const second: NoteKey = { ...vectorKey, name: `${vectorKey.name}/2` };
    const content = exported(hashedAgain([first, ...others]), second);
    for (const { code, stdout } of [await python(content), await server(content, [])]) {
      expect(stdout).toContain(
        `epoch: this is epoch 2; epoch 1 (org_01jd9m2c8xe7rbx5w9n4t6q3ha) ended at 41 records, root ${'ab'.repeat(32)}, ` +
          'because it did not verify (edited): Record 3 was edited. It was opened anew because: A backup was put back.',
      );
      expect(code).toBe(0);
    }
  });

  test('of the commands, one takes several exports, and ends with the worst that it found', async () => {
    const [whole, broken] = [
      written('whole.jsonl', exported()),
      written('broken.jsonl', exported().replace('mara', 'otto')),
    ];
    const verify = (...args: string[]) =>
      runProcess(process.execPath, [CLI, 'ledger', 'verify', ...args], { env: { PATH: process.env.PATH ?? '' } });
    const both = await verify('--file', broken, whole);
    expect(both.code).toBe(1);
    expect(both.stdout).toContain(`${broken}: BROKEN at record 2 (edited): `);
    expect(both.stdout).toContain(`${whole}: The ledger verifies.\n`);
    const none = await verify('--file', broken, '--file', path.join(folder, 'no such file'));
    expect(none.code).toBe(2);
    expect(none.stderr).toMatch(/no such file: This cannot be verified\. It cannot be read: ENOENT/);
    const without = await verify('--vkey', vkey);
    expect(without).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('go with --file') });
  });

  describe('and knows a witness', () => {
    const witness: NoteKey = { name: 'witness.example/w1', privateKey: keyOfSeed('66'.repeat(32)) };
    const seenAt = Date.UTC(2026, 10, 24, 9, 30) / 1_000;
    const closedWith = (checkpoint: string) => jsonLines([...records, { checkpoint, vkey }]);
    const own = noteOver(records, vectorKey);

    test('learns when it saw the checkpoint at the end', async () => {
      const content = closedWith(cosigned(own, witness, seenAt));
      expect(await python(content, ['--witness', witnessKeyOf(witness), '--vkey', vkey])).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('witness: witness.example/w1 saw this checkpoint at 2026-11-24T09:30:00Z\n'),
      });
    });

    test('accepts no other cosignature: none, of another time, of another checkpoint, of somebody else', async () => {
      const stranger: NoteKey = { ...witness, privateKey: keyOfSeed('77'.repeat(32)) };
      const other = cosigned(noteOver(records.slice(0, 3), vectorKey), witness, seenAt)
        .split('\n')
        .at(-2);
      const right = cosigned(own, witness, seenAt);
      const line = right.split('\n').at(-2) ?? '';
      const blob = Buffer.from(line.split(' ')[2] ?? '', 'base64');
      blob.writeUInt8(blob.readUInt8(11) ^ 1, 11);
      const later = `${line.split(' ').slice(0, 2).join(' ')} ${blob.toString('base64')}`;
      for (const note of [own, `${own}${later}\n`, `${own}${other}\n`, cosigned(own, stranger, seenAt)]) {
        expect(await python(closedWith(note), ['--witness', witnessKeyOf(witness)])).toMatchObject({
          code: 1,
          stdout: expect.stringMatching(
            /^BROKEN in the checkpoint: it carries no cosignature that witness\.example\/w1 made of it$/m,
          ),
        });
      }
    });

    test('cannot take the key of a ledger for the key of a witness', async () => {
      const { code, stderr } = await python(closedWith(own), ['--witness', vkey]);
      expect(code).toBe(2);
      expect(stderr).toContain('is not one of the type 4');
    });
  });
});
