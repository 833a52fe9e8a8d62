import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { comparisonOf } from './compare-checkpoints.ts';

const vectors = JSON.parse(
  fs.readFileSync(new URL('../../../../server/src/domain/testdata/ledger/chain.json', import.meta.url), 'utf8'),
) as {
  readonly roots: readonly { readonly size: number; readonly root: string }[];
  readonly consistency: readonly { readonly from: number; readonly to: number; readonly proof: readonly string[] }[];
};
const compared = (size: number, isSigned: boolean | null = true) => ({
  size: String(size),
  root: vectors.roots.find((one) => one.size === size)?.root ?? '',
  isSigned,
});
const proof = vectors.consistency.find(({ from, to }) => from === 3 && to === 8)?.proof ?? [];

describe('two checkpoints, compared', () => {
  it('continue each other where a proof leads to both roots and both are signed', () => {
    expect(comparisonOf(compared(3), compared(8), proof)).toMatchObject({
      state: 'pass',
      title: '8 continues 3, unchanged',
    });
  });

  it('do not where no proof leads to both', () => {
    expect(comparisonOf(compared(2), compared(8), proof).state).toBe('fail');
    expect(comparisonOf(compared(3), { ...compared(8), root: compared(7).root }, proof).state).toBe('fail');
  });

  it('say nothing where one of them was not signed, and less where nobody can tell', () => {
    expect(comparisonOf(compared(3, false), compared(8), proof)).toMatchObject({ state: 'fail' });
    expect(comparisonOf(compared(3, null), compared(8), proof)).toMatchObject({
      state: 'warn',
      title: '8 continues 3',
    });
  });
});
