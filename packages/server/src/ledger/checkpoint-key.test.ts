import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCheckpoint } from '../domain/checkpoint.ts';
import { loadCheckpointSigner } from './checkpoint-key.ts';

const ROOT = 'ab'.repeat(32);

describe('the key that signs checkpoints', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'checkpoint-key-'));
    file = path.join(folder, 'keys', 'checkpoint-key.pem');
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  it('is made on first use, for its owner alone, and is the same ever after', () => {
    const vkey = loadCheckpointSigner(file).vkey('example/ledger/org_1');
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    expect(loadCheckpointSigner(file).vkey('example/ledger/org_1')).toBe(vkey);
  });

  it('signs what its verifier key opens', () => {
    const signer = loadCheckpointSigner(file);
    const note = signer.sign('example/ledger/org_1', 7, ROOT);
    expect(openCheckpoint(note, signer.vkey('example/ledger/org_1'))).toEqual({
      origin: 'example/ledger/org_1',
      size: 7,
      rootHex: ROOT,
    });
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
});
