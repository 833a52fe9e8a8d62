/** What cannot be verified at all: it is no export, or what was given with it cannot be used. Said in plain words. */
export class ExportUnreadable extends Error {
  override readonly name = 'ExportUnreadable';
}

export interface ExportedRecord {
  readonly seq: number;
  readonly hash: string;
  /** The stored text, exactly. */
  readonly entry: string;
}

/** The last line of an export. */
export interface ExportClosing {
  readonly checkpoint: string;
  readonly vkey: string;
}

/** An entry has 65,535 bytes at most, each of which JSON may write as six characters. */
const MAX_LINE_LENGTH = 1_000_000;

/** Cuts chunks of bytes into lines, without their ends, and holds no more than the one that is not complete. */
export class LineCutter {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  #rest = '';

  /** The lines that end in this chunk; without a chunk, what is left at the end. */
  cut(chunk: Uint8Array | null): string[] {
    const text = this.#rest + this.#decode(chunk);
    if (chunk === null) return text === '' ? [] : [text];
    const lines = text.split('\n');
    this.#rest = lines.pop() ?? '';
    if (this.#rest.length > MAX_LINE_LENGTH) {
      throw new ExportUnreadable('One of its lines is longer than any record can be: this is no export of a ledger.');
    }
    return lines;
  }

  #decode(chunk: Uint8Array | null): string {
    try {
      return chunk === null ? this.#decoder.decode() : this.#decoder.decode(chunk, { stream: true });
    } catch {
      throw new ExportUnreadable('It is no text in UTF-8: this is no export of a ledger.');
    }
  }
}

export function parseExportLine(number: number, line: string): ExportedRecord | ExportClosing {
  const value = parsed(line);
  if (isObject(value)) {
    const names = Object.keys(value).sort().join(' ');
    const { seq, hash, entry, checkpoint, vkey } = value;
    if (names === 'checkpoint vkey' && typeof checkpoint === 'string' && typeof vkey === 'string')
      return { checkpoint, vkey };
    if (names === 'entry hash seq' && Number.isInteger(seq) && typeof hash === 'string' && typeof entry === 'string')
      return { seq: Number(seq), hash, entry };
    if ('export' in value)
      throw new ExportUnreadable('This is a part of a ledger, which cannot verify as a chain. Take the whole export.');
  }
  throw new ExportUnreadable(`Line ${number} is neither a record nor the checkpoint at the end.`);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
