import type { Principal } from '../domain/actor.ts';
import { type EpochSequence, ledgerName, parseLedgerName } from '../domain/ledger-name.ts';
import { notFound } from '../domain/permission.ts';
import type { Live } from './application.ts';
import type { CommittedRecord, Deps, LedgerVerificationRow } from './ports.ts';
import type { Sight } from './queries/sight.ts';

export interface LiveDeps {
  readonly feed: {
    onCommitted(listener: (records: readonly CommittedRecord[]) => void): () => void;
    onOrganization(organizationId: string, listener: (records: readonly CommittedRecord[]) => void): () => void;
    /** The epoch that its records are written to. */
    epochOf(organizationId: string): number;
    /** The record that will be told next. */
    nextOf(ledger: string): number;
    read(ledger: string, seq: number, limit?: number): Promise<CommittedRecord[]>;
  };
  readonly verifications: {
    /** The newest one as it stands, here or on another server. */
    last(organizationId: string): Promise<LedgerVerificationRow | null>;
    /** Each step of those that this server runs. */
    watch(organizationId: string, listener: (row: LedgerVerificationRow) => void): () => void;
  };
  readonly sight: Sight;
  readonly reads: Pick<Deps['reads'], 'request'>;
  /** The server stops: nobody is kept waiting for what may happen. */
  readonly stopping: AbortSignal;
}

/** Events kept for a listener that lags; beyond, they are read again from the ledger when it asks. */
const QUEUE_LIMIT = 256;
const READ_LIMIT = 500;
/** How soon the step of a verification that another server runs is seen, ms. */
const LOOK_EVERY_MS = 500;

export function createLive({ feed, verifications, sight, reads, stopping }: LiveDeps): Live {
  /** Throws where the principal may not (any more) read in this organization. */
  const authorize = async (principal: Principal, organizationId: string) => {
    if ((await sight.organization(principal, organizationId)) === null) throw notFound();
  };
  /** What will be told next. */
  const upcoming = (organizationId: string): EpochSequence => {
    const epoch = feed.epochOf(organizationId);
    return { epoch, seq: feed.nextOf(ledgerName({ organizationId, epoch })) };
  };
  const startOf = async (organizationId: string, since: EpochSequence | null): Promise<EpochSequence> => {
    const told = upcoming(organizationId);
    if (since === null) return told;
    const after = { epoch: since.epoch, seq: Math.max(since.seq + 1, 0) };
    if (isBefore(since, told)) return after;
    // Another server may have told of more than this one has heard. A sequence that is yet to come: from now on.
    const [newest] = await feed.read(ledgerName({ organizationId, epoch: since.epoch }), since.seq, 1);
    return newest === undefined ? told : after;
  };

  return {
    onCommitted: (listener) => feed.onCommitted(listener),

    async *requestChanges(principal, organizationId, since, signal) {
      const mailbox = new Mailbox(signal);
      const leave = feed.onOrganization(organizationId, (records) => mailbox.put(records));
      try {
        await authorize(principal, organizationId);
        let next = await startOf(organizationId, since);
        let behind = isBefore(next, upcoming(organizationId));
        while (!signal.aborted) {
          const taken = behind ? null : mailbox.take();
          const ledger = ledgerName({ organizationId, epoch: next.epoch });
          const records = taken ?? (await feed.read(ledger, next.seq, READ_LIMIT));
          const isReadOut = taken !== null || records.length < READ_LIMIT;
          for (const record of records) {
            const place = { epoch: parseLedgerName(record.ledger).epoch, seq: record.seq };
            if (isBefore(place, next)) continue;
            next = { ...place, seq: place.seq + 1 };
            const requestId = requestOf(record);
            if (requestId === null) continue;
            await authorize(principal, organizationId);
            if (signal.aborted) return;
            yield { sequence: place, type: record.type, requestId };
          }
          const isClosed = next.epoch < feed.epochOf(organizationId);
          behind = !isReadOut || (taken === null && isClosed);
          // A closed epoch is at its end: the next one is read from its start.
          if (isReadOut && behind) next = { epoch: next.epoch + 1, seq: 0 };
          if (!behind && records.length === 0) await mailbox.filled();
        }
      } finally {
        leave();
      }
    },

    async *verification(principal, organizationId, signal) {
      if (!(await sight.ledger(principal, organizationId))) throw notFound();
      const before = await verifications.last(organizationId);
      let shown: LedgerVerificationRow | null = before?.state === 'RUNNING' ? null : before;
      const steps: LedgerVerificationRow[] = [];
      let wake = () => {};
      const leave = verifications.watch(organizationId, (row) => {
        // Only the newest step counts.
        steps[0] = row;
        wake();
      });
      signal.addEventListener('abort', () => wake(), { once: true });
      try {
        while (!signal.aborted) {
          const row = steps.shift() ?? (await verifications.last(organizationId));
          if (row !== null && (row.id !== shown?.id || row.state !== shown.state || row.verified > shown.verified)) {
            shown = row;
            if (!(await sight.ledger(principal, organizationId))) throw notFound();
            yield row;
            if (row.state !== 'RUNNING') return;
          }
          if (steps.length === 0 && !signal.aborted) {
            await new Promise<void>((resolve) => {
              const timer = setTimeout(resolve, LOOK_EVERY_MS);
              wake = () => {
                clearTimeout(timer);
                resolve();
              };
            });
          }
        }
      } finally {
        leave();
      }
    },

    requestMoved(requestId, organizationId, milliseconds, until) {
      return new Promise((resolve, reject) => {
        const look = () => {
          reads.request(requestId).then(
            (loaded) => {
              if (loaded === null || until(loaded.row)) end();
            },
            (error: unknown) => end(error),
          );
        };
        const leave = feed.onOrganization(organizationId, (records) => {
          if (records.some((record) => record.subjectId === requestId)) look();
        });
        const stop = () => end();
        const timer = setTimeout(stop, stopping.aborted ? 0 : milliseconds);
        stopping.addEventListener('abort', stop, { once: true });
        const end = (error?: unknown) => {
          clearTimeout(timer);
          stopping.removeEventListener('abort', stop);
          leave();
          if (error instanceof Error) reject(error);
          else resolve();
        };
        // It may have moved before we listened.
        look();
      });
    },
  };
}

function isBefore(one: EpochSequence, other: EpochSequence): boolean {
  return one.epoch < other.epoch || (one.epoch === other.epoch && one.seq < other.seq);
}

/** The request that a record is about; of records about a certificate, the one that it was issued for. */
function requestOf(record: CommittedRecord): string | null {
  if (record.subjectId.startsWith('apr_')) return record.subjectId;
  if (!record.subjectId.startsWith('crt_')) return null;
  return /"request":"(apr_[a-z0-9_]+)"/.exec(record.entry)?.[1] ?? null;
}

/** What a listener has not taken yet. Bounded: who lags too far reads the ledger instead, and misses nothing. */
class Mailbox {
  #records: CommittedRecord[] = [];
  #overflowed = false;
  #wake: () => void = () => {};
  readonly #signal: AbortSignal;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#wake(), { once: true });
  }

  put(records: readonly CommittedRecord[]): void {
    if (this.#overflowed || this.#records.length + records.length > QUEUE_LIMIT) {
      this.#records = [];
      this.#overflowed = true;
    } else {
      this.#records.push(...records);
    }
    this.#wake();
  }

  /** Null: too much to keep; read the ledger from where you are. */
  take(): CommittedRecord[] | null {
    const records = this.#overflowed ? null : this.#records;
    this.#records = [];
    this.#overflowed = false;
    return records;
  }

  filled(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      if (this.#records.length > 0 || this.#overflowed || this.#signal.aborted) resolve();
    });
  }
}
