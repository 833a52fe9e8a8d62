import { decideAnew } from './decide-anew.ts';
import { afterLinkRace, newLink } from './one-time-link.ts';
import { userActor } from './open-session.ts';
import { checkEmail } from './people-input.ts';
import type { Deps } from './ports.ts';

/**
 * Sends a link for a new password to whoever has an account under the address. It answers before it has looked: neither
 * the answer nor the time it takes says whether there is one. How often one may ask is the door's to limit.
 */
export async function requestPasswordReset(deps: Deps, input: { email: string; address: string }): Promise<void> {
  const email = checkEmail(input.email);
  deps.background('sending a link for a new password', () => sendLink(deps, email, input.address));
}

async function sendLink(deps: Deps, email: string, address: string): Promise<void> {
  await decideAnew(async () => {
    const user = await deps.reads.userByEmail(email);
    if (user === null || user.disabledAt) return;
    const now = deps.clock.now();
    const link = await newLink(deps, 'RESET', user.id, now);
    try {
      await deps.ledger.commit({
        organizationId: 'platform',
        authority: null,
        now,
        records: [
          {
            type: 'user.changed',
            actor: userActor(user),
            subject: { kind: 'user', id: user.id },
            detail: { changed: [], passwordReset: 'asked for', address },
          },
        ],
        writes: () => link.writes,
      });
    } catch (error) {
      throw afterLinkRace(error);
    }
    const { url, expiresAt } = link;
    const to = { userId: user.id, name: user.name, email: user.email };
    await deps.accountMail.send({ kind: 'PASSWORD_RESET', to, url, expiresAt, invitation: null });
  });
}
