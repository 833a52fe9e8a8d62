import type { RiskFacts } from '../../domain/risk-signals.ts';
import type { CommandReads } from '../../usecases/ports.ts';
import type { Database, Statement } from '../database.ts';

/** Of the names that share a key so many are told. */
const MOST_NAMES = 20;
/** So many requests of a person tell their usual hours, among so many of theirs, their devices' and tokens'. */
const HOURS_TOLD = 50;
const REQUESTS_LOOKED_AT = 200;

/**
 * Each fact by an index: names and key of certificates, the requests of a person in order of time. `q.issued` is when the
 * request's own certificate was made, so that what came after it is no history of it.
 */
const RISK_FACTS: Statement = {
  name: 'read-risk-facts',
  text: `select
      (select json_build_object('domains', c.domains, 'spkiSha256', c.spki_sha256) from certificate c
        where c.organization_id = q."organizationId" and c.domains && q.domains and c.request_id <> q."requestId"
          and c.revoked_at is null and c.not_before <= $2 and c.not_after > $2 and c.issued_at < i.issued
        order by (select count(*) from unnest(c.domains) d where d = any (q.domains)) desc, c.issued_at desc, c.id desc
        limit 1) as previous,
      (select coalesce(json_agg(d.name order by d.place), '[]') from unnest(q.domains) with ordinality d(name, place)
        where not exists (select 1 from certificate c where c.domains @> array[d.name] and c.request_id <> q."requestId"
          and c.organization_id = q."organizationId" and c.issued_at < i.issued)) as "newNames",
      (select coalesce(json_agg(k.name), '[]') from (select distinct d as name from certificate c, unnest(c.domains) d
        where c.spki_sha256 = q."spkiSha256" and c.organization_id = q."organizationId" and c.request_id <> q."requestId"
          and d <> all (q.domains) order by d limit ${MOST_NAMES}) k) as "keyAlsoUsedFor",
      (select coalesce(json_agg(extract(hour from b.requested_at at time zone 'UTC')::int order by b.requested_at desc), '[]')
        from (select a.requested_at from (select r.requested_at, r.requester_id from certificate_request r
            where r.organization_id = q."organizationId" and r.requester_user_ids[1] = q."userId"
              and r.requested_at < q."requestedAt" and r.renews_certificate_id is null
            order by r.requested_at desc, r.id desc limit ${REQUESTS_LOOKED_AT}) a
          where a.requester_id = q."userId" order by a.requested_at desc limit ${HOURS_TOLD}) b) as "hoursAskedBefore"
    from jsonb_to_recordset($1::jsonb) q("place" int, "requestId" text, "organizationId" text, domains text[],
      "spkiSha256" text, "userId" text, "requestedAt" timestamptz)
    cross join lateral (select coalesce((select issued_at from certificate where request_id = q."requestId"), 'infinity') as issued) i
    order by q.place`,
};

export function createRiskReads(database: Database): Pick<CommandReads, 'riskFacts'> {
  return {
    async riskFacts(questions, now) {
      if (questions.length === 0) return [];
      const asked = questions.map((question, place) => ({
        ...question,
        place,
        requestId: question.requestId ?? '',
      }));
      return database.query<RiskFacts>(RISK_FACTS, [JSON.stringify(asked), now]);
    },
  };
}
