const FIRST_DELAY_MS = 1000;
const LONGEST_DELAY_MS = 60_000;

/** When to try again what failed: after a second, then twice as long each time, at most a minute. */
export class Backoff {
  readonly #now: () => number;
  #delayMs = 0;
  #until = Number.NEGATIVE_INFINITY;

  /** `now` in milliseconds, of a clock that never goes back. */
  constructor(now: () => number) {
    this.#now = now;
  }

  get isOver(): boolean {
    return this.#now() >= this.#until;
  }

  /** Many that fail together count once: false for those that do not. */
  failed(): boolean {
    if (!this.isOver) return false;
    this.#delayMs = this.#delayMs === 0 ? FIRST_DELAY_MS : Math.min(2 * this.#delayMs, LONGEST_DELAY_MS);
    this.#until = this.#now() + this.#delayMs;
    return true;
  }

  succeeded(): void {
    this.#delayMs = 0;
    this.#until = Number.NEGATIVE_INFINITY;
  }
}
