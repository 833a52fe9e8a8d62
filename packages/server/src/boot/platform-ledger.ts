import { PLATFORM_TARGET_ID } from '../domain/access-targets.ts';
import { ledgerOrigin, openLedger } from '../domain/ledger-genesis.ts';
import type { Database } from '../store/database.ts';

/** Opens the platform's ledger on the first start. Servers that start at once find each other's. */
export async function ensurePlatformLedger(database: Database, publicHost: string, now: Date): Promise<void> {
  const origin = ledgerOrigin(publicHost, PLATFORM_TARGET_ID);
  const genesis = openLedger({ organizationId: PLATFORM_TARGET_ID, name: 'Countersign', origin, now });
  await database.query(
    {
      name: 'open-platform-ledger',
      text: `with head as (
          insert into ledger_head (organization_id, ledger, epoch, size, hash, ts, authority, origin)
          values ($1, $1, 1, 1, $2, $3, 1, $4) on conflict (organization_id) do nothing returning 1
        )
        insert into ledger_record (ledger, seq, hash, entry, type, subject_id, actor_id)
        select $1, 0, $2, $5, $6, $7, $8 from head`,
    },
    [
      PLATFORM_TARGET_ID,
      genesis.hash,
      now,
      origin,
      genesis.entry,
      genesis.draft.type,
      genesis.draft.subject.id,
      genesis.draft.actor.id,
    ],
  );
}
