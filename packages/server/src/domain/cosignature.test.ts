import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openCheckpoint, verifierKey } from './checkpoint.ts';
import { cosignCheckpoint, openCosignature, witnessKey } from './cosignature.ts';
import { checkpointVectors } from './testdata/ledger-vectors.ts';

// The answers were computed by another program (Python, cryptography) from this seed.
const SEED = '5d00b914a5cf5179bd9ca60721a5b6de8f91426efd1b793eba65df32df00f5d0';
const VKEY = 'witness.example/w1+ff76726b+BPRv0qCtvfqoml9DVbaKwkYeSgc4DebztHN3shAFf3Y3';
const TIME = 1_767_225_600;
const LINE =
  '— witness.example/w1 /3ZyawAAAABpVbkAQG9izBecph67ABRpxesWqXFUCZsAhiSbPkHhu0ULIRyGmzx6rVn5X3co4JYlzfM4xT2TXtd/bXapGN9p27KYAg==\n';
const LINE_WITH_EXTENSION =
  '— witness.example/w1 /3ZyawAAAABpVbkAKMQ9YzAx2DZM493wVdiCzCNMS47XaxlUZXd3q0O1QPM1zHvswSoptID1GM4uNB8wi5uJrIvpzk3QpvBXvNfdCQ==\n';

const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');
const privateKey = createPrivateKey({
  key: Buffer.concat([PKCS8_ED25519, Buffer.from(SEED, 'hex')]),
  format: 'der',
  type: 'pkcs8',
});
const cosigner = { name: 'witness.example/w1', privateKey };
const note = checkpointVectors.checkpoints.at(-1)?.note ?? '';
const body = note.slice(0, note.indexOf('\n\n') + 1);
const cosigned = note + LINE;

/** The note with this as the cosignature's blob. */
const withBlob = (change: (blob: Buffer) => Buffer) => {
  const blob = Buffer.from(LINE.trimEnd().split(' ')[2] ?? '', 'base64');
  return `${note}— witness.example/w1 ${change(blob).toString('base64')}\n`;
};

describe('a cosignature', () => {
  test('is made byte for byte as another program makes it', () => {
    expect(witnessKey(cosigner.name, createPublicKey(privateKey))).toBe(VKEY);
    expect(cosignCheckpoint(body, cosigner, TIME)).toBe(LINE);
  });

  test('covers the extension lines too', () => {
    expect(cosignCheckpoint(`${body}extension one\n`, cosigner, TIME)).toBe(LINE_WITH_EXTENSION);
    expect(() => openCosignature(note + LINE_WITH_EXTENSION, VKEY)).toThrow('does not fit');
  });

  test('is found on a note among other signatures, with its time and its line', () => {
    expect(openCosignature(cosigned, VKEY)).toEqual({ time: TIME, line: LINE });
    expect(openCosignature(`${body}\n${LINE}`, VKEY)).toEqual({ time: TIME, line: LINE });
  });

  test('leaves the signature of the ledger valid', () => {
    expect(openCheckpoint(cosigned, checkpointVectors.vkey)).toEqual(openCheckpoint(note, checkpointVectors.vkey));
  });

  test('is the newest where a witness signed more than once, whatever their order', () => {
    const later = cosignCheckpoint(body, cosigner, TIME + 1);
    expect(openCosignature(cosigned + later, VKEY).time).toBe(TIME + 1);
    expect(openCosignature(note + later + LINE, VKEY)).toEqual({ time: TIME + 1, line: later });
  });

  test('does not fit with any one byte of the note’s text changed', () => {
    for (let i = 0; i < Buffer.from(body).length; i++) {
      const bytes = Buffer.from(cosigned);
      bytes.writeUInt8(bytes.readUInt8(i) ^ 1, i);
      expect(() => openCosignature(bytes.toString(), VKEY)).toThrow();
    }
  });

  test('does not fit with any one bit of its time or its signature changed, nor is it anybody’s with another key id', () => {
    for (let i = 0; i < 76; i++) {
      const changed = withBlob((blob) => {
        blob.writeUInt8(blob.readUInt8(i) ^ 1, i);
        return blob;
      });
      expect(() => openCosignature(changed, VKEY)).toThrow(i < 4 ? 'not cosigned by' : 'cosignature of');
    }
  });

  test.each([
    ['one byte short', (blob: Buffer) => blob.subarray(0, 75), 'has 72 bytes'],
    ['one byte long', (blob: Buffer) => Buffer.concat([blob, Buffer.of(0)]), 'has 72 bytes'],
    [
      'a plain signature without a time',
      (blob: Buffer) => Buffer.concat([blob.subarray(0, 4), blob.subarray(12)]),
      'has 72 bytes',
    ],
    [
      'the time zero',
      (blob: Buffer) => Buffer.concat([blob.subarray(0, 4), Buffer.alloc(8), blob.subarray(12)]),
      'no time',
    ],
    [
      'a time beyond 2^63',
      (blob: Buffer) => Buffer.concat([blob.subarray(0, 4), Buffer.alloc(8, 255), blob.subarray(12)]),
      'no time',
    ],
  ])('cannot be opened if it is %s', (_, change, why) => {
    expect(() => openCosignature(withBlob(change), VKEY)).toThrow(why);
  });

  test('is not taken from a witness of another name, or of the same name with another key', () => {
    const { publicKey } = generateKeyPairSync('ed25519');
    expect(() => openCosignature(cosigned, witnessKey(cosigner.name, publicKey))).toThrow('not cosigned by');
    const renamed = witnessKey('witness.example/w2', createPublicKey(privateKey));
    expect(() => openCosignature(cosigned, renamed)).toThrow('not cosigned by witness.example/w2');
  });

  test('is not taken from one who signed the text itself: a ledger’s key is no witness’s', () => {
    expect(() => openCosignature(note, checkpointVectors.vkey)).toThrow('not a cosignature key of a witness');
    expect(() => openCheckpoint(cosigned, VKEY)).toThrow('not an Ed25519 key');
    const sameKey = verifierKey(cosigner.name, createPublicKey(privateKey));
    expect(() => openCheckpoint(cosigned, sameKey)).toThrow('not signed by');
  });

  test.each([VKEY.replace('+ff76726b+', '+ff76726c+'), VKEY.slice(0, -4), 'witness.example/w1', ''])(
    'is not checked against the malformed verifier key %j',
    (vkey) => {
      expect(() => openCosignature(cosigned, vkey)).toThrow('verifier key');
    },
  );

  test.each([
    ['no signature block', body],
    ['no final newline', cosigned.slice(0, -1)],
    ['a carriage return', cosigned.replace('\n', '\r\n')],
    ['a line that is no signature', `${cosigned}hello\n`],
    ['nothing', ''],
  ])('is not looked for in a note with %s', (_, malformed) => {
    expect(() => openCosignature(malformed, VKEY)).toThrow('The checkpoint');
  });

  test('is made of no text that is no checkpoint, at no time that is none, under no name that is none', () => {
    expect(() => cosignCheckpoint('a\nb\nc\n', cosigner, TIME)).toThrow('no readable size');
    for (const time of [0, -1, 1.5, 2 ** 53]) {
      expect(() => cosignCheckpoint(body, cosigner, time)).toThrow(RangeError);
    }
    expect(() => cosignCheckpoint(body, { ...cosigner, name: 'a b' }, TIME)).toThrow(TypeError);
    expect(() => witnessKey('a', generateKeyPairSync('x25519').publicKey)).toThrow('Ed25519');
  });
});
