import { type ChainBreak, ChainCheck } from './chain-check.ts';
import { type ExportEnd, type Finding, judgeEnd, readKey } from './export-end.ts';
import {
  type ExportClosing,
  type ExportedRecord,
  ExportUnreadable,
  LineCutter,
  parseExportLine,
} from './export-lines.ts';
import { findHeld, type HeldCheckpoint, type HeldText } from './held-checkpoints.ts';
import { KeptHashes } from './kept-hashes.ts';
import { type LedgerOpening, readOpening } from './ledger-opening.ts';
import type { VerifierKey } from './signed-note.ts';

export interface ExportCheckInput {
  /** Keys from somewhere else than the export; none takes the key in the export. */
  readonly verifierKeys: readonly string[];
  /** What may hold checkpoints that somebody kept. */
  readonly held: readonly HeldText[];
}

export interface ExportVerdict {
  readonly ledger: string | null;
  readonly origin: string | null;
  /** Records that were right, from the first on. */
  readonly size: number;
  /** Lower-case hex, over these. */
  readonly root: string;
  readonly findings: readonly Finding[];
  readonly broken: ExportBreak | null;
  /** The key that the last line of the export names as its own; null where there is none. */
  readonly exportKey: string | null;
}

export interface ExportBreak extends ChainBreak {
  /** The next record names the hash that was expected. */
  readonly namedByNext: boolean;
  /** Size of the smallest checkpoint, rightly signed, that covers the hash that was expected: the text was changed after it. */
  readonly coveredBy: number | null;
}

export interface ExportProgress {
  readonly records: number;
  readonly bytes: number;
}

/**
 * Verifies an export (docs/ledger.md) as somebody who trusts nothing of the server that wrote it: one pass over its bytes,
 * bounded memory. Throws ExportUnreadable where it is no export, or where what was given with it cannot be used.
 */
export async function verifyExport(
  chunks: AsyncIterable<Uint8Array>,
  input: ExportCheckInput,
  onProgress: (progress: ExportProgress) => void = () => undefined,
): Promise<ExportVerdict> {
  const check = new ExportCheck(input);
  const cutter = new LineCutter();
  let bytes = 0;
  for await (const chunk of chunks) {
    for (const line of cutter.cut(chunk)) check.take(line);
    bytes += chunk.length;
    onProgress({ records: check.lines, bytes });
  }
  for (const line of cutter.cut(null)) check.take(line);
  return check.finish();
}

class ExportCheck {
  readonly #heldTexts: readonly HeldText[];
  readonly #keys: readonly VerifierKey[];
  readonly #chain = new ChainCheck();
  #opening: LedgerOpening | null = null;
  #held: readonly HeldCheckpoint[] = [];
  #closing: ExportClosing | null = null;
  #kept: KeptHashes | null = null;
  #lines = 0;

  constructor({ verifierKeys, held }: ExportCheckInput) {
    this.#keys = verifierKeys.map(readKey);
    this.#heldTexts = held;
  }

  get lines(): number {
    return this.#lines;
  }

  take(line: string): void {
    this.#lines += 1;
    if (this.#chain.broken) {
      this.#takeBehindBreak(line);
      return;
    }
    if (this.#closing) throw new ExportUnreadable(`Line ${this.#lines} stands behind the checkpoint.`);
    const parsed = parseExportLine(this.#lines, line);
    if ('vkey' in parsed) {
      this.#closing = parsed;
      return;
    }
    this.#takeRecord(parsed);
  }

  finish(): Promise<ExportVerdict> {
    if (this.#chain.size === 0 && !this.#chain.broken) throw new ExportUnreadable('It holds no record.');
    return judgeEnd(this.#end());
  }

  #takeRecord(record: ExportedRecord): void {
    const place = this.#chain.push(record);
    if (place !== null && this.#opening === null) this.#open(place.ledger, record.entry);
    const { broken } = this.#chain;
    if (broken?.what === 'edited' && broken.expected === record.hash)
      this.#kept = new KeptHashes(this.#chain.tree(), record.hash, this.#held);
  }

  #end(): ExportEnd {
    return {
      chain: this.#chain,
      opening: this.#opening,
      closing: this.#closing,
      given: this.#keys,
      held: this.#held,
      kept: this.#kept,
    };
  }

  #open(ledger: string, entry: string): void {
    this.#opening = readOpening(ledger, entry);
    this.#held = findHeld(this.#heldTexts, this.#opening.origin ?? 'a ledger without an origin');
    this.#chain.expect(this.#held);
  }

  /** What follows can only say more of the break. */
  #takeBehindBreak(line: string): void {
    try {
      const parsed = parseExportLine(this.#lines, line);
      if ('vkey' in parsed) {
        this.#closing = parsed;
        return;
      }
      this.#chain.turnedUp(parsed.seq);
      this.#kept?.push(parsed);
    } catch (error) {
      if (!(error instanceof ExportUnreadable)) throw error;
    }
  }
}
