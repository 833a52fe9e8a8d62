import type { QueryReads } from '../../usecases/queries/query-ports.ts';
import { type SchemaColumns, selectList } from '../columns.ts';
import type { Database } from '../database.ts';
import type * as rows from '../entities/index.ts';
import { sqlValues } from './request-conditions.ts';

/** Certificates by the end of their lifetime; those of one name through the index of names, revoked ones through their own. */
export function certificateList(database: Database, schema: SchemaColumns): QueryReads['certificates'] {
  const columns = selectList(schema, 'Certificate', 'c');
  return ({ organizationId, domain, revoked, notAfter, direction }, after, limit) => {
    const values = sqlValues();
    const conditions = [
      `c.organization_id = ${values.add(organizationId)}`,
      `c.not_after > ${values.add(notAfter.after)}::timestamptz`,
    ];
    if (notAfter.until !== null) conditions.push(`c.not_after <= ${values.add(notAfter.until)}::timestamptz`);
    if (domain !== null) conditions.push(`c.domains @> array[${values.add(domain)}]::text[]`);
    if (revoked !== null) conditions.push(`c.revoked_at is ${revoked ? 'not ' : ''}null`);
    if (after !== null) {
      const behind = direction === 'ASC' ? '>' : '<';
      conditions.push(
        `(c.not_after, c.id) ${behind} (${values.add(new Date(after.notAfter))}::timestamptz, ${values.add(after.id)}::text)`,
      );
    }
    const order = direction === 'ASC' ? 'asc' : 'desc';
    const shape = [notAfter.until !== null, domain !== null, revoked, after !== null, order].join('-');
    return database.query<rows.CertificateRow>(
      {
        name: `certificates-${shape}`,
        text: `select ${columns} from certificate c where ${conditions.join(' and ')}
          order by c.not_after ${order}, c.id ${order} limit ${values.add(limit)}`,
      },
      values.list,
    );
  };
}
