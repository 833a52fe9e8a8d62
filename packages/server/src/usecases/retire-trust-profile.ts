import { profileTarget } from '../domain/access-targets.ts';
import type { Principal } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import type { TrustProfile } from '../domain/trust-profile-rules.ts';
import { demand, found, policyFor } from './authorize.ts';
import { decideAnew } from './decide-anew.ts';
import { type Deps, updateRow } from './ports.ts';
import { endedChange, together } from './profile-edit.ts';
import { commitEdit } from './update-trust-profile.ts';

/** Ends a profile for good: nothing matches it any more, and what waits under it can no longer be approved. */
export async function retireTrustProfile(
  deps: Deps,
  principal: Principal,
  input: { trustProfileId: string },
): Promise<TrustProfile> {
  return decideAnew(async () => {
    const { organizationId, name, version, rules } = found(await deps.reads.trustProfile(input.trustProfileId));
    const policy = await policyFor(deps, principal, organizationId);
    const stored = { id: input.trustProfileId, organizationId, name, version, rules, active: false };
    const profile = policy.snapshot.profiles.get(input.trustProfileId) ?? stored;
    demand(policy.on('profile.retire', profileTarget(profile)));
    if (!profile.active) throw new DomainError('CONFLICT', `${profile.name} has been retired already.`);
    const open = await deps.reads.openChange(profile.id);
    const now = deps.clock.now();
    const { actor, userId } = principal;
    const because = { status: 'SUPERSEDED', actor, userId, reason: 'The trust profile was retired.' } as const;
    const written = together(open === null ? { records: [], writes: [] } : endedChange(open, because, now), {
      records: [
        {
          type: 'profile.retired',
          actor,
          subject: { kind: 'profile', id: profile.id },
          detail: { name: profile.name, version: profile.version },
        },
      ],
      writes: [
        updateRow(
          'TrustProfile',
          { id: profile.id },
          { version: profile.version, active: true },
          { active: false, updatedAt: now },
        ),
      ],
    });
    await commitEdit(deps, policy, profile.name, written, now);
    return { ...profile, active: false };
  });
}
