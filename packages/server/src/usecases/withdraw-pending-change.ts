import { changeTarget } from '../domain/access-targets.ts';
import type { Principal } from '../domain/actor.ts';
import { checkReason } from '../domain/reason.ts';
import { demand, found, policyFor } from './authorize.ts';
import { decideAnew } from './decide-anew.ts';
import type { Deps, PendingChangeRow } from './ports.ts';
import { changeOf, endedChange, endedRow } from './profile-edit.ts';
import { commitEdit } from './update-trust-profile.ts';

/** Whoever proposed a change takes it back before it is decided. */
export async function withdrawPendingChange(
  deps: Deps,
  principal: Principal,
  input: { changeId: string; reason?: string | null },
): Promise<PendingChangeRow> {
  return decideAnew(async () => {
    const row = found(await deps.reads.pendingChange(input.changeId));
    const policy = await policyFor(deps, principal, row.organizationId);
    demand(policy.on('change.withdraw', changeTarget(changeOf(row), row)), { status: row.status });
    const reason = checkReason(input.reason, false);
    const ending = { status: 'WITHDRAWN', actor: principal.actor, userId: principal.userId, reason } as const;
    const now = deps.clock.now();
    await commitEdit(deps, policy, row.name, endedChange(row, ending, now), now);
    return endedRow(row, ending, now);
  });
}
