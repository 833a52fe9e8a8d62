import pg from 'pg';

/** Records to a block. More would be a little cheaper to fetch, and held in memory at once. */
export const BLOCK_RECORDS = 128;

/** Records of a ledger as stored, in the order of `seq`. */
export interface RecordBlock {
  /** Rows that there are, however many lines their text makes. */
  readonly records: number;
  /**
   * Of each row seq, hash, type, subject id, actor id and entry, with tabs in between; between rows a newline. Nothing is
   * escaped: that no column holds a tab or a newline is for the reader to make sure of. Valid until the next block.
   */
  readonly text: Buffer;
}

/** Longer than any that the ledger writes: what somebody made longer is not the same when it is cut, and breaks no block. */
const LONGEST = { hash: 65, type: 200, subject_id: 200, actor_id: 200, entry: 65_536 } as const;
export const BOUNDED_COLUMNS = Object.entries(LONGEST)
  .map(
    ([column, length]) =>
      `case when octet_length(${column}) < ${length} then ${column} else left(${column}, ${length}) end as ${column}`,
  )
  .join(', ');

/** Below every number: records are looked for from here, also those that must not be. */
export const FIRST_SEQ = "'-9223372036854775808'::bigint";

/**
 * One row for each BLOCK_RECORDS numbers from `from` on, up to below `to`. A block is put together by PostgreSQL: a message
 * a record would cost both sides more than all that is done with it. What stands before record 0 is in the first block.
 */
export function copyBlocks(ledger: string, from: number, to: number): string {
  const first = from === 0 ? FIRST_SEQ : from;
  return `copy (
    select block.* from generate_series(${from}::bigint, ${to - 1}::bigint, ${BLOCK_RECORDS}) start, lateral (
      select count(*), string_agg(seq || E'\\t' || hash || E'\\t' || type || E'\\t' || subject_id || E'\\t' || actor_id
        || E'\\t' || entry, E'\\n')
      from (
        select seq, ${BOUNDED_COLUMNS} from ledger_record where ledger = ${pg.escapeLiteral(ledger)}
          and seq >= case start when ${from} then ${first} else start end and seq < start + ${BLOCK_RECORDS}
        order by seq
      ) record
    ) block
  ) to stdout (format binary)`;
}

/** Signature, flags and length of an extension that there is none of (PostgreSQL, "COPY", Binary Format). */
const HEADER_BYTES = 19;
const COUNT_BYTES = 8;
/** Number of columns, then the length and bytes of the count, then the length of the text. */
const BEFORE_TEXT = 2 + 4 + COUNT_BYTES + 4;

/** Reads what `copyBlocks` sends. Takes chunks as they come from the wire. */
export class BlockReader {
  #buffer = Buffer.allocUnsafe(1 << 18);
  #filled = 0;
  #at = HEADER_BYTES;

  /** The blocks that are whole now. */
  *blocks(chunk: Buffer): Generator<RecordBlock> {
    this.#take(chunk);
    while (this.#filled >= this.#at + BEFORE_TEXT) {
      const text = this.#at + BEFORE_TEXT;
      // No text at all has the length −1.
      const length = Math.max(this.#buffer.readInt32BE(text - 4), 0);
      if (this.#filled < text + length) return;
      const records = Number(this.#buffer.readBigInt64BE(text - 4 - COUNT_BYTES));
      this.#at = text + length;
      yield { records, text: this.#buffer.subarray(text, text + length) };
    }
  }

  #take(chunk: Buffer): void {
    // The header is skipped, and may not have come yet.
    if (this.#at <= this.#filled) {
      this.#buffer.copyWithin(0, this.#at, this.#filled);
      this.#filled -= this.#at;
      this.#at = 0;
    }
    if (this.#buffer.length < this.#filled + chunk.length) {
      const larger = Buffer.allocUnsafe(2 * (this.#filled + chunk.length));
      this.#buffer.copy(larger, 0, 0, this.#filled);
      this.#buffer = larger;
    }
    chunk.copy(this.#buffer, this.#filled);
    this.#filled += chunk.length;
  }
}
