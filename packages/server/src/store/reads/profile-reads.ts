import type { QueryReads } from '../../usecases/queries/query-ports.ts';
import { type SchemaColumns, selectList } from '../columns.ts';
import type { Database, Statement } from '../database.ts';
import type * as rows from '../entities/index.ts';

type ProfileReads = Pick<QueryReads, 'pendingChanges' | 'profileVersions' | 'retiredProfiles' | 'deviceNames'>;

/** Pending changes and versions, newest first; ids rise with time. */
export function createProfileReads(database: Database, schema: SchemaColumns): ProfileReads {
  const pendingChanges: Statement = {
    name: 'query-pending-changes',
    text: `select ${selectList(schema, 'PendingChange', 'c')} from pending_change c
      where c.organization_id = $1 and ($2::text is null or c.trust_profile_id = $2)
        and ($3::text[] is null or c.status = any ($3)) and ($4::text is null or c.id < $4)
      order by c.id desc limit $5`,
  };
  const profileVersions: Statement = {
    name: 'query-profile-versions',
    text: `select ${selectList(schema, 'TrustProfileVersion', 'v')} from trust_profile_version v
      where v.trust_profile_id = $1 and ($2::int is null or v.version < $2) order by v.version desc limit $3`,
  };
  const retiredProfiles: Statement = {
    name: 'query-retired-profiles',
    text: `select ${selectList(schema, 'TrustProfile', 'p')} from trust_profile p
      where p.organization_id = $1 and not p.active and p.id > $2 order by p.id limit $3`,
  };
  const deviceNames: Statement = {
    name: 'query-device-names',
    text: 'select id, name from device where organization_id = $1 and id = any ($2)',
  };
  return {
    pendingChanges: ({ organizationId, trustProfileId, statuses }, before, limit) =>
      database.query<rows.PendingChangeRow>(pendingChanges, [organizationId, trustProfileId, statuses, before, limit]),
    profileVersions: (trustProfileId, before, limit) =>
      database.query<rows.TrustProfileVersionRow>(profileVersions, [trustProfileId, before, limit]),
    retiredProfiles: (organizationId, after, limit) =>
      database.query<rows.TrustProfileRow>(retiredProfiles, [organizationId, after ?? '', limit]),
    deviceNames: (organizationId, ids) => database.query(deviceNames, [organizationId, ids]),
  };
}
