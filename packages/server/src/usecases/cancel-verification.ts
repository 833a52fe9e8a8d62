import { may } from '../domain/access.ts';
import { PLATFORM_TARGET_ID } from '../domain/access-targets.ts';
import type { Principal } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import type { Permission } from '../domain/permission.ts';
import { demand, NO_ROLES, policyFor } from './authorize.ts';
import type { Deps, LedgerVerificationRow } from './ports.ts';

export interface CancelRunner {
  last(organizationId: string): Promise<LedgerVerificationRow | null>;
  cancel(organizationId: string, by: string): Promise<LedgerVerificationRow | null>;
}

/**
 * Ends the verification that was started on demand, on whichever server it runs. What it had seen by then says nothing.
 */
export async function cancelVerification(
  deps: Pick<Deps, 'policies'>,
  runner: CancelRunner,
  principal: Principal,
  { organizationId }: { organizationId: string },
): Promise<LedgerVerificationRow> {
  const last = await runner.last(organizationId);
  demand(await mayCancelVerification(deps, principal, organizationId, last?.requestedBy ?? ''));
  const cancelled = last?.state === 'RUNNING' ? await runner.cancel(organizationId, principal.actor.name) : null;
  if (cancelled === null) throw new DomainError('CONFLICT', 'No verification runs that somebody has started.');
  return cancelled;
}

/** Whoever started it, and admins. */
export async function mayCancelVerification(
  deps: Pick<Deps, 'policies'>,
  principal: Principal,
  organizationId: string,
  requestedBy: string,
): Promise<Permission> {
  const target = { organizationId, requestedBy };
  if (organizationId === PLATFORM_TARGET_ID) return may(principal, 'verification.cancel', target, NO_ROLES);
  return (await policyFor(deps, principal, organizationId)).on('verification.cancel', target);
}
