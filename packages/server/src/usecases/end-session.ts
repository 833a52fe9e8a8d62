import type { Principal } from '../domain/actor.ts';
import { found } from './authorize.ts';
import { decideAnew } from './decide-anew.ts';
import { endingSessions, otherSessions } from './end-sessions.ts';
import type { Deps, SessionRow } from './ports.ts';

/** Ends one of one's own sessions, wherever it is open. */
export async function endSession(deps: Deps, principal: Principal, input: { sessionId: string }): Promise<void> {
  await decideAnew(async () => {
    const sessions = await deps.reads.openSessions(ownId(principal), deps.clock.now());
    await end(deps, principal, [found(sessions.find(({ id }) => id === input.sessionId))]);
  });
}

/** Ends all of one's own sessions but the one that asks. Answers how many. */
export async function endOtherSessions(deps: Deps, principal: Principal, sessionId: string): Promise<number> {
  return decideAnew(async () => {
    const sessions = await otherSessions(deps, ownId(principal), deps.clock.now(), sessionId);
    if (sessions.length > 0) await end(deps, principal, sessions);
    return sessions.length;
  });
}

async function end(deps: Deps, principal: Principal, sessions: readonly SessionRow[]): Promise<void> {
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
        detail: { by: 'account', sessions: sessions.length },
      },
    ],
    writes: () => endingSessions(sessions, now),
  });
}

function ownId({ userId }: Principal): string {
  return found(userId);
}
