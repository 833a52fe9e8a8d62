import { DomainError } from '../../domain/errors.ts';
import type { Clock } from '../../usecases/ports.ts';

/** Tries that come back, one every so many ms, and how many may be saved up. */
interface Allowance {
  readonly burst: number;
  readonly everyMs: number;
}

const PER_ACCOUNT: Allowance = { burst: 10, everyMs: 30_000 };
const PER_ADDRESS: Allowance = { burst: 60, everyMs: 2_000 };
const KEPT = 20_000;

interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/** Limits guessing, for an account and for an address, before any password is looked at (which costs us more than them). */
export class SignInLimits {
  readonly #clock: Clock;
  readonly #buckets = new Map<string, Bucket>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Throws RATE_LIMITED. Whoever is refused uses nothing up: nobody is shut out for longer by guesses that were not taken. */
  take(account: string, address: string): void {
    const now = this.#clock.now().getTime();
    // The address first: one that guesses at everybody must not push the counts of others out of what is kept.
    const taken =
      this.#takeFrom(`address ${address}`, PER_ADDRESS, now) &&
      this.#takeFrom(`account ${account.trim().toLowerCase()}`, PER_ACCOUNT, now);
    if (!taken) {
      throw new DomainError('RATE_LIMITED', 'Too many attempts to sign in. Wait half a minute, then try again.');
    }
  }

  #takeFrom(key: string, allowance: Allowance, now: number): boolean {
    const bucket = this.#buckets.get(key) ?? { tokens: allowance.burst, at: now };
    const tokens = Math.min(allowance.burst, bucket.tokens + (now - bucket.at) / allowance.everyMs);
    const isTaken = tokens >= 1;
    this.#buckets.delete(key);
    this.#buckets.set(key, isTaken ? { tokens: tokens - 1, at: now } : bucket);
    const oldest = this.#buckets.keys().next();
    if (this.#buckets.size > KEPT && oldest.done !== true) this.#buckets.delete(oldest.value);
    return isTaken;
  }
}
