import { fromHex } from '../bytes.ts';
import type { KnownRoot } from './chain-check.ts';
import type { ExportedRecord } from './export-lines.ts';
import type { CompactTree } from './merkle.ts';

const HASH = /^[0-9a-f]{64}$/;

/**
 * Goes on behind an edited record with the hashes that are kept beside the records, to find out which checkpoints cover the
 * one that was expected: the text was changed after they were signed.
 */
export class KeptHashes {
  readonly #tree: CompactTree;
  readonly #expected: string;
  readonly #wanted: ReadonlySet<number>;
  /** Roots at the sizes that are wanted. */
  readonly #roots = new Map<number, string>();
  #isWhole = true;
  #namedByNext = false;

  /** `tree`: of the records before it. `wanted`: what the roots will be compared with. */
  constructor(tree: CompactTree, expected: string, wanted: readonly KnownRoot[]) {
    this.#tree = tree;
    this.#expected = expected;
    this.#wanted = new Set(wanted.map(({ size }) => size));
    this.#append(expected);
  }

  /** The record behind it names the hash that was expected. */
  get namedByNext(): boolean {
    return this.#namedByNext;
  }

  push({ seq, hash, entry }: ExportedRecord): void {
    this.#isWhole &&= seq === this.#tree.size;
    if (!this.#isWhole) return;
    if (entry.includes(`"prev":"${this.#expected}"`)) this.#namedByNext = true;
    this.#append(hash);
  }

  /** Whether the hash that was expected is in what this checkpoint signs. */
  isCoveredBy({ size, root }: KnownRoot): boolean {
    const own = this.#roots.get(size) ?? (size === this.#tree.size && this.#isWhole ? this.#tree.root() : null);
    return own === root;
  }

  #append(hash: string): void {
    this.#isWhole &&= HASH.test(hash);
    if (!this.#isWhole) return;
    this.#tree.append(fromHex(hash));
    const { size } = this.#tree;
    if (this.#wanted.has(size)) this.#roots.set(size, this.#tree.root());
  }
}
