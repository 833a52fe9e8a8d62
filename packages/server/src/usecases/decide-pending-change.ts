import { may } from '../domain/access.ts';
import { changeTarget, profileTarget } from '../domain/access-targets.ts';
import type { Principal } from '../domain/actor.ts';
import type { Verdict } from '../domain/certificate-request.ts';
import { DomainError } from '../domain/errors.ts';
import type { Permission } from '../domain/permission.ts';
import { profileDifferences } from '../domain/profile-differences.ts';
import { checkReason } from '../domain/reason.ts';
import type { TrustProfile } from '../domain/trust-profile-rules.ts';
import { normalizeRules } from '../domain/trust-profile-validation.ts';
import { listed } from '../domain/wording.ts';
import { demand, demandPresence, factsOf, found, type PolicyView, policyFor } from './authorize.ts';
import { decideAnew } from './decide-anew.ts';
import type { Deps, PendingChangeRow } from './ports.ts';
import { changeOf, checkDevices, checkReferences, endedChange, endedRow, savedEdit, together } from './profile-edit.ts';
import { commitEdit } from './update-trust-profile.ts';

/**
 * A second admin approves or rejects an edit that widens a profile. What is approved is judged anew: it must still be an edit
 * of the version in force, by somebody who may still make it, and fit what else is there now.
 */
export async function decidePendingChange(
  deps: Deps,
  principal: Principal,
  input: { changeId: string; verdict: Verdict; reason?: string | null },
): Promise<PendingChangeRow> {
  demandPresence(principal);
  return decideAnew(async () => {
    const row = found(await deps.reads.pendingChange(input.changeId));
    const policy = await policyFor(deps, principal, row.organizationId);
    const current = policy.snapshot.profiles.get(row.trustProfileId) ?? null;
    const permission = policy.on('change.decide', changeTarget(changeOf(row), current ?? row));
    if (permission.code === 'NOT_PENDING') throw await cameTooLate(deps, principal, row, current, permission);
    demand(permission);
    const reason = checkReason(input.reason, input.verdict === 'REJECT');
    const now = deps.clock.now();
    const decider = { actor: principal.actor, userId: principal.userId, reason };
    if (input.verdict === 'REJECT') {
      const ending = { ...decider, status: 'REJECTED' } as const;
      await commitEdit(deps, policy, row.name, endedChange(row, ending, now), now);
      return endedRow(row, ending, now);
    }
    const before = await assertCurrent(deps, row, current);
    await assertProposerStillMay(deps, policy, row, before);
    const after = proposedVersion(policy, row, before);
    checkReferences(policy, after);
    await checkDevices(deps, after);
    const ending = { ...decider, status: 'APPROVED', version: after.version } as const;
    const proposedBy = { kind: row.proposedByKind, id: row.proposedById, name: row.proposedByName };
    const written = together(
      endedChange(row, ending, now),
      savedEdit(principal.actor, before, after, now, { change: row.id, proposedBy }),
    );
    await commitEdit(deps, policy, after.name, written, now);
    return endedRow(row, ending, now);
  });
}

function proposedVersion(policy: PolicyView, row: PendingChangeRow, before: TrustProfile): TrustProfile {
  const { environments: organizationEnvironments } = policy.snapshot.organization;
  const rules = normalizeRules(row.rules, { organizationEnvironments });
  return { ...before, name: row.name, rules, version: before.version + 1 };
}

async function assertCurrent(deps: Deps, row: PendingChangeRow, current: TrustProfile | null): Promise<TrustProfile> {
  if (current === null || current.version !== row.baseVersion) throw await overtaken(deps, row, current);
  return current;
}

/** Rights hold as of the approval: an edit by somebody who may no longer make it is not theirs to have. */
async function assertProposerStillMay(
  deps: Deps,
  policy: PolicyView,
  row: PendingChangeRow,
  profile: TrustProfile,
): Promise<void> {
  const user = await deps.reads.user(row.proposedByUserId);
  const proposer: Principal = {
    actor: { kind: 'user', id: row.proposedByUserId, name: row.proposedByName },
    userId: row.proposedByUserId,
    platformRole: user?.disabledAt ? null : (user?.platformRole ?? null),
    requesterUserIds: [row.proposedByUserId],
    scopes: null,
    organizationId: null,
  };
  if (may(proposer, 'profile.manage', profileTarget(profile), factsOf(policy.snapshot, proposer)).allowed) return;
  throw new DomainError(
    'CONFLICT',
    `${row.proposedByName}, who proposed this change, may no longer change ${profile.name}. Reject it; who still may can propose it anew.`,
    { field: ['changeId'] },
  );
}

/** To those who came too late: who was first, or what has taken the place of what they decide on. */
async function cameTooLate(
  deps: Deps,
  principal: Principal,
  row: PendingChangeRow,
  current: TrustProfile | null,
  permission: Permission,
): Promise<DomainError> {
  if (row.status === 'SUPERSEDED') return overtaken(deps, row, current);
  const extra = { status: row.status };
  if (row.decidedByUserId !== null && row.decidedByUserId === principal.userId)
    return new DomainError('ALREADY_DECIDED', 'You have already decided on this change.', { extra });
  const who = row.decidedByName ? ` It was ${row.decidedByName} who decided.` : '';
  return new DomainError('NOT_PENDING', `${permission.reasons.join(' ')}${who}`, { extra });
}

async function overtaken(deps: Deps, row: PendingChangeRow, current: TrustProfile | null): Promise<DomainError> {
  if (current === null) {
    const message = 'The trust profile that this would change has been retired.';
    return new DomainError('CONFLICT', message, { field: ['changeId'], extra: { status: row.status } });
  }
  const base = await deps.reads.profileVersion(row.trustProfileId, row.baseVersion);
  const changed = base === null ? [] : profileDifferences(base.rules, current.rules);
  if (base !== null && base.name !== current.name) changed.unshift(`name: ${base.name} → ${current.name}`);
  const what = changed.length === 0 ? '' : ` Since then: ${listed(changed)}.`;
  const message = `This change is of version ${row.baseVersion} of ${current.name}, which is now at version ${current.version}.${what} Propose it anew if it is still wanted.`;
  return new DomainError('CONFLICT', message, { field: ['changeId'], extra: { version: current.version, changed } });
}
