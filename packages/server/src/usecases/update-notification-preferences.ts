import type { Principal } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import { EVERYTHING, type NotificationPreferences } from '../domain/notification.ts';
import type { UpdateNotificationPreferencesInput } from './application.ts';
import { demand, policyFor } from './authorize.ts';
import type { Mail } from './mail-ports.ts';
import type { Deps } from './ports.ts';

/** What the person wants to be told of by mail in one organization. It decides nothing, so no record tells of it. */
export async function updateNotificationPreferences(
  deps: Deps,
  mail: Mail,
  principal: Principal,
  input: UpdateNotificationPreferencesInput,
): Promise<NotificationPreferences> {
  const policy = await policyFor(deps, principal, input.organizationId);
  const { userId } = principal;
  demand(policy.may('organization.read'));
  if (principal.actor.kind !== 'user' || userId === null) {
    throw new DomainError('NOT_ALLOWED', 'People choose for themselves what they are told; a token or device cannot.');
  }
  if (!policy.snapshot.people.has(userId)) {
    throw new DomainError('NOT_ALLOWED', 'Only members of the organization are told anything by mail.');
  }
  const before = (await mail.preferences(userId, input.organizationId)) ?? EVERYTHING;
  const after: NotificationPreferences = {
    submissions: input.submissions ?? before.submissions,
    warnings: input.warnings ?? before.warnings,
    outcomes: input.outcomes ?? before.outcomes,
  };
  await mail.savePreferences({
    userId,
    organizationId: input.organizationId,
    ...after,
    updatedAt: deps.clock.now(),
  });
  return after;
}
