import { describe, expect, test } from 'vitest';
import { at, beat, ledger, makeScene, type WitnessScene } from './testing/witness-scene.ts';
import type { CheckpointSubmission, WitnessReply } from './witness-client.ts';
import type { Witnessing } from './witnessing.ts';

describe('a witness that knows another history', () => {
  async function sceneWith(otherwise: (submission: CheckpointSubmission) => WitnessReply) {
    const scene = makeScene(['w1']);
    const [witness] = scene.witnesses;
    if (witness !== undefined) witness.otherwise = async (submission) => otherwise(submission);
    const witnessing = scene.make();
    witnessing.moved('a');
    await beat(scene, witnessing);
    return { scene, witness, witnessing };
  }
  const later = async (scene: WitnessScene, witnessing: Witnessing) => {
    for (let second = 0; second < 200; second++) {
      witnessing.moved('a');
      await beat(scene, witnessing, 1);
    }
  };

  test('is told of once, whether it answers 409 or 422 to another root at the same size', async () => {
    for (const atSame of [
      { kind: 'behind', size: 5 },
      { kind: 'refused', status: 422, message: '' },
    ] as const) {
      const { scene, witnessing } = await sceneWith(({ oldSize }) =>
        oldSize === 5 ? atSame : { kind: 'behind', size: 5 },
      );
      expect(scene.divergences).toEqual([{ witness: 'w1', size: 5, why: expect.stringContaining('5 records') }]);
      await later(scene, witnessing);
      expect(scene.divergences).toHaveLength(1);
      expect(scene.kept).toEqual([]);
    }
  });

  test('is told of once if it refuses the proof, though the ledger goes on growing', async () => {
    const { scene, witnessing } = await sceneWith(({ oldSize }) =>
      oldSize === 3 ? { kind: 'refused', status: 422, message: 'no' } : { kind: 'behind', size: 3 },
    );
    expect(scene.proofs).toEqual(['3-5']);
    expect(scene.divergences).toMatchObject([{ witness: 'w1', size: 3 }]);
    scene.newest = at(6);
    await later(scene, witnessing);
    expect(scene.divergences).toHaveLength(1);
  });

  test('is told of if it stays ahead, not if another server was only quicker', async () => {
    const { scene, witnessing } = await sceneWith(() => ({ kind: 'behind', size: 9 }));
    await beat(scene, witnessing, 5);
    expect(scene.divergences).toEqual([]);
    await later(scene, witnessing);
    expect(scene.divergences).toEqual([
      { witness: 'w1', size: 9, why: 'The witness has cosigned 9 records, but the ledger has 5.' },
    ]);

    const quicker = await sceneWith(() => ({ kind: 'behind', size: 9 }));
    if (quicker.witness !== undefined) Object.assign(quicker.witness, { otherwise: null, size: 9 });
    quicker.scene.newest = at(9);
    await later(quicker.scene, quicker.witnessing);
    expect(quicker.scene.divergences).toEqual([]);
    expect(quicker.scene.kept).toHaveLength(1);
  });

  test('is told of again once it has agreed in between', async () => {
    const { scene, witness, witnessing } = await sceneWith(() => ({ kind: 'behind', size: 5 }));
    const { otherwise } = witness ?? { otherwise: null };
    if (witness !== undefined) Object.assign(witness, { otherwise: null, size: 5 });
    await later(scene, witnessing);
    expect(scene.kept).toHaveLength(1);
    if (witness !== undefined) witness.otherwise = otherwise;
    scene.newest = { ...at(5), note: ledger.note(5, 'signed again\n') };
    await later(scene, witnessing);
    expect(scene.divergences).toHaveLength(2);
  });

  test('is told of until somebody has taken it', async () => {
    let fails = true;
    const scene = makeScene(['w1'], {
      async onDivergence(_ledger, divergence) {
        if (fails) throw new Error('the database is away');
        scene.divergences.push(divergence);
      },
    });
    const [witness] = scene.witnesses;
    if (witness !== undefined) witness.otherwise = async () => ({ kind: 'behind', size: 5 });
    const witnessing = scene.make();
    witnessing.moved('a');
    await beat(scene, witnessing);
    fails = false;
    await later(scene, witnessing);
    expect(scene.divergences).toHaveLength(1);
  });
});
