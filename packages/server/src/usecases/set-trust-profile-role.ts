import { profileTarget } from '../domain/access-targets.ts';
import type { Principal, TrustProfileRole } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import type { TrustProfile } from '../domain/trust-profile-rules.ts';
import { demand, found, policyFor } from './authorize.ts';
import { decideAnew } from './decide-anew.ts';
import { type Deps, deleteRow, insertRow, type StateWrite, updateRow } from './ports.ts';

/** Gives somebody a role on one profile, or takes it away. It adds to their role in the organization. */
export async function setTrustProfileRole(
  deps: Deps,
  principal: Principal,
  input: { trustProfileId: string; userId: string; role: TrustProfileRole | null },
): Promise<TrustProfile> {
  return decideAnew(async () => {
    const { organizationId } = found(await deps.reads.trustProfile(input.trustProfileId));
    const policy = await policyFor(deps, principal, organizationId);
    const profile = found(policy.snapshot.profiles.get(input.trustProfileId));
    demand(policy.on('profileRole.manage', profileTarget(profile)));
    const person = policy.snapshot.people.get(input.userId);
    if (person === undefined) {
      throw new DomainError('NOT_FOUND', 'This person is not a member of the organization; invite them first.', {
        field: ['userId'],
      });
    }
    if (input.role === 'ADMIN' && person.role === 'VIEWER') {
      throw new DomainError(
        'INVALID_INPUT',
        `${person.name} is a viewer of the organization: only its operators and admins can be admins of a profile.`,
        {
          field: ['role'],
        },
      );
    }
    const before = person.trustProfileRoles.get(profile.id) ?? null;
    if (before === input.role) return profile;
    const now = deps.clock.now();
    await deps.ledger.commit({
      organizationId,
      authority: policy.snapshot.authority,
      now,
      raisesAuthority: true,
      records: [
        {
          type: input.role === null ? 'profileRole.revoked' : 'profileRole.granted',
          actor: principal.actor,
          subject: { kind: 'profile', id: profile.id },
          detail: { user: input.userId, before, after: input.role },
        },
      ],
      writes: () => [
        roleWrite({ trustProfileId: profile.id, userId: input.userId }, organizationId, before, input.role),
      ],
    });
    deps.policies.forget(organizationId);
    return profile;
  });
}

function roleWrite(
  key: { trustProfileId: string; userId: string },
  organizationId: string,
  before: TrustProfileRole | null,
  after: TrustProfileRole | null,
): StateWrite {
  if (after === null) return deleteRow('TrustProfileRole', key);
  if (before === null) return insertRow('TrustProfileRole', { ...key, organizationId, role: after });
  return updateRow('TrustProfileRole', key, { role: before }, { role: after });
}
