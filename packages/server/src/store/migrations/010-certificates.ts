import { Migration } from '@mikro-orm/migrations';

/**
 * Certificates are found by what their requests say: the profile and who asked stand in their rows too, each with an index
 * in the order of the list; names are found by their ends and labels; so are the requests that ask for one anew.
 */
export class Certificates extends Migration {
  override name = '010-certificates';

  override up(): void {
    for (const statement of [...asked, ...names, ...renewals]) this.addSql(statement);
  }
}

const asked = [
  'alter table certificate add column trust_profile_id text, add column requester_id text',
  `update certificate c set trust_profile_id = r.trust_profile_id, requester_id = r.requester_id
    from certificate_request r where r.id = c.request_id`,
  'alter table certificate alter column trust_profile_id set not null, alter column requester_id set not null',
  'create index certificate_profile_expiry on certificate (organization_id, trust_profile_id, not_after, id)',
  'create index certificate_environment_expiry on certificate (organization_id, environment, not_after, id)',
  'create index certificate_requester_expiry on certificate (organization_id, requester_id, not_after, id)',
];

const names = [
  /** Every end of a name at a dot, and every label: `a.b.c` by a.b.c, b.c, c, a and b. */
  `create function name_parts(names text[]) returns text[] language sql immutable parallel safe as $$
    select coalesce(array_agg(distinct part), '{}')
    from unnest(names) name
    cross join lateral (select string_to_array(name, '.') as labels) split
    cross join lateral generate_series(1, cardinality(split.labels)) place
    cross join lateral (values (array_to_string(split.labels[place:], '.')), (split.labels[place])) found(part)
  $$`,
  'create index certificate_name_parts on certificate using gin (name_parts(domains)) with (fastupdate = off)',
];

const renewals = [
  `create index certificate_request_open_renewal on certificate_request (organization_id, renews_certificate_id)
    where renews_certificate_id is not null and (status = 'PENDING' or (status = 'APPROVED' and issuance_status <> 'ISSUED'))`,
];
