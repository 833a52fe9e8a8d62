import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCheckpoint, verifierKey } from '../domain/checkpoint.ts';
import { loadCheckpointSigner } from './checkpoint-key.ts';

const ROOT = 'ab'.repeat(32);
const ORIGIN = 'example/ledger/org_1';
const CHECKPOINT = { origin: ORIGIN, size: 7, rootHex: ROOT };

describe('the key that signs checkpoints', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'checkpoint-key-'));
    file = path.join(folder, 'keys', 'checkpoint-key.pem');
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  it('is made on first use, for its owner alone, and is the same ever after', () => {
    const vkey = loadCheckpointSigner(file).vkey(ORIGIN);
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    expect(loadCheckpointSigner(file).vkey(ORIGIN)).toBe(vkey);
  });

  it('signs what its verifier key opens', () => {
    const signer = loadCheckpointSigner(file);
    const note = signer.sign(ORIGIN, 7, ROOT);
    expect(openCheckpoint(note, signer.vkey(ORIGIN))).toEqual(CHECKPOINT);
    expect(signer.open(note)).toEqual(CHECKPOINT);
  });

  it('cannot be one that other accounts can read', () => {
    loadCheckpointSigner(file);
    fs.chmodSync(file, 0o644);
    expect(() => loadCheckpointSigner(file)).toThrow(/chmod 600/);
  });

  it('is never replaced where the file holds something else', () => {
    fs.mkdirSync(path.dirname(file));
    fs.writeFileSync(file, 'no key', { mode: 0o600 });
    expect(() => loadCheckpointSigner(file)).toThrow(/Put it back from a backup/);
    expect(fs.readFileSync(file, 'utf8')).toBe('no key');
  });

  describe('with older keys beside it', () => {
    const keyIn = (part: string): KeyObject => {
      const { privateKey, publicKey } = generateKeyPairSync('ed25519');
      const isPublic = part === 'retired';
      const pem = isPublic
        ? publicKey.export({ type: 'spki', format: 'pem' })
        : privateKey.export({ type: 'pkcs8', format: 'pem' });
      fs.appendFileSync(beside(part), pem, { mode: isPublic ? 0o644 : 0o600 });
      return privateKey;
    };
    const beside = (part: string) => path.join(folder, 'keys', `checkpoint-key.${part}.pem`);
    const vkeyOf = (key: KeyObject) => verifierKey(ORIGIN, createPublicKey(key));
    const signedBy = (key: KeyObject): string => {
      const other = path.join(folder, 'other.pem');
      fs.writeFileSync(other, key.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
      return loadCheckpointSigner(other).sign(ORIGIN, 7, ROOT);
    };

    it('signs first and the previous one second, each for whoever knows only that one', () => {
      const { keyId } = loadCheckpointSigner(file);
      const previous = keyIn('previous');
      const signer = loadCheckpointSigner(file);
      const note = signer.sign(ORIGIN, 7, ROOT);
      const [, signatures = ''] = note.split('\n\n');
      expect(signatures.trimEnd().split('\n')).toHaveLength(2);
      expect(openCheckpoint(note, signer.vkey(ORIGIN))).toEqual(CHECKPOINT);
      expect(openCheckpoint(note, vkeyOf(previous))).toEqual(CHECKPOINT);
      expect(note.startsWith(signedBy(previous).split('— ')[0] ?? '')).toBe(true);
      expect([signer.keyId, signer.previousKeyId?.length]).toEqual([keyId, 16]);
    });

    it('accepts what any of them signed, and nothing else', () => {
      loadCheckpointSigner(file);
      const [previous, retired, longRetired] = [keyIn('previous'), keyIn('retired'), keyIn('retired')];
      const signer = loadCheckpointSigner(file);
      for (const key of [previous, retired, longRetired]) {
        expect(signer.open(signedBy(key))).toEqual(CHECKPOINT);
        expect(signer.vkeyOf(signedBy(key))).toBe(vkeyOf(key));
      }
      expect(signer.vkeyOf(signer.sign(ORIGIN, 7, ROOT))).toBe(signer.vkey(ORIGIN));
      const [newest, ...older] = signer.vkeys(ORIGIN);
      expect(newest).toBe(signer.vkey(ORIGIN));
      expect(older).toEqual([previous, retired, longRetired].map(vkeyOf));
      const stranger = generateKeyPairSync('ed25519').privateKey;
      expect(() => signer.open(signedBy(stranger))).toThrow(/No key of this installation, current or former/);
      expect(() => signer.open('hello')).toThrow(/no signature block/);
    });

    it('does not sign with a retired one', () => {
      loadCheckpointSigner(file);
      const retired = keyIn('retired');
      const note = loadCheckpointSigner(file).sign(ORIGIN, 7, ROOT);
      expect(() => openCheckpoint(note, vkeyOf(retired))).toThrow('not signed by');
    });

    it('is never made anew where only older ones are left', () => {
      loadCheckpointSigner(file);
      keyIn('previous');
      fs.rmSync(file);
      expect(() => loadCheckpointSigner(file)).toThrow(/previous\.pem is there\. Put the key back from a backup/);
      expect(fs.existsSync(file)).toBe(false);
    });

    it.each([
      ['a previous key that other accounts can read', 'previous', 0o640, /chmod 600/],
      ['retired keys that other accounts can write', 'retired', 0o666, /chmod 644/],
    ])('refuses %s', (_what, part, mode, message) => {
      loadCheckpointSigner(file);
      keyIn(part);
      fs.chmodSync(beside(part), mode);
      expect(() => loadCheckpointSigner(file)).toThrow(message);
    });

    it.each(['previous', 'retired'])('refuses a file of %s keys that holds something else', (part) => {
      loadCheckpointSigner(file);
      keyIn(part);
      fs.writeFileSync(beside(part), `${fs.readFileSync(beside(part), 'utf8').slice(0, -40)}no key`);
      expect(() => loadCheckpointSigner(file)).toThrow(/Put it back from a backup/);
    });
  });
});
