import { DomainError } from '../domain/errors.ts';
import type { Genesis } from '../domain/ledger-genesis.ts';
import type { Database } from '../store/database.ts';
import type { LedgerEpochRow, LedgerHeadRow } from '../store/entities/index.ts';

/**
 * Closes the platform's sealed ledger and opens its next epoch. No committer can do this: what it appends to is sealed.
 * Throws CONFLICT where somebody else was first.
 */
export async function openPlatformEpoch(
  database: Database,
  next: {
    readonly closed: LedgerEpochRow;
    readonly opened: Pick<LedgerHeadRow, 'ledger' | 'epoch' | 'size' | 'hash' | 'ts' | 'authority' | 'origin'>;
    readonly genesis: Genesis;
  },
): Promise<void> {
  const { closed, opened, genesis } = next;
  const moved = await database.query(
    {
      name: 'open-platform-epoch',
      text: `with head as (
          update ledger_head set ledger = $3, epoch = $4, size = $5, hash = $6, ts = $7, authority = $8, origin = $9,
            sealed_at = null, sealed_because = null, sealed_verdict = null
          where organization_id = $1 and ledger = $2 and sealed_at is not null returning organization_id
        ), closed as (
          insert into ledger_epoch (ledger, organization_id, epoch, size, hash, ts, origin, sealed_at, sealed_because,
            sealed_verdict, last_checkpoint, closed_at, closed_by_kind, closed_by_id, closed_by_name, reason,
            opening_checkpoint)
          select $2, $1, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $28 from head returning 1
        ), first as (
          insert into ledger_record (ledger, seq, hash, entry, type, subject_id, actor_id)
          select $3, 0, $6, $24, $25, $26, $27 from head returning 1
        ) select 1 from head, closed, first`,
    },
    [
      closed.organizationId,
      closed.ledger,
      opened.ledger,
      opened.epoch,
      opened.size,
      opened.hash,
      opened.ts,
      opened.authority,
      opened.origin,
      closed.epoch,
      closed.size,
      closed.hash,
      closed.ts,
      closed.origin,
      closed.sealedAt,
      closed.sealedBecause,
      JSON.stringify(closed.sealedVerdict),
      closed.lastCheckpoint,
      closed.closedAt,
      closed.closedByKind,
      closed.closedById,
      closed.closedByName,
      closed.reason,
      genesis.entry,
      genesis.draft.type,
      genesis.draft.subject.id,
      genesis.draft.actor.id,
      closed.openingCheckpoint,
    ],
  );
  if (moved.length === 0) throw new DomainError('CONFLICT', "The platform's ledger is not sealed any more.");
}
