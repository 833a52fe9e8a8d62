import { hash } from 'node:crypto';
import type { Principal } from '../domain/actor.ts';
import type { RecordDraft } from '../domain/audit-record-types.ts';
import type { Deps } from './ports.ts';

/** The same refusal of the same asker is written once in so long, ms; the next one says how many there were. */
const COALESCE_MS = 60_000;
/** One asker's different refusals in so long. What is beyond is refused all the same, but not written. */
const DIFFERENT_PER_WINDOW = 20;
const ASKERS_KEPT = 10_000;

interface Window {
  readonly startedAt: number;
  /** Unwritten repeats by refusal. */
  readonly repeats: Map<string, number>;
}

/** Where refusals are ledgered. */
export interface Denials {
  /** `draft` builds the record with the number of refusals that it stands for. */
  record(
    deps: Pick<Deps, 'clock' | 'ledger'>,
    input: { principal: Principal; organizationId: string; about: string; draft: (count: number) => RecordDraft },
  ): Promise<void>;
}

/** Ledgers refusals, so that a device in a loop can neither fill the ledger nor slow it down for others. */
export class DenialRecorder implements Denials {
  readonly #askers = new Map<string, Window>();

  /** Commits the record, unless the same was just written. `draft` builds it with the number of refusals that it stands for. */
  async record(
    deps: Pick<Deps, 'clock' | 'ledger'>,
    input: { principal: Principal; organizationId: string; about: string; draft: (count: number) => RecordDraft },
  ): Promise<void> {
    const now = deps.clock.now();
    const refusal = hash('sha256', input.about, 'hex');
    const count = this.#count(`${input.organizationId}/${input.principal.actor.id}`, refusal, now.getTime());
    if (count === 0) return;
    await deps.ledger.commit({
      organizationId: input.organizationId,
      authority: null,
      now,
      records: [input.draft(count)],
      writes: () => [],
    });
  }

  /** How many refusals a record written now stands for; 0: do not write. */
  #count(asker: string, refusal: string, now: number): number {
    const known = this.#askers.get(asker);
    const fresh = known === undefined || now - known.startedAt >= COALESCE_MS;
    const pending = known?.repeats.get(refusal) ?? 0;
    if (fresh) {
      this.#askers.delete(asker);
      this.#askers.set(asker, { startedAt: now, repeats: new Map([[refusal, 0]]) });
      const oldest = this.#askers.keys().next();
      if (this.#askers.size > ASKERS_KEPT && oldest.done !== true) this.#askers.delete(oldest.value);
      return pending + 1;
    }
    if (known.repeats.has(refusal)) {
      known.repeats.set(refusal, pending + 1);
      return 0;
    }
    if (known.repeats.size >= DIFFERENT_PER_WINDOW) return 0;
    known.repeats.set(refusal, 0);
    return 1;
  }
}
