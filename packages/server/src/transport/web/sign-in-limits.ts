import { DomainError } from '../../domain/errors.ts';
import type { Clock } from '../../usecases/ports.ts';

/** Tries that come back, one every so many ms, and how many may be saved up. */
interface Allowance {
  readonly burst: number;
  readonly everyMs: number;
}

export interface Allowances {
  readonly perAccount: Allowance;
  readonly perAddress: Allowance;
  /** To whom it was too much. */
  readonly refusal: string;
}

const SIGN_INS: Allowances = {
  perAccount: { burst: 10, everyMs: 30_000 },
  perAddress: { burst: 60, everyMs: 2_000 },
  refusal: 'Too many attempts to sign in. Wait half a minute, then try again.',
};
/** Each sends somebody a mail. */
export const PASSWORD_RESETS: Allowances = {
  perAccount: { burst: 3, everyMs: 10 * 60_000 },
  perAddress: { burst: 20, everyMs: 60_000 },
  refusal: 'Too many requests for a new password. Look for the mail, or try again in ten minutes.',
};
const KEPT = 20_000;

interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/** Limits guessing, for an account and for an address, before any password is looked at (which costs us more than them). */
export class SignInLimits {
  readonly #clock: Clock;
  readonly #allowances: Allowances;
  readonly #buckets = new Map<string, Bucket>();

  constructor(clock: Clock, allowances: Allowances = SIGN_INS) {
    this.#clock = clock;
    this.#allowances = allowances;
  }

  /** Throws RATE_LIMITED. Whoever is refused uses nothing up: nobody is shut out for longer by guesses that were not taken. */
  take(account: string, address: string): void {
    const now = this.#clock.now().getTime();
    const { perAccount, perAddress, refusal } = this.#allowances;
    // The address first: one that guesses at everybody must not push the counts of others out of what is kept.
    const taken =
      this.#takeFrom(`address ${address}`, perAddress, now) &&
      this.#takeFrom(`account ${account.trim().toLowerCase()}`, perAccount, now);
    if (!taken) throw new DomainError('RATE_LIMITED', refusal);
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
