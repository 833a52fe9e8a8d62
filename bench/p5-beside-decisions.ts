import { VerifierThread } from '../packages/server/src/ledger/verifier.ts';
import { addPolicy, commitApproval, type LedgerWorld } from './ledger-world.ts';
import { type BenchOptions, type Figure, interleaved, type Sample, sample } from './measure.ts';
import { makePending } from './p3-decisions.ts';

/** P5 beside: how long a decision takes while the whole ledger is verified by the same process, against without. */
export async function measureBesideVerification(
  world: LedgerWorld,
  { seconds, rounds }: BenchOptions,
): Promise<Figure[]> {
  const policy = await addPolicy(world);
  const committer = world.newCommitter();
  const thread = new VerifierThread(world.database.url);
  const decide = async (writers: number, meanwhile: () => Promise<void>): Promise<Sample> => {
    // More than can be decided in the time; what is left over is left.
    const pending = await makePending(world, policy, Math.ceil(seconds * (writers === 1 ? 3_000 : 12_000)));
    await meanwhile();
    return sample(writers, seconds, async () => {
      const id = pending.pop();
      if (id === undefined) throw new Error('more was decided than was prepared');
      await commitApproval(world, committer, policy.user, id);
    });
  };
  const alone = (writers: number) => decide(writers, () => Promise.resolve());
  const beside = async (writers: number): Promise<Sample> => {
    let isMeasured = false;
    let running = Promise.resolve();
    const verifying = async () => {
      while (!isMeasured) {
        const verdict = await thread.verify({ ledger: world.ledger, checkpoints: [] });
        if (!verdict.ok) throw new Error(`the ledger of the bench does not verify: ${verdict.explanation}`);
      }
    };
    const measured = await decide(writers, async () => {
      running = verifying();
    });
    isMeasured = true;
    await running;
    return measured;
  };
  const figures: Figure[] = [];
  for (const writers of [1, 32]) {
    const found = await interleaved(rounds, { alone: () => alone(writers), beside: () => beside(writers) });
    const who = writers === 1 ? 'one writer' : `${writers} writers`;
    figures.push(
      figure(`P5 beside, ${who}`, `median decision while verifying / without`, found.beside.p50, found.alone.p50),
      figure(`P5 beside, ${who} p99`, 'its slowest hundredth / without', found.beside.p99, found.alone.p99),
    );
  }
  await thread.end();
  return figures;
}

function figure(id: string, what: string, beside: number, alone: number): Figure {
  const ratio = beside / alone;
  return {
    id,
    what,
    ratio,
    goal: '≤ 1.2',
    met: ratio <= 1.2,
    detail: `${beside.toFixed(2)} ms against ${alone.toFixed(2)} ms`,
  };
}
