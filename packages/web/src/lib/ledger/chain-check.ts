import { sha256, toHex } from '../sha256.ts';
import { type EntryPlace, readPlace } from './canonical-entry.ts';
import type { ExportedRecord } from './export-lines.ts';
import { CompactTree } from './merkle.ts';

export type BreakKind = 'edited' | 'missing' | 'reordered' | 'cut off' | 'rewritten';

/** Where a ledger does not verify: at a record, or (null) in one of its checkpoints. */
export interface ChainBreak {
  readonly seq: number | null;
  readonly what: BreakKind | null;
  readonly explanation: string;
  readonly expected: string | null;
  readonly found: string | null;
  /** The text of the record as it is stored; null where it is not about one. */
  readonly entry: string | null;
}

/** What somebody signed and somebody kept: the root of the first `size` records. */
export interface KnownRoot {
  readonly size: number;
  /** Lower-case hex. */
  readonly root: string;
}

const ZERO_HASH = '0'.repeat(64);
const MAX_ENTRY_BYTES = 65_535;

// As large as any entry, and before it the byte of a leaf: 0x00. Hashing is synchronous, so nobody else can be using it.
const leaf = new Uint8Array(1 + 3 * MAX_ENTRY_BYTES);
const encoder = new TextEncoder();

/**
 * Derives a ledger again from the text of its records, in one pass with bounded memory. It stops at the first break, and its
 * size and root stay at the last record that was right.
 */
export class ChainCheck {
  readonly #tree = new CompactTree();
  readonly #roots: KnownRoot[] = [];
  #nextRoot = 0;
  #ledger: string | null = null;
  #head = ZERO_HASH;
  #ts = '';
  #broken: ChainBreak | null = null;

  get size(): number {
    return this.#tree.size;
  }

  /** The hash of the last record that was right. */
  get head(): string {
    return this.#head;
  }

  /** When that was written; empty before the first. */
  get time(): string {
    return this.#ts;
  }

  get ledger(): string | null {
    return this.#ledger;
  }

  get broken(): ChainBreak | null {
    return this.#broken;
  }

  root(): string {
    return this.#tree.root();
  }

  /** The tree so far, to go on with by itself. */
  tree(): CompactTree {
    return this.#tree.copy();
  }

  /** Roots that the ledger must have at their sizes; those below what was read already are not looked at. */
  expect(roots: readonly KnownRoot[]): void {
    this.#roots.push(...roots.toSorted((a, b) => a.size - b.size));
    while ((this.#roots[this.#nextRoot]?.size ?? this.size) < this.size) this.#nextRoot += 1;
    this.#compareRoots();
  }

  /** Takes the next record. What it says is returned where it is right. */
  push(record: ExportedRecord): EntryPlace | null {
    if (this.#broken) return null;
    // A character takes a byte at least, so that what fits by its length fits into the buffer.
    const isTooLong = record.entry.length > MAX_ENTRY_BYTES;
    const { written } = encoder.encodeInto(isTooLong ? '' : record.entry, leaf.subarray(1));
    const hash = sha256(leaf.subarray(0, 1 + written));
    const hashHex = toHex(hash);
    this.#broken = this.#checkTurn(record.seq) ?? (isTooLong ? null : this.#checkHash(record, hashHex));
    if (this.#broken) return null;
    const entry = isTooLong || written > MAX_ENTRY_BYTES ? null : readPlace(record.entry, this.#head);
    this.#broken = entry === null ? this.#notCanonical(record) : this.#checkPlace(record, entry);
    if (this.#broken || entry === null) return null;
    this.#ledger ??= entry.ledger;
    this.#tree.append(hash);
    this.#head = hashHex;
    this.#ts = entry.ts;
    this.#compareRoots();
    return entry;
  }

  /** At the end: known roots may promise more records than there were. */
  finish(): ChainBreak | null {
    const largest = this.#roots.at(-1)?.size ?? 0;
    if (this.#broken === null && largest > this.size) {
      const explanation = `The ledger ends after ${records(this.size)}, but a checkpoint that was kept signed ${largest}.`;
      this.#broken = this.#break('cut off', explanation, `${records(largest)}`, `${records(this.size)}`);
    }
    return this.#broken;
  }

  /** A record that seemed missing has turned up behind the break: it was only moved. */
  turnedUp(seq: number): void {
    if (this.#broken?.what !== 'missing' || this.#broken.seq !== seq) return;
    this.#broken = { ...this.#broken, what: 'reordered', explanation: `Record ${seq} stands after later records.` };
  }

  #checkTurn(seq: number): ChainBreak | null {
    const { size } = this;
    if (seq > size) {
      const explanation = `Record ${size} is not there: after ${size === 0 ? 'the start' : `record ${size - 1}`} comes record ${seq}.`;
      return this.#break('missing', explanation, `record ${size}`, `record ${seq}`);
    }
    if (seq < size) {
      const explanation = `Record ${seq} stands where record ${size} belongs.`;
      return this.#break('reordered', explanation, `record ${size}`, `record ${seq}`);
    }
    return null;
  }

  #checkHash({ seq, hash, entry }: ExportedRecord, found: string): ChainBreak | null {
    if (hash === found) return null;
    const explanation = `The text of record ${seq} does not have the hash that is stored with it.`;
    return this.#break('edited', explanation, hash, found, entry);
  }

  #notCanonical({ seq, entry }: ExportedRecord): ChainBreak {
    const explanation = `The text of record ${seq} is not the canonical text of a record.`;
    return this.#break('edited', explanation, null, null, entry);
  }

  #checkPlace({ entry: text }: ExportedRecord, entry: EntryPlace): ChainBreak | null {
    const seq = this.size;
    if (this.#ledger !== null && entry.ledger !== this.#ledger) {
      const explanation = `Record ${seq} was written for another ledger, ${entry.ledger}.`;
      return this.#break('rewritten', explanation, this.#ledger, entry.ledger, text);
    }
    if (entry.seq !== seq) {
      const explanation = `In the place of record ${seq} stands a record that was written as number ${entry.seq}.`;
      return this.#break('reordered', explanation, `record ${seq}`, `record ${entry.seq}`, text);
    }
    if (entry.prev !== this.#head) {
      const before = seq === 0 ? 'the start of the ledger' : `record ${seq - 1}`;
      const explanation = `Record ${seq} does not continue from ${before}: one of the two was changed and hashed again.`;
      return this.#break('edited', explanation, this.#head, entry.prev, text);
    }
    if (entry.ts >= this.#ts) return null;
    const explanation = `Record ${seq} is dated before record ${seq - 1}; the time of a ledger never runs backwards.`;
    return this.#break('rewritten', explanation, `${this.#ts} or later`, entry.ts, text);
  }

  #compareRoots(): void {
    for (let known = this.#roots[this.#nextRoot]; known?.size === this.size; known = this.#roots[this.#nextRoot]) {
      this.#nextRoot += 1;
      const found = this.root();
      if (found === known.root) continue;
      const since = this.#roots[this.#nextRoot - 2]?.size ?? 0;
      const explanation =
        `The chain is whole, but it is not the one that was signed: between record ${since} and record ${this.size - 1} ` +
        `it was rewritten and hashed again. The checkpoint of size ${this.size} that was kept has another root.`;
      // The last record that it covers is surely another one: each hash depends on all before it.
      this.#broken = { ...this.#break('rewritten', explanation, known.root, found), seq: Math.max(this.size - 1, 0) };
      return;
    }
  }

  #break(
    what: BreakKind,
    explanation: string,
    expected: string | null,
    found: string | null,
    entry: string | null = null,
  ): ChainBreak {
    return { seq: this.size, what, explanation, expected, found, entry };
  }
}

const records = (count: number): string => (count === 1 ? '1 record' : `${count} records`);
