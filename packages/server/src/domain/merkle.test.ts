import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashEntry } from './chain.ts';
import {
  CompactTree,
  consistencyProof,
  EMPTY_ROOT,
  hashNode,
  inclusionProof,
  type LeafRange,
  rootOfLeaves,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts';
import { chainVectors } from './testdata/ledger-vectors.ts';

const leaves = chainVectors.records.map((record) => record.hash);
const many = Array.from({ length: 70 }, (_, i) => hashEntry(`leaf ${i}`));

function rootIn(all: readonly string[]) {
  return ({ start, end }: LeafRange) => rootOfLeaves(all.slice(start, end));
}

/** RFC 6962 §2.1 word for word, to compare with. */
function rootByDefinition(all: readonly string[]): string {
  const [only] = all;
  if (only === undefined) return EMPTY_ROOT;
  if (all.length === 1) return only;
  let split = 1;
  while (split * 2 < all.length) split *= 2;
  return hashNode(rootByDefinition(all.slice(0, split)), rootByDefinition(all.slice(split)));
}

function rootAt(size: number): string {
  return rootOfLeaves(many.slice(0, size));
}

const flip = (hash: string) => (hash.startsWith('0') ? '1' : '0') + hash.slice(1);

describe('the Merkle tree', () => {
  test.each(chainVectors.roots)('has the root of the vectors at size $size', ({ size, root }) => {
    expect(rootOfLeaves(leaves.slice(0, size))).toBe(root);
  });

  test.each(chainVectors.inclusion)('proves record $seq in size $size as the vectors do', ({ seq, size, proof }) => {
    expect(inclusionProof(seq, size, rootIn(leaves))).toEqual(proof);
    const claim = { seq, size, leafHash: leaves[seq] ?? '', proof, rootHex: chainVectors.roots[size]?.root ?? '' };
    expect(verifyInclusion(claim)).toBe(true);
    expect(verifyInclusion({ ...claim, leafHash: flip(claim.leafHash) })).toBe(false);
  });

  test.each(chainVectors.consistency)('proves that $to extends $from as the vectors do', ({ from, to, proof }) => {
    expect(consistencyProof(from, to, rootIn(leaves))).toEqual(proof);
    const [fromRootHex = '', toRootHex = ''] = [from, to].map((size) => chainVectors.roots[size]?.root);
    expect(verifyConsistency({ from, to, fromRootHex, toRootHex, proof })).toBe(true);
    expect(verifyConsistency({ from, to, fromRootHex: flip(fromRootHex), toRootHex, proof })).toBe(false);
  });

  test('grows to the root that RFC 6962 defines, at every size', () => {
    const tree = new CompactTree();
    for (const [size, leaf] of many.entries()) {
      expect(tree.root()).toBe(rootByDefinition(many.slice(0, size)));
      tree.append(leaf);
    }
    expect(tree.size).toBe(many.length);
  });

  test('goes on from a snapshot as if it had never stopped', () => {
    for (let size = 0; size <= many.length; size++) {
      const first = new CompactTree();
      for (const leaf of many.slice(0, size)) first.append(leaf);
      const rest = CompactTree.restore(first.snapshot());
      for (const leaf of many.slice(size)) rest.append(leaf);
      expect(rest.root()).toBe(rootOfLeaves(many));
    }
  });

  test('cannot be restored from a snapshot whose hashes do not fit its size', () => {
    expect(() => CompactTree.restore({ size: 3, hashes: [EMPTY_ROOT] })).toThrow('2 subtree roots');
  });

  test('proves every record in every size, and no other record by the same proof', () => {
    for (let size = 1; size <= many.length; size++) {
      for (let seq = 0; seq < size; seq++) {
        const claim = {
          seq,
          size,
          leafHash: many[seq] ?? '',
          proof: inclusionProof(seq, size, rootIn(many)),
          rootHex: rootAt(size),
        };
        expect(verifyInclusion(claim)).toBe(true);
        expect(verifyInclusion({ ...claim, leafHash: many[(seq + 1) % many.length] ?? '' })).toBe(false);
        expect(verifyInclusion({ ...claim, proof: [...claim.proof, EMPTY_ROOT] })).toBe(false);
        if (size > 1) expect(verifyInclusion({ ...claim, proof: claim.proof.slice(1) })).toBe(false);
      }
    }
  });

  test('proves every size against every larger one, and no other pair of roots', () => {
    for (let to = 0; to <= many.length; to++) {
      for (let from = 0; from <= to; from++) {
        const claim = {
          from,
          to,
          fromRootHex: rootAt(from),
          toRootHex: rootAt(to),
          proof: consistencyProof(from, to, rootIn(many)),
        };
        expect(verifyConsistency(claim)).toBe(true);
        expect(verifyConsistency({ ...claim, fromRootHex: flip(claim.fromRootHex) })).toBe(false);
        expect(verifyConsistency({ ...claim, proof: [...claim.proof, EMPTY_ROOT] })).toBe(false);
        if (from > 0) expect(verifyConsistency({ ...claim, toRootHex: flip(claim.toRootHex) })).toBe(false);
      }
    }
  });

  test('takes no proof with any one hash changed', () => {
    fc.assert(
      fc.property(fc.nat(68), fc.nat(), fc.nat(), (seq, sizes, at) => {
        const size = seq + 2 + (sizes % (many.length - seq - 1));
        const proof = inclusionProof(seq, size, rootIn(many));
        const changed = proof.map((hash, i) => (i === at % proof.length ? flip(hash) : hash));
        expect(verifyInclusion({ seq, size, leafHash: many[seq] ?? '', proof: changed, rootHex: rootAt(size) })).toBe(
          false,
        );
      }),
    );
  });

  test('takes no proof that is not made of hashes', () => {
    const claim = { seq: 0, size: 2, leafHash: leaves[0] ?? '', rootHex: chainVectors.roots[2]?.root ?? '' };
    expect(verifyInclusion({ ...claim, proof: [leaves[1] ?? ''] })).toBe(true);
    // The scratch buffer still holds the right hash here; a short one must not be completed from it.
    for (const proof of [[''], ['zz'], [(leaves[1] ?? '').slice(0, 62)]])
      expect(verifyInclusion({ ...claim, proof })).toBe(false);
  });

  test('has no proof for what is not there', () => {
    expect(() => inclusionProof(8, 8, rootIn(leaves))).toThrow(RangeError);
    expect(() => consistencyProof(9, 8, rootIn(leaves))).toThrow(RangeError);
    expect(verifyInclusion({ seq: 1, size: 1, leafHash: EMPTY_ROOT, proof: [], rootHex: EMPTY_ROOT })).toBe(false);
    expect(verifyConsistency({ from: 2, to: 1, fromRootHex: EMPTY_ROOT, toRootHex: EMPTY_ROOT, proof: [] })).toBe(
      false,
    );
  });
});
