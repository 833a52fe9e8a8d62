import type { Principal } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import {
  checkManagedText,
  type ManagedReason,
  MOST_REASONS,
  type ReasonKind,
  reasonsOfKind,
} from '../domain/managed-reason.ts';
import { demand, policyFor } from './authorize.ts';
import { decideAnew } from './decide-anew.ts';
import { type Deps, insertRow } from './ports.ts';
import { reasonRecord, textTaken } from './reason-record.ts';

/** Adds an entry to the vocabulary, after those that are there. */
export async function createReason(
  deps: Deps,
  principal: Principal,
  input: { organizationId: string; kind: ReasonKind; text: string },
): Promise<ManagedReason> {
  const { organizationId, kind } = input;
  return decideAnew(async () => {
    const policy = await policyFor(deps, principal, organizationId);
    demand(policy.may('organization.manage'));
    const text = checkManagedText(input.text);
    const others = reasonsOfKind(policy.snapshot.reasons, kind);
    if (others.length >= MOST_REASONS) {
      const message = `There are ${MOST_REASONS} reasons of this kind, in use or not, and that is as many as there may be. Reword one.`;
      throw new DomainError('INVALID_INPUT', message, { field: ['kind'] });
    }
    const sortOrder = (others.at(-1)?.sortOrder ?? -1) + 1;
    const reason: ManagedReason = { id: deps.ids.next('rsn'), organizationId, kind, text, sortOrder, active: true };
    const now = deps.clock.now();
    try {
      await deps.ledger.commit({
        organizationId,
        authority: policy.snapshot.authority,
        now,
        // What may be chosen is part of what a decision rests on.
        raisesAuthority: true,
        records: [reasonRecord(principal, null, reason)],
        writes: () => [insertRow('Reason', { ...reason, createdAt: now })],
      });
    } catch (error) {
      throw textTaken(error, text);
    }
    deps.policies.forget(organizationId);
    return reason;
  });
}
