import { PLATFORM_TARGET_ID } from '../domain/access-targets.ts';
import { SYSTEM } from '../domain/actor.ts';
import type { Sealing } from '../ledger/verification.ts';
import type { Deps } from '../usecases/ports.ts';

/** Tells the platform's ledger that an organization's is sealed, and where it broke. */
export async function recordSealing(deps: Pick<Deps, 'ledger' | 'clock'>, { ledger, verdict }: Sealing): Promise<void> {
  // A sealed platform ledger cannot tell of itself; the log does.
  if (ledger === PLATFORM_TARGET_ID) return;
  await deps.ledger.commit({
    ledger: PLATFORM_TARGET_ID,
    authority: null,
    now: deps.clock.now(),
    records: [
      {
        type: 'ledger.sealed',
        actor: SYSTEM,
        subject: { kind: 'organization', id: ledger },
        detail: {
          firstBroken: verdict.firstBroken,
          what: verdict.what,
          explanation: verdict.explanation,
          size: verdict.size,
        },
      },
    ],
    writes: () => [],
  });
}
