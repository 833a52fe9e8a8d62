import { PLATFORM_TARGET_ID } from '../domain/access-targets.ts';
import { SYSTEM } from '../domain/actor.ts';
import { type Sealing, sealSilently } from '../ledger/sealing.ts';
import type { Database } from '../store/database.ts';
import { type Deps, StaleCommand, updateRow } from '../usecases/ports.ts';

/**
 * Seals a ledger, and tells the platform's ledger in the same commit where it broke; false where it was sealed already. A
 * platform ledger that does not verify cannot tell of itself, nor of another: the log and the mails do.
 */
export async function sealLedger(
  deps: Pick<Deps, 'ledger' | 'log'>,
  database: Database,
  sealing: Sealing,
): Promise<boolean> {
  const { organizationId, ledger, because, verdict, at } = sealing;
  if (organizationId === PLATFORM_TARGET_ID) return sealSilently(database, sealing);
  const { firstBroken, what, explanation, size, root, expected, found } = verdict;
  const set = { sealedAt: at, sealedBecause: because, sealedVerdict: verdict };
  try {
    await deps.ledger.commit({
      organizationId: PLATFORM_TARGET_ID,
      authority: null,
      now: at,
      records: [
        {
          type: 'ledger.sealed',
          actor: SYSTEM,
          subject: { kind: 'organization', id: organizationId },
          detail: { ledger, firstBroken, what, explanation, size, root, expected, found },
        },
      ],
      writes: () => [updateRow('LedgerHead', { organizationId }, { ledger, sealedAt: null }, set)],
    });
    return true;
  } catch (error) {
    if (error instanceof StaleCommand) return false;
    // Sealed it must be, told or not.
    deps.log(`that ledger ${ledger} is sealed could not be recorded: ${String(error)}`);
    return sealSilently(database, sealing);
  }
}
