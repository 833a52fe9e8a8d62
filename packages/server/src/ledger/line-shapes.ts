import type { ReadRecord } from '../domain/chain.ts';
import { entryShape, HASH_SHAPE, PLAIN_COUNT, PLAIN_TEXT } from '../domain/entry-shape.ts';

const TAB = '\t';
const HASH_LENGTH = 64;
/** So many are tried on a record before it is scanned; the type decides which. */
const SHAPES_OF_A_TYPE = 16;
/** More than there are: whoever wrote into the ledger does not decide how much is remembered. */
const MOST_TYPES = 128;

/** A line that has a known shape: columns and entry agree, and the entry is canonical on the terms of `entryShape`. */
export interface ShapedLine extends Omit<ReadRecord, 'entryHash'> {
  /** Where the entry stands in the text, the end excluded. */
  readonly start: number;
  readonly end: number;
}

/**
 * What lines of a RecordBlock look like, learnt from some that were scanned: one regular expression, run by the engine's
 * compiled code, then does for a record what the scanner does, ten times faster.
 */
export class LineShapes {
  readonly #ledger: string;
  readonly #byType = new Map<string, RegExp[]>();

  constructor(ledger: string) {
    this.#ledger = ledger;
  }

  /** Null where the line at this place is of no shape that was learnt. `lines` has a character a byte. */
  match(lines: string, at: number): ShapedLine | null {
    const shapes = this.#byType.get(typeColumn(lines, at));
    if (shapes === undefined) return null;
    for (const shape of shapes) {
      shape.lastIndex = at;
      const found = shape.exec(lines);
      if (found === null) continue;
      const seq = Number(found[1]);
      const place = { ledger: this.#ledger, prev: found[6] ?? '', seq, ts: found[7] ?? '' };
      const end = shape.lastIndex;
      return { seq, hash: found[2] ?? '', place, start: end - (found[5]?.length ?? 0), end };
    }
    return null;
  }

  /** Remembers the shape of a line whose entry was found to be a canonical one of this ledger, with the right columns. */
  learn(lines: string, at: number, entry: string): void {
    const entryPattern = entryShape(entry, { seq: '\\1', subjectId: '\\3', actorId: '\\4' });
    if (entryPattern === null) return;
    // The type column is that by which the shape is found.
    const columns = `(${PLAIN_COUNT})\\t(${HASH_SHAPE})\\t${PLAIN_TEXT}\\t(${PLAIN_TEXT})\\t(${PLAIN_TEXT})\\t`;
    const shape = new RegExp(`${columns}(${entryPattern})(?=\\n|$)`, 'y');
    const type = typeColumn(lines, at);
    const known = this.#byType.get(type) ?? [];
    if (known.length === 0 && this.#byType.size === MOST_TYPES) return;
    const others = known.filter(({ source }) => source !== shape.source);
    this.#byType.set(type, [shape, ...others].slice(0, SHAPES_OF_A_TYPE));
  }
}

function typeColumn(lines: string, at: number): string {
  const start = lines.indexOf(TAB, at) + 1 + HASH_LENGTH + 1;
  return lines.slice(start, lines.indexOf(TAB, start));
}
