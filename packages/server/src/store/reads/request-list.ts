import { REQUEST_STATUSES } from '../../domain/certificate-request.ts';
import type { RequestOrder } from '../../usecases/application.ts';
import type { RequestPosition, RequestReads, RequestSelection } from '../../usecases/queries/query-ports.ts';
import { type SchemaColumns, selectList } from '../columns.ts';
import type { Database } from '../database.ts';
import type * as rows from '../entities/index.ts';
import { requestConditions, type SqlValues, sqlValues } from './request-conditions.ts';

/** A search looks at so many requests under the other filters, the newest of each status; beyond them, at whole names. */
const SEARCH_WINDOW = 2_000;
const LEFT_OUT = ['spki', 'csrDer'];

interface Phase {
  readonly key: 'requested_at' | 'decided_at' | 'expires_at';
  readonly property: 'requestedAt' | 'decidedAt' | 'expiresAt';
  readonly condition: string;
  /** The only status that it can hold, where the condition says so. */
  readonly status: 'PENDING' | null;
}

const BY_REQUESTED = { key: 'requested_at', property: 'requestedAt' } as const;
const CAN_EXPIRE = `r.expires_at is not null and (r.status = 'PENDING' or r.issuance_status = 'AWAITING_CSR')`;

/** What has no such date, or for which it no longer counts, follows by the date it was requested. */
const PHASES: { readonly [field in RequestOrder['field']]: readonly Phase[] } = {
  REQUESTED_AT: [{ ...BY_REQUESTED, condition: 'true', status: null }],
  DECIDED_AT: [
    { key: 'decided_at', property: 'decidedAt', condition: 'r.decided_at is not null', status: null },
    { ...BY_REQUESTED, condition: `r.status = 'PENDING'`, status: 'PENDING' },
  ],
  EXPIRES_AT: [
    { key: 'expires_at', property: 'expiresAt', condition: CAN_EXPIRE, status: null },
    { ...BY_REQUESTED, condition: `not (${CAN_EXPIRE})`, status: null },
  ],
};

/**
 * Lists of requests. Each reads along the one index that its filters and order name: a page costs a page, however many
 * requests there are. A statement's text depends on which filters are set, never on their values.
 */
export function createRequestReads(database: Database, schema: SchemaColumns): RequestReads {
  const columns = `${selectList(schema, 'CertificateRequest', 'r', LEFT_OUT)}, null as "spki", null as "csrDer"`;
  const names = new Map<string, string>();
  const run = <Row extends object>(text: string, values: SqlValues) => {
    const name = names.get(text) ?? `requests-${names.size}`;
    names.set(text, name);
    return database.query<Row>({ name, text }, values.list);
  };

  const listPhase = (
    selection: RequestSelection,
    order: RequestOrder,
    phase: Phase,
    after: RequestPosition | null,
    limit: number,
  ) => {
    const values = sqlValues();
    const direction = order.direction === 'ASC' ? 'asc' : 'desc';
    const sorted = (alias: string) => `order by ${alias}.${phase.key} ${direction}, ${alias}.id ${direction}`;
    const behind =
      after === null
        ? 'true'
        : `(r.${phase.key}, r.id) ${order.direction === 'ASC' ? '>' : '<'} (${values.add(new Date(after.at))}::timestamptz, ${values.add(after.id)}::text)`;
    const rowLimit = values.add(limit);
    const hits = searchHits(selection, values);
    const select = (source: string, conditions: readonly string[]) =>
      `select r.* from ${source} where ${[phase.condition, behind, ...conditions].join(' and ')} ${sorted('r')} limit ${rowLimit}`;
    const from =
      hits === null
        ? drive(selection, phase, values, (condition) =>
            select('certificate_request r', [condition, ...requestConditions(selection, values)]),
          )
        : // Few hits, each fetched by its id, whatever the planner expects.
          select(`(${hits}) h cross join lateral (select * from certificate_request where id = h.id offset 0) r`, []);
    return run<rows.CertificateRequestRow>(
      `select ${columns} from (${from}) r ${sorted('r')} limit ${rowLimit}`,
      values,
    );
  };

  return {
    async list(selection, order, after, limit) {
      const found: { row: rows.CertificateRequestRow; position: RequestPosition }[] = [];
      for (const [index, phase] of PHASES[order.field].entries()) {
        if (found.length >= limit || (after !== null && index < after.phase)) continue;
        const start = after?.phase === index ? after : null;
        for (const row of await listPhase(selection, order, phase, start, limit - found.length)) {
          const at = row[phase.property]?.getTime() ?? 0;
          found.push({ row, position: { phase: index, at, id: row.id } });
        }
      }
      return found;
    },

    async count(selection) {
      const values = sqlValues();
      const hits = searchHits(selection, values);
      const text =
        hits === null
          ? `select count(*) as count from certificate_request r where ${requestConditions(selection, values).join(' and ')}`
          : `select count(*) as count from (${hits}) h`;
      return (await run<{ count: number }>(text, values))[0]?.count ?? 0;
    },
  };
}

/** Ids of the requests whose names hold the text that is searched for; null if none is. */
function searchHits(selection: RequestSelection, values: SqlValues): string | null {
  const { search } = selection;
  if (search === null || 'id' in search) return null;
  const conditions = requestConditions(selection, values).join(' and ');
  const newest = drive(
    selection,
    { ...BY_REQUESTED, condition: 'true', status: null },
    values,
    (condition) =>
      `select r.id, r.domains from certificate_request r where ${condition} and ${conditions}
        order by r.requested_at desc, r.id desc limit ${SEARCH_WINDOW}`,
  );
  return `select w.id from (${newest}) w
      where exists (select 1 from unnest(w.domains) d where d like ${values.add(likePattern(search.name))})
    union select r.id from certificate c join certificate_request r on r.id = c.request_id
      where c.domains @> array[${values.add(search.name)}]::text[] and ${conditions}`;
}

/** Chooses the index: `branch` is told the equality that leads to it. Without any, `queue`, status by status, merged. */
function drive(
  selection: RequestSelection,
  phase: Phase,
  values: SqlValues,
  branch: (condition: string) => string,
): string {
  const { search, ownerUserId, statuses, trustProfileIds, environment, escalated } = selection;
  const alone =
    (search !== null && 'id' in search) ||
    phase.key !== 'requested_at' ||
    ownerUserId !== null ||
    escalated === true ||
    (statuses === null && phase.status === null && (trustProfileIds?.length === 1 || environment !== null));
  if (alone) return branch('true');
  const driving = values.add(phase.status === null ? (statuses ?? REQUEST_STATUSES) : [phase.status]);
  return `select x.* from unnest(${driving}::text[]) s(status) cross join lateral (${branch('r.status = s.status')}) x`;
}

function likePattern(name: string): string {
  return `%${name.replaceAll(/[\\%_]/g, '\\$&')}%`;
}
