import type { CertificateRelations, DeviceActivity, QueryReads } from '../../usecases/queries/query-ports.ts';
import { type SchemaColumns, selectList } from '../columns.ts';
import type { Database, Statement } from '../database.ts';
import type * as rows from '../entities/index.ts';

type Reads = Pick<QueryReads, 'certificatesById' | 'certificateRelations' | 'renewalsOf' | 'deviceActivity'>;

/** What stands around certificates, and devices: who asked, what is asked for anew, what came after. Each of many rows by one read. */
export function certificateRelations(database: Database, schema: SchemaColumns): Reads {
  const byId: Statement = {
    name: 'query-certificates-by-id',
    text: `select ${selectList(schema, 'Certificate', 'c')} from certificate c where c.id = any ($1)`,
  };
  const renewalsOf: Statement = {
    name: 'query-renewals-of',
    text: `select n.id from certificate_request n where n.renews_certificate_id = $1 order by n.requested_at desc, n.id desc limit $2`,
  };
  return {
    certificatesById: (ids) => database.query<rows.CertificateRow>(byId, [ids]),
    certificateRelations: (ids) => database.query<CertificateRelations>(RELATIONS, [ids]),
    async renewalsOf(certificateId, limit) {
      return (await database.query<{ id: string }>(renewalsOf, [certificateId, limit])).map(({ id }) => id);
    },
    deviceActivity: (organizationId, ids, now) => database.query<DeviceActivity>(ACTIVITY, [organizationId, ids, now]),
  };
}

const RELATIONS: Statement = {
  name: 'query-certificate-relations',
  text: `select c.id, r.requester_kind as "requesterKind", r.requester_id as "requesterId", r.requester_name as "requesterName",
      r.requester_user_ids as "requesterUserIds", r.renews_certificate_id as "renewsCertificateId",
      (select n.id from certificate_request n where n.renews_certificate_id = c.id
        and (n.status = 'PENDING' or (n.status = 'APPROVED' and n.issuance_status <> 'ISSUED'))
        order by n.requested_at desc, n.id desc limit 1) as "openRenewalId",
      (select k.id from certificate_request n join certificate k on k.request_id = n.id where n.renews_certificate_id = c.id
        order by k.issued_at desc, k.id desc limit 1) as "replacedById"
    from certificate c join certificate_request r on r.id = c.request_id where c.id = any ($1)`,
};

/** Each of the few by its end of an index: no device is counted by walking through what others asked for. */
const ACTIVITY: Statement = {
  name: 'query-device-activity',
  text: `select d.id, asked.at as "lastRequestAt", held.count as "certificatesInForce"
    from unnest($2::text[]) d(id)
    left join lateral (select r.requested_at as at from certificate_request r
      where r.organization_id = $1 and r.requester_id = d.id order by r.requested_at desc limit 1) asked on true
    cross join lateral (select count(*) as count from certificate c
      where c.organization_id = $1 and c.requester_id = d.id and c.not_after > $3 and c.revoked_at is null) held`,
};
