import type { PlatformRole } from '../../domain/actor.ts';
import type { TrustProfile } from '../../domain/trust-profile-rules.ts';
import type { Policies } from '../../usecases/ports.ts';
import { type SchemaColumns, selectList } from '../columns.ts';
import type { Database, Statement } from '../database.ts';
import type * as rows from '../entities/index.ts';
import type { Person, PolicySnapshot } from '../policy-snapshot.ts';
import { jsonRows } from './json-rows.ts';

export interface PoliciesOptions {
  /** Organizations whose snapshot is kept; the one that was not used for longest makes room. */
  readonly limit?: number;
}

interface Head {
  readonly authority: number;
  readonly sealedBecause: string | null;
}

/** Snapshots of who may do what, kept by organization for as long as its `authority` number stays. */
export function createPolicies(database: Database, schema: SchemaColumns, options: PoliciesOptions = {}): Policies {
  const limit = options.limit ?? 1_000;
  const load = snapshotLoader(database, schema);
  const readHead: Statement = {
    name: 'policy-head',
    text: 'select authority, sealed_because as "sealedBecause" from ledger_head where organization_id = $1',
  };
  const kept = new Map<string, PolicySnapshot>();
  const loading = new Map<string, Promise<PolicySnapshot | null>>();

  const keep = (snapshot: PolicySnapshot) => {
    const { id } = snapshot.organization;
    const other = kept.get(id);
    if (other !== undefined && other.authority > snapshot.authority) return;
    kept.delete(id);
    kept.set(id, snapshot);
    const oldest = kept.keys().next();
    if (kept.size > limit && oldest.done !== true) kept.delete(oldest.value);
  };

  /** Callers that want the same authority share one load; who knows of a newer one never gets an older load's answer. */
  const loadAtLeast = (organizationId: string, authority: number): Promise<PolicySnapshot | null> => {
    const key = `${organizationId}:${authority}`;
    let running = loading.get(key);
    if (running === undefined) {
      running = load(organizationId)
        .then((snapshot) => {
          if (snapshot !== null) keep(snapshot);
          return snapshot;
        })
        .finally(() => loading.delete(key));
      loading.set(key, running);
    }
    return running;
  };

  const keptAt = (organizationId: string, authority: number): PolicySnapshot | null => {
    const snapshot = kept.get(organizationId);
    if (snapshot === undefined || snapshot.authority !== authority) return null;
    keep(snapshot);
    return snapshot;
  };

  const current = async (organizationId: string): Promise<PolicySnapshot | null> => {
    const head = (await database.query<Head>(readHead, [organizationId]))[0];
    if (head === undefined) return null;
    const snapshot = keptAt(organizationId, head.authority) ?? (await loadAtLeast(organizationId, head.authority));
    // Sealing does not raise the authority: whether an organization is sealed is always as just read.
    if (snapshot === null || snapshot.sealedBecause === head.sealedBecause) return snapshot;
    const fresh = { ...snapshot, sealedBecause: head.sealedBecause };
    keep(fresh);
    return fresh;
  };

  return {
    current,
    async at(organizationId, authority) {
      return keptAt(organizationId, authority) ?? (await current(organizationId));
    },
    forget(organizationId) {
      kept.delete(organizationId);
    },
  };
}

/** Everything in one statement, so that it is of one moment. */
function snapshotLoader(
  database: Database,
  schema: SchemaColumns,
): (organizationId: string) => Promise<PolicySnapshot | null> {
  const profiles = jsonRows(schema, 'TrustProfile', 'p');
  const profileRoles = jsonRows(schema, 'TrustProfileRole', 'x');
  const reasons = jsonRows(schema, 'Reason', 'n');
  const authorities = jsonRows(schema, 'CertificateAuthority', 'c');
  const statement: Statement = {
    name: 'policy-snapshot',
    text: `select ${selectList(schema, 'Organization', 'o')}, h.authority as "headAuthority", h.sealed_because as "headSealedBecause",
        ${profiles.select('(select * from trust_profile where organization_id = o.id and active order by name) p')} as "profileRows",
        coalesce((select json_agg(json_build_object(
            'id', a.id, 'name', a.name, 'email', a.email, 'role', m.role, 'platformRole', a.platform_role))
          from membership m join app_user a on a.id = m.user_id
          where m.organization_id = o.id and a.disabled_at is null), '[]'::json) as "members",
        coalesce((select json_object_agg(a.id, a.platform_role) from app_user a
          where a.platform_role is not null and a.disabled_at is null), '{}'::json) as "platformRoles",
        ${profileRoles.select('trust_profile_role x where x.organization_id = o.id')} as "profileRoleRows",
        ${reasons.select('reason n where n.organization_id = o.id')} as "reasonRows",
        ${authorities.select(
          '(select * from certificate_authority where organization_id = o.id and retired_at is null order by id) c',
        )} as "authorityRows"
      from organization o join ledger_head h on h.organization_id = o.id where o.id = $1`,
  };
  type Loaded = rows.OrganizationRow & {
    headAuthority: number;
    headSealedBecause: string | null;
    profileRows: unknown;
    members: readonly Member[];
    platformRoles: Readonly<Record<string, PlatformRole>>;
    profileRoleRows: unknown;
    reasonRows: unknown;
    authorityRows: unknown;
  };

  return async (organizationId) => {
    const found = (await database.query<Loaded>(statement, [organizationId]))[0];
    if (found === undefined) return null;
    const {
      headAuthority,
      headSealedBecause,
      profileRows,
      members,
      platformRoles,
      profileRoleRows,
      reasonRows,
      authorityRows,
      ...organization
    } = found;
    return {
      organization,
      authority: headAuthority,
      sealedBecause: headSealedBecause,
      profiles: byId(profiles.revive(profileRows).map(trustProfile)),
      platformRoles: new Map(Object.entries(platformRoles)),
      people: byId(peopleOf(members, profileRoles.revive(profileRoleRows))),
      reasons: byId(reasons.revive(reasonRows)),
      certificateAuthorities: byId(authorities.revive(authorityRows)),
    };
  };
}

type Member = Omit<Person, 'trustProfileRoles'>;

function peopleOf(members: readonly Member[], profileRoles: readonly rows.TrustProfileRoleRow[]): Person[] {
  const granted = Map.groupBy(profileRoles, (role) => role.userId);
  return members.map((member) => ({
    ...member,
    trustProfileRoles: new Map((granted.get(member.id) ?? []).map((one) => [one.trustProfileId, one.role])),
  }));
}

function trustProfile({ id, organizationId, name, version, active, rules }: rows.TrustProfileRow): TrustProfile {
  return { id, organizationId, name, version, active, rules };
}

function byId<Row extends { readonly id: string }>(list: readonly Row[]): Map<string, Row> {
  return new Map(list.map((row) => [row.id, row]));
}
