import { generateKeyPairSync } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { cosignCheckpoint, witnessKey } from '../domain/cosignature.ts';
import { checkpointVectors } from '../domain/testdata/ledger-vectors.ts';
import { submitCheckpoint, type WitnessAddress } from './witness-client.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const name = 'witness.example/w1';
const note = checkpointVectors.checkpoints.at(-1)?.note ?? '';
const body = note.slice(0, note.indexOf('\n\n') + 1);
const cosignature = cosignCheckpoint(body, { name, privateKey }, 1_767_225_600);
const submission = { note, oldSize: 4, proof: ['ab'.repeat(32), 'cd'.repeat(32)] };

let server: http.Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A witness that answers so, whatever it is asked. */
async function witnessThat(
  answers: (response: http.ServerResponse, request: http.IncomingMessage) => void,
  prefix = '',
): Promise<WitnessAddress> {
  const listening = http.createServer((request, response) => answers(response, request));
  server = listening;
  await new Promise<void>((resolve) => {
    listening.listen(0, '127.0.0.1', resolve);
  });
  const { port } = listening.address() as AddressInfo;
  return { name, vkey: witnessKey(name, publicKey), url: new URL(`http://127.0.0.1:${port}${prefix}`) };
}

const answering = (status: number, text: string, contentType = 'text/plain') =>
  witnessThat((response) => response.writeHead(status, { 'content-type': contentType }).end(text));

describe('submitting a checkpoint to a witness', () => {
  test.each(['', '/', '/prefix', '/prefix/'])('posts it to add-checkpoint under the address %j', async (prefix) => {
    let asked = '';
    const witness = await witnessThat((response, request) => {
      asked = `${request.method} ${request.url}\n`;
      request.on('data', (chunk: Buffer) => {
        asked += chunk.toString();
      });
      request.on('end', () => response.end(cosignature));
    }, prefix);
    expect(await submitCheckpoint(witness, submission)).toEqual({ kind: 'cosigned', line: cosignature });
    const hashes = submission.proof.map((node) => `${Buffer.from(node, 'hex').toString('base64')}\n`).join('');
    expect(asked).toBe(`POST ${prefix.replace(/\/$/, '')}/add-checkpoint\nold 4\n${hashes}\n${note}`);
  });

  test('takes the cosignature of this witness from among others', async () => {
    const other = cosignCheckpoint(body, { name: 'other', privateKey: generateKeyPairSync('ed25519').privateKey }, 1);
    const witness = await answering(200, other + cosignature);
    expect(await submitCheckpoint(witness, submission)).toEqual({ kind: 'cosigned', line: cosignature });
  });

  test.each([
    ['of another key', cosignCheckpoint(body, { name, privateKey: generateKeyPairSync('ed25519').privateKey }, 1)],
    ['of another checkpoint', cosignCheckpoint(body.replace('\n8\n', '\n7\n'), { name, privateKey }, 1)],
    ['that is the ledger’s own signature', note.slice(body.length + 1)],
    ['that is none', 'thank you\n'],
    ['that is empty', ''],
  ])('accepts no cosignature %s', async (_, text) => {
    expect(await submitCheckpoint(await answering(200, text), submission)).toMatchObject({
      kind: 'refused',
      status: 200,
      message: expect.stringContaining('is not its cosignature'),
    });
  });

  test('is told how far the witness is', async () => {
    for (const [text, size] of [
      ['0\n', 0],
      ['12\n', 12],
    ] as const) {
      const witness = await answering(409, text, 'text/x.tlog.size');
      expect(await submitCheckpoint(witness, submission)).toEqual({ kind: 'behind', size });
      server?.close();
    }
  });

  test.each([
    ['no size', 409, 'soon\n', 'text/x.tlog.size'],
    ['a size with a leading zero', 409, '07\n', 'text/x.tlog.size'],
    ['a size beyond 2^53', 409, '9999999999999999\n', 'text/x.tlog.size'],
    ['a size of another type', 409, '7\n', 'text/html'],
    ['a size with another status', 422, '7\n', 'text/x.tlog.size'],
  ])('learns nothing from %s', async (_, status, text, type) => {
    const witness = await answering(status, text, type);
    expect(await submitCheckpoint(witness, submission)).toMatchObject({ kind: 'refused', status });
  });

  test('shows what the witness refused with in one short line', async () => {
    const witness = await answering(403, `no\nkey\u001b[31m ${'x'.repeat(1000)}`);
    const reply = await submitCheckpoint(witness, submission);
    expect(reply).toMatchObject({
      kind: 'refused',
      status: 403,
      message: expect.stringMatching(/^no key \[31m x{100,}$/),
    });
    expect('message' in reply && reply.message.length).toBe(200);
  });

  test('follows no redirection', async () => {
    let asked = 0;
    const witness = await witnessThat((response) => {
      asked++;
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    expect(await submitCheckpoint(witness, submission)).toMatchObject({ kind: 'refused', status: 307 });
    expect(asked).toBe(1);
  });

  test('reads no answer without an end', async () => {
    const witness = await witnessThat((response) => {
      const more = () => {
        while (response.write('x'.repeat(1024)));
        response.once('drain', more);
      };
      more();
    });
    expect(await submitCheckpoint(witness, submission)).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('more than 65536 bytes'),
    });
  });

  test('gives up on a witness that does not answer, in time or when told', async () => {
    const witness = await witnessThat((response) => response.writeHead(200).write('—'));
    await expect(submitCheckpoint(witness, submission, { timeoutMs: 50 })).rejects.toThrow(
      /^The witness witness\.example\/w1 at http:\S+ did not answer: .*timeout/,
    );
    const stop = new AbortController();
    const submitted = submitCheckpoint(witness, submission, { signal: stop.signal });
    stop.abort();
    await expect(submitted).rejects.toThrow('did not answer');
  });

  test('says why a witness cannot be reached', async () => {
    const witness = await answering(200, cosignature);
    await new Promise((resolve) => {
      server?.close(resolve);
    });
    await expect(submitCheckpoint(witness, submission)).rejects.toThrow(/did not answer: .*ECONNREFUSED/);
  });
});
