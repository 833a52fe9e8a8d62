import { readEntry } from '../domain/audit-record.ts';
import type { ChainBreak } from '../domain/chain.ts';
import type { Checkpoint } from '../domain/checkpoint.ts';
import { ledgerName, parseLedgerName } from '../domain/ledger-name.ts';
import type { Database, Statement } from '../store/database.ts';

const OPENED: Statement = {
  name: 'ledger-opened',
  text: `select h.organization_id as "organizationId", h.epoch, h.origin, r.hash, r.entry,
      (select e.opening_checkpoint from ledger_epoch e where e.organization_id = h.organization_id and e.ledger <> h.ledger
        order by e.epoch desc limit 1) as opening
    from ledger_head h left join ledger_record r on r.ledger = h.ledger and r.seq = 0 where h.ledger = $1`,
};

interface OpenedRow {
  readonly organizationId: string;
  readonly epoch: number;
  readonly origin: string;
  /** Of record 0; null where it is not there. */
  readonly hash: string | null;
  readonly entry: string | null;
  /** The checkpoint of just record 0 that was signed when the epoch was opened; null: there is none. */
  readonly opening: string | null;
}

export interface LedgerIdentityParts {
  readonly database: Database;
  readonly newest: (ledger: string) => { readonly note: string } | null;
  /** Reads a note that this installation signed; throws for any other. */
  readonly open: (note: string) => Checkpoint;
}

/**
 * Whether a ledger is the one that its name says: its origin is its own, and one that was opened after another did not verify
 * was opened by this installation, which signed its first record then. What the database says of either is worth nothing.
 */
export class LedgerIdentity {
  readonly #parts: LedgerIdentityParts;
  /** By ledger, once it was found right: it never changes. */
  readonly #origins = new Map<string, string>();

  constructor(parts: LedgerIdentityParts) {
    this.#parts = parts;
  }

  /** Null where all is right, or there is no such ledger that is written now. */
  async check(ledger: string): Promise<ChainBreak | null> {
    const row = (await this.#parts.database.query<OpenedRow>(OPENED, [ledger]))[0];
    if (row === undefined) return null;
    const broken = checkOwner(ledger, row) ?? this.#checkOrigin(ledger, row) ?? this.#checkOpening(ledger, row);
    if (broken === null) this.#origins.set(ledger, row.origin);
    return broken;
  }

  /** What its checkpoints say that they come from. Null where the ledger is not what its name says. */
  async originOf(ledger: string): Promise<string | null> {
    const known = this.#origins.get(ledger);
    if (known !== undefined) return known;
    const broken = await this.check(ledger);
    return broken === null ? (this.#origins.get(ledger) ?? null) : null;
  }

  #checkOrigin(ledger: string, { origin, entry }: OpenedRow): ChainBreak | null {
    const [signed] = this.#parts.newest(ledger)?.note.split('\n') ?? [];
    const expected = signed ?? originIn(entry);
    if (origin.endsWith(`/ledger/${ledger}`) && origin === (expected ?? origin)) return null;
    return {
      seq: 0,
      what: 'state edited',
      explanation: `The head of ledger ${ledger} names an origin that is not its own.`,
      expected: expected ?? `…/ledger/${ledger}`,
      found: origin,
    };
  }

  #checkOpening(ledger: string, { origin, hash, opening }: OpenedRow): ChainBreak | null {
    const { epoch } = parseLedgerName(ledger);
    if (epoch === 1 || this.#isSigned(opening, origin, hash)) return null;
    return {
      seq: 0,
      what: 'rewritten',
      explanation: `Nothing that this installation signed says that epoch ${epoch} was opened: its first record, and the closing of the ledger before it, were made up.`,
      expected: 'a checkpoint of the first record, signed when the epoch was opened',
      found: opening ?? 'none',
    };
  }

  #isSigned(opening: string | null, origin: string, hash: string | null): boolean {
    if (opening === null || hash === null) return false;
    try {
      const signed = this.#parts.open(opening);
      // The root of a tree of one record is that record's hash.
      return signed.origin === origin && signed.size === 1 && signed.rootHex === hash;
    } catch {
      return false;
    }
  }
}

function checkOwner(ledger: string, { organizationId, epoch }: OpenedRow): ChainBreak | null {
  const expected = ledgerName({ organizationId, epoch });
  if (expected === ledger) return null;
  const isOther = parseLedgerName(ledger).organizationId !== organizationId;
  const explanation = isOther
    ? `The head of organization ${organizationId} names the ledger ${ledger}, which is another organization's.`
    : `The head of ledger ${ledger} counts it as epoch ${epoch}.`;
  return { seq: 0, what: 'state edited', explanation, expected, found: ledger };
}

function originIn(entry: string | null): string | null {
  try {
    const { origin } = readEntry(entry ?? '').detail;
    return typeof origin === 'string' ? origin : null;
  } catch {
    // That it was edited is found by whoever reads the records.
    return null;
  }
}
