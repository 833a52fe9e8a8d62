import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SecretFileError } from './secret-file.ts';
import { loadStorageKey } from './storage-key.ts';

describe('the storage key', () => {
  let dataFolder: string;
  const keyFile = () => path.join(dataFolder, 'keys', 'storage-key');

  beforeEach(() => {
    dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-storage-key-'));
  });
  afterEach(() => fs.rmSync(dataFolder, { recursive: true }));

  it('is made at the first start: 32 bytes that only the owner of the data folder can read', () => {
    const key = loadStorageKey(dataFolder);
    expect(key).toHaveLength(32);
    expect(fs.readFileSync(keyFile(), 'utf8').trim()).toBe(key.toString('hex'));
    expect(fs.statSync(keyFile()).mode & 0o777).toBe(0o600);
    expect(fs.statSync(path.dirname(keyFile())).mode & 0o777).toBe(0o700);
    expect(fs.readdirSync(path.dirname(keyFile()))).toEqual(['storage-key']);
  });

  it('is the same at every later start', () => {
    expect(loadStorageKey(dataFolder)).toEqual(loadStorageKey(dataFolder));
  });

  it('differs between data folders', () => {
    const other = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-storage-key-'));
    expect(loadStorageKey(dataFolder)).not.toEqual(loadStorageKey(other));
    fs.rmSync(other, { recursive: true });
  });

  it.each([0o640, 0o604, 0o666])('is refused in a file of mode %o, with the command that mends it', (mode) => {
    loadStorageKey(dataFolder);
    fs.chmodSync(keyFile(), mode);
    expect(() => loadStorageKey(dataFolder)).toThrow(SecretFileError);
    expect(() => loadStorageKey(dataFolder)).toThrow(`chmod 600 ${keyFile()}`);
    fs.chmodSync(keyFile(), 0o600);
    expect(loadStorageKey(dataFolder)).toHaveLength(32);
  });

  it('is refused in a folder that others can enter', () => {
    loadStorageKey(dataFolder);
    fs.chmodSync(path.dirname(keyFile()), 0o755);
    expect(() => loadStorageKey(dataFolder)).toThrow(`chmod 700 ${path.dirname(keyFile())}`);
  });

  it.each(['', 'ab', 'g'.repeat(64), 'a'.repeat(66)])(
    'is never replaced when the file holds "%s" instead',
    (content) => {
      loadStorageKey(dataFolder);
      fs.writeFileSync(keyFile(), content);
      expect(() => loadStorageKey(dataFolder)).toThrow('must hold 32 bytes in hex');
      expect(fs.readFileSync(keyFile(), 'utf8')).toBe(content);
    },
  );
});
