import type { Principal } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import { demand, demandPlatform, found, policyFor } from './authorize.ts';
import type { Mail } from './mail-ports.ts';
import type { Deps, UndeliveredMailRow } from './ports.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Sends a mail again that could not be delivered: by admins of its organization, and platform admins. */
export async function retryUndeliveredMail(
  deps: Deps,
  mail: Mail,
  principal: Principal,
  input: { id: string },
): Promise<UndeliveredMailRow> {
  const kept = found(UUID.test(input.id) ? await mail.undelivered.find(input.id) : null);
  if (kept.organizationId) demand((await policyFor(deps, principal, kept.organizationId)).may('organization.manage'));
  else demandPlatform(principal, 'platform.manage');
  if (kept.state === 'DELIVERED') throw new DomainError('CONFLICT', 'This mail was delivered meanwhile.');
  await mail.undelivered.retry(kept.id);
  return found(await mail.undelivered.find(kept.id));
}
