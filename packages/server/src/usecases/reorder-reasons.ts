import type { Principal } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import { type ManagedReason, type ReasonKind, reasonsOfKind } from '../domain/managed-reason.ts';
import { demand, policyFor } from './authorize.ts';
import { decideAnew } from './decide-anew.ts';
import { type Deps, updateRow } from './ports.ts';
import { reasonRecord } from './reason-record.ts';

/** Puts the entries of one kind in another order. All of them are named, so that nobody sorts what they have not seen. */
export async function reorderReasons(
  deps: Deps,
  principal: Principal,
  input: { organizationId: string; kind: ReasonKind; reasonIds: readonly string[] },
): Promise<readonly ManagedReason[]> {
  const { organizationId, kind, reasonIds } = input;
  return decideAnew(async () => {
    const policy = await policyFor(deps, principal, organizationId);
    demand(policy.may('organization.manage'));
    const before = reasonsOfKind(policy.snapshot.reasons, kind);
    const byId = new Map(before.map((reason) => [reason.id, reason]));
    const after = [...new Set(reasonIds)].flatMap((id, sortOrder) => {
      const reason = byId.get(id);
      return reason === undefined ? [] : [{ ...reason, sortOrder }];
    });
    if (after.length !== before.length || after.length !== reasonIds.length) {
      const message =
        'Name every reason of this kind once, also those not in use. Read them again: they may have changed.';
      throw new DomainError('INVALID_INPUT', message, { field: ['reasonIds'] });
    }
    const moved = after.flatMap((reason) => {
      const old = byId.get(reason.id);
      return old === undefined || old.sortOrder === reason.sortOrder ? [] : [{ old, reason }];
    });
    if (moved.length === 0) return before;
    await deps.ledger.commit({
      organizationId,
      authority: policy.snapshot.authority,
      now: deps.clock.now(),
      raisesAuthority: true,
      records: moved.map(({ old, reason }) => reasonRecord(principal, old, reason)),
      writes: () =>
        moved.map(({ old, reason }) =>
          updateRow('Reason', { id: old.id }, { sortOrder: old.sortOrder }, { sortOrder: reason.sortOrder }),
        ),
    });
    deps.policies.forget(organizationId);
    return after;
  });
}
