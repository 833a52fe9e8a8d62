import { PLATFORM_TARGET_ID } from '../domain/access-targets.ts';
import type { Principal } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import { demand, demandPlatform, policyFor } from './authorize.ts';
import type { Deps, LedgerVerificationRow } from './ports.ts';

/** Ends the verification that was started on demand, on whichever server it runs. What it had seen by then says nothing. */
export async function cancelVerification(
  deps: Deps,
  runner: { cancel(organizationId: string, by: string): Promise<LedgerVerificationRow | null> },
  principal: Principal,
  { organizationId }: { organizationId: string },
): Promise<LedgerVerificationRow> {
  if (organizationId === PLATFORM_TARGET_ID) demandPlatform(principal, 'platform.manage');
  else demand((await policyFor(deps, principal, organizationId)).may('audit.verify'));
  const cancelled = await runner.cancel(organizationId, principal.actor.name);
  if (cancelled === null) throw new DomainError('CONFLICT', 'No verification runs that somebody has started.');
  return cancelled;
}
