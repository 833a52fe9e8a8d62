import { randomUUID } from 'node:crypto';
import type { KeptCheckpoint } from '../domain/chain.ts';
import type { Database, Statement } from '../store/database.ts';
import type { LedgerVerificationRow } from '../store/entities/index.ts';
import { type LedgerVerdict, VerifierThread, verifyInThread } from './verifier.ts';
import { verifyTail } from './verify-tail.ts';

export interface Sealing {
  readonly ledger: string;
  readonly because: string;
  readonly verdict: LedgerVerdict;
}

export interface VerificationsOptions {
  readonly database: Database;
  readonly now: () => Date;
  readonly log: (message: string) => void;
  /** After a ledger was sealed, by this server and nobody before: tells the platform's ledger, and people. */
  readonly onSealed: (sealing: Sealing) => Promise<void>;
  /** Checkpoints kept outside the database, of one ledger. */
  readonly checkpoints?: (ledger: string) => readonly KeptCheckpoint[];
}

const COLUMNS = `id, ledger, state, verified, total, ok, first_broken as "firstBroken", explanation,
  requested_by as "requestedBy", started_at as "startedAt", finished_at as "finishedAt"`;
const START: Statement = {
  name: 'verification-start',
  text: `insert into ledger_verification (id, ledger, state, verified, total, requested_by, started_at)
    select $1, $2, 'RUNNING', 0, h.size, $3, $4 from ledger_head h where h.ledger = $2 returning ${COLUMNS}`,
};
const STEP: Statement = {
  name: 'verification-step',
  text: `update ledger_verification set verified = $2, total = $3 where id = $1 and state = 'RUNNING' returning ${COLUMNS}`,
};
const FINISH: Statement = {
  name: 'verification-finish',
  text: `update ledger_verification set state = $2, verified = $3, ok = $4, first_broken = $5, explanation = $6, finished_at = $7
    where id = $1 returning ${COLUMNS}`,
};
const LAST: Statement = {
  name: 'verification-last',
  text: `select ${COLUMNS} from ledger_verification where ledger = $1 order by started_at desc, id desc limit 1`,
};
const ABANDONED: Statement = {
  name: 'verification-abandoned',
  text: `update ledger_verification set state = 'FAILED_TO_RUN', finished_at = $1,
      explanation = 'The server that ran this stopped before it was done.'
    where state = 'RUNNING' and started_at < $1::timestamptz - interval '1 hour'`,
};
const SEAL: Statement = {
  name: 'ledger-seal',
  text: 'update ledger_head set sealed_at = $2, sealed_because = $3 where ledger = $1 and sealed_at is null returning ledger',
};
const LEDGERS: Statement = { name: 'verification-ledgers', text: 'select ledger from ledger_head order by ledger' };

/** A step of a verification is written down at most so often, for those who watch through another server, ms. */
const STEP_EVERY_MS = 500;
/** Ledgers whose tail is looked at side by side before the server listens. */
const TAILS_AT_ONCE = 4;

type Watcher = (row: LedgerVerificationRow) => void;

/** Runs verifications, keeps what they found, and seals a ledger that does not verify. */
export class Verifications {
  readonly #options: VerificationsOptions;
  readonly #watchers = new Map<string, Set<Watcher>>();
  readonly #running = new Map<
    string,
    { readonly row: LedgerVerificationRow; readonly done: Promise<LedgerVerificationRow> }
  >();
  readonly #cut = new AbortController();

  constructor(options: VerificationsOptions) {
    this.#options = options;
  }

  /** Starts one, or joins the one that runs here. Null: no such ledger. `done` never rejects. */
  async start(
    ledger: string,
    requestedBy: string,
  ): Promise<{ row: LedgerVerificationRow; done: Promise<LedgerVerificationRow> } | null> {
    const { database, now } = this.#options;
    const running = this.#running.get(ledger);
    if (running !== undefined) return running;
    const row = (await database.query<LedgerVerificationRow>(START, [randomUUID(), ledger, requestedBy, now()]))[0];
    if (row === undefined) return null;
    this.#tell(row);
    const started = { row, done: this.#run(row) };
    this.#running.set(ledger, started);
    void started.done.then(() => {
      if (this.#running.get(ledger) === started) this.#running.delete(ledger);
    });
    return started;
  }

  async last(ledger: string): Promise<LedgerVerificationRow | null> {
    return (await this.#options.database.query<LedgerVerificationRow>(LAST, [ledger]))[0] ?? null;
  }

  /** Each step of those that run here. */
  watch(ledger: string, watcher: Watcher): () => void {
    const watchers = this.#watchers.get(ledger) ?? new Set();
    this.#watchers.set(ledger, watchers);
    watchers.add(watcher);
    return () => {
      watchers.delete(watcher);
      if (watchers.size === 0 && this.#watchers.get(ledger) === watchers) this.#watchers.delete(ledger);
    };
  }

  /** Before the server listens: head and last records of a ledger. Seals it if they do not belong together. */
  async verifyTail(ledger: string): Promise<LedgerVerdict> {
    const verdict = withCheckpoints(await verifyTail(this.#options.database, ledger), this.#checkpoints(ledger));
    if (!verdict.ok) await this.#seal(ledger, verdict);
    return verdict;
  }

  /** The tails of every ledger. */
  async verifyTails(): Promise<void> {
    await this.#options.database.query(ABANDONED, [this.#options.now()]);
    const ledgers = await this.#ledgers();
    const look = async () => {
      for (let ledger = ledgers.pop(); ledger !== undefined; ledger = ledgers.pop()) await this.verifyTail(ledger);
    };
    await Promise.all(Array.from({ length: TAILS_AT_ONCE }, look));
  }

  /**
   * In the background after the start: everything, one ledger after the other. Whether it came to its end, whatever it
   * found; rejects with nothing, the log tells.
   */
  async verifyAll(): Promise<boolean> {
    const thread = new VerifierThread(this.#options.database.url);
    const cut = () => void thread.end();
    this.#cut.signal.addEventListener('abort', cut, { once: true });
    try {
      for (const ledger of await this.#ledgers()) {
        if (this.#cut.signal.aborted) return false;
        const verdict = await thread.verify({ ledger, checkpoints: this.#checkpoints(ledger) });
        if (!verdict.ok) await this.#seal(ledger, verdict);
      }
      return true;
    } catch (error) {
      if (!this.#cut.signal.aborted) this.#options.log(`the ledgers could not be verified: ${String(error)}`);
      return false;
    } finally {
      this.#cut.signal.removeEventListener('abort', cut);
      await thread.end();
    }
  }

  /** Cuts short what runs here, and writes that down. */
  async stop(): Promise<void> {
    this.#cut.abort();
    await Promise.all([...this.#running.values()].map(({ done }) => done));
  }

  async #run(row: LedgerVerificationRow): Promise<LedgerVerificationRow> {
    const { database, now, log } = this.#options;
    let current = row;
    let writeAt = performance.now() + STEP_EVERY_MS;
    const finish = async (state: 'DONE' | 'FAILED_TO_RUN', found: LedgerVerdict | string) => {
      const told =
        typeof found === 'string' ? { ok: null, size: current.verified, firstBroken: null, explanation: found } : found;
      const values = [row.id, state, told.size, told.ok, told.firstBroken, told.explanation, now()];
      return (await database.query<LedgerVerificationRow>(FINISH, values))[0] ?? current;
    };
    try {
      const verdict = await verifyInThread(
        database.url,
        { ledger: row.ledger, checkpoints: this.#checkpoints(row.ledger) },
        {
          signal: this.#cut.signal,
          onProgress: ({ verified, total }) => {
            current = { ...current, verified, total };
            this.#tell(current);
            if (performance.now() < writeAt) return;
            writeAt = performance.now() + STEP_EVERY_MS;
            database.query(STEP, [row.id, verified, total]).catch((error: unknown) => log(String(error)));
          },
        },
      );
      if (!verdict.ok) await this.#seal(row.ledger, verdict);
      current = await finish('DONE', verdict);
    } catch (error) {
      log(`ledger ${row.ledger} could not be verified: ${String(error)}`);
      current = await finish('FAILED_TO_RUN', 'The verification could not be run to its end. Start it again.').catch(
        () => current,
      );
    }
    this.#tell(current);
    return current;
  }

  /** Nothing is submitted, decided or changed in a sealed organization until a superuser has dealt with it. */
  async #seal(ledger: string, verdict: LedgerVerdict): Promise<void> {
    const { database, now, log, onSealed } = this.#options;
    const because = verdict.explanation.replace(/\.$/, '');
    const sealed = await database.query(SEAL, [ledger, now(), because]);
    if (sealed.length === 0) return;
    log(`ledger ${ledger} does not verify and is sealed: ${verdict.explanation}`);
    try {
      await onSealed({ ledger, because, verdict });
    } catch (error) {
      log(`that ledger ${ledger} was sealed could not be recorded: ${String(error)}`);
    }
  }

  #checkpoints(ledger: string): readonly KeptCheckpoint[] {
    return this.#options.checkpoints?.(ledger) ?? [];
  }

  async #ledgers(): Promise<string[]> {
    return (await this.#options.database.query<{ ledger: string }>(LEDGERS, [])).map(({ ledger }) => ledger);
  }

  #tell(row: LedgerVerificationRow): void {
    for (const watcher of this.#watchers.get(row.ledger) ?? []) watcher(row);
  }
}

/** A ledger that is shorter than what was signed of it; what came before its end may well verify. */
function withCheckpoints(verdict: LedgerVerdict, kept: readonly KeptCheckpoint[]): LedgerVerdict {
  const signed = Math.max(0, ...kept.map(({ size }) => size));
  if (!verdict.ok || verdict.size >= signed) return verdict;
  return {
    ...verdict,
    ok: false,
    firstBroken: verdict.size,
    what: 'cut off',
    explanation: `The ledger ends after ${verdict.size} records, but a kept checkpoint signed ${signed}.`,
    expected: `${signed} records`,
    found: `${verdict.size} records`,
  };
}
