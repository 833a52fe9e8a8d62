/** Batches that this process has committed; in shared memory, for threads that give way to them. */
export const commits = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

export function noteCommit(): void {
  Atomics.add(commits, 0, 1);
}

/** So long a thread works before it looks whether anything was committed meanwhile, ms. */
const SPELL_MS = 2;
/** How long it rests then, in spells: it takes a fifth of the time while others decide, and all of it while nobody does. */
const RESTS = 4;

/**
 * Lets commits go first. A thread of low priority on another core still takes the memory, the caches and the database from
 * those who decide: it rests between its spells while there are commits.
 */
export class GivingWay {
  readonly #commits: Int32Array;
  readonly #rest: (milliseconds: number) => void;
  #seen: number;
  #worked = 0;

  constructor(counted: Int32Array, rest: (milliseconds: number) => void = block) {
    this.#commits = counted;
    this.#rest = rest;
    this.#seen = Atomics.load(counted, 0);
  }

  /** After so many ms of work. */
  afterWork(milliseconds: number): void {
    this.#worked += milliseconds;
    if (this.#worked < SPELL_MS) return;
    const seen = Atomics.load(this.#commits, 0);
    if (seen !== this.#seen) this.#rest(this.#worked * RESTS);
    // What is committed during the rest counts: as long as others decide, every spell is followed by one.
    this.#seen = seen;
    this.#worked = 0;
  }
}

const sleeper = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

/** Nothing else of the thread goes on meanwhile. */
function block(milliseconds: number): void {
  Atomics.wait(sleeper, 0, 0, milliseconds);
}
