import { hash } from 'node:crypto';
import { type RecordPlace, scanPlace } from './audit-record.ts';
import { type CompactRange, CompactTree } from './merkle.ts';

/** `prev` of the first record of every ledger. */
export const ZERO_HASH = '0'.repeat(64);

/** Lower-hex SHA-256(0x00 || UTF-8(entry)): the chain hash, and the leaf hash of RFC 6962 §2.1. */
export function hashEntry(entry: string): string {
  return hash('sha256', `\u0000${entry}`, 'hex');
}

/** The same of bytes: those of an entry, and before them the one 0x00. */
export function hashEntryBytes(prefixed: Uint8Array): string {
  return hash('sha256', prefixed, 'hex');
}

export type ChainBreakKind = 'edited' | 'missing' | 'reordered' | 'cut off' | 'rewritten' | 'state edited';

/** The first record that is not as it was written, and how one can tell. */
export interface ChainBreak {
  readonly seq: number;
  readonly what: ChainBreakKind;
  readonly explanation: string;
  readonly expected: string;
  readonly found: string;
}

export interface ChainRecord {
  readonly seq: number;
  readonly hash: string;
  /** The stored text, exactly. */
  readonly entry: string;
}

/** A record whose entry was found to be canonical already: where it says that it stands, and its hash. */
export interface ReadRecord {
  readonly seq: number;
  readonly hash: string;
  readonly entryHash: string;
  readonly place: RecordPlace;
}

/** Size and root of a checkpoint that was kept where the ledger's database cannot reach it. */
export interface KeptCheckpoint {
  readonly size: number;
  readonly rootHex: string;
}

/** Where a verification can be taken up again: everything before it is taken as verified. */
export interface ChainPosition {
  readonly headHash: string;
  readonly ts: string;
  readonly tree: CompactRange;
}

export interface ChainVerifierOptions {
  /** The value that every entry's `org` member must have. */
  readonly ledger: string;
  /** Checked as their sizes are passed; those below the start are not. */
  readonly checkpoints?: readonly KeptCheckpoint[];
  readonly resume?: ChainPosition;
}

/**
 * Re-derives a ledger from its stored text in one pass with bounded memory. Feed it the records in the order of storage;
 * it stops at the first break, and `size`, `headHash` and `root` stay at the last record that was right.
 */
export class ChainVerifier {
  readonly #ledger: string;
  readonly #checkpoints: readonly KeptCheckpoint[];
  readonly #tree: CompactTree;
  #nextCheckpoint: number;
  #headHash: string;
  #ts: string;
  #broken: ChainBreak | null = null;

  constructor({ ledger, checkpoints = [], resume }: ChainVerifierOptions) {
    this.#ledger = ledger;
    this.#tree = resume ? CompactTree.restore(resume.tree) : new CompactTree();
    this.#headHash = resume?.headHash ?? ZERO_HASH;
    this.#ts = resume?.ts ?? '';
    const { size } = this.#tree;
    this.#checkpoints = checkpoints.toSorted((a, b) => a.size - b.size);
    this.#nextCheckpoint = this.#checkpoints.filter((one) => one.size < size).length;
    this.#checkRoots();
  }

  get size(): number {
    return this.#tree.size;
  }

  get headHash(): string {
    return this.#headHash;
  }

  get broken(): ChainBreak | null {
    return this.#broken;
  }

  /** Root of the Merkle tree over the records so far. */
  root(): string {
    return this.#tree.root();
  }

  position(): ChainPosition {
    return { headHash: this.#headHash, ts: this.#ts, tree: this.#tree.snapshot() };
  }

  /** Takes the next record. Returns the first break, of this record or of an earlier one. */
  push(record: ChainRecord): ChainBreak | null {
    if (this.#broken) return this.#afterBreak(record);
    const entryHash = hashEntry(record.entry);
    const place = scanPlace(record.entry, this.#headHash);
    if (place !== null) return this.pushRead({ seq: record.seq, hash: record.hash, entryHash, place });
    this.#broken = this.#checkStored(record, entryHash) ?? this.#notCanonical(record);
    return this.#broken;
  }

  /** The same for one whose entry has been read. */
  pushRead(record: ReadRecord): ChainBreak | null {
    if (this.#broken) return this.#afterBreak(record);
    const { entryHash, place } = record;
    this.#broken = this.#checkStored(record, entryHash) ?? this.#checkPlace(place);
    if (this.#broken) return this.#broken;
    this.#tree.append(entryHash);
    this.#headHash = entryHash;
    this.#ts = place.ts;
    this.#checkRoots();
    return this.#broken;
  }

  /** Compares with the head row, and with kept checkpoints that promise more records than there were. */
  finish(head?: { readonly size: number; readonly hash: string }): ChainBreak | null {
    this.#broken ??= this.#cutOff() ?? (head ? this.#checkHead(head) : null);
    return this.#broken;
  }

  /** A record that seemed missing and turns up later was only moved. */
  #afterBreak(record: { readonly seq: number }): ChainBreak | null {
    const broken = this.#broken;
    if (broken?.what === 'missing' && record.seq === broken.seq) {
      const explanation = `Record ${record.seq} stands after later records.`;
      this.#broken = { ...broken, what: 'reordered', explanation };
    }
    return this.#broken;
  }

  #checkStored(record: { readonly seq: number; readonly hash: string }, entryHash: string): ChainBreak | null {
    if (record.seq !== this.size) return this.#outOfTurn(record.seq);
    if (record.hash === entryHash) return null;
    const explanation = `The text of record ${record.seq} does not have the hash that is stored with it.`;
    return this.#break('edited', explanation, record.hash, entryHash);
  }

  #notCanonical({ seq, entry }: ChainRecord): ChainBreak {
    const explanation = `Record ${seq} is not in the canonical form that the ledger writes.`;
    return this.#break('edited', explanation, 'canonical JSON (RFC 8785)', entry.slice(0, 200));
  }

  #outOfTurn(seq: number): ChainBreak {
    const next = this.size;
    if (seq > next)
      return this.#break('missing', `Record ${next} is missing; record ${seq} follows.`, `${next}`, `${seq}`);
    return this.#break('reordered', `Record ${seq} comes again where record ${next} belongs.`, `${next}`, `${seq}`);
  }

  /** What an intact entry says about its own place. */
  #checkPlace(place: RecordPlace): ChainBreak | null {
    const seq = this.size;
    if (place.ledger !== this.#ledger) {
      const explanation = `Record ${seq} was written for another ledger, ${place.ledger}.`;
      return this.#break('rewritten', explanation, this.#ledger, place.ledger);
    }
    if (place.seq !== seq) {
      const explanation = `In the place of record ${seq} stands a record that was written as number ${place.seq}.`;
      return this.#break('reordered', explanation, `${seq}`, `${place.seq}`);
    }
    if (place.prev !== this.#headHash) {
      const before = seq === 0 ? 'the start of the ledger' : `record ${seq - 1}`;
      const explanation = `Record ${seq} does not continue from ${before}: one of the two was changed and hashed again.`;
      return this.#break('edited', explanation, this.#headHash, place.prev);
    }
    if (place.ts < this.#ts) {
      const explanation = `Record ${seq} is dated before record ${seq - 1}; the ledger's time never runs backwards.`;
      return this.#break('rewritten', explanation, `${this.#ts} or later`, place.ts);
    }
    return null;
  }

  #checkRoots(): void {
    for (; this.#checkpoints[this.#nextCheckpoint]?.size === this.size; this.#nextCheckpoint++) {
      const { rootHex = '' } = this.#checkpoints[this.#nextCheckpoint] ?? {};
      const found = this.root();
      if (found === rootHex) continue;
      const since = this.#checkpoints[this.#nextCheckpoint - 1]?.size ?? 0;
      const explanation =
        `The chain is whole but is not the one that was signed: between record ${since} and record ${this.size - 1}` +
        ` it was rewritten and hashed again (the checkpoint of size ${this.size} has another root).`;
      // The last record that the checkpoint covers is surely another one: each hash depends on all before it.
      this.#broken = { seq: Math.max(this.size - 1, 0), what: 'rewritten', explanation, expected: rootHex, found };
      return;
    }
  }

  #cutOff(): ChainBreak | null {
    const newest = this.#checkpoints.at(-1);
    if (newest === undefined || newest.size <= this.size) return null;
    const explanation = `The ledger ends after ${this.size} records, but a kept checkpoint signed ${newest.size}.`;
    return this.#break('cut off', explanation, `${newest.size} records`, `${this.size} records`);
  }

  #checkHead(head: { readonly size: number; readonly hash: string }): ChainBreak | null {
    if (head.size > this.size) {
      const explanation = `The ledger ends after ${this.size} records, but its head counts ${head.size}.`;
      return this.#break('cut off', explanation, `${head.size} records`, `${this.size} records`);
    }
    if (head.size === this.size && head.hash === this.#headHash) return null;
    const explanation = `The head of the ledger (${head.size} records) does not agree with its ${this.size} records.`;
    return {
      ...this.#break('rewritten', explanation, head.hash, this.#headHash),
      seq: Math.min(head.size, Math.max(this.size - 1, 0)),
    };
  }

  #break(what: ChainBreakKind, explanation: string, expected: string, found: string): ChainBreak {
    return { seq: this.size, what, explanation, expected, found };
  }
}
