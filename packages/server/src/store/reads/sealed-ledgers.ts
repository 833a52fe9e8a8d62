import type { SealedVerdict } from '../../domain/ledger-verdict.ts';
import type { Database, Statement } from '../database.ts';

export interface SealedLedger {
  readonly organizationId: string;
  /** Null: the platform's. */
  readonly organization: string | null;
  readonly ledger: string;
  readonly sealedAt: Date;
  readonly sealedBecause: string;
  readonly sealedVerdict: SealedVerdict | null;
}

const SEALED: Statement = {
  name: 'sealed-ledgers',
  text: `select h.organization_id as "organizationId", o.name as organization, h.ledger, h.sealed_at as "sealedAt",
      h.sealed_because as "sealedBecause", h.sealed_verdict as "sealedVerdict"
    from ledger_head h left join organization o on o.id = h.organization_id
    where h.sealed_at is not null order by h.organization_id`,
};
const SUPERUSERS: Statement = {
  name: 'superusers',
  text: `select id, name, email from app_user where platform_role = 'SUPERUSER' and disabled_at is null order by id`,
};

/** What superusers have to be told of. */
export interface SealedLedgers {
  sealed(): Promise<SealedLedger[]>;
  superusers(): Promise<{ readonly id: string; readonly name: string; readonly email: string }[]>;
}

export function createSealedLedgers(database: Database): SealedLedgers {
  return { sealed: () => database.query(SEALED, []), superusers: () => database.query(SUPERUSERS, []) };
}
