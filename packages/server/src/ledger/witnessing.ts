import { submitCheckpoint, type WitnessAddress } from './witness-client.ts';
import { type NewestCheckpoint, WitnessLine, type WitnessLineOptions } from './witness-line.ts';

export type { Divergence, NewestCheckpoint } from './witness-line.ts';

export interface WitnessingOptions
  extends Pick<WitnessLineOptions, 'newest' | 'consistency' | 'onDivergence' | 'log'>,
    Partial<Pick<WitnessLineOptions, 'submit' | 'now' | 'graceMs'>> {
  readonly witnesses: readonly WitnessAddress[];
  /** The newest note that a witness has cosigned, with the lines of all that have. */
  readonly keep: (ledger: string, note: string) => Promise<void>;
}

/** What was cosigned of a ledger. */
interface Cosigned {
  readonly checkpoint: NewestCheckpoint;
  /** By name of the witness. */
  readonly lines: Map<string, string>;
}

const GRACE_MS = 10_000;

/**
 * Has witnesses cosign the newest checkpoint of each ledger that moved. None waits for another, nor for one that fails, and
 * nothing of the server waits for any of them.
 */
export class Witnessing {
  readonly #options: WitnessingOptions;
  readonly #lines: readonly WitnessLine[];
  readonly #cosigned = new Map<string, Cosigned>();
  /** Notes of a ledger are kept one after the other. */
  readonly #keeping = new Map<string, Promise<void>>();
  readonly #stop = new AbortController();

  constructor(options: WitnessingOptions) {
    this.#options = options;
    const { submit = submitCheckpoint, now = () => performance.now(), graceMs = GRACE_MS } = options;
    this.#lines = options.witnesses.map((witness) => {
      const onCosigned: WitnessLineOptions['onCosigned'] = (ledger, checkpoint, line) =>
        this.#add(ledger, checkpoint, witness, line);
      return new WitnessLine(witness, { ...options, submit, now, graceMs, onCosigned, signal: this.#stop.signal });
    });
  }

  /** There is a new checkpoint of this ledger, or there may be. */
  moved(ledger: string): void {
    for (const line of this.#lines) line.moved(ledger);
  }

  /** Begins with what may be tried now, about once a second; waits for no witness. */
  async run(): Promise<void> {
    for (const line of this.#lines) line.begin();
  }

  /** Resolves once no witness is being asked. */
  async settled(): Promise<void> {
    await Promise.all(this.#lines.map((line) => line.settled()));
  }

  /** Gives up what is under way: a witness keeps what it cosigned, and says so when it is asked again. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.settled();
  }

  async #add(ledger: string, checkpoint: NewestCheckpoint, witness: WitnessAddress, line: string): Promise<void> {
    const before = this.#cosigned.get(ledger);
    const isSame = before?.checkpoint.note === checkpoint.note;
    // A slow witness has cosigned what others are past: it is asked again for the newest.
    if (before !== undefined && !isSame && !this.#replaces(ledger, checkpoint, before.checkpoint)) return;
    const cosigned = before !== undefined && isSame ? before : { checkpoint, lines: new Map<string, string>() };
    cosigned.lines.set(witness.name, line);
    this.#cosigned.set(ledger, cosigned);
    await this.#keep(ledger);
  }

  /** The same size is signed again when the ledger's key has changed. */
  #replaces(ledger: string, checkpoint: NewestCheckpoint, before: NewestCheckpoint): boolean {
    return checkpoint.size > before.size || this.#options.newest(ledger)?.note === checkpoint.note;
  }

  async #keep(ledger: string): Promise<void> {
    const write = async () => {
      const cosigned = this.#cosigned.get(ledger);
      if (cosigned === undefined) return;
      const lines = this.#options.witnesses.map(({ name }) => cosigned.lines.get(name) ?? '');
      await this.#options.keep(ledger, cosigned.checkpoint.note + lines.join(''));
    };
    const before = this.#keeping.get(ledger) ?? Promise.resolve();
    // Whoever asked for the one before is told that it failed.
    const mine = before.then(write, write);
    this.#keeping.set(ledger, mine);
    await mine;
  }
}
