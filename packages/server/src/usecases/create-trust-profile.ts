import type { Principal } from '../domain/actor.ts';
import type { TrustProfile } from '../domain/trust-profile-rules.ts';
import { normalizeRules } from '../domain/trust-profile-validation.ts';
import type { TrustProfileInput } from './application.ts';
import { demand, policyFor } from './authorize.ts';
import { decideAnew } from './decide-anew.ts';
import { checkName } from './people-input.ts';
import { type Deps, insertRow } from './ports.ts';
import { checkDevices, checkReferences, nameTaken } from './profile-edit.ts';
import { rulesAsRecord } from './profile-record.ts';

/** Saves a new profile as its version 1, in force from its commit on. */
export async function createTrustProfile(
  deps: Deps,
  principal: Principal,
  input: TrustProfileInput & { organizationId: string; name: string },
): Promise<TrustProfile> {
  const name = checkName(input.name);
  return decideAnew(async () => {
    const policy = await policyFor(deps, principal, input.organizationId);
    demand(policy.may('profile.create'));
    const rules = normalizeRules(input, { organizationEnvironments: policy.snapshot.organization.environments });
    const profile: TrustProfile = {
      id: deps.ids.next('dtp'),
      organizationId: input.organizationId,
      name,
      version: 1,
      active: true,
      rules,
    };
    checkReferences(policy, profile);
    await checkDevices(deps, profile);
    const now = deps.clock.now();
    try {
      await deps.ledger.commit({
        organizationId: input.organizationId,
        authority: policy.snapshot.authority,
        now,
        raisesAuthority: true,
        records: [
          {
            type: 'profile.created',
            actor: principal.actor,
            subject: { kind: 'profile', id: profile.id },
            detail: { version: 1, name, after: rulesAsRecord(rules) },
          },
        ],
        writes: () => [
          insertRow('TrustProfile', { ...profile, createdAt: now, updatedAt: now }),
          insertRow('TrustProfileVersion', { trustProfileId: profile.id, version: 1, name, rules, createdAt: now }),
        ],
      });
    } catch (error) {
      throw nameTaken(error, name);
    }
    deps.policies.forget(input.organizationId);
    return profile;
  });
}
