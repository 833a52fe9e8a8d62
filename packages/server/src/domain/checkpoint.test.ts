import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openCheckpoint, renderCheckpointBody, signCheckpoint, verifierKey } from './checkpoint.ts';
import { checkpointVectors, VECTOR_LEDGER } from './testdata/ledger-vectors.ts';

const { checkpoints, seedHex, publicKeyHex, vkey } = checkpointVectors;
const origin = `countersign.example/ledger/${VECTOR_LEDGER}`;
const privateKey = createPrivateKey({
  key: {
    kty: 'OKP',
    crv: 'Ed25519',
    d: Buffer.from(seedHex, 'hex').toString('base64url'),
    x: Buffer.from(publicKeyHex, 'hex').toString('base64url'),
  },
  format: 'jwk',
});
const newest = checkpoints.at(-1) ?? { size: 0, rootHex: '', note: '' };

describe('a checkpoint', () => {
  test.each(checkpoints)('of size $size is signed byte for byte as in the vectors', ({ size, rootHex, note }) => {
    const body = renderCheckpointBody({ origin, size, rootHex });
    expect(signCheckpoint(body, { name: origin, privateKey })).toBe(note);
    expect(openCheckpoint(note, vkey)).toEqual({ origin, size, rootHex });
  });

  test('is checked with the verifier key of the vectors', () => {
    expect(verifierKey(origin, createPublicKey(privateKey))).toBe(vkey);
  });

  test('cannot be opened with any one byte of its signed part changed', () => {
    const signed = newest.note.indexOf('\n\n');
    for (let i = 0; i < signed; i++) {
      const bytes = Buffer.from(newest.note);
      bytes.writeUInt8(bytes.readUInt8(i) ^ 1, i);
      expect(() => openCheckpoint(bytes.toString(), vkey)).toThrow();
    }
  });

  test('cannot be opened with any one character of its signature changed', () => {
    const start = newest.note.lastIndexOf(' ') + 1;
    for (let i = start; i < newest.note.length - 2; i++) {
      const changed = newest.note.slice(0, i) + (newest.note[i] === 'A' ? 'B' : 'A') + newest.note.slice(i + 1);
      expect(() => openCheckpoint(changed, vkey)).toThrow();
    }
  });

  test('cannot be passed off as another ledger by another name on the same key', () => {
    const other = 'countersign.example/ledger/org_other';
    const otherKey = verifierKey(other, createPublicKey(privateKey));
    const id = Buffer.from(otherKey.split('+')[1] ?? '', 'hex');
    const [body = '', line = ''] = newest.note.split('\n\n');
    const signature = Buffer.from(line.split(' ')[2] ?? '', 'base64').subarray(4);
    const forged = `${body}\n\n— ${other} ${Buffer.concat([id, signature]).toString('base64')}\n`;
    expect(() => openCheckpoint(forged, otherKey)).toThrow(`is of ${origin}`);
    expect(() => signCheckpoint(`${body}\n`, { name: other, privateKey })).toThrow('only its own ledger');
  });

  test('cannot be opened with the key of somebody else of the same name', () => {
    const { publicKey } = generateKeyPairSync('ed25519');
    expect(() => openCheckpoint(newest.note, verifierKey(origin, publicKey))).toThrow('not signed by');
  });

  test('can carry the cosignatures of witnesses before or after its own', () => {
    const cosignature = `— witness.example/w1 ${Buffer.alloc(76, 7).toString('base64')}\n`;
    expect(openCheckpoint(newest.note + cosignature, vkey).size).toBe(newest.size);
    expect(openCheckpoint(newest.note.replace('\n\n', `\n\n${cosignature}`), vkey).size).toBe(newest.size);
  });

  test.each([
    ['no signature block', newest.note.split('\n\n')[0] ?? ''],
    ['no final newline', newest.note.slice(0, -1)],
    ['carriage returns', newest.note.replaceAll('\n', '\r\n')],
    ['a line that is no signature', `${newest.note}hello\n`],
    ['a second, wrong signature by the same key', newest.note + checkpoints[0]?.note.split('\n\n')[1]],
    ['nothing', ''],
  ])('cannot be opened with %s', (_, note) => {
    expect(() => openCheckpoint(note, vkey)).toThrow(/checkpoint/);
  });

  test.each([
    ['a size with a leading zero', `${origin}\n08\n${'A'.repeat(43)}=\n`],
    ['no size', `${origin}\n\n${'A'.repeat(43)}=\n`],
    ['a size beyond 2^53', `${origin}\n9007199254740992\n${'A'.repeat(43)}=\n`],
    ['a short root', `${origin}\n8\nAAAA\n`],
    ['a root in another spelling', `${origin}\n8\n${'A'.repeat(42)}B=\n`],
    ['no root', `${origin}\n8\n`],
  ])('cannot be opened with %s, however well signed', (_, body) => {
    expect(() => openCheckpoint(signCheckpoint(body, { name: origin, privateKey }), vkey)).toThrow(/checkpoint/);
  });

  test('can have extension lines', () => {
    const body = `${renderCheckpointBody({ origin, size: 8, rootHex: newest.rootHex })}more\n`;
    expect(openCheckpoint(signCheckpoint(body, { name: origin, privateKey }), vkey).size).toBe(8);
  });

  test.each([vkey.replace('+93c10e1e+', '+93c10e1f+'), vkey.slice(0, -4), origin, ''])(
    'is not checked against the malformed verifier key %j',
    (key) => {
      expect(() => openCheckpoint(newest.note, key)).toThrow('verifier key');
    },
  );

  test('cannot be made of what is no size, root, name or Ed25519 key', () => {
    const { rootHex } = newest;
    expect(() => renderCheckpointBody({ origin, size: -1, rootHex })).toThrow(RangeError);
    expect(() => renderCheckpointBody({ origin, size: 1.5, rootHex })).toThrow(RangeError);
    expect(() => renderCheckpointBody({ origin, size: 1, rootHex: rootHex.toUpperCase() })).toThrow(TypeError);
    expect(() => renderCheckpointBody({ origin: 'a\nb', size: 1, rootHex })).toThrow(TypeError);
    expect(() => verifierKey('a+b', createPublicKey(privateKey))).toThrow(TypeError);
    expect(() => verifierKey('a', generateKeyPairSync('x25519').publicKey)).toThrow('Ed25519');
  });
});
