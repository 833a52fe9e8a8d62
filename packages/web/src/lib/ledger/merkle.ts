import { fromHex } from '../bytes.ts';
import { sha256, toHex } from '../sha256.ts';

const HASH_BYTES = 32;
const NODE_PREFIX = 0x01;

// Hashing is synchronous, so nobody else can be using it.
const node = new Uint8Array(1 + 2 * HASH_BYTES);
node[0] = NODE_PREFIX;

/** SHA-256(0x01 || left || right). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array<ArrayBuffer> {
  node.set(left, 1);
  node.set(right, 1 + HASH_BYTES);
  return sha256(node);
}

/** A Merkle tree (RFC 6962 §2.1) of which only the roots of its complete subtrees are kept. */
export class CompactTree {
  readonly #roots: Uint8Array[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  append(leaf: Uint8Array): void {
    let subtree = leaf;
    // Every trailing 1 bit of the size is a complete subtree as large as the one that this has grown to.
    for (let rest = this.#size; rest % 2 === 1; rest = (rest - 1) / 2) {
      const left = this.#roots.pop();
      if (left !== undefined) subtree = nodeHash(left, subtree);
    }
    this.#roots.push(subtree);
    this.#size += 1;
  }

  /** In lower-case hex. */
  root(): string {
    const last = this.#roots.at(-1);
    if (last === undefined) return toHex(sha256(new Uint8Array()));
    return toHex(this.#roots.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last));
  }

  copy(): CompactTree {
    const copy = new CompactTree();
    copy.#roots.push(...this.#roots);
    copy.#size = this.#size;
    return copy;
  }
}

export interface ConsistencyClaim {
  readonly from: number;
  readonly to: number;
  /** Lower-case hex, like every hash here. */
  readonly fromRoot: string;
  readonly toRoot: string;
  readonly proof: readonly string[];
}

const HASH = /^[0-9a-f]{64}$/;

/** Whether the tree of `to` leaves begins with the `from` leaves of the other one, unchanged (RFC 9162 §2.1.4.2). */
export function isConsistent({ from, to, fromRoot, toRoot, proof }: ConsistencyClaim): boolean {
  if (from < 1 || from > to || ![fromRoot, toRoot, ...proof].every((hash) => HASH.test(hash))) return false;
  if (from === to) return proof.length === 0 && fromRoot === toRoot;
  const isComplete = Number.isInteger(Math.log2(from));
  const [seed, ...path] = (isComplete ? [fromRoot, ...proof] : proof).map(fromHex);
  if (seed === undefined) return false;
  let at = from - 1;
  let last = to - 1;
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  let old = seed;
  let now = seed;
  for (const sibling of path) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      old = nodeHash(sibling, old);
      now = nodeHash(sibling, now);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      now = nodeHash(now, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && toHex(old) === fromRoot && toHex(now) === toRoot;
}

// Sizes may pass 2^31, so no bit operators.
const half = (number: number): number => Math.floor(number / 2);
