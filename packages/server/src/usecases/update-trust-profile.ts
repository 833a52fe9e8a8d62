import { profileTarget } from '../domain/access-targets.ts';
import type { Principal } from '../domain/actor.ts';
import type { TrustProfile } from '../domain/trust-profile-rules.ts';
import { normalizeRules } from '../domain/trust-profile-validation.ts';
import type { TrustProfileInput } from './application.ts';
import { demand, found, policyFor } from './authorize.ts';
import { checkReferences, nameTaken } from './create-trust-profile.ts';
import { decideAnew } from './decide-anew.ts';
import { checkName } from './people-input.ts';
import { type Deps, insertRow, updateRow } from './ports.ts';
import { changedFields } from './profile-record.ts';

/** Saves an edit as a new version. Requests keep the version that they matched; deciding looks at both. */
export async function updateTrustProfile(
  deps: Deps,
  principal: Principal,
  input: TrustProfileInput & { trustProfileId: string },
): Promise<TrustProfile> {
  return decideAnew(async () => {
    const { organizationId } = found(await deps.reads.trustProfile(input.trustProfileId));
    const policy = await policyFor(deps, principal, organizationId);
    const before = found(policy.snapshot.profiles.get(input.trustProfileId));
    demand(policy.on('profile.manage', profileTarget(before)));
    const name = input.name === undefined ? before.name : checkName(input.name);
    const rules = normalizeRules(
      { ...before.rules, ...given(input) },
      { organizationEnvironments: policy.snapshot.organization.environments },
    );
    const after: TrustProfile = { ...before, name, rules, version: before.version + 1 };
    checkReferences(policy, after);
    const changed = changedFields(before.rules, rules);
    if (Object.keys(changed.after).length === 0 && name === before.name) return before;
    const now = deps.clock.now();
    try {
      await deps.ledger.commit({
        organizationId,
        authority: policy.snapshot.authority,
        now,
        raisesAuthority: true,
        records: [
          {
            type: 'profile.changed',
            actor: principal.actor,
            subject: { kind: 'profile', id: before.id },
            detail: {
              version: after.version,
              before: name === before.name ? changed.before : { ...changed.before, name: before.name },
              after: name === before.name ? changed.after : { ...changed.after, name },
            },
          },
        ],
        writes: () => [
          updateRow(
            'TrustProfile',
            { id: before.id },
            { version: before.version },
            { name, rules, version: after.version, updatedAt: now },
          ),
          insertRow('TrustProfileVersion', {
            trustProfileId: before.id,
            version: after.version,
            name,
            rules,
            createdAt: now,
          }),
        ],
      });
    } catch (error) {
      throw nameTaken(error, name);
    }
    deps.policies.forget(organizationId);
    return after;
  });
}

/** Only what was given: a field left out stays as it is. */
function given(input: TrustProfileInput): TrustProfileInput {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}
