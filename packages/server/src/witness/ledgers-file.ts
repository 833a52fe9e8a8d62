import fs from 'node:fs/promises';
import { parseTrustedLedgers, type TrustedLedgers } from './trusted-ledgers.ts';

/** The file that lists the watched ledgers, read again whenever it has changed. */
export class LedgersFile {
  readonly #file: string;
  readonly #log: (line: string) => void;
  #seen: string;
  #ledgers: TrustedLedgers;

  private constructor(file: string, log: (line: string) => void, seen: string, ledgers: TrustedLedgers) {
    this.#file = file;
    this.#log = log;
    this.#seen = seen;
    this.#ledgers = ledgers;
  }

  /** Throws an Error in plain words where the file cannot be read or a line of it is wrong. */
  static async open(file: string, log: (line: string) => void): Promise<LedgersFile> {
    try {
      const seen = await stampOf(file);
      return new LedgersFile(file, log, seen, parseTrustedLedgers(await fs.readFile(file, 'utf8')));
    } catch (error) {
      throw new Error(`The list of ledgers ${file} cannot be used: ${messageOf(error)}.`, { cause: error });
    }
  }

  /** What is listed now. A file that became unreadable or wrong changes nothing until it is mended. */
  async current(): Promise<TrustedLedgers> {
    let seen = 'unreadable';
    try {
      seen = await stampOf(this.#file);
      if (seen === this.#seen) return this.#ledgers;
      this.#ledgers = parseTrustedLedgers(await fs.readFile(this.#file, 'utf8'));
      this.#log(`The list of ledgers was read again: ${this.#ledgers.names.join(', ')}.`);
    } catch (error) {
      if (seen !== this.#seen) {
        this.#log(
          `The list of ledgers ${this.#file} cannot be used, the one before it is in force: ${messageOf(error)}.`,
        );
      }
    }
    this.#seen = seen;
    return this.#ledgers;
  }
}

async function stampOf(file: string): Promise<string> {
  const { ino, size, mtimeNs, ctimeNs } = await fs.stat(file, { bigint: true });
  return [ino, size, mtimeNs, ctimeNs].join('/');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
