import type { KeptCheckpoint } from '../domain/chain.ts';
import { Backoff } from './backoff.ts';
import type { submitCheckpoint, WitnessAddress, WitnessReply } from './witness-client.ts';

export interface NewestCheckpoint extends KeptCheckpoint {
  /** Signed by its ledger. */
  readonly note: string;
}

/** A witness knows a history of the ledger that is not ours. */
export interface Divergence {
  /** Name of the witness. */
  readonly witness: string;
  /** Of the checkpoint that it has cosigned. */
  readonly size: number;
  /** A sentence for the operator. */
  readonly why: string;
}

export interface WitnessLineOptions {
  readonly newest: (ledger: string) => NewestCheckpoint | null;
  /** The proof from one size to a larger one, neither of them 0; lower-case hex. */
  readonly consistency: (ledger: string, from: number, to: number) => Promise<readonly string[]>;
  readonly onCosigned: (ledger: string, checkpoint: NewestCheckpoint, line: string) => Promise<void>;
  readonly onDivergence: (ledger: string, divergence: Divergence) => Promise<void>;
  readonly log: (message: string, facts?: Readonly<Record<string, string | number | boolean | null>>) => void;
  readonly submit: typeof submitCheckpoint;
  /** Milliseconds, of a clock that never goes back. */
  readonly now: () => number;
  /** How long the witness may be ahead: another server may have submitted what this one is about to sign. */
  readonly graceMs: number;
  readonly signal: AbortSignal;
}

type Refusal = WitnessReply & { readonly kind: 'refused' };

/** What is known of one ledger at this witness. */
interface Place {
  /** Of the checkpoint that the witness cosigned last, as far as is known. */
  size: number;
  /** The note that was cosigned and handed on. */
  done: string | null;
  aheadSince: number | null;
  /** Size of the divergence that was told; null once it is over. */
  told: number | null;
  readonly backoff: Backoff;
}

/** With many ledgers, a witness is not asked for all of them at the same time. */
const MOST_AT_ONCE = 16;
/** The first tells where the witness is, the second continues from there; a third only if another server came between. */
const MOST_TRIES = 3;

/** Asks one witness to cosign, one checkpoint of a ledger at a time. */
export class WitnessLine {
  readonly #witness: WitnessAddress;
  readonly #options: WitnessLineOptions;
  readonly #backoff: Backoff;
  readonly #waiting = new Set<string>();
  readonly #underWay = new Map<string, Promise<void>>();
  readonly #places = new Map<string, Place>();

  constructor(witness: WitnessAddress, options: WitnessLineOptions) {
    this.#witness = witness;
    this.#options = options;
    this.#backoff = new Backoff(options.now);
  }

  moved(ledger: string): void {
    this.#waiting.add(ledger);
  }

  /** Begins with whatever waits and may be tried; waits for none of it. */
  begin(): void {
    for (const ledger of this.#waiting) {
      if (!this.#backoff.isOver || this.#underWay.size >= MOST_AT_ONCE || this.#options.signal.aborted) return;
      if (this.#underWay.has(ledger) || !this.#placeOf(ledger).backoff.isOver) continue;
      this.#waiting.delete(ledger);
      const work = this.#submit(ledger).finally(() => {
        this.#underWay.delete(ledger);
        this.begin();
      });
      this.#underWay.set(ledger, work);
    }
  }

  /** Resolves once nothing is under way. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay.values());
  }

  async #submit(ledger: string): Promise<void> {
    const place = this.#placeOf(ledger);
    try {
      const checkpoint = this.#options.newest(ledger);
      if (checkpoint === null || checkpoint.note === place.done) return;
      if (await this.#cosign(ledger, checkpoint, place)) return;
      place.backoff.failed();
    } catch (error) {
      if (this.#options.signal.aborted) return;
      this.#failed(ledger, place, error);
    }
    this.#waiting.add(ledger);
  }

  #failed(ledger: string, place: Place, error: unknown): void {
    const facts = { witness: this.#witness.name, error: error instanceof Error ? error.message : String(error) };
    place.backoff.failed();
    if (!(error instanceof WitnessInTrouble)) {
      this.#options.log('a checkpoint was not cosigned; it is tried again', { ledger, ...facts });
    } else if (this.#backoff.failed()) {
      this.#options.log('a witness does not cosign; it is asked again', facts);
    }
  }

  /** True once the witness has cosigned it; false where it is to be tried again later. */
  async #cosign(ledger: string, checkpoint: NewestCheckpoint, place: Place): Promise<boolean> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const oldSize = Math.min(place.size, checkpoint.size);
      const reply = await this.#ask(ledger, checkpoint, oldSize);
      if (reply.kind === 'cosigned') {
        await this.#options.onCosigned(ledger, checkpoint, reply.line);
        Object.assign(place, { size: checkpoint.size, done: checkpoint.note, aheadSince: null, told: null });
        place.backoff.succeeded();
        return true;
      }
      if (reply.kind === 'refused') return this.#refused(ledger, oldSize, place, reply);
      place.size = reply.size;
      if (reply.size > checkpoint.size) return this.#ahead(ledger, place);
      place.aheadSince = null;
      if (reply.size === oldSize) return this.#sameSize(ledger, oldSize, checkpoint, place);
    }
    return false;
  }

  async #ask(ledger: string, { note, size }: NewestCheckpoint, oldSize: number): Promise<WitnessReply> {
    const { consistency, submit, signal } = this.#options;
    const proof = oldSize === 0 || oldSize === size ? [] : await consistency(ledger, oldSize, size);
    const reply = await submit(this.#witness, { note, oldSize, proof }, { signal }).catch((error: unknown) => {
      throw new WitnessInTrouble(error instanceof Error ? error.message : String(error), { cause: error });
    });
    if (reply.kind === 'refused' && isTrouble(reply.status)) throw new WitnessInTrouble(said(reply));
    this.#backoff.succeeded();
    return reply;
  }

  async #refused(ledger: string, oldSize: number, place: Place, reply: Refusal): Promise<false> {
    if (reply.status === 422 && oldSize > 0) {
      const why = `The witness does not find that the ledger continues the ${oldSize} records that it cosigned.`;
      await this.#tell(ledger, place, { witness: this.#witness.name, size: oldSize, why });
      return false;
    }
    throw new Error(said(reply));
  }

  /** At that size the standard tells of another root with the size, or refuses (422). */
  async #sameSize(ledger: string, size: number, checkpoint: NewestCheckpoint, place: Place): Promise<false> {
    if (size !== checkpoint.size) throw new Error(`It says that it is at ${size}, yet does not go on from there.`);
    const why = `The witness has cosigned another root of the first ${size} records.`;
    await this.#tell(ledger, place, { witness: this.#witness.name, size, why });
    return false;
  }

  async #ahead(ledger: string, place: Place): Promise<false> {
    const { newest, now, graceMs } = this.#options;
    place.aheadSince ??= now();
    const ours = newest(ledger)?.size ?? 0;
    if (ours < place.size && now() - place.aheadSince >= graceMs) {
      const why = `The witness has cosigned ${place.size} records, but the ledger has ${ours}.`;
      await this.#tell(ledger, place, { witness: this.#witness.name, size: place.size, why });
    }
    return false;
  }

  /** Once for as long as the witness stays where it is. */
  async #tell(ledger: string, place: Place, divergence: Divergence): Promise<void> {
    if (place.told === divergence.size) return;
    await this.#options.onDivergence(ledger, divergence);
    place.told = divergence.size;
  }

  #placeOf(ledger: string): Place {
    const known = this.#places.get(ledger);
    if (known !== undefined) return known;
    const backoff = new Backoff(this.#options.now);
    const place: Place = { size: 0, done: null, aheadSince: null, told: null, backoff };
    this.#places.set(ledger, place);
    return place;
  }
}

/** It is not to be asked about any ledger for a while. */
class WitnessInTrouble extends Error {
  override readonly name = 'WitnessInTrouble';
}

function said({ status, message }: Refusal): string {
  return `It answered ${status}: ${message}`;
}

function isTrouble(status: number): boolean {
  return status >= 500 || status === 429;
}
