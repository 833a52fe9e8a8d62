import type { Principal } from '../domain/actor.ts';
import { checkManagedText, type ManagedReason } from '../domain/managed-reason.ts';
import { demand, found, policyFor } from './authorize.ts';
import { decideAnew } from './decide-anew.ts';
import { type Deps, updateRow } from './ports.ts';
import { reasonRecord, textTaken } from './reason-record.ts';

/** Rewords an entry, takes it out of use or puts it back. Records keep the words that they were written with. */
export async function updateReason(
  deps: Deps,
  principal: Principal,
  input: { reasonId: string; text?: string | null; active?: boolean | null },
): Promise<ManagedReason> {
  return decideAnew(async () => {
    const { organizationId } = found(await deps.reads.reason(input.reasonId));
    const policy = await policyFor(deps, principal, organizationId);
    demand(policy.may('organization.manage'));
    const before = found(policy.snapshot.reasons.get(input.reasonId));
    const text = input.text === null || input.text === undefined ? before.text : checkManagedText(input.text);
    const after: ManagedReason = { ...before, text, active: input.active ?? before.active };
    if (after.text === before.text && after.active === before.active) return before;
    try {
      await deps.ledger.commit({
        organizationId,
        authority: policy.snapshot.authority,
        now: deps.clock.now(),
        raisesAuthority: true,
        records: [reasonRecord(principal, before, after)],
        writes: () => [
          updateRow(
            'Reason',
            { id: after.id },
            { text: before.text, active: before.active },
            { text: after.text, active: after.active },
          ),
        ],
      });
    } catch (error) {
      throw textTaken(error, text);
    }
    deps.policies.forget(organizationId);
    return after;
  });
}
