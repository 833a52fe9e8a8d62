import type { Principal } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import { demand, policyFor } from './authorize.ts';
import { decideAnew } from './decide-anew.ts';
import { type Deps, type OrganizationRow, updateRow } from './ports.ts';
import { adminsOf } from './second-admin.ts';

/** Whether an edit that widens a profile in use waits for a second admin, where there is but one. */
export async function setSecondAdminRule(
  deps: Deps,
  principal: Principal,
  input: { organizationId: string; required: boolean },
): Promise<OrganizationRow> {
  const { organizationId, required } = input;
  return decideAnew(async () => {
    const policy = await policyFor(deps, principal, organizationId);
    demand(policy.may('organization.manage'));
    const { organization, authority } = policy.snapshot;
    const admins = adminsOf(policy.snapshot);
    if (!required && admins > 1) {
      throw new DomainError(
        'INVALID_INPUT',
        `This organization has ${admins} admins, so there is always a second one to ask. This can be turned off only while there is a single admin.`,
        { field: ['required'] },
      );
    }
    if (organization.requireSecondAdmin === required) return organization;
    await deps.ledger.commit({
      organizationId,
      authority,
      raisesAuthority: true,
      now: deps.clock.now(),
      records: [
        {
          type: 'organization.changed',
          actor: principal.actor,
          subject: { kind: 'organization', id: organizationId },
          detail: {
            before: { requireSecondAdmin: organization.requireSecondAdmin },
            after: { requireSecondAdmin: required },
          },
        },
      ],
      writes: () => [
        updateRow(
          'Organization',
          { id: organizationId },
          { requireSecondAdmin: organization.requireSecondAdmin },
          { requireSecondAdmin: required },
        ),
      ],
    });
    deps.policies.forget(organizationId);
    return { ...organization, requireSecondAdmin: required };
  });
}
