import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rootOfProof } from './inclusion.ts';

interface Vectors {
  readonly records: readonly { readonly seq: number; readonly hash: string }[];
  readonly roots: readonly { readonly size: number; readonly root: string }[];
  readonly inclusion: readonly { readonly seq: number; readonly size: number; readonly proof: readonly string[] }[];
}

const vectors = JSON.parse(
  fs.readFileSync(new URL('../../../../server/src/domain/testdata/ledger/chain.json', import.meta.url), 'utf8'),
) as Vectors;
const rootOf = (wanted: number) => vectors.roots.find(({ size }) => size === wanted)?.root;
const claims = vectors.inclusion.map(({ seq, size, proof }) => ({
  sequence: BigInt(seq),
  size: BigInt(size),
  leaf: vectors.records[seq]?.hash ?? '',
  hashes: proof,
}));

describe('an inclusion proof, checked in the browser', () => {
  it('leads from every record of every size to the root of that size', () => {
    expect(claims.length).toBeGreaterThan(20);
    for (const claim of claims) expect(rootOfProof(claim)).toBe(rootOf(Number(claim.size)));
  });

  it('leads elsewhere for another record, and for a hash that was changed', () => {
    for (const claim of claims.filter(({ hashes }) => hashes.length > 0)) {
      const root = rootOf(Number(claim.size));
      expect(rootOfProof({ ...claim, leaf: '0'.repeat(64) })).not.toBe(root);
      const [first = '', ...rest] = claim.hashes;
      const changed = `${first.startsWith('0') ? '1' : '0'}${first.slice(1)}`;
      expect(rootOfProof({ ...claim, hashes: [changed, ...rest] })).not.toBe(root);
    }
  });

  it('proves nothing with a hash too many or too few, beyond the tree, or with what is no hash', () => {
    for (const claim of claims.filter(({ hashes }) => hashes.length > 0)) {
      expect(rootOfProof({ ...claim, hashes: [...claim.hashes, '0'.repeat(64)] })).toBeNull();
      expect(rootOfProof({ ...claim, hashes: claim.hashes.slice(1) })).toBeNull();
      expect(rootOfProof({ ...claim, sequence: claim.size })).toBeNull();
      expect(rootOfProof({ ...claim, leaf: 'not a hash' })).toBeNull();
    }
  });
});
