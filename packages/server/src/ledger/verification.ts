import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { ChainPosition, KeptCheckpoint } from '../domain/chain.ts';
import type { Database } from '../store/database.ts';
import type { LedgerVerificationRow } from '../store/entities/index.ts';
import { ABANDONED, CANCEL, FINISH, LAST, LEDGERS, START, STEP } from '../store/reads/verification-rows.ts';
import { measureSealed, type Sealing, sayMoreOfSealed } from './sealing.ts';
import { type LedgerVerdict, VerificationCancelled, type VerificationProgress, VerifierThread } from './verifier.ts';
import {
  besideTheChain,
  type KeptCheckpoints,
  type OrganizationVerdict,
  verifyOrganization,
} from './verify-organization.ts';
import { LONGEST_TAIL, verifyTail } from './verify-tail.ts';

export interface VerificationsOptions {
  readonly database: Database;
  readonly now: () => Date;
  readonly log: (message: string) => void;
  /** Seals a ledger and tells of it; false where it was sealed already. */
  readonly seal: (sealing: Sealing) => Promise<boolean>;
  /** A step is written down at most so often, for those who watch or cancel through another server, ms. */
  readonly stepEveryMs?: number;
  /** What could not be verified in the background is tried again after so long, ms; then later and later. */
  readonly retryAfterMs?: number;
  /** Kept outside the database. */
  readonly checkpoints: KeptCheckpoints & {
    newest(ledger: string): { readonly position: ChainPosition | null } | null;
  };
}

const STEP_EVERY_MS = 500;
/** Ledgers whose tail is looked at side by side before the server listens. */
const TAILS_AT_ONCE = 4;
/** Before what could not be verified in the background is tried again, ms. */
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 300_000;
/** Verifications that run at a time on this server; further ones wait for their turn. */
const AT_ONCE = 2;

interface OpenLedger {
  readonly organizationId: string;
  readonly ledger: string;
}
type Watcher = (row: LedgerVerificationRow) => void;
interface Running {
  readonly row: LedgerVerificationRow;
  readonly done: Promise<LedgerVerificationRow>;
}

/** Runs verifications, keeps what they found, and seals a ledger that does not verify. */
export class Verifications {
  readonly #options: VerificationsOptions;
  readonly #watchers = new Map<string, Set<Watcher>>();
  readonly #running = new Map<string, Promise<Running | null>>();
  /** By the id of the row. */
  readonly #underWay = new Map<string, RunningVerification>();
  readonly #turns = new Set<Promise<LedgerVerificationRow>>();
  readonly #stopping = new AbortController();

  constructor(options: VerificationsOptions) {
    this.#options = options;
  }

  /** Starts one, or joins the one that runs here. Null: no such organization. `done` never rejects. */
  async start(organizationId: string, requestedBy: string): Promise<Running | null> {
    const running = this.#running.get(organizationId);
    if (running !== undefined) return running;
    const started = this.#start(organizationId, requestedBy);
    this.#running.set(organizationId, started);
    void started
      .then((one) => one?.done)
      .catch(() => undefined)
      .then(() => this.#running.delete(organizationId));
    return started;
  }

  /** Asks the one that was started on demand, here or on another server, to end. Null: none runs. */
  async cancel(organizationId: string, by: string): Promise<LedgerVerificationRow | null> {
    const [row] = await this.#options.database.query<LedgerVerificationRow>(CANCEL, [organizationId, by]);
    if (row === undefined) return null;
    // One that runs on another server hears of it at its next step.
    await this.#underWay.get(row.id)?.cancel(by);
    return row;
  }

  async last(organizationId: string): Promise<LedgerVerificationRow | null> {
    return (await this.#options.database.query<LedgerVerificationRow>(LAST, [organizationId]))[0] ?? null;
  }

  /** Each step of those that run here. */
  watch(organizationId: string, watcher: Watcher): () => void {
    const watchers = this.#watchers.get(organizationId) ?? new Set();
    this.#watchers.set(organizationId, watchers);
    watchers.add(watcher);
    return () => {
      watchers.delete(watcher);
      if (watchers.size === 0 && this.#watchers.get(organizationId) === watchers) this.#watchers.delete(organizationId);
    };
  }

  /**
   * The quick look at the end of a ledger. Seals it if it is not what it must be. `known`: what else is known of it besides
   * what is kept.
   */
  async verifyTail(open: OpenLedger, known: KeptCheckpoint | null = null): Promise<LedgerVerdict> {
    const { database, checkpoints } = this.#options;
    const { ledger } = open;
    const held = [...checkpoints.kept(ledger), ...(known === null ? [] : [known])];
    const position = checkpoints.newest(ledger)?.position ?? null;
    const tail = await verifyTail(database, ledger, { position, checkpoints: held });
    const since = await this.#verifyLongTail(open, tail, { position, held });
    const verdict = await besideTheChain(since, open, database, checkpoints);
    if (!verdict.ok) await this.#seal(open, verdict, { startedAt: null });
    return verdict;
  }

  /** Where too much came after the last checkpoint for a quick look, all of it is read, in a thread. */
  async #verifyLongTail(
    { ledger }: OpenLedger,
    tail: LedgerVerdict,
    { position, held }: { readonly position: ChainPosition | null; readonly held: readonly KeptCheckpoint[] },
  ): Promise<LedgerVerdict> {
    const { database } = this.#options;
    if (!tail.ok || position === null || tail.size <= position.tree.size + LONGEST_TAIL) return tail;
    const thread = new VerifierThread(database.url);
    try {
      return await thread.verify({ ledger, checkpoints: held, resume: position });
    } finally {
      await thread.end();
    }
  }

  /** The tails of every ledger, before the server listens. One that cannot be read holds up no other. */
  async verifyTails(): Promise<void> {
    await this.#options.database.query(ABANDONED, [this.#options.now()]);
    const ledgers = await this.#ledgers();
    const look = async () => {
      for (let open = ledgers.pop(); open !== undefined; open = ledgers.pop()) {
        const { ledger } = open;
        await this.verifyTail(open).catch((error: unknown) =>
          this.#options.log(`the end of ledger ${ledger} could not be verified: ${String(error)}`),
        );
      }
    };
    await Promise.all(Array.from({ length: TAILS_AT_ONCE }, look));
  }

  /**
   * In the background after the start: everything, one organization after the other; `onVerified` is told of each that is
   * whole. What could not be run to its end is tried again, later and later, until the server stops.
   */
  async verifyAll(onVerified: (ledger: string) => void = () => undefined): Promise<void> {
    let rest = await this.#ledgers();
    const first = this.#options.retryAfterMs ?? FIRST_PAUSE_MS;
    for (let pause = first; rest.length > 0; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      rest = await this.#verifyEach(rest, onVerified);
      const { signal } = this.#stopping;
      // Rejects only where the server stops.
      if (rest.length > 0) await setTimeout(pause, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
    }
  }

  /** Answers those that could not be verified. */
  async #verifyEach(ledgers: readonly OpenLedger[], onVerified: (ledger: string) => void): Promise<OpenLedger[]> {
    const failed: OpenLedger[] = [];
    for (const open of ledgers) {
      if (this.#stopping.signal.aborted) return [];
      try {
        const row = await this.#begin(open.organizationId, 'BACKGROUND', 'system');
        const done = row === null ? null : await this.#runAlone(row);
        // What could not even be written down still says that it runs.
        if (done !== null && done.state !== 'DONE') failed.push(open);
        if (done?.ok === true) onVerified(done.ledger);
      } catch (error) {
        failed.push(open);
        this.#options.log(`ledger ${open.ledger} could not be verified: ${String(error)}`);
      }
    }
    return failed;
  }

  /** Cuts short what runs here, and writes that down. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all([...this.#running.values()].map(async (running) => (await running)?.done));
  }

  async #start(organizationId: string, requestedBy: string): Promise<Running | null> {
    const row = await this.#begin(organizationId, 'DEMAND', requestedBy);
    return row === null ? null : { row, done: this.#runAlone(row) };
  }

  async #begin(
    organizationId: string,
    cause: 'BACKGROUND' | 'DEMAND',
    requestedBy: string,
  ): Promise<LedgerVerificationRow | null> {
    const { database, now } = this.#options;
    const values = [randomUUID(), organizationId, cause, requestedBy, now()];
    const row = (await database.query<LedgerVerificationRow>(START, values))[0] ?? null;
    if (row !== null) this.#tell(row);
    return row;
  }

  /** Waits for its turn: each keeps a thread and a connection busy. */
  async #runAlone(row: LedgerVerificationRow): Promise<LedgerVerificationRow> {
    while (this.#turns.size >= AT_ONCE) await Promise.race(this.#turns);
    const turn = this.#runInThread(row).finally(() => this.#turns.delete(turn));
    this.#turns.add(turn);
    return turn;
  }

  async #runInThread(row: LedgerVerificationRow): Promise<LedgerVerificationRow> {
    const thread = new VerifierThread(this.#options.database.url);
    const cut = () => void thread.end();
    this.#stopping.signal.addEventListener('abort', cut, { once: true });
    try {
      if (this.#stopping.signal.aborted) cut();
      return await this.#run(row, thread);
    } finally {
      this.#stopping.signal.removeEventListener('abort', cut);
      await thread.end();
    }
  }

  /** Never rejects. */
  async #run(row: LedgerVerificationRow, thread: VerifierThread): Promise<LedgerVerificationRow> {
    const { database, checkpoints, log } = this.#options;
    const running = new RunningVerification(row, thread, {
      database,
      tell: (step) => this.#tell(step),
      stepEveryMs: this.#options.stepEveryMs ?? STEP_EVERY_MS,
    });
    this.#underWay.set(row.id, running);
    try {
      const found = await verifyOrganization(thread, database, checkpoints, row, {
        rebuild: true,
        onProgress: (step) => running.moved(step),
      });
      const { startedAt } = row;
      if (!found.verdict.ok) await this.#seal(row, found.verdict, { startedAt });
      else await measureSealed(database, row.ledger, found.verdict, startedAt);
      for (const { ledger, isAsAcknowledged, explanation } of found.closedEpochs) {
        if (!isAsAcknowledged) log(`the closed ledger ${ledger} is not as it was when it was closed. ${explanation}`);
      }
      return await this.#finish(running.row, found);
    } catch (error) {
      const { cancelledBy, verified } = running.row;
      if (cancelledBy === null && !(error instanceof VerificationCancelled)) {
        log(`ledger ${row.ledger} could not be verified: ${String(error)}`);
      }
      const why =
        cancelledBy === null || cancelledBy === undefined
          ? 'The verification could not be run to its end. Start it again.'
          : `Stopped by ${cancelledBy} after ${verified} records, which say nothing about the rest.`;
      return await this.#finish(running.row, why).catch(() => running.row);
    } finally {
      this.#underWay.delete(row.id);
    }
  }

  async #finish(row: LedgerVerificationRow, found: OrganizationVerdict | string): Promise<LedgerVerificationRow> {
    const { database, now } = this.#options;
    const values =
      typeof found === 'string'
        ? [row.id, 'FAILED_TO_RUN', row.verified, null, null, found, null, null, null, null, null, null, now()]
        : finished(row, found, now());
    const written = (await database.query<LedgerVerificationRow>(FINISH, values))[0] ?? row;
    this.#tell(written);
    return written;
  }

  /** Nothing is submitted, decided or changed in a sealed organization until a superuser has dealt with it. */
  async #seal(
    { organizationId, ledger }: OpenLedger,
    { size, root, firstBroken, what, explanation, expected, found }: LedgerVerdict,
    // Of a verification of the whole; null: only the end was looked at.
    { startedAt }: { readonly startedAt: Date | null },
  ): Promise<void> {
    const { database, now, log, seal } = this.#options;
    const isWhole = startedAt !== null;
    const verdict = { size, root: isWhole ? root : null, firstBroken, what, explanation, expected, found };
    const sealing = { organizationId, ledger, because: explanation.replace(/\.$/, ''), verdict, at: now() };
    if (await seal(sealing)) log(`ledger ${ledger} does not verify and is sealed: ${explanation}`);
    else if (isWhole) await sayMoreOfSealed(database, sealing, startedAt);
  }

  #ledgers(): Promise<OpenLedger[]> {
    return this.#options.database.query<OpenLedger>(LEDGERS, []);
  }

  #tell(row: LedgerVerificationRow): void {
    for (const watcher of this.#watchers.get(row.organizationId) ?? []) watcher(row);
  }
}

/** Progress of one verification: told at once, and written down now and then; so it is heard that somebody has had enough. */
class RunningVerification {
  row: LedgerVerificationRow;
  readonly #thread: VerifierThread;
  readonly #parts: { readonly database: Database; readonly tell: Watcher; readonly stepEveryMs: number };
  #writeAt: number;

  constructor(
    row: LedgerVerificationRow,
    thread: VerifierThread,
    parts: { readonly database: Database; readonly tell: Watcher; readonly stepEveryMs: number },
  ) {
    this.row = row;
    this.#thread = thread;
    this.#parts = parts;
    this.#writeAt = performance.now() + parts.stepEveryMs;
  }

  moved({ verified, total }: VerificationProgress): void {
    this.row = { ...this.row, verified, total };
    this.#parts.tell(this.row);
    if (performance.now() < this.#writeAt) return;
    this.#writeAt = performance.now() + this.#parts.stepEveryMs;
    void this.#write(verified, total).catch(() => undefined);
  }

  /** A step that could not be written is followed by another one. */
  async #write(verified: number, total: number): Promise<void> {
    const [step] = await this.#parts.database.query<LedgerVerificationRow>(STEP, [this.row.id, verified, total]);
    if (step?.cancelledBy) await this.cancel(step.cancelledBy);
  }

  async cancel(by: string): Promise<void> {
    this.row = { ...this.row, cancelledBy: by };
    await this.#thread.end();
  }
}

function finished(row: LedgerVerificationRow, { verdict, closedEpochs }: OrganizationVerdict, now: Date): unknown[] {
  const { size, ok, firstBroken, explanation, what, root, expected, found, recordsPerSecond } = verdict;
  const verified = closedEpochs.reduce((sum, epoch) => sum + epoch.size, size);
  const closed = closedEpochs.length === 0 ? null : JSON.stringify(closedEpochs);
  const values = [row.id, 'DONE', verified, ok, firstBroken, explanation, what, root, expected, found];
  return [...values, recordsPerSecond, closed, now];
}
