import { DomainError } from '../domain/errors.ts';
import type { SignedIn } from './application.ts';
import { decideAnew } from './decide-anew.ts';
import { endingSessions } from './end-sessions.ts';
import { following } from './one-time-link.ts';
import { openSession, userActor } from './open-session.ts';
import { checkPassword } from './people-input.ts';
import { type Deps, updateRow } from './ports.ts';
import { secretSha256 } from './secret.ts';

/** Takes up a link for a new password: every session ends, every other link is dead, and whoever holds it is signed in. */
export async function resetPassword(deps: Deps, input: { token: string; password: string }): Promise<SignedIn> {
  const tokenSha256 = secretSha256(input.token);
  const passwordHash = await deps.passwords.hash(checkPassword(input.password));
  return decideAnew(async () => {
    const now = deps.clock.now();
    const link = await deps.reads.invitation(tokenSha256);
    const isUsable = link?.kind === 'RESET' && !link.usedAt && link.expiresAt > now;
    const user = isUsable && link.userId ? await deps.reads.user(link.userId) : null;
    if (!isUsable || user === null || user.disabledAt) {
      throw new DomainError(
        'NOT_FOUND',
        'This link is not valid any more: it works once, within an hour, and only the newest one does. Ask for another.',
        { field: ['token'] },
      );
    }
    const sessions = await deps.reads.openSessions(user.id, now);
    const links = await deps.reads.openLinks(user.id);
    const { signedIn, write } = openSession(deps, user, now);
    const actor = userActor(user);
    const subject = { kind: 'user', id: user.id } as const;
    await deps.ledger.commit({
      organizationId: 'platform',
      authority: null,
      now,
      records: [
        {
          type: 'user.changed',
          actor,
          subject,
          detail: { changed: ['password'], by: 'reset', sessionsEnded: sessions.length },
        },
        { type: 'session.opened', actor, subject, detail: { by: 'reset' } },
      ],
      writes: () => [
        updateRow('User', { id: user.id }, {}, { passwordHash }),
        ...endingSessions(sessions, now),
        ...following(link, links, now),
        write,
      ],
    });
    return signedIn;
  });
}
