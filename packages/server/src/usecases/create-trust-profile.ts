import type { Principal } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import { findOverlaps } from '../domain/trust-profile.ts';
import type { TrustProfile } from '../domain/trust-profile-rules.ts';
import { normalizeRules } from '../domain/trust-profile-validation.ts';
import { listed } from '../domain/wording.ts';
import type { TrustProfileInput } from './application.ts';
import { demand, type PolicyView, policyFor } from './authorize.ts';
import { decideAnew } from './decide-anew.ts';
import { checkName } from './people-input.ts';
import { type Deps, insertRow, RefusedByConstraint } from './ports.ts';
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

/** What a profile names must exist in its organization, and its names must not be another active profile's. */
export function checkReferences(policy: PolicyView, profile: TrustProfile): void {
  const { snapshot } = policy;
  const authority = snapshot.certificateAuthorities.get(profile.rules.certificateAuthorityId);
  if (authority?.kind !== 'ISSUING') {
    throw new DomainError('NOT_FOUND', 'There is no such issuing certificate authority in this organization.', {
      field: ['certificateAuthorityId'],
    });
  }
  const stranger = profile.rules.allowedUserIds.find((id) => !snapshot.people.has(id));
  if (stranger !== undefined) {
    throw new DomainError('NOT_FOUND', `${stranger} is not a member of this organization.`, {
      field: ['allowedUserIds'],
    });
  }
  const others = [...snapshot.profiles.values()].filter((other) => other.id !== profile.id);
  const overlaps = findOverlaps(profile, others, snapshot.organization.environments);
  if (overlaps.length > 0) {
    const named = overlaps.map(
      (overlap) => `${listed(overlap.patterns)} in ${listed(overlap.environments)} with ${overlap.profileName}`,
    );
    throw new DomainError(
      'PROFILE_OVERLAP',
      `These names would belong to two profiles: ${named.join('; ')}. Narrow one of them, or give a part away with exceptDomains.`,
      { field: ['domains'], extra: { profileIds: overlaps.map((overlap) => overlap.profileId) } },
    );
  }
}

export function nameTaken(error: unknown, name: string): unknown {
  if (error instanceof RefusedByConstraint && error.constraint === 'trust_profile_name') {
    return new DomainError('INVALID_INPUT', `There is a trust profile named ${name} already.`, { field: ['name'] });
  }
  return error;
}
