import fs from 'node:fs/promises';
import path from 'node:path';
import { parseCheckpointBody } from '../domain/checkpoint.ts';
import { parseSignedNote } from '../domain/signed-note.ts';
import { errorCode } from '../store/error-code.ts';

export const HISTORY = '.history';

/** A checkpoint that this server kept once. */
export interface PastCheckpoint {
  readonly note: string;
  readonly size: number;
  readonly rootHex: string;
  /** By this server's clock: no note says when it was signed. */
  readonly keptAt: Date;
}

interface Kept {
  readonly at: string;
  readonly note: string;
}

const HOUR = 'YYYY-MM-DDTHH'.length;

/**
 * Checkpoints of the past, so that people can compare them with what they hold: of each hour the first that was kept, and
 * the first that a witness cosigned. One file a ledger beside its newest checkpoint, out of the reach of the database. It
 * proves nothing by itself, and nothing is verified by it: each note carries its own signature.
 */
export class CheckpointHistory {
  readonly #folder: string;
  /** The hours that need nothing more, by ledger and kind. */
  readonly #done = new Map<string, string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  async add(ledger: string, note: string, now: Date): Promise<void> {
    const at = now.toISOString();
    const isCosigned = isCosignedNote(note);
    const kind = `${ledger} ${isCosigned}`;
    const hour = at.slice(0, HOUR);
    if (this.#done.get(kind) === hour) return;
    this.#done.set(kind, hour);
    // After a restart the hour may have its own already.
    const isThere = (await this.#read(ledger)).some(
      (one) => one.at.slice(0, HOUR) === hour && isCosignedNote(one.note) === isCosigned,
    );
    if (!isThere) await fs.appendFile(this.#file(ledger), `${JSON.stringify({ at, note })}\n`, { mode: 0o600 });
  }

  /** Newest first, one a size. */
  async list(ledger: string): Promise<PastCheckpoint[]> {
    const bySize = new Map<number, PastCheckpoint>();
    for (const { at, note } of await this.#read(ledger)) {
      const { size, rootHex } = parseCheckpointBody(parseSignedNote(note).body);
      const before = bySize.get(size);
      // What a witness has signed too says more, and is the same checkpoint.
      bySize.set(size, { note, size, rootHex, keptAt: before?.keptAt ?? new Date(at) });
    }
    return [...bySize.values()].sort((a, b) => b.size - a.size);
  }

  async #read(ledger: string): Promise<Kept[]> {
    const text = await fs.readFile(this.#file(ledger), 'utf8').catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') return '';
      throw error;
    });
    return text.split('\n').flatMap(parseLine);
  }

  #file(ledger: string): string {
    return path.join(this.#folder, `${ledger.replaceAll('/', '_')}${HISTORY}`);
  }
}

/** Nothing for a line that is not whole, as a crash may leave the last one. */
function parseLine(line: string): Kept[] {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || !('at' in value) || !('note' in value)) return [];
    const { at, note } = value;
    if (typeof at !== 'string' || Number.isNaN(Date.parse(at)) || typeof note !== 'string') return [];
    parseCheckpointBody(parseSignedNote(note).body);
    return [{ at, note }];
  } catch {
    return [];
  }
}

function isCosignedNote(note: string): boolean {
  const { body, signatures } = parseSignedNote(note);
  const [origin] = body.split('\n', 1);
  return signatures.some(({ name }) => name !== origin);
}
