import { hash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openCheckpoint } from '../domain/checkpoint.ts';
import { loadCheckpointSigner } from './checkpoint-key.ts';
import { rotateCheckpointKey } from './rotate-checkpoint-key.ts';

const ORIGIN = 'example/ledger/org_1';
const ROOT = 'ab'.repeat(32);

describe('a rotation of the checkpoint key', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rotate-key-'));
    file = path.join(folder, 'checkpoint-key.pem');
    loadCheckpointSigner(file);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    fs.rmSync(folder, { recursive: true });
  });

  const rotate = (compromised = false) => rotateCheckpointKey(file, { compromised });
  const load = () => loadCheckpointSigner(file);
  const beside = (part: string) => path.join(folder, `checkpoint-key.${part}.pem`);
  /** By file name: what it holds, and its mode. */
  const files = () =>
    Object.fromEntries(
      fs.readdirSync(folder).map((name) => {
        const mode = fs.statSync(path.join(folder, name)).mode & 0o777;
        return [name, `${mode.toString(8)} ${hash('sha256', fs.readFileSync(path.join(folder, name)))}`];
      }),
    );

  it('puts a new key in force, and the old one signs beside it', () => {
    const old = load();
    rotate();
    const signer = load();
    expect(signer.previousKeyId).toBe(old.keyId);
    expect(signer.keyId).not.toBe(old.keyId);
    const note = signer.sign(ORIGIN, 7, ROOT);
    expect(openCheckpoint(note, old.vkey(ORIGIN)).size).toBe(7);
    expect(openCheckpoint(note, signer.vkey(ORIGIN)).size).toBe(7);
    expect(signer.open(old.sign(ORIGIN, 5, ROOT)).size).toBe(5);
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    expect(fs.statSync(beside('previous')).mode & 0o777).toBe(0o600);
    expect(Object.keys(files())).toEqual(['checkpoint-key.pem', 'checkpoint-key.previous.pem']);
  });

  it('keeps of the key before the previous one the public half only', () => {
    const oldest = load();
    rotate();
    rotate();
    const signer = load();
    expect(signer.vkeys(ORIGIN)).toHaveLength(3);
    expect(signer.vkeys(ORIGIN)[2]).toBe(oldest.vkey(ORIGIN));
    expect(() => openCheckpoint(signer.sign(ORIGIN, 7, ROOT), oldest.vkey(ORIGIN))).toThrow('not signed by');
    expect(fs.readFileSync(beside('retired'), 'utf8')).not.toContain('PRIVATE');
  });

  it('lets a compromised key, and the one that lay beside it, sign nothing any more', () => {
    const oldest = load();
    rotate();
    const compromised = load();
    rotate(true);
    const signer = load();
    expect(signer.previousKeyId).toBeNull();
    for (const out of [oldest, compromised]) {
      expect(() => openCheckpoint(signer.sign(ORIGIN, 7, ROOT), out.vkey(ORIGIN))).toThrow('not signed by');
      expect(signer.open(out.sign(ORIGIN, 5, ROOT)).size).toBe(5);
    }
    expect(fs.existsSync(beside('previous'))).toBe(false);
  });

  it.each([false, true])(
    'that a crash cuts short anywhere leaves a key in force; another run finishes it (compromised: %s)',
    (compromised) => {
      const oldest = load();
      rotate();
      const old = load();
      const rename = fs.renameSync;
      for (let allowed = 0; allowed < 4; allowed++) {
        let left = allowed;
        const cut = vi.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
          if (left-- <= 0) throw new Error('the power went');
          rename(from, to);
        });
        const finished = attempt(() => rotate(compromised));
        cut.mockRestore();
        const signer = load();
        if (finished) break;
        expect(signer.keyId).toBe(old.keyId);
        for (const before of [oldest, old]) expect(signer.open(before.sign(ORIGIN, 5, ROOT)).size).toBe(5);
      }
      const signer = load();
      expect(signer.keyId).not.toBe(old.keyId);
      expect(signer.previousKeyId).toBe(compromised ? null : old.keyId);
      expect(signer.vkeys(ORIGIN)).toHaveLength(3);
      expect(Object.keys(files()).filter((name) => /next|new/.test(name))).toEqual([]);
    },
  );

  it('finishes as compromised what was begun so, whatever the other run is told', () => {
    const old = load();
    const rename = fs.renameSync;
    const cut = vi.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
      if (to === file) throw new Error('the power went');
      rename(from, to);
    });
    expect(() => rotate(true)).toThrow('the power went');
    cut.mockRestore();
    rotate();
    expect(load().previousKeyId).toBeNull();
    expect(() => openCheckpoint(load().sign(ORIGIN, 7, ROOT), old.vkey(ORIGIN))).toThrow('not signed by');
  });

  it.each([
    ['the current key can be read by others', (paths: string) => fs.chmodSync(paths, 0o644), /chmod 600/],
    ['the current key is missing', (paths: string) => fs.rmSync(paths), /at its first start|Put the key back/],
    ['the current key is none', (paths: string) => fs.writeFileSync(paths, 'no key'), /Put it back from a backup/],
  ])('changes nothing where %s', (_what, spoil, message) => {
    rotate();
    spoil(file);
    const before = files();
    expect(() => rotate()).toThrow(message);
    expect(files()).toEqual(before);
  });

  it('changes nothing where a key of an unfinished rotation is unreadable', () => {
    fs.writeFileSync(beside('next'), 'no key', { mode: 0o600 });
    const before = files();
    expect(() => rotate()).toThrow(/next\.pem must hold an Ed25519 private key/);
    expect(files()).toEqual(before);
  });

  it('refuses where no server has made a key yet', () => {
    fs.rmSync(file);
    expect(() => rotate()).toThrow(/There is no checkpoint key in .* yet/);
  });
});

function attempt(act: () => unknown): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}
