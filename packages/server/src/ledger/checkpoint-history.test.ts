import { generateKeyPairSync } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CheckpointHistory } from './checkpoint-history.ts';
import { checkpointSigner } from './checkpoint-key.ts';

describe('checkpoints of the past', () => {
  let folder = '';
  const signer = checkpointSigner(generateKeyPairSync('ed25519').privateKey);
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-history-'));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  const noteOf = (size: number): string => signer.sign('corp.example/ledger/org_1', size, 'ab'.repeat(32));
  const cosigned = (size: number): string =>
    `${noteOf(size)}— witness.example ${Buffer.alloc(76).toString('base64')}\n`;
  const at = (clock: string): Date => new Date(`2026-11-24T${clock}:00.000Z`);
  const sizes = async (history: CheckpointHistory) => (await history.list('org_1')).map(({ size }) => size);

  it('are the first of each hour, newest first, also after a restart', async () => {
    const history = new CheckpointHistory(folder);
    expect(await history.list('org_1')).toEqual([]);
    for (const [size, clock] of [
      [3, '08:01'],
      [4, '08:59'],
      [9, '09:00'],
    ] as const)
      await history.add('org_1', noteOf(size), at(clock));
    const again = new CheckpointHistory(folder);
    await again.add('org_1', noteOf(11), at('09:30'));
    await again.add('org_1/2', noteOf(1), at('09:30'));
    expect(await sizes(again)).toEqual([9, 3]);
    expect((await again.list('org_1')).at(0)?.keptAt).toEqual(at('09:00'));
  });

  it('keep the cosignatures of witnesses, and are one a size', async () => {
    const history = new CheckpointHistory(folder);
    await history.add('org_1', noteOf(3), at('08:01'));
    await history.add('org_1', cosigned(3), at('08:02'));
    await history.add('org_1', cosigned(5), at('08:03'));
    expect(await history.list('org_1')).toMatchObject([{ size: 3, note: cosigned(3), keptAt: at('08:01') }]);
  });

  it('are read without what a crash left of a line, or somebody wrote into the file', async () => {
    const history = new CheckpointHistory(folder);
    await history.add('org_1', noteOf(3), at('08:01'));
    fs.appendFileSync(
      path.join(folder, 'org_1.history'),
      'x\n{"at":"x","note":"x"}\n{"at":"2026-11-24T09:00:00.000Z","no',
    );
    expect(await sizes(history)).toEqual([3]);
  });
});
