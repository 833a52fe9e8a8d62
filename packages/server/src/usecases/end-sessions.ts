import { type Deps, type SessionRow, type StateWrite, updateRow } from './ports.ts';

/** Ends sessions in the commit of what ends them. One that ended meanwhile makes the command stale. */
export function endingSessions(sessions: readonly SessionRow[], now: Date): StateWrite[] {
  return sessions.map(({ id }) => updateRow('Session', { id }, { endedAt: null }, { endedAt: now }));
}

/** The sessions of somebody that stand, but for one. */
export async function otherSessions(
  deps: Pick<Deps, 'reads'>,
  userId: string,
  now: Date,
  keptId: string | null = null,
): Promise<SessionRow[]> {
  const open = await deps.reads.openSessions(userId, now);
  return open.filter(({ id }) => id !== keptId);
}
