import type { Database, Statement } from '../database.ts';

/** Statements on the history of verifications; every one answers whole rows, by the names of the entity. */

export const COLUMNS = `id, organization_id as "organizationId", ledger, cause, state, verified, total, ok,
  first_broken as "firstBroken", explanation, what, root, expected, found, records_per_second as "recordsPerSecond",
  closed_epochs as "closedEpochs", cancelled_by as "cancelledBy", requested_by as "requestedBy",
  started_at as "startedAt", finished_at as "finishedAt"`;

export const START: Statement = {
  name: 'verification-start',
  text: `insert into ledger_verification
      (id, organization_id, ledger, cause, state, verified, total, requested_by, started_at)
    select $1, h.organization_id, h.ledger, $3, 'RUNNING', 0,
      h.size + coalesce((select sum(e.size) from ledger_epoch e where e.organization_id = h.organization_id), 0)::bigint, $4, $5
    from ledger_head h where h.organization_id = $2 returning ${COLUMNS}`,
};

export const STEP: Statement = {
  name: 'verification-step',
  text: `update ledger_verification set verified = $2, total = $3 where id = $1 and state = 'RUNNING' returning ${COLUMNS}`,
};

export const FINISH: Statement = {
  name: 'verification-finish',
  text: `update ledger_verification set state = $2, verified = $3,
      total = case when $4 then $3 else total end, ok = $4, first_broken = $5, explanation = $6, what = $7,
      root = $8, expected = $9, found = $10, records_per_second = $11, closed_epochs = $12, finished_at = $13
    where id = $1 returning ${COLUMNS}`,
};

export const CANCEL: Statement = {
  name: 'verification-cancel',
  text: `update ledger_verification set cancelled_by = $2
    where organization_id = $1 and state = 'RUNNING' and cause = 'DEMAND' and cancelled_by is null returning ${COLUMNS}`,
};

export const LAST: Statement = {
  name: 'verification-last',
  text: `select ${COLUMNS} from ledger_verification where organization_id = $1 order by started_at desc, id desc limit 1`,
};

/** Newest first, from before a place on. */
export const HISTORY: Statement = {
  name: 'verification-history',
  text: `select ${COLUMNS} from ledger_verification
    where organization_id = $1 and ($2::timestamptz is null or (started_at, id) < ($2, $3))
    order by started_at desc, id desc limit $4`,
};

export const ABANDONED: Statement = {
  name: 'verification-abandoned',
  text: `update ledger_verification set state = 'FAILED_TO_RUN', finished_at = $1,
      explanation = 'The server that ran this stopped before it was done.'
    where state = 'RUNNING' and started_at < $1::timestamptz - interval '1 hour'`,
};

export const LEDGERS: Statement = {
  name: 'verification-ledgers',
  text: 'select organization_id as "organizationId", ledger from ledger_head order by organization_id',
};

export const HEAD_SIZE: Statement = {
  name: 'verification-head-size',
  text: 'select size from ledger_head where ledger = $1',
};

export const CLOSED: Statement = {
  name: 'verification-closed',
  text: `select ledger, epoch, size, sealed_verdict as "sealedVerdict", reason, closed_by_name as "closedByName"
    from ledger_epoch where organization_id = $1 order by epoch`,
};

export const EVERY_LEDGER: Statement = {
  name: 'verification-every-ledger',
  text: 'select ledger from ledger_head union all select ledger from ledger_epoch',
};

/** Names of all that are written now. */
export async function openLedgers(database: Database): Promise<string[]> {
  return (await database.query<{ ledger: string }>(LEDGERS, [])).map(({ ledger }) => ledger);
}
