import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { readEntry } from '../domain/audit-record.ts';
import { parseLedgerName } from '../domain/ledger-name.ts';
import type { Database, Statement } from '../store/database.ts';
import type { CommittedRecord } from './committer.ts';

export type RecordsListener = (records: readonly CommittedRecord[]) => void;

export interface FeedOptions {
  readonly database: Database;
  readonly log: (message: string) => void;
  /** One notice to the other servers at most so often, ms. */
  readonly noticeEveryMs?: number;
  /** What a server committed but died before telling is found at the latest after so long, ms. */
  readonly sweepEveryMs?: number;
}

const CHANNEL = 'countersign_ledger';
/** A NOTIFY carries less than 8,000 bytes. */
const LEDGERS_A_NOTICE = 80;
const READ_LIMIT = 500;
const LONGEST_PAUSE_MS = 5_000;

const HEADS: Statement = { name: 'feed-heads', text: 'select ledger, size from ledger_head' };
const RECORDS: Statement = {
  name: 'feed-records',
  text: `select ledger, seq, hash, entry, type, subject_id as "subjectId", actor_id as "actorId"
    from ledger_record where ledger = $1 and seq >= $2 order by seq limit $3`,
};
const NOTICE: Statement = { name: 'feed-notice', text: `select pg_notify('${CHANNEL}', $1)` };

/** What has been told of a ledger, and what arrived ahead of its turn. */
interface Place {
  next: number;
  readonly early: Map<number, CommittedRecord>;
  /** Size that another server, or a gap, says the ledger has. */
  wanted: number;
  reading: boolean;
}

/**
 * Everything that any server commits, told in this one: for each ledger in the order of `seq`, without holes, nothing twice.
 * Own commits are told as they happen; of others' a notice says only how far the ledger reaches, and they are read.
 */
export class LedgerFeed {
  readonly #options: FeedOptions;
  readonly #server = randomUUID();
  readonly #places = new Map<string, Place>();
  readonly #listeners = new Set<RecordsListener>();
  readonly #ofOrganization = new Map<string, Set<RecordsListener>>();
  /** The newest epoch heard of, by organization. */
  readonly #epochs = new Map<string, number>();
  readonly #unnoticed = new Set<string>();
  readonly #reads = new Set<Promise<void>>();
  #connection: pg.Client | null = null;
  #connecting: Promise<void> | null = null;
  #noticeTimer: NodeJS.Timeout | null = null;
  #sweepTimer: NodeJS.Timeout | null = null;
  #started = false;
  #stopped = false;

  constructor(options: FeedOptions) {
    this.#options = options;
  }

  /** From here on nothing is missed. */
  async start(): Promise<void> {
    await this.#listen();
    for (const { ledger, size } of await this.#heads()) {
      const place = this.#place(ledger);
      // Records of our own may have been committed meanwhile; what is told starts at the first of them.
      if (place.next === 0 && place.early.size === 0) place.next = size;
      else place.next = Math.max(place.next, Math.min(size, ...place.early.keys()));
    }
    this.#started = true;
    for (const ledger of this.#places.keys()) this.#advance(ledger);
    this.#sweepTimer = setInterval(() => this.#sweep(), this.#options.sweepEveryMs ?? 5_000);
    this.#sweepTimer.unref();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#noticeTimer !== null) clearTimeout(this.#noticeTimer);
    if (this.#sweepTimer !== null) clearInterval(this.#sweepTimer);
    await this.#connecting;
    await this.#sendNotices();
    await Promise.all(this.#reads);
    await this.#connection?.end().catch(() => undefined);
  }

  /** For the committer: what this server has just committed. */
  readonly committed = (records: readonly CommittedRecord[]): void => {
    const first = records[0];
    if (first === undefined) return;
    const place = this.#place(first.ledger);
    for (const record of records) if (record.seq >= place.next) place.early.set(record.seq, record);
    this.#unnoticed.add(first.ledger);
    this.#noticeTimer ??= setTimeout(() => void this.#sendNotices(), this.#options.noticeEveryMs ?? 20);
    if (this.#started) this.#advance(first.ledger);
  };

  /** Everything, of every ledger. */
  onCommitted(listener: RecordsListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Of one organization, or the platform: in whichever epoch. */
  onOrganization(organizationId: string, listener: RecordsListener): () => void {
    const listeners = this.#ofOrganization.get(organizationId) ?? new Set();
    this.#ofOrganization.set(organizationId, listeners);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#ofOrganization.get(organizationId) === listeners)
        this.#ofOrganization.delete(organizationId);
    };
  }

  /** The epoch that the organization's records are written to, as far as this server has heard. */
  epochOf(organizationId: string): number {
    return this.#epochs.get(organizationId) ?? 1;
  }

  /** Sequence of the record that will be told next; everything before it has been told, or was there before the start. */
  nextOf(ledger: string): number {
    return this.#places.get(ledger)?.next ?? 0;
  }

  /** Records from `seq` on, as they are stored. */
  async read(ledger: string, seq: number, limit: number = READ_LIMIT): Promise<CommittedRecord[]> {
    type Row = Omit<CommittedRecord, 'actor' | 'ts'>;
    const rows = await this.#options.database.query<Row>(RECORDS, [ledger, seq, limit]);
    return rows.map((row) => {
      const { actor, ts } = readPlainly(row.entry);
      return { ...row, actor, ts };
    });
  }

  #place(ledger: string): Place {
    let place = this.#places.get(ledger);
    if (place === undefined) {
      // A ledger that was not there at the start is told from its first record.
      place = { next: 0, early: new Map(), wanted: 0, reading: false };
      this.#places.set(ledger, place);
      const { organizationId, epoch } = parseLedgerName(ledger);
      this.#epochs.set(organizationId, Math.max(epoch, this.epochOf(organizationId)));
    }
    return place;
  }

  /** Tells what is next in turn; reads what is missing before it. */
  #advance(ledger: string): void {
    const place = this.#place(ledger);
    const told: CommittedRecord[] = [];
    for (let record = place.early.get(place.next); record !== undefined; record = place.early.get(place.next)) {
      place.early.delete(place.next);
      place.next += 1;
      told.push(record);
    }
    if (told.length > 0) this.#tell(ledger, told);
    if (place.early.size === 0 && place.wanted <= place.next) return;
    if (place.reading || this.#stopped) return;
    place.reading = true;
    const read = this.#readMissing(ledger, place).finally(() => {
      place.reading = false;
      this.#reads.delete(read);
    });
    this.#reads.add(read);
  }

  async #readMissing(ledger: string, place: Place): Promise<void> {
    try {
      while (!this.#stopped && (place.early.size > 0 || place.wanted > place.next)) {
        const from = place.next;
        const rows = await this.read(ledger, from);
        for (const record of rows) if (record.seq >= place.next) place.early.set(record.seq, record);
        this.#takeTurn(place);
        this.#advance(ledger);
        if (rows.length === 0 && place.next === from) {
          // Somebody took records away; `verify` will say so. Those who listen are not to wait for them.
          place.next = Math.max(place.next, place.wanted);
          return;
        }
      }
    } catch (error) {
      // The next notice, or the sweep, tries again.
      this.#options.log(`records of ${ledger} could not be read: ${String(error)}`);
    }
  }

  /** Where the next record is not to be found although later ones are, it is passed over. */
  #takeTurn(place: Place): void {
    if (place.early.size === 0 || place.early.has(place.next)) return;
    place.next = Math.min(...place.early.keys());
  }

  #tell(ledger: string, records: readonly CommittedRecord[]): void {
    const { organizationId } = parseLedgerName(ledger);
    for (const listener of [...this.#listeners, ...(this.#ofOrganization.get(organizationId) ?? [])]) {
      try {
        listener(records);
      } catch (error) {
        this.#options.log(`a listener failed on ${ledger}: ${String(error)}`);
      }
    }
  }

  /** One notice for all that moved. Never in the transaction that decides: a NOTIFY makes commits wait for each other. */
  async #sendNotices(): Promise<void> {
    this.#noticeTimer = null;
    const ledgers = [...this.#unnoticed];
    this.#unnoticed.clear();
    for (let start = 0; start < ledgers.length; start += LEDGERS_A_NOTICE) {
      const part = ledgers.slice(start, start + LEDGERS_A_NOTICE);
      const sizes = Object.fromEntries(part.map((ledger) => [ledger, this.nextOf(ledger)]));
      try {
        await this.#options.database.query(NOTICE, [JSON.stringify({ server: this.#server, sizes })]);
      } catch (error) {
        this.#options.log(`other servers could not be told: ${String(error)}`);
      }
    }
  }

  #hear(payload: string): void {
    const notice = parseNotice(payload);
    if (notice === null || notice.server === this.#server) return;
    for (const [ledger, size] of notice.sizes) this.#reached(ledger, size);
  }

  #reached(ledger: string, size: number): void {
    const place = this.#place(ledger);
    place.wanted = Math.max(place.wanted, size);
    if (this.#started) this.#advance(ledger);
  }

  #heads(): Promise<{ ledger: string; size: number }[]> {
    return this.#options.database.query(HEADS, []);
  }

  #sweep(): void {
    const sweep = this.#heads()
      .then((heads) => {
        for (const { ledger, size } of heads) this.#reached(ledger, size);
      })
      .catch((error: unknown) => this.#options.log(`the ledgers' heads could not be read: ${String(error)}`))
      .finally(() => this.#reads.delete(sweep));
    this.#reads.add(sweep);
  }

  async #listen(): Promise<void> {
    const client = await this.#options.database.connect('listener');
    client.on('notification', ({ payload }) => this.#hear(payload ?? ''));
    await client.query(`listen ${CHANNEL}`);
    this.#connection = client;
    client.once('end', () => {
      this.#connection = null;
      if (!this.#stopped) this.#connecting = this.#listenAgain();
    });
  }

  /** What was said while nobody listened is found in the heads. */
  async #listenAgain(): Promise<void> {
    for (let pause = 50; !this.#stopped; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        await this.#listen();
        this.#sweep();
        return;
      } catch (error) {
        this.#options.log(`the listener could not connect: ${String(error)}`);
        await new Promise<void>((resolve) => setTimeout(resolve, pause).unref());
      }
    }
  }
}

/** Who and when, also of an entry that somebody has tampered with: reading goes on, `verify` tells. */
function readPlainly(entry: string): Pick<CommittedRecord, 'actor' | 'ts'> {
  try {
    const { actor, ts } = readEntry(entry);
    return { actor, ts: new Date(ts) };
  } catch {
    return { actor: { kind: 'system', id: 'unknown', name: 'unreadable record' }, ts: new Date(0) };
  }
}

function parseNotice(payload: string): { server: string; sizes: [string, number][] } | null {
  try {
    const notice: unknown = JSON.parse(payload);
    if (typeof notice !== 'object' || notice === null || !('server' in notice) || !('sizes' in notice)) return null;
    if (typeof notice.server !== 'string' || typeof notice.sizes !== 'object' || notice.sizes === null) return null;
    const sizes = Object.entries(notice.sizes).filter((pair): pair is [string, number] =>
      Number.isSafeInteger(pair[1]),
    );
    return { server: notice.server, sizes };
  } catch {
    return null;
  }
}
