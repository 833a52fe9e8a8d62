import { SYSTEM } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import type { SignedIn } from './application.ts';
import { decideAnew } from './decide-anew.ts';
import { openSession, userActor } from './open-session.ts';
import { checkEmail, checkName, checkPassword } from './people-input.ts';
import { type Deps, insertRow, type StateWrite, type UserRow, updateRow } from './ports.ts';
import { secretSha256 } from './secret.ts';

const SETUP_HOURS = 24;

/** Makes the one-time link of the first start. Earlier unused ones stay valid until they expire. */
export async function offerSetup(deps: Deps, token: string): Promise<void> {
  const now = deps.clock.now();
  await deps.ledger.commit({
    organizationId: 'platform',
    authority: null,
    now,
    records: [
      {
        type: 'setting.changed',
        actor: SYSTEM,
        subject: { kind: 'setting', id: 'setup' },
        detail: { setup: 'offered' },
      },
    ],
    writes: () => [
      insertRow('Invitation', {
        tokenSha256: secretSha256(token),
        kind: 'SETUP',
        userId: null,
        createdAt: now,
        expiresAt: new Date(now.getTime() + SETUP_HOURS * 3_600_000),
        usedAt: null,
      }),
    ],
  });
}

interface FirstUser {
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

/** The first user, a superuser. `extra` are writes that must happen with it, or not at all. */
export async function createFirstUser(
  deps: Deps,
  input: FirstUser,
  extra: readonly StateWrite[] = [],
): Promise<UserRow> {
  const email = checkEmail(input.email);
  const name = checkName(input.name);
  const passwordHash = await deps.passwords.hash(checkPassword(input.password));
  const now = deps.clock.now();
  const user: UserRow = {
    id: deps.ids.next('usr'),
    email,
    name,
    passwordHash,
    platformRole: 'SUPERUSER',
    createdAt: now,
    disabledAt: null,
  };
  await deps.ledger.commit({
    organizationId: 'platform',
    authority: null,
    now,
    records: [
      {
        type: 'user.created',
        actor: SYSTEM,
        subject: { kind: 'user', id: user.id },
        detail: { email, name, platformRole: 'SUPERUSER' },
      },
    ],
    writes: () => [insertRow('User', user), ...extra],
  });
  return user;
}

/** Takes up the set-up link: the first superuser is made, signed in, and the link is dead. */
export async function completeSetup(deps: Deps, input: FirstUser & { token: string }): Promise<SignedIn> {
  const tokenSha256 = secretSha256(input.token);
  const user = await decideAnew(async () => {
    const invitation = await deps.reads.invitation(tokenSha256);
    const now = deps.clock.now();
    const usable =
      invitation !== null && invitation.kind === 'SETUP' && invitation.usedAt === null && invitation.expiresAt > now;
    if (!usable || (await deps.reads.userCount()) > 0) {
      throw new DomainError(
        'NOT_FOUND',
        'This set-up link is not valid any more. It works once, within a day, on a server without users; restart the server for a new one.',
        { field: ['token'] },
      );
    }
    return createFirstUser(deps, input, [updateRow('Invitation', { tokenSha256 }, { usedAt: null }, { usedAt: now })]);
  });
  const now = deps.clock.now();
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
        detail: { by: 'setup' },
      },
    ],
    writes: () => [write],
  });
  return signedIn;
}
