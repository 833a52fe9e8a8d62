import type { RenewalPlaces } from '../usecases/scan-renewals.ts';
import type { Database, Statement } from './database.ts';

/** What the renewal scan looks through, and when it last did. */
export function createRenewalPlaces(database: Database): RenewalPlaces {
  return {
    async organizationsToScan(scannedBefore) {
      return (await database.query<{ id: string }>(TO_SCAN, [scannedBefore])).map(({ id }) => id);
    },
    async nextDue({ organizationId, trustProfileId, renewBeforeDays, now }, after) {
      const values = [organizationId, trustProfileId, now, renewBeforeDays, after?.notAfter ?? now, after?.id ?? ''];
      return (await database.query<{ id: string; notAfter: Date }>(NEXT_DUE, values))[0] ?? null;
    },
    async scanned(organizationId, at) {
      await database.query(SCANNED, [organizationId, at]);
    },
  };
}

const TO_SCAN: Statement = {
  name: 'renewals-to-scan',
  text: `select o.id from organization o
    join ledger_head h on h.organization_id = o.id and h.sealed_at is null
    left join renewal_scan s on s.organization_id = o.id
    where s.scanned_at is null or s.scanned_at <= $1 order by o.id`,
};

/**
 * One that lives no longer than it is to be renewed ahead is due in the last third of its life; else it would be due on the
 * day that it is issued, and its renewal again. Names that are asked for, or have a later certificate, are taken care of.
 */
const NEXT_DUE: Statement = {
  name: 'renewals-next-due',
  text: `select c.id, c.not_after as "notAfter" from certificate c join certificate_request r on r.id = c.request_id
    where c.organization_id = $1 and r.trust_profile_id = $2 and c.revoked_at is null
      and c.not_after > $3 and c.not_after <= $3::timestamptz + make_interval(days => $4)
      and (c.not_after - c.not_before > make_interval(days => $4) or c.not_after - $3 <= (c.not_after - c.not_before) / 3)
      and (c.not_after, c.id) > ($5::timestamptz, $6::text)
      and not exists (select 1 from certificate_request n where n.renews_certificate_id = c.id)
      and not exists (select 1 from certificate_request n where n.domains @> c.domains
        and (n.status = 'PENDING' or (n.status = 'APPROVED' and n.issuance_status <> 'ISSUED'))
        and n.organization_id = c.organization_id and n.environment = c.environment)
      and not exists (select 1 from certificate l where l.domains @> c.domains and l.organization_id = c.organization_id
        and l.environment = c.environment and l.revoked_at is null and l.not_after > c.not_after)
    order by c.not_after, c.id limit 1`,
};

const SCANNED: Statement = {
  name: 'renewals-scanned',
  text: `insert into renewal_scan (organization_id, scanned_at) values ($1, $2)
    on conflict (organization_id) do update set scanned_at = greatest(renewal_scan.scanned_at, excluded.scanned_at)`,
};
