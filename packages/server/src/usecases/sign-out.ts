import type { Principal } from '../domain/actor.ts';
import { decideAnew } from './decide-anew.ts';
import { type Deps, updateRow } from './ports.ts';

/** Ends the session. One that has ended already stays so. */
export async function signOut(deps: Deps, sessionId: string, principal: Principal): Promise<void> {
  await decideAnew(async () => {
    const now = deps.clock.now();
    await deps.ledger.commit({
      organizationId: 'platform',
      authority: null,
      now,
      records: [
        {
          type: 'session.closed',
          actor: principal.actor,
          subject: { kind: 'user', id: principal.actor.id },
          detail: {},
        },
      ],
      writes: () => [updateRow('Session', { id: sessionId }, {}, { endedAt: now })],
    });
  });
}
