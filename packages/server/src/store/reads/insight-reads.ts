import type { ApproverLoad, InsightReads, InsightSelection, OutcomeCounts } from '../../usecases/insights.ts';
import type { Database, Statement } from '../database.ts';

/** Requests that took longer to be decided have an index of their own, whose condition says the same. */
const SLOW_MS = 168 * 3_600_000;

/**
 * Requests that were there during [$2, $3) and not over before it, each by one of three ways: pending now; decided in the
 * range or not long after; or decided any time after, having waited long. So what came after the range is not read.
 */
const OPEN_IN_RANGE = `(
    select * from certificate_request where organization_id = $1 and status = 'PENDING' and requested_at < $3
    union all
    select * from certificate_request where organization_id = $1 and decided_at >= $2 and decided_at < $5 and requested_at < $3
    union all
    select * from certificate_request where organization_id = $1 and decided_at >= $5 and requested_at < $3
      and decided_at - requested_at > interval '168 hours'
  )`;
/** Those that were decided, or ended, in [$2, $3). */
const ENDED_IN_RANGE = `certificate_request r where r.organization_id = $1 and r.decided_at >= $2 and r.decided_at < $3
    and ($4::text is null or r.trust_profile_id = $4)`;
const OF_PROFILE = '($4::text is null or r.trust_profile_id = $4) and r.required_approvals > 0';
const BY_PEOPLE = `r.status in ('APPROVED', 'REJECTED') and r.required_approvals > 0`;
const TOOK_MS = '(extract(epoch from r.decided_at - r.requested_at) * 1000)::float8';

const FIGURES: Statement = {
  name: 'insights-figures',
  text: `select count(*) filter (where ${BY_PEOPLE}) as "decided",
      count(*) filter (where r.status = 'APPROVED' and r.required_approvals = 0) as "byPolicy",
      count(*) filter (where r.status = 'EXPIRED') as "expired",
      count(*) filter (where ${BY_PEOPLE} and r.decided_at >= r.escalate_at) as "pastEscalation",
      percentile_cont(0.5) within group (order by ${TOOK_MS}) filter (where ${BY_PEOPLE}) as "medianMs",
      percentile_cont(0.9) within group (order by ${TOOK_MS}) filter (where ${BY_PEOPLE}) as "ninetiethMs"
    from ${ENDED_IN_RANGE}`,
};

/**
 * A request counts at the moments after it was asked, up to when it was decided. One that was approved and ended before its
 * certificate came was decided by the approval that made its approvals enough.
 */
const DEPTH_STEPS: Statement = {
  name: 'insights-depth-steps',
  text: `with span as (
      select r.trust_profile_id, r.requested_at, r.escalate_at, coalesce(v.approved_at, r.decided_at, 'infinity') as until
      from ${OPEN_IN_RANGE} r left join lateral (
        select d.decided_at as approved_at from decision d
        where r.status in ('VOIDED', 'WITHDRAWN', 'EXPIRED') and d.request_id = r.id and d.verdict = 'APPROVE'
        order by d.decided_at offset greatest(r.required_approvals, 1) - 1 limit 1) v on true
      where ${OF_PROFILE}
    ), stay as (
      select trust_profile_id, requested_at as since, until from span
      union all
      select null, greatest(requested_at, escalate_at), until from span where escalate_at < until
    )
    select e.trust_profile_id as "trustProfileId", e.index, (sum(sum(e.change)) over (partition by e.trust_profile_id order by e.index))::int as depth
    from (select trust_profile_id, width_bucket(since, $6::timestamptz[]) as first, width_bucket(until, $6::timestamptz[]) as last from stay) s
    cross join lateral (values (s.trust_profile_id, s.first, 1), (s.trust_profile_id, s.last, -1)) e(trust_profile_id, index, change)
    where s.first < s.last group by e.trust_profile_id, e.index order by e.trust_profile_id, e.index`,
};

const DECISION_BINS: Statement = {
  name: 'insights-decision-bins',
  text: `select width_bucket(${TOOK_MS}, $5::float8[]) - 1 as bin, count(*) as decided,
      count(*) filter (where r.decided_at >= r.escalate_at) as "pastEscalation",
      (extract(epoch from min(r.escalate_at - r.requested_at)) * 1000)::float8 as "leastMs",
      (extract(epoch from max(r.escalate_at - r.requested_at)) * 1000)::float8 as "mostMs"
    from ${ENDED_IN_RANGE} and ${BY_PEOPLE} group by 1 order by 1`,
};

const OUTCOMES: Statement = {
  name: 'insights-outcomes',
  text: `select r.trust_profile_id as "trustProfileId",
      count(*) filter (where r.status = 'APPROVED' and r.issuance_status = 'ISSUED') as "issued",
      count(*) filter (where r.status = 'APPROVED' and r.issuance_status <> 'ISSUED') as "approved",
      count(*) filter (where r.status = 'REJECTED') as "rejected",
      count(*) filter (where r.status = 'WITHDRAWN') as "withdrawn",
      count(*) filter (where r.status = 'VOIDED') as "voided",
      count(*) filter (where r.status = 'EXPIRED') as "expired",
      count(*) filter (where r.status = 'APPROVED' and r.required_approvals = 0) as "byPolicy"
    from ${ENDED_IN_RANGE} group by 1 order by count(*) desc, 1`,
};

/** Votes have no index by time: they are found by the requests that were open when they were made. */
const APPROVERS: Statement = {
  name: 'insights-approvers',
  text: `select d.approver_user_id as "userId", u.name,
      count(*) filter (where d.verdict = 'APPROVE') as "approvals",
      count(*) filter (where d.verdict = 'REJECT') as "rejections",
      percentile_cont(0.5) within group (order by (extract(epoch from d.decided_at - r.requested_at) * 1000)::float8) as "medianMs"
    from ${OPEN_IN_RANGE} r
    cross join lateral (select * from decision where request_id = r.id offset 0) d
    join app_user u on u.id = d.approver_user_id
    where d.decided_at >= $2 and d.decided_at < $3 and ${OF_PROFILE}
    group by 1, 2 order by count(*) desc, 2, 1`,
};

const EXPIRIES: Statement = {
  name: 'insights-expiries',
  text: `select width_bucket(c.not_after, $3::timestamptz[]) - 1 as week, count(*) as "certificates",
      count(*) filter (where
        exists (select 1 from certificate_request n where n.renews_certificate_id = c.id and n.status in ('PENDING', 'APPROVED'))
        or exists (select 1 from certificate l where l.domains @> c.domains and l.organization_id = c.organization_id
          and l.environment = c.environment and l.revoked_at is null and l.not_after > c.not_after)) as "renewalAsked"
    from certificate c
    where c.organization_id = $1 and c.not_after > $2 and c.not_after >= ($3::timestamptz[])[1]
      and c.not_after < ($3::timestamptz[])[array_upper($3::timestamptz[], 1)] and c.revoked_at is null
      and ($4::text is null or exists (select 1 from certificate_request r where r.id = c.request_id and r.trust_profile_id = $4))
    group by 1 order by 1`,
};

const PROFILE_NAMES: Statement = {
  name: 'insights-profile-names',
  text: 'select p.id, p.name from trust_profile p where p.id = any ($1)',
};

/** Every figure by one statement; moments go in as values, so that no time zone of the database has a say. */
export function createInsightReads(database: Database): InsightReads {
  const ended = (selection: InsightSelection) => [
    selection.organizationId,
    selection.from,
    selection.to,
    selection.trustProfileId,
  ];
  const open = (selection: InsightSelection) => [...ended(selection), new Date(selection.to.getTime() + SLOW_MS)];
  return {
    async figures(selection) {
      const [row] = await database.query<Awaited<ReturnType<InsightReads['figures']>>>(FIGURES, ended(selection));
      return row ?? { decided: 0, byPolicy: 0, expired: 0, pastEscalation: 0, medianMs: null, ninetiethMs: null };
    },
    depthSteps: (selection, moments) => database.query(DEPTH_STEPS, [...open(selection), moments]),
    decisionBins: (selection, bins) =>
      database.query(DECISION_BINS, [...ended(selection), bins.map((seconds) => seconds * 1000)]),
    outcomes: (selection) => database.query<OutcomeCounts & { trustProfileId: string }>(OUTCOMES, ended(selection)),
    approvers: (selection) => database.query<ApproverLoad>(APPROVERS, open(selection)),
    expiries: ({ organizationId, trustProfileId }, weeks, now) =>
      database.query(EXPIRIES, [organizationId, now, weeks, trustProfileId]),
    async profileNames(ids) {
      const rows = await database.query<{ id: string; name: string }>(PROFILE_NAMES, [ids]);
      return new Map(rows.map(({ id, name }) => [id, name]));
    },
  };
}
