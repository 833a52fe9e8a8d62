import { PLATFORM_TARGET_ID } from '../domain/access-targets.ts';
import type { Principal } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import { demand, demandPlatform, policyFor } from './authorize.ts';
import type { Deps, LedgerVerificationRow } from './ports.ts';

export interface CancelRunner {
  last(organizationId: string): Promise<LedgerVerificationRow | null>;
  cancel(organizationId: string, by: string): Promise<LedgerVerificationRow | null>;
}

/**
 * Ends the verification that was started on demand, on whichever server it runs: whoever started it, or who manages the
 * organization. What it had seen by then says nothing.
 */
export async function cancelVerification(
  deps: Deps,
  runner: CancelRunner,
  principal: Principal,
  { organizationId }: { organizationId: string },
): Promise<LedgerVerificationRow> {
  const running = await demandCancel(deps, runner, principal, organizationId);
  const cancelled = running ? await runner.cancel(organizationId, principal.actor.name) : null;
  if (cancelled === null) throw new DomainError('CONFLICT', 'No verification runs that somebody has started.');
  return cancelled;
}

async function demandCancel(
  deps: Deps,
  runner: CancelRunner,
  principal: Principal,
  organizationId: string,
): Promise<boolean> {
  if (organizationId === PLATFORM_TARGET_ID) {
    demandPlatform(principal, 'platform.manage');
    return true;
  }
  const policy = await policyFor(deps, principal, organizationId);
  demand(policy.may('audit.verify'));
  const last = await runner.last(organizationId);
  if (last?.state !== 'RUNNING') return false;
  // It may be the one that a superuser waits for, to unseal.
  if (last.requestedBy !== principal.actor.id) demand(policy.may('organization.manage'));
  return true;
}
