import type { QueryReads, RequesterCounts } from '../../usecases/queries/query-ports.ts';
import type { Database, Statement } from '../database.ts';

/** Each question is a walk along one index (organization, requester, time), of a bounded length. */
const HISTORIES: Statement = {
  name: 'requester-histories',
  text: `select h.* from jsonb_to_recordset($1::jsonb)
      q("place" int, "organizationId" text, "requesterId" text, "since" timestamptz, "before" timestamptz)
    cross join lateral (
      select count(*)::int as "asked",
        count(*) filter (where r.issuance_status = 'ISSUED')::int as "issued",
        count(*) filter (where r.status = 'REJECTED')::int as "rejected",
        count(*) filter (where r.status = 'VOIDED')::int as "voided",
        count(*) filter (where r.status = 'WITHDRAWN')::int as "withdrawn",
        count(*) filter (where r.status = 'EXPIRED')::int as "expired",
        count(*) filter (where r.status = 'PENDING' or (r.status = 'APPROVED' and r.issuance_status <> 'ISSUED'))::int as "open"
      from (select status, issuance_status from certificate_request
        where organization_id = q."organizationId" and requester_id = q."requesterId"
          and requested_at >= q."since" and requested_at < q."before"
        order by requested_at desc, id desc limit $2) r
    ) h order by q.place`,
};

export function createRequesterReads(database: Database): Pick<QueryReads, 'requesterHistories'> {
  return {
    requesterHistories(questions, limit) {
      const asked = questions.map((question, place) => ({ ...question, place }));
      return database.query<RequesterCounts>(HISTORIES, [JSON.stringify(asked), limit]);
    },
  };
}
