import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openCheckpoint, verifierKey } from '../domain/checkpoint.ts';
import { openCosignature } from '../domain/cosignature.ts';
import { CosignedFolder, originHash } from './cosigned-folder.ts';
import { addCheckpointBody, exampleLedger } from './testing/example-ledger.ts';
import { parseTrustedLedgers } from './trusted-ledgers.ts';
import { Witness } from './witness.ts';

const ORIGIN = 'ledger.example/ledger/org_a';
const ledger = exampleLedger(ORIGIN);
const { privateKey } = generateKeyPairSync('ed25519');
const SIZE_TYPE = 'text/x.tlog.size';

let place: string;
beforeEach(() => {
  place = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-witness-'));
});
afterEach(() => fs.rmSync(place, { recursive: true }));

async function makeWitness(trusted = ledger.vkey) {
  const folder = await CosignedFolder.open(place);
  let time = 1_767_225_600;
  return new Witness({
    cosigner: { name: 'witness.example/w1', privateKey },
    ledgers: async () => parseTrustedLedgers(trusted),
    folder,
    now: () => time++,
  });
}

/** A witness that has cosigned the ledger at this size. */
async function witnessAt(size: number) {
  const witness = await makeWitness();
  expect(await witness.addCheckpoint(ledger.request(0, size))).toMatchObject({ status: 200 });
  return witness;
}

const conflictAt = (size: number) => ({ status: 409, text: `${size}\n`, contentType: SIZE_TYPE });

describe('a witness', () => {
  test('cosigns the first checkpoint of a ledger, whatever its size', async () => {
    const witness = await makeWitness();
    const { status, text } = await witness.addCheckpoint(ledger.request(0, 5));
    expect(status).toBe(200);
    expect(openCosignature(ledger.note(5) + text, witness.vkey)).toEqual({ time: 1_767_225_600, line: text });
  });

  test('cosigns every checkpoint that continues the one before, the same one again too', async () => {
    const witness = await witnessAt(1);
    for (const [from, to] of [
      [1, 2],
      [2, 2],
      [2, 7],
      [7, 8],
      [8, 21],
    ] as const) {
      const { status, text } = await witness.addCheckpoint(ledger.request(from, to));
      expect(status).toBe(200);
      expect(() => openCosignature(ledger.note(to) + text, witness.vkey)).not.toThrow();
    }
  });

  test('cosigns an empty ledger, and what it grows to', async () => {
    const witness = await witnessAt(0);
    expect(await witness.addCheckpoint(ledger.request(0, 0))).toMatchObject({ status: 200 });
    expect(await witness.addCheckpoint(ledger.request(0, 3))).toMatchObject({ status: 200 });
  });

  test('cosigns the extension lines with the rest', async () => {
    const witness = await makeWitness();
    const note = ledger.note(3, 'more\n');
    const { text } = await witness.addCheckpoint(addCheckpointBody(0, [], note));
    expect(() => openCosignature(note + text, witness.vkey)).not.toThrow();
  });

  test('answers 409 with the size that it knows to whoever does not know it, larger or smaller', async () => {
    const witness = await witnessAt(5);
    for (const old of [0, 4, 6, 9]) expect(await witness.addCheckpoint(ledger.request(old, 9))).toEqual(conflictAt(5));
  });

  test('never goes back: an earlier checkpoint of the same ledger is 409', async () => {
    const witness = await witnessAt(5);
    expect(await witness.addCheckpoint(ledger.request(3, 4))).toEqual(conflictAt(5));
    expect(await witness.addCheckpoint(ledger.request(0, 4))).toEqual(conflictAt(5));
  });

  test('never cosigns a fork: another root at the same size is 409, a larger one that does not continue is 422', async () => {
    const witness = await witnessAt(5);
    const fork = exampleLedger(ORIGIN, { privateKey: ledger.privateKey, word: 'other', sharedRecords: 4 });
    expect(await witness.addCheckpoint(fork.request(5, 5))).toEqual(conflictAt(5));
    expect(await witness.addCheckpoint(fork.request(5, 9))).toMatchObject({ status: 422 });
    expect(await witness.addCheckpoint(ledger.request(5, 9))).toMatchObject({ status: 200 });
  });

  test('cosigns one fork only, of many that are submitted at once', async () => {
    const witness = await witnessAt(4);
    const fork = exampleLedger(ORIGIN, { privateKey: ledger.privateKey, word: 'other', sharedRecords: 4 });
    const requests = Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? ledger : fork).request(4, 9));
    const answers = await Promise.all(requests.map((request) => witness.addCheckpoint(request)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(19);
  });

  test.each([
    ['a hash changed', [...ledger.proof(5, 9).slice(0, -1), '00'.repeat(32)]],
    ['a hash missing', ledger.proof(5, 9).slice(1)],
    ['a hash too many', [...ledger.proof(5, 9), '00'.repeat(32)]],
    ['no hash at all', []],
  ])('answers 422 to a proof with %s, and remembers nothing of it', async (_, proof) => {
    const witness = await witnessAt(5);
    expect(await witness.addCheckpoint(addCheckpointBody(5, proof, ledger.note(9)))).toMatchObject({ status: 422 });
    expect(await witness.addCheckpoint(ledger.request(5, 9))).toMatchObject({ status: 200 });
  });

  test('answers 422 to a proof where none is needed, and to an empty ledger that has a root', async () => {
    const first = addCheckpointBody(0, ['00'.repeat(32)], ledger.note(5));
    expect(await (await makeWitness()).addCheckpoint(first)).toMatchObject({ status: 422 });
    const witness = await witnessAt(5);
    const same = addCheckpointBody(5, ['00'.repeat(32)], ledger.note(5));
    expect(await witness.addCheckpoint(same)).toMatchObject({ status: 422 });
  });

  test('answers 404 for a ledger that it does not watch', async () => {
    const other = exampleLedger('ledger.example/ledger/org_b');
    expect(await (await makeWitness()).addCheckpoint(other.request(0, 5))).toMatchObject({ status: 404 });
  });

  test('answers 403 where no trusted key signed, and where the signature of one does not fit', async () => {
    const witness = await makeWitness();
    const stranger = exampleLedger(ORIGIN);
    expect(await witness.addCheckpoint(stranger.request(0, 5))).toMatchObject({ status: 403 });
    const [, line = ''] = ledger.note(4).split('\n\n');
    const [body = ''] = ledger.note(5).split('\n\n');
    const spliced = addCheckpointBody(0, [], `${body}\n\n${line}`);
    expect(await witness.addCheckpoint(spliced)).toMatchObject({
      status: 403,
      text: expect.stringContaining('does not fit'),
    });
  });

  test('takes a ledger by either of its keys while they are being changed, and lets strangers sign beside', async () => {
    const next = exampleLedger(ORIGIN);
    const witness = await makeWitness(`${ledger.vkey}\n${next.vkey}`);
    expect(await witness.addCheckpoint(next.request(0, 5))).toMatchObject({ status: 200 });
    const stranger = exampleLedger(ORIGIN).note(9).split('\n\n')[1] ?? '';
    const note = `${ledger.note(9)}${stranger}`;
    expect(await witness.addCheckpoint(addCheckpointBody(5, ledger.proof(5, 9), note))).toMatchObject({ status: 200 });
    expect(await witness.newestNote(ORIGIN)).not.toContain(stranger);
  });

  test('takes every ledger of a server by one key, each with a size of its own', async () => {
    const everything = verifierKey('ledger.example/ledger/*', createPublicKey(ledger.privateKey));
    const witness = await makeWitness(everything);
    const other = exampleLedger('ledger.example/ledger/org_b/2', { privateKey: ledger.privateKey });
    expect(await witness.addCheckpoint(ledger.request(0, 5))).toMatchObject({ status: 200 });
    expect(await witness.addCheckpoint(other.request(0, 3))).toMatchObject({ status: 200 });
    const elsewhere = exampleLedger('elsewhere.example/ledger/org_b', { privateKey: ledger.privateKey });
    expect(await witness.addCheckpoint(elsewhere.request(0, 3))).toMatchObject({ status: 404 });
    expect(await witness.page()).toContain('ledger.example/ledger/org_b/2: 3 records');
  });

  test.each([
    ['nothing', ''],
    ['no empty line', `old 0\n${ledger.note(5).split('\n\n')[0]}\n`],
    ['no old size', `\n${ledger.note(5)}`],
    ['an old size with a leading zero', addCheckpointBody('01', [], ledger.note(5))],
    ['a negative old size', addCheckpointBody('-1', [], ledger.note(5))],
    ['an old size beyond 2^53', addCheckpointBody('9007199254740993', [], ledger.note(5))],
    ['an old size larger than the checkpoint', addCheckpointBody(6, [], ledger.note(5))],
    ['64 lines of proof', addCheckpointBody(1, Array(64).fill('00'.repeat(32)), ledger.note(5))],
    ['a hash that is too short', addCheckpointBody(1, ['00'.repeat(31)], ledger.note(5))],
    ['a hash that is no base64', `old 1\n****\n\n${ledger.note(5)}`],
    ['carriage returns', ledger.request(0, 5).toString().replaceAll('\n', '\r\n')],
    ['no checkpoint', 'old 0\n\n'],
    ['a checkpoint without a signature', `old 0\n\n${ledger.note(5).split('\n\n')[0]}\n`],
    ['a checkpoint with a malformed signature', `old 0\n\n${ledger.note(5)}— me\n`],
    ['bytes that are no UTF-8', Buffer.concat([ledger.request(0, 5), Buffer.of(0xff, 0x0a)])],
  ])('answers 400 in plain words to a request with %s', async (_, body) => {
    const { status, text } = await (await makeWitness()).addCheckpoint(Buffer.from(body));
    expect({ status, text }).toEqual({ status: 400, text: expect.stringMatching(/^[A-Z].*\.\n$/) });
  });

  test('goes on where it was after a restart, by what lies in its folder', async () => {
    await witnessAt(5);
    fs.writeFileSync(path.join(place, `${originHash(ORIGIN)}.cosigned.0123456789ab.new`), 'half a no');
    const again = await makeWitness();
    expect(fs.readdirSync(place)).toEqual([`${originHash(ORIGIN)}.cosigned`]);
    expect(await again.addCheckpoint(ledger.request(0, 9))).toEqual(conflictAt(5));
    expect(await again.addCheckpoint(ledger.request(5, 9))).toMatchObject({ status: 200 });
  });

  test('does not start with a file that is not what it wrote: it would forget what it signed', async () => {
    await witnessAt(5);
    const file = path.join(place, `${originHash(ORIGIN)}.cosigned`);
    const note = fs.readFileSync(file);
    fs.writeFileSync(file, note.subarray(0, 40));
    await expect(makeWitness()).rejects.toThrow('put it back from a backup');
    fs.writeFileSync(file, exampleLedger('ledger.example/other').note(1));
    await expect(makeWitness()).rejects.toThrow('It has another name');
  });

  test('has cosigned nothing where it could not write, and goes on once it can', async () => {
    const witness = await witnessAt(5);
    fs.renameSync(place, `${place}.away`);
    await expect(witness.addCheckpoint(ledger.request(5, 9))).rejects.toThrow('ENOENT');
    fs.renameSync(`${place}.away`, place);
    expect(await witness.addCheckpoint(ledger.request(0, 9))).toEqual(conflictAt(5));
    expect(await witness.addCheckpoint(ledger.request(5, 9))).toMatchObject({ status: 200 });
  });

  test('hands out the newest note, with the signatures of the ledger and its own', async () => {
    const witness = await witnessAt(5);
    expect(await witness.newestNote('ledger.example/ledger/org_b')).toBeNull();
    const note = (await witness.newestNote(ORIGIN)) ?? '';
    expect(await witness.newestNote(originHash(ORIGIN))).toBe(note);
    expect(openCheckpoint(note, ledger.vkey).size).toBe(5);
    expect(openCosignature(note, witness.vkey).time).toBe(1_767_225_600);
  });
});
