import type { Principal } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import { found } from './authorize.ts';
import { decideAnew } from './decide-anew.ts';
import { endingSessions, otherSessions } from './end-sessions.ts';
import { closing } from './one-time-link.ts';
import { checkPassword } from './people-input.ts';
import { type Deps, updateRow } from './ports.ts';

/** Changes one's own password. All other sessions end, and links for a new password are dead. */
export async function changePassword(
  deps: Deps,
  principal: Principal,
  sessionId: string,
  input: { currentPassword: string; newPassword: string },
): Promise<void> {
  const passwordHash = await deps.passwords.hash(checkPassword(input.newPassword, 'newPassword'));
  await decideAnew(async () => {
    const user = found(principal.userId === null ? null : await deps.reads.user(principal.userId));
    const before = user.passwordHash ?? null;
    if (!(await deps.passwords.verify(input.currentPassword, before))) {
      throw new DomainError('INVALID_INPUT', 'This is not your current password.', { field: ['currentPassword'] });
    }
    const now = deps.clock.now();
    const sessions = await otherSessions(deps, user.id, now, sessionId);
    const links = await deps.reads.openLinks(user.id);
    await deps.ledger.commit({
      organizationId: 'platform',
      authority: null,
      now,
      records: [
        {
          type: 'user.changed',
          actor: principal.actor,
          subject: { kind: 'user', id: user.id },
          detail: { changed: ['password'], by: 'account', sessionsEnded: sessions.length },
        },
      ],
      writes: () => [
        updateRow('User', { id: user.id }, { passwordHash: before }, { passwordHash }),
        ...endingSessions(sessions, now),
        ...closing(links, now),
      ],
    });
  });
}
