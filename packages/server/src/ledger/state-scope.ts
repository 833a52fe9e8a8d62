import type pg from 'pg';
import type { ChainBreak } from '../domain/chain.ts';
import type { Difference, FoundRow } from '../domain/rebuild/claims.ts';
import type { RowsFound, Untold } from '../domain/rebuild/compare-rows.ts';
import { readToldRecord, type ToldRecord } from '../domain/rebuild/told-record.ts';

/** The state of one organization, or `platform`, and the ledgers that tell of it. */
export interface StateJob {
  readonly organizationId: string;
  /** Its epochs, oldest first. What has a record in a closed one is not checked: that it did not verify is acknowledged. */
  readonly ledgers: readonly { readonly ledger: string; readonly isClosed: boolean }[];
}

export interface StateScope {
  readonly client: pg.Client;
  readonly organizationId: string;
  readonly open: readonly string[];
  readonly closed: readonly string[];
  /** The ledger of the platform that is written now, and all that it ever had: it tells of organizations too. */
  readonly platform: string;
  readonly platformLedgers: readonly string[];
  /** The first record of the newest open ledger, and the last. */
  readonly first: ToldRecord;
  readonly newest: ToldRecord;
}

/** Null where the organization has no open ledger with a record: then there is nothing to compare with. */
export async function openScope(client: pg.Client, { organizationId, ledgers }: StateJob): Promise<StateScope | null> {
  const open = ledgers.filter(({ isClosed }) => !isClosed).map(({ ledger }) => ledger);
  const closed = ledgers.filter(({ isClosed }) => isClosed).map(({ ledger }) => ledger);
  const ends = await client.query<{ ledger: string; seq: number; entry: string }>(
    `(select ledger, seq::float8 as seq, entry from ledger_record where ledger = $1 order by seq limit 1)
     union all
     (select ledger, seq::float8 as seq, entry from ledger_record where ledger = $1 order by seq desc limit 1)`,
    [open.at(-1) ?? ''],
  );
  const [first, newest] = ends.rows.map(({ ledger, seq, entry }) => readToldRecord(ledger, seq, entry));
  if (first === undefined || newest === undefined) return null;
  const platform = await client.query<{ ledger: string; isOpen: boolean }>(
    `select ledger, true as "isOpen" from ledger_head where organization_id = 'platform'
     union all select ledger, false from ledger_epoch where organization_id = 'platform'`,
  );
  return {
    client,
    organizationId,
    open,
    closed,
    platform: platform.rows.find(({ isOpen }) => isOpen)?.ledger ?? 'platform',
    platformLedgers: platform.rows.map(({ ledger }) => ledger),
    first,
    newest,
  };
}

/** Rows by `key`; a second one of the same key stands beside it, as one that no record tells of. */
export function byKey(
  rows: readonly FoundRow[],
  keyOf: (row: FoundRow) => string = (row) => String(row.key),
): RowsFound {
  const found = new Map<string, FoundRow>();
  for (const row of rows) {
    const key = keyOf(row);
    found.set(found.has(key) ? `${key} (again)` : key, row);
  }
  return found;
}

/**
 * What to say of a row that no record tells of. Where an epoch was closed, rows from before the next may have lost theirs:
 * that is acknowledged.
 */
export function untoldOf({ closed, first, newest }: StateScope, what: string): Untold {
  return (key, { bornAt }) => {
    const isOlder = !(bornAt instanceof Date) || bornAt.toISOString() < first.ts;
    return closed.length > 0 && isOlder ? null : noRecord(`${what} ${key}`, newest);
  };
}

export function noRecord(thing: string, by: Difference['by']): Difference {
  return {
    by,
    explanation: `${thing} stands in its table, but no record tells of it.`,
    expected: 'no such row',
    found: 'a row',
  };
}

/** The break that a difference is, at a record of the organization's own ledger. */
export function brokenAt({ open, first }: StateScope, difference: Difference): ChainBreak {
  const { by, own = first, explanation, expected, found } = difference;
  const seq = open.includes(by.ledger) ? by.seq : own.seq;
  return { seq, what: 'state edited', explanation, expected, found };
}
