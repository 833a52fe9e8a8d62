/**
 * Rows of COPY … TO STDOUT in text format (PostgreSQL, "COPY", File Formats): a row ends in a newline, columns are apart by
 * tabs, and a backslash stands before what would be mistaken for either. Takes chunks as they come from the wire.
 */
export class CopyTextReader {
  readonly #columns: number;
  #rest: Buffer | null = null;

  constructor(columns: number) {
    this.#columns = columns;
  }

  /** The rows that are whole now. The array of columns is used again for the next row. */
  *rows(chunk: Buffer): Generator<string[]> {
    const end = chunk.lastIndexOf(NEWLINE);
    if (end < 0) {
      this.#rest = this.#rest === null ? chunk : Buffer.concat([this.#rest, chunk]);
      return;
    }
    const whole = chunk.subarray(0, end + 1);
    // One decoding of many rows is far cheaper than many of one.
    const text = (this.#rest === null ? whole : Buffer.concat([this.#rest, whole])).toString('utf8');
    this.#rest = end + 1 < chunk.length ? chunk.subarray(end + 1) : null;
    const row: string[] = new Array<string>(this.#columns).fill('');
    for (let at = 0; at < text.length; ) {
      const lineEnd = text.indexOf('\n', at);
      for (let column = 0; column < this.#columns; column += 1) {
        const tab = column === this.#columns - 1 ? lineEnd : text.indexOf('\t', at);
        row[column] = unescapeCopy(text.slice(at, tab));
        at = tab + 1;
      }
      yield row;
    }
  }
}

const NEWLINE = 0x0a;
const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

function unescapeCopy(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replaceAll(/\\(.)/gsu, (_whole, letter: string) => ESCAPES[letter] ?? letter);
}
