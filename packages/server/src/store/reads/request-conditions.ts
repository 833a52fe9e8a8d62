import type { RequestSelection } from '../../usecases/queries/query-ports.ts';

/** Values of a statement in the making. */
export interface SqlValues {
  readonly list: readonly unknown[];
  /** Takes a value, gives its placeholder. */
  add(value: unknown): string;
}

export function sqlValues(): SqlValues {
  const list: unknown[] = [];
  return { list, add: (value) => `$${list.push(value)}` };
}

/** What a selection asks of a request `r`, but for text in its names. */
export function requestConditions(selection: RequestSelection, values: SqlValues): string[] {
  const { statuses, trustProfileIds, environment, escalated, ownerUserId, requesterId, search, decidableBy } =
    selection;
  const conditions = [`r.organization_id = ${values.add(selection.organizationId)}`];
  if (statuses !== null) conditions.push(`r.status = any (${values.add(statuses)}::text[])`);
  if (trustProfileIds?.length === 1) conditions.push(`r.trust_profile_id = ${values.add(trustProfileIds[0])}`);
  else if (trustProfileIds !== null)
    conditions.push(`r.trust_profile_id = any (${values.add(trustProfileIds)}::text[])`);
  if (environment !== null) conditions.push(`r.environment = ${values.add(environment)}`);
  if (escalated !== null) conditions.push(`r.escalated_at is ${escalated ? 'not ' : ''}null`);
  if (ownerUserId !== null) conditions.push(`r.requester_user_ids[1] = ${values.add(ownerUserId)}`);
  if (requesterId !== null) conditions.push(`r.requester_id = ${values.add(requesterId)}`);
  if (search !== null && 'id' in search) conditions.push(`r.id = ${values.add(search.id)}`);
  if (decidableBy !== null) {
    const user = values.add(decidableBy.userId);
    conditions.push(
      `(r.expires_at is null or r.expires_at > ${values.add(decidableBy.now)}::timestamptz)`,
      `not exists (select 1 from decision d where d.request_id = r.id and d.approver_user_id = ${user})`,
      `(${user} <> all (r.requester_user_ids) or (
        r.trust_profile_id = any (${values.add(decidableBy.selfApprovalProfileIds)}::text[]) and exists (
          select 1 from trust_profile_version v where v.trust_profile_id = r.trust_profile_id
            and v.version = r.profile_version and (v.rules ->> 'allowSelfApproval')::boolean)))`,
    );
  }
  return conditions;
}
