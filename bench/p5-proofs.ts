import { LedgerProofs } from '../packages/server/src/ledger/proofs.ts';
import type { LedgerWorld } from './ledger-world.ts';
import { type BenchOptions, type Figure, interleaved, sample } from './measure.ts';

const SMALL = 10_000;
const HASH = { name: 'bench-hash', text: 'select hash from ledger_record where ledger = $1 and seq = $2' };

/** What proofs cost as a ledger grows: of a tree over everything, against one over its first 10,000 records. */
export async function measureProofs(
  world: LedgerWorld,
  { seconds, rounds, records }: BenchOptions & { records: number },
): Promise<Figure[]> {
  const proofs = new LedgerProofs(world.database);
  const started = performance.now();
  await proofs.root(world.ledger, records);
  const firstMs = performance.now() - started;
  const anyOf = (size: number) => Math.floor(Math.random() * size);
  const inclusion = async (size: number) => {
    const seq = anyOf(size);
    const [row] = await world.database.query<{ hash: string }>(HASH, [world.ledger, seq]);
    await proofs.inclusions(world.ledger, [{ seq, hash: row?.hash ?? '' }], size, null);
  };
  const consistency = (size: number) => proofs.consistency(world.ledger, anyOf(size), size, null);
  const figures: Figure[] = [];
  for (const [what, prove] of [
    ['inclusion', inclusion],
    ['consistency', consistency],
  ] as const) {
    const found = await interleaved(rounds, {
      large: () => sample(1, seconds, () => prove(records)),
      small: () => sample(1, seconds, () => prove(SMALL)),
    });
    const ratio = found.large.p50 / found.small.p50;
    figures.push({
      id: `P5 ${what}`,
      what: `median ${what} proof of ${records} / of ${SMALL} records`,
      ratio,
      goal: '≤ 2',
      met: ratio <= 2,
      detail: `${found.large.p50.toFixed(1)} ms against ${found.small.p50.toFixed(1)} ms; the first, which stores the subtrees, ${firstMs.toFixed(0)} ms`,
    });
  }
  return figures;
}
