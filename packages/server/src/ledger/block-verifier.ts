import { isUtf8 } from 'node:buffer';
import { MAX_ENTRY_BYTES } from '../domain/audit-record.ts';
import { type ChainVerifier, hashEntryBytes } from '../domain/chain.ts';
import { LineShapes } from './line-shapes.ts';
import type { RecordBlock } from './record-blocks.ts';
import { checkColumns } from './record-columns.ts';

const COLUMNS = 6;

/**
 * Verifies blocks of records: by their shape where it is known, by scanning where it is not. It tells only whether all is
 * right: what is wrong, and where, is for a closer look to tell.
 */
export class BlockVerifier {
  readonly #chain: ChainVerifier;
  readonly #shapes: LineShapes;

  constructor(ledger: string, chain: ChainVerifier) {
    this.#chain = chain;
    this.#shapes = new LineShapes(ledger);
  }

  /** Feeds a block to the chain, and writes over its text. False: something is wrong in the chain, or beside it. */
  verify({ records, text }: RecordBlock): boolean {
    if (!isUtf8(text)) return false;
    // With a character a byte, places in the one are places in the other.
    const lines = text.toString('latin1');
    let count = 0;
    for (let at = 0; at < lines.length; count += 1) {
      const end = this.#byShape(lines, at, text) ?? this.#byScanning(lines, at, text);
      if (end === null) return false;
      at = end + 1;
    }
    // As many lines as rows and five tabs to a line: so no column holds either, and none was taken for another.
    return count === records;
  }

  /** Where the line ends; null where it has no shape that is known, or is not right. */
  #byShape(lines: string, at: number, text: Buffer): number | null {
    const found = this.#shapes.match(lines, at);
    if (found === null) return null;
    const { seq, hash, place, start, end } = found;
    if (end - start > MAX_ENTRY_BYTES) return null;
    // The byte before the entry is a tab, and no longer needed.
    text[start - 1] = 0;
    const entryHash = hashEntryBytes(text.subarray(start - 1, end));
    return this.#chain.pushRead({ seq, hash, entryHash, place }) === null ? end : null;
  }

  /** Where the line ends; null where it is not right. */
  #byScanning(lines: string, at: number, text: Buffer): number | null {
    const newline = lines.indexOf('\n', at);
    const end = newline < 0 ? lines.length : newline;
    const line = text.toString('utf8', at, end).split('\t');
    const [number = '', hash = '', type = '', subjectId = '', actorId = '', entry = ''] = line;
    const seq = Number(number);
    if (line.length !== COLUMNS || String(seq) !== number) return null;
    if (this.#chain.push({ seq, hash, entry }) !== null) return null;
    if (checkColumns(seq, entry, { type, subjectId, actorId }) !== null) return null;
    this.#shapes.learn(lines, at, entry);
    return end;
  }
}
