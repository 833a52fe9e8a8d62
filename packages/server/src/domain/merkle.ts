import { hash } from 'node:crypto';

/** The root of an empty tree: SHA-256 of nothing (RFC 6962 §2.1). */
export const EMPTY_ROOT = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

const NODE_PREFIX = 0x01;
const HASH_BYTES = 32;

/** The roots of the perfect subtrees that make up a tree, left to right: all that is needed to go on appending. */
export interface CompactRange {
  readonly size: number;
  readonly hashes: readonly string[];
}

/** Leaves `start` (included) to `end` (excluded). */
export interface LeafRange {
  readonly start: number;
  readonly end: number;
}

/** Gives the root of the tree over a range of leaves; the ranges asked for are those of RFC 6962 §2.1.1 and §2.1.2. */
export type RangeRoot = (range: LeafRange) => string;

// One scratch buffer: hashing is synchronous, so nobody else can be using it.
const node = Buffer.alloc(1 + 2 * HASH_BYTES);
node[0] = NODE_PREFIX;

/** SHA-256(0x01 || left || right), hashes as lower-case hex. */
export function hashNode(left: string, right: string): string {
  node.write(left, 1, HASH_BYTES, 'hex');
  node.write(right, 1 + HASH_BYTES, HASH_BYTES, 'hex');
  return hash('sha256', node, 'hex');
}

/** A Merkle tree (RFC 6962 §2.1) that only grows: logarithmic memory, one node hash a leaf on average. */
export class CompactTree {
  readonly #hashes: string[] = [];
  #size = 0;

  /** Takes up where a snapshot was made. */
  static restore(range: CompactRange): CompactTree {
    if (range.hashes.length !== bitCount(range.size)) {
      throw new Error(
        `A tree of ${range.size} leaves has ${bitCount(range.size)} subtree roots, not ${range.hashes.length}.`,
      );
    }
    const tree = new CompactTree();
    tree.#hashes.push(...range.hashes);
    tree.#size = range.size;
    return tree;
  }

  get size(): number {
    return this.#size;
  }

  append(leafHash: string): void {
    let subtree = leafHash;
    // Every trailing 1 bit of the size is a perfect subtree of just the size that this one has grown to.
    for (let rest = this.#size; rest % 2 === 1; rest = (rest - 1) / 2)
      subtree = hashNode(this.#hashes.pop() ?? '', subtree);
    this.#hashes.push(subtree);
    this.#size++;
  }

  root(): string {
    const last = this.#hashes.at(-1);
    if (last === undefined) return EMPTY_ROOT;
    return this.#hashes.slice(0, -1).reduceRight((right, left) => hashNode(left, right), last);
  }

  snapshot(): CompactRange {
    return { size: this.#size, hashes: [...this.#hashes] };
  }
}

export function rootOfLeaves(leafHashes: Iterable<string>): string {
  const tree = new CompactTree();
  for (const leaf of leafHashes) tree.append(leaf);
  return tree.root();
}

/** The ranges whose roots prove that leaf `seq` is in the tree of `size` leaves, in proof order (RFC 6962 §2.1.1). */
export function inclusionRanges(seq: number, size: number): LeafRange[] {
  if (!(seq >= 0 && seq < size)) throw new RangeError(`There is no record ${seq} in a tree of ${size}.`);
  const ranges: LeafRange[] = [];
  let start = 0;
  let end = size;
  while (end - start > 1) {
    const middle = start + largestPowerOfTwoBelow(end - start);
    if (seq < middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  return ranges.reverse();
}

/** The ranges whose roots prove that the tree of `to` leaves extends that of `from`, in proof order (RFC 6962 §2.1.2). */
export function consistencyRanges(from: number, to: number): LeafRange[] {
  if (!(from >= 0 && from <= to)) throw new RangeError(`A tree of ${to} cannot extend a tree of ${from}.`);
  if (from === 0 || from === to) return [];
  const ranges: LeafRange[] = [];
  let start = 0;
  let end = to;
  while (end !== from) {
    const middle = start + largestPowerOfTwoBelow(end - start);
    if (from <= middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  // Where the old tree is itself a left-most perfect subtree, its root is known and left out.
  if (start > 0) ranges.push({ start, end });
  return ranges.reverse();
}

export function inclusionProof(seq: number, size: number, rootOf: RangeRoot): string[] {
  return inclusionRanges(seq, size).map(rootOf);
}

export function consistencyProof(from: number, to: number, rootOf: RangeRoot): string[] {
  return consistencyRanges(from, to).map(rootOf);
}

export interface InclusionClaim {
  readonly seq: number;
  readonly size: number;
  readonly leafHash: string;
  readonly proof: readonly string[];
  readonly rootHex: string;
}

/** RFC 9162 §2.1.3.2. */
export function verifyInclusion({ seq, size, leafHash, proof, rootHex }: InclusionClaim): boolean {
  if (!isCount(seq) || !isCount(size) || seq >= size || ![leafHash, ...proof].every(isHash)) return false;
  let at = seq;
  let last = size - 1;
  let root = leafHash;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      root = hashNode(sibling, root);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      root = hashNode(root, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && root === rootHex;
}

export interface ConsistencyClaim {
  readonly from: number;
  readonly to: number;
  readonly fromRootHex: string;
  readonly toRootHex: string;
  readonly proof: readonly string[];
}

/** RFC 9162 §2.1.4.2. The empty tree is extended by every tree, without a proof. */
export function verifyConsistency({ from, to, fromRootHex, toRootHex, proof }: ConsistencyClaim): boolean {
  if (!isCount(from) || !isCount(to) || from > to || ![fromRootHex, ...proof].every(isHash)) return false;
  if (from === 0) return proof.length === 0 && fromRootHex === EMPTY_ROOT && (to > 0 || toRootHex === EMPTY_ROOT);
  if (from === to) return proof.length === 0 && fromRootHex === toRootHex;
  const [seed, ...path] = isPowerOfTwo(from) ? [fromRootHex, ...proof] : proof;
  if (seed === undefined) return false;
  let at = from - 1;
  let last = to - 1;
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  let old = seed;
  let now = seed;
  for (const sibling of path) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      old = hashNode(sibling, old);
      now = hashNode(sibling, now);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      now = hashNode(now, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && old === fromRootHex && now === toRootHex;
}

// Proofs come from outside, and `hashNode` takes what it is given.
function isHash(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

// Sizes may pass 2^31, so no bit operators.
function half(n: number): number {
  return Math.floor(n / 2);
}

function isCount(n: number): boolean {
  return Number.isSafeInteger(n) && n >= 0;
}

function isPowerOfTwo(n: number): boolean {
  return bitCount(n) === 1;
}

function bitCount(n: number): number {
  let count = 0;
  for (let rest = n; rest > 0; rest = half(rest)) count += rest % 2;
  return count;
}

function largestPowerOfTwoBelow(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}
