import type { Principal } from '../domain/actor.ts';
import type { RecordDraft } from '../domain/audit-record-types.ts';
import { demand, policyFor } from './authorize.ts';
import { memberIn } from './change-member-role.ts';
import { decideAnew } from './decide-anew.ts';
import { endingSessions } from './end-sessions.ts';
import { memberTarget } from './last-admin.ts';
import { type ApiTokenRow, type Deps, deleteRow, type Person, type StateWrite, updateRow } from './ports.ts';

/** Ends a membership, and with it, in one commit, the person's roles on profiles, their tokens there, and their sessions. */
export async function removeMember(
  deps: Deps,
  principal: Principal,
  input: { organizationId: string; userId: string },
): Promise<Person> {
  const { organizationId } = input;
  return decideAnew(async () => {
    const policy = await policyFor(deps, principal, organizationId);
    demand(policy.may('member.manage'));
    const person = memberIn(policy, input.userId);
    demand(policy.on('member.remove', await memberTarget(policy, person, deps.reads.user)));
    const now = deps.clock.now();
    const tokens = await deps.reads.standingTokens(organizationId, person.id);
    const sessions = await deps.reads.openSessions(person.id, now);
    const { actor } = principal;
    await deps.ledger.commit({
      organizationId,
      authority: policy.snapshot.authority,
      now,
      raisesAuthority: true,
      records: [
        {
          type: 'member.removed',
          actor,
          subject: { kind: 'user', id: person.id },
          detail: { email: person.email, before: person.role, sessionsEnded: sessions.length },
        },
        ...[...person.trustProfileRoles].map(
          ([profileId, before]): RecordDraft => ({
            type: 'profileRole.revoked',
            actor,
            subject: { kind: 'profile', id: profileId },
            detail: { user: person.id, before, after: null, because: 'member removed' },
          }),
        ),
        ...tokens.map(
          ({ id, name }): RecordDraft => ({
            type: 'token.revoked',
            actor,
            subject: { kind: 'token', id },
            detail: { name, because: 'member removed' },
          }),
        ),
      ],
      writes: () => [
        deleteRow('Membership', { organizationId, userId: person.id }),
        ...[...person.trustProfileRoles.keys()].map((trustProfileId) =>
          deleteRow('TrustProfileRole', { trustProfileId, userId: person.id }),
        ),
        ...tokens.map((token) => revoking(token, now)),
        ...endingSessions(sessions, now),
      ],
    });
    deps.policies.forget(organizationId);
    return person;
  });
}

export function revoking({ id }: ApiTokenRow, now: Date): StateWrite {
  return updateRow('ApiToken', { id }, { revokedAt: null }, { revokedAt: now });
}
