import { type SchemaColumns, selectList } from './columns.ts';
import type { Database, Statement } from './database.ts';
import type { CertificateRequestRow, DecisionRow } from './entities/index.ts';
import { jsonRows } from './reads/json-rows.ts';

export interface PendingRequest {
  readonly row: CertificateRequestRow;
  readonly decisions: readonly DecisionRow[];
}

export interface QuorumFinding {
  readonly requestId: string;
  readonly isReachable: boolean;
}

/** What was found out about pending requests: whether enough people can decide them. No record tells of it; it can be found again. */
export interface QuorumFindings {
  /** Pending requests of an organization, oldest first, from after one on. */
  pending(organizationId: string, after: CertificateRequestRow | null, limit: number): Promise<PendingRequest[]>;
  /** One, if it is pending. */
  pendingOne(requestId: string): Promise<PendingRequest | null>;
  /** Organizations with a pending request that nothing was found out about yet. */
  withUnjudged(): Promise<string[]>;
  /** Keeps what was found under an authority, unless something newer stands. */
  keep(authority: number, findings: readonly QuorumFinding[]): Promise<void>;
  /** Pending requests that became undecidable, which nobody was told of yet; `change` counts how often that happened. */
  untold(limit: number): Promise<{ requestId: string; change: number }[]>;
  told(requestId: string, change: number): Promise<void>;
}

export function createQuorumFindings(database: Database, schema: SchemaColumns): QuorumFindings {
  const decisions = jsonRows(schema, 'Decision', 'd');
  const select = `select ${selectList(schema, 'CertificateRequest', 'r', ['csrDer', 'spki'])}, null as "csrDer", null as "spki",
    ${decisions.select('(select * from decision where request_id = r.id order by decided_at, approver_user_id) d')} as "itsDecisions"
    from certificate_request r`;
  const pending: Statement = {
    name: 'quorum-pending',
    text: `${select} where r.organization_id = $1 and r.status = 'PENDING' and (r.requested_at, r.id) > ($2::timestamptz, $3::text)
      order by r.requested_at, r.id limit $4`,
  };
  const pendingOne: Statement = {
    name: 'quorum-pending-one',
    text: `${select} where r.id = $1 and r.status = 'PENDING'`,
  };
  type Found = CertificateRequestRow & { readonly itsDecisions: unknown };
  const read = async (statement: Statement, values: unknown[]): Promise<PendingRequest[]> =>
    (await database.query<Found>(statement, values)).map(({ itsDecisions, ...row }) => ({
      row,
      decisions: decisions.revive(itsDecisions),
    }));
  return {
    pending: (organizationId, after, limit) =>
      read(pending, [organizationId, after?.requestedAt ?? new Date(0), after?.id ?? '', limit]),
    async pendingOne(requestId) {
      return (await read(pendingOne, [requestId]))[0] ?? null;
    },
    async withUnjudged() {
      return (await database.query<{ id: string }>(UNJUDGED, [])).map(({ id }) => id);
    },
    async keep(authority, findings) {
      const ids = findings.map(({ requestId }) => requestId);
      await database.query(KEEP, [authority, ids, findings.map(({ isReachable }) => isReachable)]);
    },
    untold: (limit) => database.query(UNTOLD, [limit]),
    async told(requestId, change) {
      await database.query(TOLD, [requestId, change]);
    },
  };
}

const UNJUDGED: Statement = {
  name: 'quorum-unjudged',
  text: `select o.id from organization o where exists (
    select 1 from certificate_request r where r.organization_id = o.id and r.status = 'PENDING'
      and not exists (select 1 from quorum_finding q where q.request_id = r.id))`,
};
const KEEP: Statement = {
  name: 'quorum-keep',
  text: `insert into quorum_finding (request_id, authority, is_reachable, changes, told)
    select f.id, $1, f.reachable, case when f.reachable then 0 else 1 end, 0
    from unnest($2::text[], $3::boolean[]) f(id, reachable) order by f.id
    on conflict (request_id) do update set authority = excluded.authority, is_reachable = excluded.is_reachable,
      changes = quorum_finding.changes + case when quorum_finding.is_reachable then excluded.changes else 0 end
    where quorum_finding.authority <= excluded.authority`,
};
const UNTOLD: Statement = {
  name: 'quorum-untold',
  text: `select q.request_id as "requestId", q.changes as change from quorum_finding q
    where not q.is_reachable and q.told < q.changes order by q.request_id limit $1`,
};
const TOLD: Statement = {
  name: 'quorum-told',
  text: 'update quorum_finding set told = greatest(told, $2) where request_id = $1',
};
