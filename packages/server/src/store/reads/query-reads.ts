import type { OrganizationRole } from '../../domain/actor.ts';
import type { QueryReads } from '../../usecases/queries/query-ports.ts';
import { type SchemaColumns, selectList } from '../columns.ts';
import type { Database, Statement } from '../database.ts';
import type * as rows from '../entities/index.ts';
import { createAuditReads } from './audit-reads.ts';
import { certificateList } from './certificate-list.ts';
import { certificateRelations } from './certificate-relations.ts';
import { createProfileReads } from './profile-reads.ts';
import { createRequesterReads } from './requester-history.ts';

/** What the screens show, as plain rows. */
export function createQueryReads(database: Database, schema: SchemaColumns): QueryReads {
  const organization = selectList(schema, 'Organization', 'o');
  const certificate = selectList(schema, 'Certificate', 'c');
  const prepared = <Row extends object>(name: string, text: string) => {
    const statement: Statement = { name: `query-${name}`, text };
    return (...values: unknown[]) => database.query<Row>(statement, values);
  };
  const first = <Row extends object>(list: readonly Row[]) => list[0] ?? null;

  const users = prepared<rows.UserRow>(
    'users',
    `select ${selectList(schema, 'User', 'u')} from app_user u where u.id = any ($1)`,
  );
  const disabledMembers = prepared<Pick<rows.UserRow, 'id' | 'name' | 'email'> & { role: OrganizationRole }>(
    'disabled-members',
    `select u.id, u.name, u.email, m.role from membership m join app_user u on u.id = m.user_id
      where m.organization_id = $1 and u.disabled_at is not null order by u.id`,
  );
  const organizationsOf = prepared<rows.OrganizationRow & { memberRole: OrganizationRole }>(
    'organizations-of',
    `select ${organization}, m.role as "memberRole" from membership m join organization o on o.id = m.organization_id
      where m.user_id = $1 order by o.name, o.id`,
  );
  const organizations = prepared<rows.OrganizationRow>(
    'organizations',
    `select ${organization} from organization o order by o.id desc limit $1`,
  );
  const apiTokens = prepared<rows.ApiTokenRow>(
    'api-tokens',
    `select ${selectList(schema, 'ApiToken', 't')} from api_token t
      where t.organization_id = $1 and ($2::text is null or t.id < $2) order by t.id desc limit $3`,
  );
  const apiTokensOf = prepared<rows.ApiTokenRow>(
    'api-tokens-of',
    `select ${selectList(schema, 'ApiToken', 't')} from api_token t
      where t.organization_id = $1 and t.created_by = $4 and ($2::text is null or t.id < $2) order by t.id desc limit $3`,
  );
  const accounts = prepared<rows.UserRow>(
    'accounts',
    `select ${selectList(schema, 'User', 'u')} from app_user u where u.id > $1 order by u.id limit $2`,
  );
  const accountsByBeginning = prepared<rows.UserRow>(
    'accounts-by-beginning',
    `select ${selectList(schema, 'User', 'u')} from app_user u
      where u.id > $1 and (lower(u.email) like $3 or lower(u.name) like $3) order by u.id limit $2`,
  );
  const devices = prepared<rows.DeviceRow>(
    'devices',
    `select ${selectList(schema, 'Device', 'd')} from device d where d.organization_id = $1 and d.id > $2 order by d.id limit $3`,
  );
  const decisions = prepared<rows.DecisionRow>(
    'decisions',
    `select ${selectList(schema, 'Decision', 'd')} from decision d where d.request_id = any ($1) order by d.decided_at, d.approver_user_id`,
  );
  const comments = prepared<rows.CommentRow>(
    'comments',
    `select ${selectList(schema, 'Comment', 'c')} from request_comment c where c.request_id = $1 order by c.created_at, c.id`,
  );
  const previousCertificate = prepared<rows.CertificateRow>(
    'previous-certificate',
    `select ${certificate} from certificate c
      where c.organization_id = $1 and c.domains && $2::text[] and c.request_id <> $3 and c.revoked_at is null
        and c.not_before <= $4 and c.not_after > $4
        and c.issued_at < coalesce((select own.issued_at from certificate own where own.request_id = $3), 'infinity')
      order by (select count(*) from unnest(c.domains) d where d = any ($2::text[])) desc, c.issued_at desc, c.id desc limit 1`,
  );

  return {
    users: (ids) => users(ids),
    disabledMembers: (organizationId) => disabledMembers(organizationId),
    async organizationsOf(userId) {
      return (await organizationsOf(userId)).map(({ memberRole, ...row }) => ({ organization: row, role: memberRole }));
    },
    organizations: (limit) => organizations(limit),
    apiTokens: ({ organizationId, createdBy }, before, limit) =>
      createdBy === null
        ? apiTokens(organizationId, before, limit)
        : apiTokensOf(organizationId, before, limit, createdBy),
    accounts: (beginning, after, limit) =>
      beginning === null
        ? accounts(after ?? '', limit)
        : accountsByBeginning(after ?? '', limit, `${beginning.replaceAll(/[\\%_]/g, '\\$&')}%`),
    devices: (organizationId, after, limit) => devices(organizationId, after ?? '', limit),
    decisions: (requestIds) => decisions(requestIds),
    comments: (requestId) => comments(requestId),
    ...certificateList(database, schema),
    ...certificateRelations(database, schema),
    previousCertificate: async (request, now) =>
      first(await previousCertificate(request.organizationId, request.domains, request.id, now)),
    ...createAuditReads(database, schema),
    ...createProfileReads(database, schema),
    ...createRequesterReads(database),
  };
}
