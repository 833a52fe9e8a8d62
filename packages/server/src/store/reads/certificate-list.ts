import type { CertificateSelection, QueryReads } from '../../usecases/queries/query-ports.ts';
import { type SchemaColumns, selectList } from '../columns.ts';
import type { Database } from '../database.ts';
import type * as rows from '../entities/index.ts';
import { type SqlValues, sqlValues } from './request-conditions.ts';

/** Text that is no whole label is looked for in the names of so many, those that end soonest; labels and ends of names in all. */
const SEARCH_WINDOW = 2_000;
const OPEN = `(n.status = 'PENDING' or (n.status = 'APPROVED' and n.issuance_status <> 'ISSUED'))`;

/**
 * Certificates by the end of their lifetime, along the index that the filters name: by profile, environment, requester, name,
 * among the revoked, or among those that are asked for anew. A statement's text depends on which filters are set, never on
 * their values.
 */
export function certificateList(
  database: Database,
  schema: SchemaColumns,
): Pick<QueryReads, 'certificates' | 'countCertificates'> {
  const columns = selectList(schema, 'Certificate', 'c');
  const names = new Map<string, string>();
  const run = <Row extends object>(text: string, values: SqlValues) => {
    const name = names.get(text) ?? `certificates-${names.size}`;
    names.set(text, name);
    return database.query<Row>({ name, text }, values.list);
  };

  return {
    certificates(selection, after, limit) {
      const values = sqlValues();
      const { direction } = selection;
      const conditions = conditionsOf(selection, values);
      const order = direction === 'ASC' ? 'asc' : 'desc';
      const sorted = `order by c.not_after ${order}, c.id ${order}`;
      const behind =
        after === null
          ? 'true'
          : `(c.not_after, c.id) ${direction === 'ASC' ? '>' : '<'} (${values.add(new Date(after.notAfter))}::timestamptz, ${values.add(after.id)}::text)`;
      const rowLimit = values.add(limit);
      const hits = nameHits(selection, conditions, sorted, values);
      const where = hits === null ? [...conditions, behind].join(' and ') : behind;
      // Few hits, each fetched by its id, whatever the planner expects.
      const from =
        hits === null
          ? 'certificate c'
          : `(${hits}) h cross join lateral (select * from certificate where id = h.id offset 0) c`;
      return run<rows.CertificateRow>(
        `select ${columns} from ${from} where ${where} ${sorted} limit ${rowLimit}`,
        values,
      );
    },

    async countCertificates(selection) {
      const values = sqlValues();
      const conditions = conditionsOf(selection, values);
      const hits = nameHits(selection, conditions, 'order by c.not_after', values);
      const from = hits === null ? `certificate c where ${conditions.join(' and ')}` : `(${hits}) h`;
      return (await run<{ count: number }>(`select count(*) as count from ${from}`, values))[0]?.count ?? 0;
    },
  };
}

function conditionsOf(selection: CertificateSelection, values: SqlValues): string[] {
  const { trustProfileId, environment, requesterId, revoked, renewalAsked, notAfter } = selection;
  const organization = values.add(selection.organizationId);
  const conditions = [
    `c.organization_id = ${organization}`,
    `c.not_after > ${values.add(notAfter.after)}::timestamptz`,
    `c.not_after <= ${values.add(notAfter.until)}::timestamptz`,
  ];
  if (trustProfileId !== null) conditions.push(`c.trust_profile_id = ${values.add(trustProfileId)}`);
  if (environment !== null) conditions.push(`c.environment = ${values.add(environment)}`);
  if (requesterId !== null) conditions.push(`c.requester_id = ${values.add(requesterId)}`);
  if (revoked !== null) conditions.push(`c.revoked_at is ${revoked ? 'not ' : ''}null`);
  if (renewalAsked === true) {
    // From the few requests that are open, not from the many certificates.
    conditions.push(
      `c.id in (select n.renews_certificate_id from certificate_request n
        where n.organization_id = ${organization} and n.renews_certificate_id is not null and ${OPEN})`,
    );
  } else if (renewalAsked === false) {
    conditions.push(
      `not exists (select 1 from certificate_request n where n.renews_certificate_id = c.id and ${OPEN})`,
    );
  }
  return conditions;
}

/** Ids of the certificates that have the name, and whose names hold the text that is searched for; null if neither is asked. */
function nameHits(
  { domain, search }: CertificateSelection,
  conditions: readonly string[],
  sorted: string,
  values: SqlValues,
): string | null {
  if (domain === null && search === null) return null;
  const named = domain === null ? [] : [`c.domains @> array[${values.add(domain)}]::text[]`];
  const all = [...named, ...conditions].join(' and ');
  if (search === null) return `select c.id from certificate c where ${all} offset 0`;
  const like = values.add(`%${search.replaceAll(/[\\%_]/g, '\\$&')}%`);
  return `select w.id from (select c.id, c.domains from certificate c where ${all} ${sorted} limit ${SEARCH_WINDOW}) w
      where exists (select 1 from unnest(w.domains) d where d like ${like})
    union select c.id from certificate c where name_parts(c.domains) @> array[${values.add(search)}]::text[] and ${all}`;
}
