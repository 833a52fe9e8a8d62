import { generateKeyPairSync } from 'node:crypto';
import { cosignCheckpoint, witnessKey } from '../../domain/cosignature.ts';
import { exampleLedger } from '../../witness/testing/example-ledger.ts';
import type { CheckpointSubmission, submitCheckpoint, WitnessReply } from '../witness-client.ts';
import { type Divergence, Witnessing, type WitnessingOptions } from '../witnessing.ts';

export const ledger = exampleLedger('ledger.example/ledger/org_a');
export const at = (size: number) => ({ note: ledger.note(size), size, rootHex: ledger.rootHex(size) });

/** A witness that cosigns whatever continues its size; a test may have it answer otherwise. */
function makeWitness(name: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const asked: CheckpointSubmission[] = [];
  const witness = {
    address: { name, vkey: witnessKey(name, publicKey), url: new URL('http://witness.example') },
    asked,
    size: 0,
    /** Null: as a witness does. */
    otherwise: null as ((submission: CheckpointSubmission) => Promise<WitnessReply>) | null,
    async answer(submission: CheckpointSubmission): Promise<WitnessReply> {
      asked.push(submission);
      if (witness.otherwise !== null) return witness.otherwise(submission);
      if (submission.oldSize !== witness.size) return { kind: 'behind', size: witness.size };
      const body = submission.note.slice(0, submission.note.indexOf('\n\n') + 1);
      witness.size = Number(body.split('\n')[1]);
      return { kind: 'cosigned', line: cosignCheckpoint(body, { name, privateKey }, asked.length) };
    },
  };
  return witness;
}

export function makeScene(names = ['w1', 'w2'], changes: Partial<WitnessingOptions> = {}) {
  const witnesses = names.map(makeWitness);
  const scene = {
    witnesses,
    newest: at(5) as ReturnType<typeof at> | null,
    nowMs: 0,
    kept: [] as string[],
    divergences: [] as Divergence[],
    logged: [] as string[],
    proofs: [] as string[],
    make: () =>
      new Witnessing({
        witnesses: witnesses.map(({ address }) => address),
        newest: () => scene.newest,
        async consistency(_ledger, from, to) {
          scene.proofs.push(`${from}-${to}`);
          return ledger.proof(from, to);
        },
        async keep(_ledger, note) {
          scene.kept.push(note);
        },
        async onDivergence(_ledger, divergence) {
          scene.divergences.push(divergence);
        },
        log: (message, facts) => scene.logged.push(`${message} ${JSON.stringify(facts)}`),
        submit,
        now: () => scene.nowMs,
        ...changes,
      }),
  };
  const submit: typeof submitCheckpoint = ({ name }, submission, options) => {
    const witness = witnesses.find(({ address }) => address.name === name);
    if (witness === undefined) throw new Error(`nobody is called ${name}`);
    return new Promise((resolve, reject) => {
      options?.signal?.addEventListener('abort', () => reject(new Error('aborted')));
      witness.answer(submission).then(resolve, reject);
    });
  };
  return scene;
}

export type WitnessScene = ReturnType<typeof makeScene>;

/** One beat of the clock, and everything that it set off. */
export async function beat(scene: WitnessScene, witnessing: Witnessing, seconds = 0): Promise<void> {
  scene.nowMs += seconds * 1000;
  await witnessing.run();
  await witnessing.settled();
}
