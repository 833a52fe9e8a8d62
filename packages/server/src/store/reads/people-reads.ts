import type { PeopleReads, PlatformPeople } from '../../usecases/people-reads.ts';
import { type SchemaColumns, selectList } from '../columns.ts';
import type { Database } from '../database.ts';
import type * as rows from '../entities/index.ts';

/** What commands on people decide on. */
export function createPeopleReads(database: Database, schema: SchemaColumns): PeopleReads {
  const prepared =
    <Row extends object>(name: string, text: string) =>
    (...values: unknown[]) =>
      database.query<Row>({ name: `people-${name}`, text }, values);

  const openSessions = prepared<rows.SessionRow>(
    'open-sessions',
    `select ${selectList(schema, 'Session', 's')} from session s
      where s.user_id = $1 and s.ended_at is null and s.expires_at > $2 order by s.last_seen_at desc, s.id`,
  );
  const apiToken = prepared<rows.ApiTokenRow>(
    'api-token',
    `select ${selectList(schema, 'ApiToken', 't')} from api_token t where t.id = $1`,
  );
  const standingTokens = prepared<rows.ApiTokenRow>(
    'standing-tokens',
    `select ${selectList(schema, 'ApiToken', 't')} from api_token t
      where t.organization_id = $1 and t.created_by = $2 and t.revoked_at is null order by t.id`,
  );
  const openLinks = prepared<rows.InvitationRow>(
    'open-links',
    `select ${selectList(schema, 'Invitation', 'i')} from invitation i where i.user_id = $1 and i.used_at is null`,
  );
  const organizationsOf = prepared<{ id: string }>(
    'organizations-of',
    'select organization_id as id from membership where user_id = $1 order by 1',
  );
  const platform = prepared<PlatformPeople>(
    'platform',
    `select h.authority,
        coalesce((select json_agg(json_build_object('id', u.id, 'platformRole', u.platform_role,
            'canSignIn', u.password_hash is not null and u.disabled_at is null))
          from app_user u where u.platform_role is not null), '[]'::json) as people,
        coalesce((select json_agg(json_build_object('organizationId', o.organization_id, 'authority', o.authority))
          from ledger_head o where o.organization_id <> 'platform'), '[]'::json) as heads
      from ledger_head h where h.organization_id = 'platform'`,
  );

  return {
    openSessions: (userId, now) => openSessions(userId, now),
    apiToken: async (id) => (await apiToken(id))[0] ?? null,
    standingTokens: (organizationId, userId) => standingTokens(organizationId, userId),
    openLinks: (userId) => openLinks(userId),
    organizationsOf: async (userId) => (await organizationsOf(userId)).map(({ id }) => id),
    async platform() {
      const found = (await platform())[0];
      if (found === undefined) throw new Error('there is no ledger of the platform');
      return found;
    },
  };
}
