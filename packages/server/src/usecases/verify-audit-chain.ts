import { PLATFORM_TARGET_ID } from '../domain/access-targets.ts';
import type { Principal } from '../domain/actor.ts';
import { demand, demandPlatform, found, policyFor } from './authorize.ts';
import type { Deps, LedgerVerificationRow } from './ports.ts';
import type { VerificationPace } from './verification-pace.ts';

/** Runs verifications; `done` never rejects. */
export interface VerificationRunner {
  start(
    ledger: string,
    requestedBy: string,
  ): Promise<{ row: LedgerVerificationRow; done: Promise<LedgerVerificationRow> } | null>;
}

/**
 * Starts the verification of a whole ledger, or joins the one that runs. What it finds is recorded in the platform's ledger
 * when it is done. Sealed organizations are verified like any other.
 */
export async function verifyAuditChain(
  deps: Deps,
  runner: VerificationRunner,
  pace: VerificationPace,
  principal: Principal,
  input: { organizationId: string },
): Promise<LedgerVerificationRow> {
  const { organizationId } = input;
  if (organizationId === PLATFORM_TARGET_ID) demandPlatform(principal, 'platform.manage');
  else demand((await policyFor(deps, principal, organizationId)).may('audit.verify'));
  pace.demand(organizationId, deps.clock.now().getTime());
  const { row, done } = found(await runner.start(organizationId, principal.actor.id));
  deps.background(`recording the verification of ${organizationId}`, async () => {
    const verdict = await done;
    if (verdict.state !== 'DONE') return;
    await deps.ledger.commit({
      organizationId: PLATFORM_TARGET_ID,
      authority: null,
      now: deps.clock.now(),
      records: [
        {
          type: 'ledger.verified',
          actor: principal.actor,
          subject: { kind: 'organization', id: organizationId },
          detail: { ok: verdict.ok ?? false, size: verdict.verified, firstBroken: verdict.firstBroken ?? null },
        },
      ],
      writes: () => [],
    });
  });
  return row;
}
