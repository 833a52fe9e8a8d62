import { generateKeyPairSync } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CompactTree } from '../domain/merkle.ts';
import { renderPosition } from './chain-position.ts';
import { CheckpointFolder, type FiledCheckpoint } from './checkpoint-folder.ts';
import { checkpointSigner } from './checkpoint-key.ts';

const HASH = 'ab'.repeat(32);

describe('the folder of kept checkpoints', () => {
  let folder = '';
  const signer = checkpointSigner(generateKeyPairSync('ed25519').privateKey);
  const stranger = checkpointSigner(generateKeyPairSync('ed25519').privateKey);
  beforeEach(() => {
    folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-checkpoints-')), 'checkpoints');
  });
  afterEach(() => fs.rmSync(path.dirname(folder), { recursive: true }));

  const open = () => CheckpointFolder.open(folder, () => signer);
  const file = (name: string) => path.join(folder, name);
  const checkpointOf = (ledger: string, size: number, by = signer): FiledCheckpoint => {
    const tree = new CompactTree();
    for (let seq = 0; seq < size; seq += 1) tree.append(HASH);
    const rootHex = tree.root();
    const note = by.sign(`countersign.example/ledger/${ledger}`, size, rootHex);
    return { note, size, rootHex, position: { headHash: HASH, ts: '2026-11-24T08:00:00.000Z', tree: tree.snapshot() } };
  };

  it('is empty where there is none, and no key is asked for then', async () => {
    const opened = await CheckpointFolder.open(folder, () => {
      throw new Error('no key');
    });
    expect([opened.newest('org_1'), opened.kept('org_1'), opened.newestEpoch('org_1')]).toEqual([null, [], 0]);
  });

  it('gives back after a restart what was kept: note, position and cosigned note, of every epoch', async () => {
    const first = await open();
    const [old, now] = [checkpointOf('org_1', 3), checkpointOf('org_1/2', 7)];
    await first.keep('org_1', old);
    await first.keep('org_1/2', now);
    await first.flush();
    const cosigned = `${now.note}— witness.example ${Buffer.alloc(76).toString('base64')}\n`;
    await first.keepCosigned('org_1/2', cosigned);
    const again = await open();
    expect([again.newest('org_1'), again.newest('org_1/2'), again.cosigned('org_1/2')]).toEqual([old, now, cosigned]);
    expect(again.newestEpoch('org_1')).toBe(2);
    expect(fs.statSync(folder).mode & 0o777).toBe(0o700);
    expect(fs.readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([]);
  });

  it('holds a ledger to what lay there at the start as well as to the newest', async () => {
    await (await open()).keep('org_1', checkpointOf('org_1', 3));
    const again = await open();
    await again.keep('org_1', checkpointOf('org_1', 5));
    await again.keep('org_1', checkpointOf('org_1', 9));
    expect(again.kept('org_1').map(({ size }) => size)).toEqual([3, 9]);
  });

  it('takes what a witness knew as if it had lain there', async () => {
    const opened = await open();
    await opened.adopt('org_1', { ...checkpointOf('org_1', 3), position: null });
    await opened.keep('org_1', checkpointOf('org_1', 5));
    expect(opened.kept('org_1').map(({ size }) => size)).toEqual([3, 5]);
  });

  it.each([
    ['is not there', () => fs.rmSync(file('org_1.position'))],
    ['is no JSON', () => fs.writeFileSync(file('org_1.position'), '{')],
    ['is something else', () => fs.writeFileSync(file('org_1.position'), '[]')],
    ['is of another size', () => rewrite(checkpointOf('org_1', 4))],
    [
      'does not make the root that was signed',
      () => rewrite({ ...checkpointOf('org_1', 3), headHash: HASH, zero: true }),
    ],
  ])('keeps the note where the position beside it %s', async (_what, spoil) => {
    await (await open()).keep('org_1', checkpointOf('org_1', 3));
    spoil();
    expect((await open()).newest('org_1')).toMatchObject({ size: 3, position: null });
  });
  const rewrite = ({ position, zero = false }: Partial<FiledCheckpoint> & { headHash?: string; zero?: boolean }) => {
    if (!position) throw new Error('no position');
    const hashes = zero ? position.tree.hashes.map(() => '00'.repeat(32)) : position.tree.hashes;
    fs.writeFileSync(file('org_1.position'), renderPosition({ ...position, tree: { ...position.tree, hashes } }));
  };

  it('stops whoever opens it where a note was signed by a stranger, changed, or is under another ledger’s name', async () => {
    await (await open()).keep('org_1', checkpointOf('org_1', 3));
    const { note } = checkpointOf('org_1', 3);
    fs.writeFileSync(file('org_1.checkpoint'), checkpointOf('org_1', 3, stranger).note);
    await expect(open()).rejects.toThrow(
      'is not a checkpoint that this installation signed: put its checkpoint key back',
    );
    fs.writeFileSync(file('org_1.checkpoint'), note.replace('\n3\n', '\n4\n'));
    await expect(open()).rejects.toThrow('is not a checkpoint that this installation signed');
    fs.rmSync(file('org_1.checkpoint'));
    fs.writeFileSync(file('org_2.checkpoint'), note);
    await expect(open()).rejects.toThrow('is a checkpoint of org_1, under the name of another ledger');
  });
});
