import type { Principal } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import { listed } from '../domain/wording.ts';
import { demand, policyFor, refuseIfSealed } from './authorize.ts';
import { decideAnew } from './decide-anew.ts';
import { checkEnvironments, checkName } from './people-input.ts';
import { type Deps, type OrganizationRow, type PolicySnapshot, updateRow } from './ports.ts';
import { raising } from './raise-authority.ts';

/** Renames an organization, or changes its environments. What is left out stays; what an active profile names stays too. */
export async function updateOrganization(
  deps: Deps,
  principal: Principal,
  input: { organizationId: string; name?: string | null; environments?: readonly string[] | null },
): Promise<OrganizationRow> {
  return decideAnew(async () => {
    const policy = await policyFor(deps, principal, input.organizationId);
    demand(policy.may('organization.manage'));
    refuseIfSealed(policy.snapshot);
    const before = policy.snapshot.organization;
    const after = {
      name: isGiven(input.name) ? checkName(input.name) : before.name,
      environments: isGiven(input.environments) ? checkEnvironments(input.environments) : before.environments,
    };
    refuseIfUsed(policy.snapshot, after.environments);
    const isRenamed = after.name !== before.name;
    const isRearranged = after.environments.join() !== before.environments.join();
    if (!isRenamed && !isRearranged) return before;
    const only = ({ name, environments }: typeof after) => ({
      name: isRenamed ? name : undefined,
      environments: isRearranged ? environments : undefined,
    });
    // What an organization is stands in the platform's ledger; who decides in it must see it at once all the same.
    await deps.ledger.commit({
      organizationId: 'platform',
      authority: null,
      now: deps.clock.now(),
      records: [
        {
          type: 'organization.changed',
          actor: principal.actor,
          subject: { kind: 'organization', id: before.id },
          detail: { before: only(before), after: only(after) },
        },
      ],
      writes: () => [
        updateRow('Organization', { id: before.id }, { name: before.name, environments: before.environments }, after),
        ...raising([{ organizationId: before.id, authority: policy.snapshot.authority }]),
      ],
    });
    deps.policies.forget(before.id);
    return { ...before, ...after };
  });
}

/** What is left out stays; an empty name is no name left out. */
const isGiven = <Value>(value: Value | null | undefined): value is Value => value !== null && value !== undefined;

function refuseIfUsed(snapshot: PolicySnapshot, environments: readonly string[]): void {
  for (const environment of snapshot.organization.environments) {
    if (environments.includes(environment)) continue;
    const users = [...snapshot.profiles.values()].filter(({ rules }) => rules.environments.includes(environment));
    if (users.length === 0) continue;
    const names = listed(users.map(({ name }) => name));
    throw new DomainError(
      'INVALID_INPUT',
      `The environment ${environment} is in use by ${names}. Take it out there first.`,
      { field: ['environments'] },
    );
  }
}
