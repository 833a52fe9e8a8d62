import { DomainError } from '../domain/errors.ts';

/** Verifications of one organization that may be started one after the other, and how soon another one may, ms. */
const BURST = 10;
const EVERY_MS = 6_000;
const KEPT_ORGANIZATIONS = 10_000;

interface Allowance {
  left: number;
  at: number;
}

/** Keeps whoever may verify from having nothing else done: each takes a thread and a connection, and is a record. */
export class VerificationPace {
  readonly #allowances = new Map<string, Allowance>();

  /** Throws RATE_LIMITED. `now` in ms. */
  demand(organizationId: string, now: number): void {
    const before = this.#allowances.get(organizationId) ?? { left: BURST, at: now };
    const left = Math.min(BURST, before.left + (now - before.at) / EVERY_MS);
    if (left < 1) {
      throw new DomainError(
        'RATE_LIMITED',
        'This ledger was verified many times just now. Look at what was found, or try again in a few seconds.',
      );
    }
    this.#allowances.delete(organizationId);
    this.#allowances.set(organizationId, { left: left - 1, at: now });
    const oldest = this.#allowances.keys().next();
    if (this.#allowances.size > KEPT_ORGANIZATIONS && oldest.done !== true) this.#allowances.delete(oldest.value);
  }
}
