import type { Principal } from '../domain/actor.ts';
import type { OneTimeLink } from './one-time-link.ts';
import type { Deps, UserRow } from './ports.ts';

export function mailInvitation(
  deps: Deps,
  { actor }: Principal,
  organization: string,
  { id: userId, name, email }: UserRow,
  { url, expiresAt }: Pick<OneTimeLink, 'url' | 'expiresAt'>,
): Promise<void> {
  const to = { userId, name, email };
  return deps.accountMail.send({
    kind: 'INVITATION',
    to,
    url,
    expiresAt,
    invitation: { by: actor.name, organization },
  });
}
