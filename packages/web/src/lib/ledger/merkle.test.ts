import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../bytes.ts';
import { CompactTree, isConsistent } from './merkle.ts';

interface Vectors {
  readonly records: readonly { readonly hash: string }[];
  readonly roots: readonly { readonly size: number; readonly root: string }[];
  readonly consistency: readonly { readonly from: number; readonly to: number; readonly proof: readonly string[] }[];
}

const vectors = JSON.parse(
  fs.readFileSync(new URL('../../../../server/src/domain/testdata/ledger/chain.json', import.meta.url), 'utf8'),
) as Vectors;
const rootOf = (wanted: number): string => vectors.roots.find(({ size }) => size === wanted)?.root ?? '';

describe('the Merkle tree, computed in the browser', () => {
  it('has the root of every size, as it grows', () => {
    const tree = new CompactTree();
    expect(tree.root()).toBe(rootOf(0));
    for (const { hash } of vectors.records) {
      tree.append(fromHex(hash));
      expect(tree.root()).toBe(rootOf(tree.size));
    }
    expect(tree.size).toBe(8);
  });

  it('goes on by itself as a copy', () => {
    const tree = new CompactTree();
    for (const { hash } of vectors.records.slice(0, 3)) tree.append(fromHex(hash));
    const copy = tree.copy();
    copy.append(fromHex(vectors.records[3]?.hash ?? ''));
    expect([tree.root(), copy.root()]).toEqual([rootOf(3), rootOf(4)]);
  });

  it('is shown to continue a smaller one by its proof, and by no other', () => {
    expect(vectors.consistency.length).toBeGreaterThan(5);
    for (const { from, to, proof } of vectors.consistency.filter(({ from: size }) => size > 0)) {
      const claim = { from, to, fromRoot: rootOf(from), toRoot: rootOf(to), proof };
      expect(isConsistent(claim)).toBe(true);
      expect(isConsistent({ ...claim, fromRoot: rootOf(from - 1) })).toBe(false);
      expect(isConsistent({ ...claim, toRoot: rootOf(to - 1) })).toBe(false);
      expect(isConsistent({ ...claim, proof: [...proof, rootOf(1)] })).toBe(false);
      for (const [at, hash] of proof.entries())
        expect(isConsistent({ ...claim, proof: proof.with(at, hash.replace(/^./, '0')) })).toBe(hash.startsWith('0'));
    }
  });
});
