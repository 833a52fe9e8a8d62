import { DomainError } from '../domain/errors.ts';
import type { SignedIn } from './application.ts';
import { openSession, userActor } from './open-session.ts';
import { addressOf } from './people-input.ts';
import type { Deps } from './ports.ts';

/**
 * Opens a session. A wrong password and an unknown address are told apart by nothing, not even by time; a refusal for
 * somebody we know is recorded. How often one may try is the door's to limit, before this is called.
 */
export async function signIn(
  deps: Deps,
  input: { email: string; password: string; address: string },
): Promise<SignedIn> {
  const address = addressOf(input.email);
  const user = address === null ? null : await deps.reads.userByEmail(address);
  const matches = await deps.passwords.verify(input.password, user?.passwordHash ?? null);
  const now = deps.clock.now();
  if (user === null || !matches || user.disabledAt !== null) {
    if (user !== null) {
      await deps.ledger.commit({
        organizationId: 'platform',
        authority: null,
        now,
        records: [
          {
            type: 'session.refused',
            actor: userActor(user),
            subject: { kind: 'user', id: user.id },
            detail: { address: input.address, reason: matches ? 'disabled' : 'password' },
          },
        ],
        writes: () => [],
      });
    }
    throw new DomainError('UNAUTHENTICATED', 'The e-mail address or the password is not right.');
  }
  const { signedIn, write } = openSession(deps, user, now);
  await deps.ledger.commit({
    organizationId: 'platform',
    authority: null,
    now,
    records: [
      {
        type: 'session.opened',
        actor: userActor(user),
        subject: { kind: 'user', id: user.id },
        detail: { address: input.address },
      },
    ],
    writes: () => [write],
  });
  return signedIn;
}
