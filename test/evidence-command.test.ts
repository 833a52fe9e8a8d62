import { createHash, generateKeyPairSync } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runProcess } from './harness/server-process.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const CLI = path.join(root, 'packages/server/dist/cli.js');
/** A bundle as it was once handed out. */
const ISSUED = path.join(root, 'packages/server/src/domain/testdata/evidence/issued.json');

interface Ledger {
  readonly vkey: string;
  readonly checkpoint: string;
}

describe('evidence verify', () => {
  let folder: string;
  let ledger: Ledger;

  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-evidence-'));
    const bundle = JSON.parse(fs.readFileSync(ISSUED, 'utf8')) as { ledgers: [Ledger] };
    [ledger] = bundle.ledgers;
  });
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  /** With nothing around it: no settings, no server, and a data folder that must stay empty. */
  const verify = (args: readonly string[], input = '') =>
    runProcess(process.execPath, [CLI, 'evidence', 'verify', ...args], {
      env: { PATH: process.env.PATH ?? '', COUNTERSIGN_DATA_DIR: path.join(folder, 'data') },
      input,
    });

  function fileOf(name: string, text: string): string {
    const file = path.join(folder, name);
    fs.writeFileSync(file, text);
    return file;
  }

  test('tells what happened, what that proves and what it does not, and ends with 0', async () => {
    const { code, stdout, stderr } = await verify([ISSUED]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const titles = ['Looked at', 'What happened', 'What this proves', 'What this does not prove', 'THE EVIDENCE HOLDS'];
    const places = titles.map((title) => stdout.indexOf(`\n${title}`));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
    expect(stdout).not.toContain('BROKEN');
    expect(stdout).toContain('approved it (1 of 1), because: “Looks right”.');
    expect(stdout).toMatch(/THE EVIDENCE HOLDS, if the key is the installation’s: no --vkey was given\.\n$/);
    expect(fs.existsSync(path.join(folder, 'data'))).toBe(false);
  });

  test('reads standard input, and takes keys and checkpoints that the reader has', async () => {
    const kept = fileOf('kept.txt', `\r\n${ledger.checkpoint.replaceAll('\n', '\r\n')}\r\n\r\n`);
    const args = ['-', '--vkey', ledger.vkey, '--vkey', ` ${ledger.vkey}\n`, '--checkpoint', kept];
    const { code, stdout, stderr } = await verify(args, fs.readFileSync(ISSUED, 'utf8'));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/holds {3}The key of org_\S+ is one that you gave\n/);
    expect(stdout).toMatch(/The same root at \d+ records\./);
    expect(stdout).toMatch(/\nTHE EVIDENCE HOLDS\.\n$/);
  });

  test('says what is broken in a bundle that was changed, tells nothing of it, and ends with 1', async () => {
    const changed = fs.readFileSync(ISSUED, 'utf8').replace('Looks right', 'Looks wrong');
    const { code, stdout, stderr } = await verify([fileOf('changed.json', changed)]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(
      /BROKEN {2}The records of org_\S+ are word for word as they were written\n.*does not have the hash/,
    );
    expect(stdout).not.toContain('Looks wrong');
    expect(stdout).toMatch(
      /THE EVIDENCE DOES NOT HOLD\. Broken: The records of org_\S+ are word for word as they were written\.\n$/,
    );
  });

  test('ends with 1 where the key is none that the reader gave', async () => {
    const [name = ''] = ledger.vkey.split('+');
    const { code, stdout } = await verify([ISSUED, '--vkey', vkeyOfStranger(name)]);
    expect(stdout).toMatch(/BROKEN {2}The key of org_\S+ is one that you gave/);
    expect(code).toBe(1);
  });

  test.each<[string, () => readonly string[], RegExp]>([
    ['a file that is not there', () => [path.join(folder, 'none.json')], /none\.json cannot be read: /],
    ['a file that is no bundle', () => [fileOf('other.json', '{"seq":0}\n')], /^The file is no evidence bundle/],
    [
      'a file that was cut short',
      () => [fileOf('cut.json', '{"format":"coun')],
      /^The file is not JSON: it was cut short/,
    ],
    ['a key that is none', () => [ISSUED, '--vkey', 'key'], /^"key" is no verifier key/],
    ['a checkpoint that is none', () => [ISSUED, '--checkpoint', ISSUED], /^A checkpoint that you gave is none/],
    [
      'a checkpoint that is not there',
      () => [ISSUED, '--checkpoint', path.join(folder, 'none')],
      /none cannot be read/,
    ],
  ])('ends with 2 and one line for %s', async (_, args, words) => {
    const { code, stdout, stderr } = await verify(args());
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(words);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  test('ends with 2 where no file is named', async () => {
    const { code, stdout, stderr } = await verify([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain("missing required argument 'file'");
  });

  test('shows nothing that a terminal would obey', async () => {
    const hostile = JSON.stringify({
      ...JSON.parse(fs.readFileSync(ISSUED, 'utf8')),
      '\u001b[2J\u202eTHE EVIDENCE HOLDS': 1,
    });
    const { code, stderr } = await verify([fileOf('hostile.json', hostile)]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/does not belong there/);
    expect(stderr).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u);
  });
});

/** A verifier key of this name (C2SP signed-note) that signed nothing here. */
function vkeyOfStranger(name: string): string {
  const { x = '' } = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' });
  const key = Buffer.concat([Buffer.of(1), Buffer.from(x, 'base64url')]);
  const id = createHash('sha256').update(`${name}\n`).update(key).digest('hex').slice(0, 8);
  return `${name}+${id}+${key.toString('base64')}`;
}
