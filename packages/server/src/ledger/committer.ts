import type pg from 'pg';
import { PLATFORM_TARGET_ID } from '../domain/access-targets.ts';
import type { Actor } from '../domain/actor.ts';
import { type PreparedRecord, prepareDraft, renderEntry } from '../domain/audit-record.ts';
import type { RecordDraft } from '../domain/audit-record-types.ts';
import { hashEntry } from '../domain/chain.ts';
import { DomainError } from '../domain/errors.ts';
import { parseLedgerName } from '../domain/ledger-name.ts';
import type { SchemaColumns } from '../store/columns.ts';
import { type Database, isConnectionError, type Statement } from '../store/database.ts';
import type { StateWrite } from '../store/state-write.ts';
import { RefusedByConstraint, StaleCommand } from './commit-errors.ts';
import {
  ASSERTION_FAILED,
  CommitStatements,
  HEAD_MOVED,
  type Head,
  type RecordRow,
  rowKey,
} from './commit-statement.ts';
import { noteCommit } from './give-way.ts';

/** Where and when the records of a command stand, known once it has its place in the chain. */
export interface Stamp {
  /** Never before the record in front of it. */
  readonly ts: Date;
  readonly firstSequence: number;
  readonly lastSequence: number;
}

/** A decision, ready to be made true: state and records together, or neither. */
export interface Command {
  /** Or `platform`: the records go to the ledger that is written now, whichever epoch that is. */
  readonly organizationId: string;
  /** The `authority` that the decision was made on; null where nobody's authority decided (the system's own acts). */
  readonly authority: number | null;
  readonly now: Date;
  /** One or more. */
  readonly records: readonly RecordDraft[];
  readonly writes: (stamp: Stamp) => readonly StateWrite[];
  /** Set by every change of a role, membership, profile, device or token. */
  readonly raisesAuthority?: boolean;
}

export interface CommittedRecord extends RecordRow {
  /** The organization's id, or `platform`; `/n` from the second epoch on. */
  readonly ledger: string;
  readonly ts: Date;
  readonly actor: Actor;
}

export interface Committed extends Stamp {
  readonly records: readonly CommittedRecord[];
}

interface Waiting {
  readonly command: Command;
  readonly prepared: readonly PreparedRecord[];
  readonly resolve: (committed: Committed) => void;
  readonly reject: (error: unknown) => void;
}

/** Commands to a statement. More gains nothing: the flush is long amortised. */
const BATCH_LIMIT = 256;
/** After another server was first, this server takes the head's lock ahead of its batches for so long, in ms. */
const LOCKING_PERIOD_MS = 1_000;
/** SQLSTATE: two statements waited for each other, and ours was chosen to give way. */
const DEADLOCK = '40P01';
/** How long a batch is tried again while the database is away, in ms. */
const GIVE_UP_AFTER_MS = 10_000;

export interface CommitterOptions {
  readonly database: Database;
  readonly schema: SchemaColumns;
  /** Called after each commit, in order of `seq` within a ledger. Must not throw. */
  readonly onCommitted: (records: readonly CommittedRecord[]) => void;
  /** Monotonic milliseconds, for time-outs only. */
  readonly monotonicNow?: () => number;
  readonly pause?: (milliseconds: number) => Promise<void>;
}

/** Group commit: one queue and one flusher an organization, many commands to one statement and one flush of the disk. */
export class Committer {
  readonly #options: CommitterOptions;
  readonly #statements: CommitStatements;
  readonly #writers = new Map<string, LedgerWriter>();
  #closed = false;

  constructor(options: CommitterOptions) {
    this.#options = options;
    this.#statements = new CommitStatements(options.schema);
  }

  /** Answers after the commit is durable. Throws StaleCommand, RefusedByConstraint, or DomainError (LEDGER_SEALED, UNAVAILABLE). */
  commit(command: Command): Promise<Committed> {
    if (this.#closed) throw new DomainError('UNAVAILABLE', 'The server is shutting down; try again in a moment.');
    if (command.records.length === 0) throw new Error('a command without a record');
    let writer = this.#writers.get(command.organizationId);
    if (writer === undefined) {
      writer = new LedgerWriter(command.organizationId, this.#options, this.#statements);
      this.#writers.set(command.organizationId, writer);
    }
    return writer.submit(command);
  }

  /** Waits until everything taken has been answered. */
  async drain(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#writers.values()].map((writer) => writer.idle()));
  }
}

class LedgerWriter {
  readonly #organizationId: string;
  readonly #options: CommitterOptions;
  readonly #statements: CommitStatements;
  #queue: Waiting[] = [];
  #running: Promise<void> | null = null;
  #head: Head | null = null;
  #lockingUntil = 0;
  /** A batch whose connection broke before the answer came: it may be committed. */
  #uncertain: { readonly commands: readonly Waiting[]; readonly placed: Placed } | null = null;

  constructor(organizationId: string, options: CommitterOptions, statements: CommitStatements) {
    this.#organizationId = organizationId;
    this.#options = options;
    this.#statements = statements;
  }

  submit(command: Command): Promise<Committed> {
    const prepared = command.records.map(prepareDraft);
    return new Promise((resolve, reject) => {
      this.#queue.push({ command, prepared, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  async idle(): Promise<void> {
    while (this.#running !== null) await this.#running;
  }

  async #run(): Promise<void> {
    // One turn of the loop lets everybody who is ready join the first batch.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#queue.length > 0) await this.#flush(this.#take());
    this.#running = null;
  }

  /** The next commands in order, none of which touches a row that another one touches. */
  #take(): Waiting[] {
    const batch: Waiting[] = [];
    const later: Waiting[] = [];
    const touched = new Set<string>();
    for (const [index, waiting] of this.#queue.entries()) {
      if (batch.length === BATCH_LIMIT || batch.at(-1)?.command.raisesAuthority === true) {
        later.push(...this.#queue.slice(index));
        break;
      }
      const keys = this.#keysOf(waiting);
      if (keys === null) continue;
      if (keys.some((key) => touched.has(key))) later.push(waiting);
      else batch.push(waiting);
      // Also the keys of one that waits: what comes after it must not overtake it.
      for (const key of keys) touched.add(key);
    }
    this.#queue = later;
    return batch;
  }

  /** The rows that a command writes; null, and the command is answered, if it cannot even say. */
  #keysOf({ command, reject }: Waiting): string[] | null {
    try {
      const probe = { ts: command.now, firstSequence: 0, lastSequence: 0 };
      return command.writes(probe).map((write) => rowKey(this.#options.schema, write));
    } catch (error) {
      reject(error);
      return null;
    }
  }

  async #flush(batch: readonly Waiting[]): Promise<void> {
    let pending = batch;
    const giveUpAt = this.#monotonic() + GIVE_UP_AFTER_MS;
    while (pending.length > 0) {
      try {
        pending = await this.#attempt(pending);
      } catch (error) {
        this.#head = null;
        if (isConnectionError(error) && this.#monotonic() < giveUpAt) {
          await (this.#options.pause ?? pauseFor)(50);
          continue;
        }
        const shown = isConnectionError(error) ? this.#unavailable() : error;
        // A sealed ledger and a lost database concern every command of the batch alike.
        if (pending.length === 1 || shown instanceof DomainError) {
          for (const waiting of pending) waiting.reject(shown);
          return;
        }
        // One of them is at fault: halve until it stands alone, so that it fails alone.
        const middle = pending.length >> 1;
        await this.#flush(pending.slice(0, middle));
        await this.#flush(pending.slice(middle));
        return;
      }
    }
  }

  /** Tries to commit; returns what must be tried again. Throws what a single command, or the connection, is to blame for. */
  async #attempt(pending: readonly Waiting[]): Promise<readonly Waiting[]> {
    const locking = this.#uncertain !== null || this.#monotonic() < this.#lockingUntil;
    const client = await this.#options.database.commitPool.connect();
    let broken: Error | undefined;
    let waiting = pending;
    try {
      if (locking) {
        await client.query('begin');
        const head = await this.#readHead(client, LOCK_HEAD);
        const landed = await this.#settleUncertain(client);
        waiting = pending.filter((one) => !landed.includes(one));
        this.#head = unsealed(head);
      } else {
        // What does not fit the head that this server knows may well fit one that another server has moved on to.
        if (this.#head !== null && waiting.some(({ command }) => isStale(command, this.#head))) this.#head = null;
        this.#head ??= unsealed(await this.#readHead(client, READ_HEAD));
      }
      const current = this.#dropStale(waiting, this.#head);
      if (current.length === 0) {
        if (locking) await client.query('rollback');
        return [];
      }
      return await this.#write(client, current, this.#head, locking);
    } catch (error) {
      if (isConnectionError(error)) broken = error instanceof Error ? error : new Error(String(error));
      else if (locking) await client.query('rollback');
      throw error;
    } finally {
      client.release(broken);
    }
  }

  async #write(
    client: pg.PoolClient,
    current: readonly Waiting[],
    before: Head,
    locking: boolean,
  ): Promise<readonly Waiting[]> {
    const placed = place(current, before);
    const { statement, values } = this.#statements.compose({
      before,
      after: placed.after,
      records: placed.records,
      writes: placed.writes,
    });
    try {
      await client.query({ name: statement.name, text: statement.text, values });
      if (locking) await client.query('commit');
    } catch (error) {
      if (isConnectionError(error)) {
        this.#uncertain = { commands: current, placed };
        throw error;
      }
      if (!isPostgresError(error)) throw error;
      if (error.code === ASSERTION_FAILED && error.message === HEAD_MOVED) {
        this.#head = null;
        if (locking) await client.query('rollback');
        this.#lockingUntil = this.#monotonic() + LOCKING_PERIOD_MS;
        return current;
      }
      if (error.code === DEADLOCK) {
        this.#head = null;
        if (locking) await client.query('rollback');
        return current;
      }
      if (error.code === ASSERTION_FAILED)
        throw new StaleCommand(`${error.message} changed meanwhile`, { cause: error });
      if (error.code.startsWith('23') && error.constraint !== undefined)
        throw new RefusedByConstraint(error.constraint, error);
      throw error;
    }
    return this.#answer(current, placed);
  }

  #answer(current: readonly Waiting[], placed: Placed): readonly Waiting[] {
    this.#head = placed.after;
    noteCommit();
    this.#options.onCommitted(placed.records);
    current.forEach((waiting, index) => {
      const committed = placed.commands[index];
      if (committed !== undefined) waiting.resolve(committed);
    });
    return [];
  }

  /**
   * Finds out, under the head's lock, whether the uncertain batch was committed: the hash of its last record says it, for
   * nobody else can have written it. If it is not there it never will be, since the head moves before the lock is let go.
   * Returns the commands that were answered by it.
   */
  async #settleUncertain(client: pg.PoolClient): Promise<readonly Waiting[]> {
    const uncertain = this.#uncertain;
    const last = uncertain?.placed.records.at(-1);
    if (uncertain === null || last === undefined) return [];
    const found = await client.query<{ hash: string }>({ ...FIND_RECORD, values: [last.ledger, last.seq] });
    this.#uncertain = null;
    if (found.rows[0]?.hash !== last.hash) return [];
    this.#answer(uncertain.commands, uncertain.placed);
    return uncertain.commands;
  }

  #unavailable(): DomainError {
    const done = this.#uncertain === null ? 'nothing was changed' : 'it is not known whether this was done';
    return new DomainError('UNAVAILABLE', `The database does not answer; ${done}. Look again in a moment.`);
  }

  #dropStale(pending: readonly Waiting[], head: Head): readonly Waiting[] {
    return pending.filter((waiting) => {
      if (!isStale(waiting.command, head)) return true;
      waiting.reject(new StaleCommand('who may do what has changed meanwhile'));
      return false;
    });
  }

  async #readHead(client: pg.PoolClient, statement: Statement): Promise<HeadRow> {
    const result = await client.query<HeadRow>({ ...statement, values: [this.#organizationId] });
    const head = result.rows[0];
    if (head === undefined) throw new Error(`there is no ledger of ${this.#organizationId}`);
    return head;
  }

  #monotonic(): number {
    return (this.#options.monotonicNow ?? performance.now.bind(performance))();
  }
}

const READ_HEAD = {
  name: 'ledger-head',
  text: `select ledger, size, hash, ts, authority, sealed_at as "sealedAt", sealed_because as "sealedBecause" from ledger_head where organization_id = $1`,
};
const LOCK_HEAD = { name: 'ledger-head-lock', text: `${READ_HEAD.text} for update` };
const FIND_RECORD = {
  name: 'ledger-find-record',
  text: 'select hash from ledger_record where ledger = $1 and seq = $2',
};

/** Decided on another authority than the one in force. */
function isStale({ authority }: Command, head: Head | null): boolean {
  return authority !== null && authority !== head?.authority;
}

interface HeadRow extends Head {
  readonly sealedAt: Date | null;
  readonly sealedBecause: string | null;
}

function unsealed({ ledger, size, hash, ts, authority, sealedAt, sealedBecause }: HeadRow): Head {
  if (sealedAt === null) return { ledger, size, hash, ts, authority };
  const why = `its ledger does not verify (${sealedBecause ?? 'no reason was kept'})`;
  throw new DomainError(
    'LEDGER_SEALED',
    parseLedgerName(ledger).organizationId === PLATFORM_TARGET_ID
      ? `The platform is sealed: ${why}. Nobody can sign in, and nothing of it can be changed, until it is unsealed on the server with "countersign ledger unseal".`
      : `This organization is sealed: ${why}. Nothing can be submitted, decided or changed until a superuser has dealt with it.`,
  );
}

interface Placed {
  readonly after: Head;
  readonly records: readonly CommittedRecord[];
  readonly writes: readonly StateWrite[];
  readonly commands: readonly Committed[];
}

/** Chains the records of the commands behind the head, in order. */
function place(waiting: readonly Waiting[], before: Head): Placed {
  const { ledger } = before;
  let { size, hash, ts, authority } = before;
  const records: CommittedRecord[] = [];
  const writes: StateWrite[] = [];
  const commands: Committed[] = [];
  for (const { command, prepared } of waiting) {
    if (command.now > ts) ts = command.now;
    const stamp = { ts, firstSequence: size, lastSequence: size + prepared.length - 1 };
    const own: CommittedRecord[] = [];
    for (const [index, draft] of command.records.entries()) {
      const rendered = prepared[index];
      if (rendered === undefined) throw new Error('a record that was not prepared');
      const entry = renderEntry(rendered, { ledger, prev: hash, seq: size, ts: ts.toISOString() });
      hash = hashEntry(entry);
      own.push({
        ledger,
        seq: size,
        hash,
        entry,
        type: draft.type,
        subjectId: draft.subject.id,
        actorId: draft.actor.id,
        actor: draft.actor,
        ts,
      });
      size += 1;
    }
    records.push(...own);
    writes.push(...command.writes(stamp));
    commands.push({ ...stamp, records: own });
    if (command.raisesAuthority === true) authority += 1;
  }
  return { after: { ledger, size, hash, ts, authority }, records, writes, commands };
}

interface PostgresError extends Error {
  readonly code: string;
  readonly constraint?: string;
}

function isPostgresError(error: unknown): error is PostgresError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}

const pauseFor = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
