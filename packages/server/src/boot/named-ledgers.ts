import { PLATFORM_TARGET_ID } from '../domain/access-targets.ts';
import type { Database } from '../store/database.ts';

/** An organization and the ledger that it is recorded in now, as commands name them. */
export interface NamedLedger {
  readonly organizationId: string;
  readonly ledger: string;
  readonly epoch: number;
  /** The slug, or `platform`. */
  readonly name: string;
  readonly origin: string;
}

/** All of them, or the one that is wanted by id or slug; throws in plain words where there is none. */
export async function namedLedgers(database: Database, wanted: string | undefined): Promise<NamedLedger[]> {
  const all = await database.query<NamedLedger>(
    {
      name: 'named-ledgers',
      text: `select h.organization_id as "organizationId", h.ledger, h.epoch, coalesce(o.slug, 'platform') as name, h.origin
        from ledger_head h left join organization o on o.id = h.organization_id
        where $1::text is null or h.organization_id = $1 or o.slug = $1 order by o.slug nulls first`,
    },
    [wanted ?? null],
  );
  if (all.length > 0) return all;
  throw new Error(
    wanted === undefined || wanted === PLATFORM_TARGET_ID
      ? 'There are no ledgers yet: the server was never started on this database.'
      : `There is no organization ${wanted}. Give its id (org_…) or its slug.`,
  );
}

/** For commands on one ledger: also one that was closed, by its epoch. */
export async function namedLedger(database: Database, wanted: string, epoch: number | undefined): Promise<NamedLedger> {
  const [named] = await namedLedgers(database, wanted);
  if (named === undefined) throw new Error(`There is no organization ${wanted}.`);
  if (epoch === undefined || epoch === named.epoch) return named;
  const [closed] = await database.query<{ ledger: string; origin: string }>(
    {
      name: 'named-closed-ledger',
      text: 'select ledger, origin from ledger_epoch where organization_id = $1 and epoch = $2',
    },
    [named.organizationId, epoch],
  );
  if (closed === undefined) throw new Error(`${named.name} has no epoch ${epoch}; it is in epoch ${named.epoch} now.`);
  return { ...named, ...closed, epoch };
}
