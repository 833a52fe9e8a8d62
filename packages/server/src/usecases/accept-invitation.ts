import { DomainError } from '../domain/errors.ts';
import type { SignedIn } from './application.ts';
import { decideAnew } from './decide-anew.ts';
import { following } from './one-time-link.ts';
import { openSession, userActor } from './open-session.ts';
import { checkPassword } from './people-input.ts';
import { type Deps, updateRow } from './ports.ts';
import { secretSha256 } from './secret.ts';

/** Takes up an invitation: the invited person chooses a password and is signed in. The link works once. */
export async function acceptInvitation(deps: Deps, input: { token: string; password: string }): Promise<SignedIn> {
  const tokenSha256 = secretSha256(input.token);
  const passwordHash = await deps.passwords.hash(checkPassword(input.password));
  return decideAnew(async () => {
    const now = deps.clock.now();
    const invitation = await deps.reads.invitation(tokenSha256);
    const isUsable = invitation?.kind === 'MEMBER' && !invitation.usedAt && invitation.expiresAt > now;
    const user = isUsable && invitation.userId ? await deps.reads.user(invitation.userId) : null;
    if (!isUsable || user === null || user.disabledAt) {
      throw new DomainError(
        'NOT_FOUND',
        'This invitation is not valid any more. Ask an admin of the organization for a new one.',
        {
          field: ['token'],
        },
      );
    }
    const links = await deps.reads.openLinks(user.id);
    const { signedIn, write } = openSession(deps, user, now);
    const actor = userActor(user);
    await deps.ledger.commit({
      organizationId: 'platform',
      authority: null,
      now,
      records: [
        {
          type: 'user.changed',
          actor,
          subject: { kind: 'user', id: user.id },
          detail: { changed: ['password'], by: 'invitation' },
        },
        { type: 'session.opened', actor, subject: { kind: 'user', id: user.id }, detail: { by: 'invitation' } },
      ],
      writes: () => [
        ...following(invitation, links, now),
        updateRow('User', { id: user.id }, {}, { passwordHash }),
        write,
      ],
    });
    return signedIn;
  });
}
