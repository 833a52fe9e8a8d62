import { createPublicKey, hash, verify } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exampleLedger } from './harness/example-ledger.ts';
import { runProcess } from './harness/server-process.ts';
import { waitFor } from './harness/wait-for.ts';
import { startWitness, type WitnessProcess } from './harness/witness-process.ts';

const CLI = fileURLToPath(new URL('../packages/server/dist/cli.js', import.meta.url));
const ORIGIN = 'ledger.example/ledger/org_a';
const SIZE_TYPE = 'text/x.tlog.size';

/** Checked here by hand, against C2SP tlog-cosignature. */
function isCosignedBy(vkey: string, note: string, line: string): boolean {
  const [name = '', id = '', key = ''] = vkey.split(/\+(?=[0-9a-f]{8}\+)|(?<=\+[0-9a-f]{8})\+/);
  const [, signer, text = ''] = /^— (\S+) (\S+)\n$/.exec(line) ?? [];
  const blob = Buffer.from(text, 'base64');
  if (signer !== name || blob.subarray(0, 4).toString('hex') !== id || blob.length !== 76) return false;
  const raw = Buffer.from(key, 'base64');
  if (raw[0] !== 4 || hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), raw])).slice(0, 8) !== id) return false;
  const time = Number(blob.readBigUInt64BE(4));
  if (Math.abs(time - Date.now() / 1000) > 60) return false;
  const publicKey = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: raw.subarray(1).toString('base64url') },
    format: 'jwk',
  });
  const message = `cosignature/v1\ntime ${time}\n${note.slice(0, note.indexOf('\n\n') + 1)}`;
  return verify(null, Buffer.from(message), publicKey, blob.subarray(12));
}

describe('a witness that another team runs', () => {
  const ledger = exampleLedger(ORIGIN);
  const fork = exampleLedger(ORIGIN, { privateKey: ledger.privateKey, word: 'other', sharedRecords: 4 });
  let folder: string;
  let witness: WitnessProcess;

  beforeEach(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-witness-'));
    fs.writeFileSync(path.join(folder, 'ledgers'), `# watched\n${ledger.vkey()}\n`);
    witness = await startWitness(folder);
  });
  afterEach(async () => {
    await witness.kill();
    fs.rmSync(folder, { recursive: true });
  });

  const expectCosigned = async (oldSize: number, size: number) => {
    const { status, text } = await witness.submit(ledger.request(oldSize, size));
    expect({ status, text }).toMatchObject({ status: 200 });
    expect(isCosignedBy(witness.vkey, ledger.note(size), text)).toBe(true);
  };
  const conflictAt = (size: number) => ({ status: 409, type: SIZE_TYPE, text: `${size}\n` });

  test('cosigns a ledger as it grows; never a rollback, never a fork', async () => {
    await expectCosigned(0, 5);
    await expectCosigned(5, 5);
    await expectCosigned(5, 12);
    expect(await witness.submit(ledger.request(0, 20))).toEqual(conflictAt(12));
    expect(await witness.submit(ledger.request(5, 7))).toEqual(conflictAt(12));
    expect(await witness.submit(fork.request(12, 12))).toEqual(conflictAt(12));
    expect(await witness.submit(fork.request(12, 20))).toMatchObject({ status: 422 });
    await expectCosigned(12, 20);
  });

  test('answers 400, 403, 404, 405 and 413 in plain words, and goes on', async () => {
    expect(await witness.submit('hello')).toMatchObject({ status: 400 });
    expect(await witness.submit(ledger.request(6, 5))).toMatchObject({ status: 400 });
    expect(await witness.submit(exampleLedger(ORIGIN).request(0, 5))).toMatchObject({ status: 403 });
    expect(await witness.submit(exampleLedger('ledger.example/ledger/org_b').request(0, 5))).toMatchObject({
      status: 404,
    });
    expect(await witness.submit('x'.repeat(1_000_000))).toMatchObject({ status: 413 });
    for (const [method, where] of [
      ['GET', '/add-checkpoint'],
      ['DELETE', '/'],
      ['POST', `/checkpoint/${encodeURIComponent(ORIGIN)}`],
    ] as const) {
      expect((await fetch(witness.url + where, { method })).status).toBe(405);
    }
    for (const where of ['/nowhere', '/checkpoint/%', `/checkpoint/${encodeURIComponent(ORIGIN)}`]) {
      expect((await fetch(witness.url + where)).status).toBe(404);
    }
    await expectCosigned(0, 5);
  });

  test('refuses a body without a stated length once it is too large', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const request = http.request(`${witness.url}/add-checkpoint`, { method: 'POST' }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      request.on('error', reject);
      request.write('old 0\n');
      // Never ended: the answer comes before.
      request.write('x'.repeat(200_000));
    });
    expect(status).toBe(413);
  });

  test('says who it is, what it watches and how far; hands out the newest cosigned note', async () => {
    await expectCosigned(0, 5);
    const page = await (await fetch(witness.url)).text();
    for (const part of ['witness.example/w1', witness.vkey, `${ORIGIN}: 5 records`]) expect(page).toContain(part);
    for (const where of [`checkpoint/${encodeURIComponent(ORIGIN)}`, `${hash('sha256', ORIGIN)}/checkpoint`]) {
      const note = await (await fetch(`${witness.url}/${where}`)).text();
      expect(note.startsWith(ledger.note(5))).toBe(true);
      expect(isCosignedBy(witness.vkey, note, note.slice(ledger.note(5).length))).toBe(true);
    }
  });

  test('takes up a ledger that is added to the list while it runs', async () => {
    const other = exampleLedger('other.example/ledger/org_b');
    const inFile = path.join(folder, 'ledgers');
    fs.appendFileSync(inFile, `${other.vkey('other.example/ledger/*')}\n`);
    expect(await witness.submit(other.request(0, 3))).toMatchObject({ status: 200 });
    fs.writeFileSync(inFile, other.vkey());
    expect(await witness.submit(ledger.request(0, 3))).toMatchObject({ status: 404 });
  });

  test('keeps its key and what it remembers from other accounts, and is the same witness after a restart', async () => {
    await expectCosigned(0, 5);
    const mode = (file: string) => fs.statSync(path.join(folder, 'state', file)).mode & 0o777;
    expect([mode('.'), mode('witness-key.pem')]).toEqual([0o700, 0o600]);
    const { vkey } = witness;
    expect(await witness.stop()).toBe(0);
    witness = await startWitness(folder);
    expect(witness.vkey).toBe(vkey);
    await expectCosigned(5, 9);
  });

  test('has on disk whatever it answered for, if it is killed right after the answer', async () => {
    for (let size = 1; size <= 5; size++) {
      await expectCosigned(size - 1, size);
      await witness.kill();
      witness = await startWitness(folder);
      expect(await witness.submit(fork.request(0, 9))).toEqual(conflictAt(size));
    }
  });

  test('goes on with the same ledger, and never with a fork, if it is killed between keeping and answering', async () => {
    await expectCosigned(0, 4);
    let known = 4;
    for (let round = 0; round < 6; round++) {
      const state = fs.watch(path.join(folder, 'state'));
      const kept = new Promise<void>((resolve) => {
        state.on('change', (_event, name) => {
          if (String(name).endsWith('.cosigned')) resolve();
        });
      });
      const answered = witness.submit(ledger.request(known, known + 3)).catch(() => null);
      await kept;
      await witness.kill();
      state.close();
      await answered;

      witness = await startWitness(folder);
      expect(await witness.submit(fork.request(0, known + 3))).toEqual(conflictAt(known + 3));
      expect(await witness.submit(fork.request(known + 3, known + 3))).toEqual(conflictAt(known + 3));
      await expectCosigned(known + 3, known + 3);
      known += 3;
    }
  });

  test('cosigns one fork only, of fifty submissions of two at once', async () => {
    await expectCosigned(0, 4);
    const ours = ledger.request(4, 9);
    const theirs = fork.request(4, 9);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, at) => witness.submit(at % 2 === 0 ? ours : theirs)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(49);
    const winner = answers.findIndex(({ status }) => status === 200) % 2 === 0 ? ledger : fork;
    const loser = winner === ledger ? fork : ledger;
    const again = await Promise.all(
      Array.from({ length: 50 }, (_, at) => witness.submit((at % 2 === 0 ? winner : loser).request(9, 9))),
    );
    expect(again.map(({ status }, at) => status === (at % 2 === 0 ? 200 : 409))).toEqual(Array(50).fill(true));
  });

  const run = (...args: string[]) =>
    runProcess(process.execPath, [CLI, 'witness', ...args], { env: { PATH: process.env.PATH ?? '' } });
  const given = (changes: Record<string, string> = {}) =>
    Object.entries({
      '--name': 'witness.example/w2',
      '--folder': path.join(folder, 'other'),
      '--ledgers': path.join(folder, 'ledgers'),
      '--listen': '127.0.0.1:0',
      ...changes,
    }).flat();

  test.each([
    ['no folder', () => ['--name', 'w', '--ledgers', 'x'], /required option '--folder <dir>'/],
    ['an unknown option', () => [...given(), '--fast'], /unknown option '--fast'/],
    ['a name with a space', () => given({ '--name': 'my witness' }), /--name is "my witness" but must have no spaces/],
    ['an address without a port', () => given({ '--listen': 'localhost' }), /--listen is "localhost" but must be/],
    ['a port that cannot be', () => given({ '--listen': '[::1]:70000' }), /--listen is "\[::1\]:70000" but must be/],
    ['a taken port', () => given({ '--listen': new URL(witness.url).host }), /is in use\. Stop what listens there/],
    [
      'no list of ledgers',
      () => given({ '--ledgers': '/nowhere' }),
      /The list of ledgers \/nowhere cannot be used: ENOENT/,
    ],
    [
      'the folder of another witness',
      () => given({ '--folder': path.join(folder, 'state') }),
      /is in use by another witness/,
    ],
    ['a folder that others can open', () => given({ '--folder': folderForAll() }), /Run: chmod 700/],
    [
      'a key that is none',
      () => given({ '--key': path.join(folder, 'ledgers') }),
      /Run: chmod 600|must hold an Ed25519/,
    ],
  ])('is one clear line and 2 with %s', async (_, args, line) => {
    const { code, stdout, stderr } = await run(...args());
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(line) });
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  function folderForAll(): string {
    const open = path.join(folder, 'open');
    fs.mkdirSync(open);
    fs.chmodSync(open, 0o755);
    return open;
  }

  test('makes no new key where it has cosigned with one that is gone', async () => {
    await expectCosigned(0, 5);
    await witness.stop();
    fs.rmSync(path.join(folder, 'state', 'witness-key.pem'));
    const { code, stderr } = await run(...given({ '--folder': path.join(folder, 'state') }));
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('Put the key back from a backup') });
  });

  test('--help names every option', async () => {
    const { code, stdout } = await run('--help');
    expect(code).toBe(0);
    for (const option of ['--name', '--folder', '--ledgers', '--key', '--listen']) expect(stdout).toContain(option);
  });

  test('finishes what is under way when it is told to stop', async () => {
    const answers = Array.from({ length: 10 }, () => witness.submit(ledger.request(0, 5)).catch(() => null));
    await waitFor(
      () => fs.readdirSync(path.join(folder, 'state')).some((name) => name.endsWith('.cosigned')),
      'the first',
    );
    expect(await witness.stop()).toBe(0);
    await Promise.all(answers);
    expect(witness.output()).toContain('what is under way is finished first');
  });
});
