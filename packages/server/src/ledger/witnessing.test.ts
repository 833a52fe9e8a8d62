import { describe, expect, test } from 'vitest';
import { openCheckpoint } from '../domain/checkpoint.ts';
import { openCosignature } from '../domain/cosignature.ts';
import { at, beat, ledger, makeScene } from './testing/witness-scene.ts';

const signersOf = (note: string) => [...note.matchAll(/^— (\S+) /gm)].map(([, name]) => name);

describe('having checkpoints cosigned', () => {
  test('hands on the newest checkpoint with the cosignature of every witness', async () => {
    const scene = makeScene();
    const witnessing = scene.make();
    witnessing.moved('a');
    await beat(scene, witnessing);
    const note = scene.kept.at(-1) ?? '';
    expect(openCheckpoint(note, ledger.vkey).size).toBe(5);
    for (const { address } of scene.witnesses) expect(() => openCosignature(note, address.vkey)).not.toThrow();
    expect(signersOf(note)).toEqual([ledger.origin, 'w1', 'w2']);
  });

  test('asks nobody about a ledger that has not moved, has no checkpoint, or whose newest is cosigned', async () => {
    const scene = makeScene(['w1']);
    const witnessing = scene.make();
    await beat(scene, witnessing);
    scene.newest = null;
    witnessing.moved('a');
    await beat(scene, witnessing);
    expect(scene.witnesses[0]?.asked).toEqual([]);
    scene.newest = at(5);
    for (let i = 0; i < 3; i++) {
      witnessing.moved('a');
      await beat(scene, witnessing);
    }
    expect(scene.witnesses[0]?.asked).toHaveLength(1);
  });

  test('remembers how far a witness is, and proves from there', async () => {
    const scene = makeScene(['w1']);
    const witnessing = scene.make();
    for (const size of [5, 6, 11]) {
      scene.newest = at(size);
      witnessing.moved('a');
      await beat(scene, witnessing);
    }
    expect(scene.witnesses[0]?.asked.map(({ oldSize }) => oldSize)).toEqual([0, 5, 6]);
    expect(scene.witnesses[0]?.asked.map(({ proof }) => proof)).toEqual([[], ledger.proof(5, 6), ledger.proof(6, 11)]);
  });

  test('after a restart, learns from the witness how far it is', async () => {
    const scene = makeScene(['w1']);
    const [witness] = scene.witnesses;
    if (witness !== undefined) witness.size = 3;
    const witnessing = scene.make();
    witnessing.moved('a');
    await beat(scene, witnessing);
    expect(witness?.asked.map(({ oldSize }) => oldSize)).toEqual([0, 3]);
    expect(scene.kept).toHaveLength(1);
  });

  test('a witness that has forgotten is taught again', async () => {
    const scene = makeScene(['w1']);
    const [witness] = scene.witnesses;
    const witnessing = scene.make();
    witnessing.moved('a');
    await beat(scene, witnessing);
    if (witness !== undefined) witness.size = 0;
    scene.newest = at(6);
    witnessing.moved('a');
    await beat(scene, witnessing);
    expect(witness?.asked.map(({ oldSize }) => oldSize)).toEqual([0, 5, 0]);
    expect(scene.kept).toHaveLength(2);
    expect(scene.divergences).toEqual([]);
  });

  test('a witness that never answers holds up no other, and is asked once', async () => {
    const scene = makeScene();
    const [silent, other] = scene.witnesses;
    if (silent !== undefined) silent.otherwise = () => new Promise(() => undefined);
    const witnessing = scene.make();
    for (const size of [5, 6, 7]) {
      scene.newest = at(size);
      witnessing.moved('a');
      await witnessing.run();
      await expect.poll(() => scene.kept.at(-1)?.startsWith(ledger.note(size))).toBe(true);
    }
    expect(silent?.asked).toHaveLength(1);
    expect(other?.asked).toHaveLength(3);
    await witnessing.stop();
    expect(scene.logged).toEqual([]);
  });

  test('a slow witness’s cosignature of what others are past does not put back what is kept', async () => {
    const scene = makeScene();
    const [slow] = scene.witnesses;
    let finish = () => {};
    if (slow !== undefined) {
      slow.otherwise = async (submission) => {
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        slow.otherwise = null;
        return slow.answer(submission);
      };
    }
    const witnessing = scene.make();
    witnessing.moved('a');
    await witnessing.run();
    await expect.poll(() => scene.kept).toHaveLength(1);
    scene.newest = at(6);
    witnessing.moved('a');
    await witnessing.run();
    await expect.poll(() => scene.kept).toHaveLength(2);
    finish();
    await witnessing.settled();
    expect(scene.kept.map((note) => note.split('\n')[1])).toEqual(['5', '6', '6']);
    expect(signersOf(scene.kept.at(-1) ?? '')).toEqual([ledger.origin, 'w1', 'w2']);
  });

  test.each([
    ['cannot be reached', () => Promise.reject(new Error('no route'))],
    ['is in trouble', async () => ({ kind: 'refused', status: 503, message: 'later' }) as const],
    ['does not know the ledger', async () => ({ kind: 'refused', status: 404, message: 'who?' }) as const],
  ])('a witness that %s is tried again after 1, 2, 4 … and at most 60 seconds', async (_, otherwise) => {
    const scene = makeScene(['w1']);
    const [witness] = scene.witnesses;
    if (witness !== undefined) witness.otherwise = otherwise;
    const witnessing = scene.make();
    const triedAt: number[] = [];
    witnessing.moved('a');
    for (let second = 0; second <= 250; second++) {
      const before = witness?.asked.length;
      witnessing.moved('a');
      await beat(scene, witnessing, second === 0 ? 0 : 1);
      if (witness?.asked.length !== before) triedAt.push(second);
    }
    expect(triedAt).toEqual([0, 1, 3, 7, 15, 31, 63, 123, 183, 243]);
    expect(scene.logged).toHaveLength(10);
    if (witness !== undefined) witness.otherwise = null;
    await beat(scene, witnessing, 60);
    expect(scene.kept).toHaveLength(1);
    scene.newest = at(6);
    witnessing.moved('a');
    await beat(scene, witnessing);
    expect(scene.kept).toHaveLength(2);
  });

  test('what could not be kept is cosigned and kept again', async () => {
    let fails = true;
    const kept: string[] = [];
    const scene = makeScene(['w1'], {
      async keep(_ledger, note) {
        if (fails) throw new Error('the disk is full');
        kept.push(note);
      },
    });
    const witnessing = scene.make();
    witnessing.moved('a');
    await beat(scene, witnessing);
    expect(scene.logged).toEqual([expect.stringContaining('the disk is full')]);
    fails = false;
    await beat(scene, witnessing, 1);
    expect(kept).toHaveLength(1);
  });

  test('many ledgers are submitted sixteen at a time, all of them in one go', async () => {
    const scene = makeScene(['w1'], { newest: (name) => ({ ...at(5), note: ledger.note(5, `${name}\n`) }) });
    const [witness] = scene.witnesses;
    let atOnce = 0;
    let most = 0;
    if (witness !== undefined) {
      witness.otherwise = async () => {
        most = Math.max(most, ++atOnce);
        await new Promise(setImmediate);
        atOnce--;
        return { kind: 'cosigned', line: '— w1 AAAA\n' };
      };
    }
    const witnessing = scene.make();
    for (let i = 0; i < 100; i++) witnessing.moved(`ledger${i}`);
    await beat(scene, witnessing);
    expect(most).toBe(16);
    expect(new Set(scene.kept).size).toBe(100);
  });
});
