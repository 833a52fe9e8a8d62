import { fromHex } from '../bytes.ts';
import { toHex } from '../sha256.ts';
import { nodeHash } from './merkle.ts';

export interface InclusionClaim {
  /** The record's number, from 0. */
  readonly sequence: bigint;
  /** Records in the tree. */
  readonly size: bigint;
  /** RFC 6962 leaf hash, which is the record's hash; lower-case hex like every hash here. */
  readonly leaf: string;
  /** From the leaf up. */
  readonly hashes: readonly string[];
}

const HASH = /^[0-9a-f]{64}$/;

/** The root that a proof leads to (RFC 9162 §2.1.3.2); null where its length does not fit the place and the size. */
export function rootOfProof({ sequence, size, leaf, hashes }: InclusionClaim): string | null {
  if (sequence < 0n || sequence >= size || ![leaf, ...hashes].every((hash) => HASH.test(hash))) return null;
  let at = sequence;
  let last = size - 1n;
  let root = fromHex(leaf);
  for (const hash of hashes.map(fromHex)) {
    if (last === 0n) return null;
    if (at % 2n === 1n || at === last) {
      root = nodeHash(hash, root);
      // A right edge that has no neighbour moves up until it has one.
      while (at % 2n === 0n && at !== 0n) {
        at /= 2n;
        last /= 2n;
      }
    } else {
      root = nodeHash(root, hash);
    }
    at /= 2n;
    last /= 2n;
  }
  return last === 0n ? toHex(root) : null;
}
