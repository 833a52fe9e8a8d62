import { may } from '../../domain/access.ts';
import { PLATFORM_TARGET_ID } from '../../domain/access-targets.ts';
import type { Principal } from '../../domain/actor.ts';
import { EVERYTHING } from '../../domain/notification.ts';
import type { Queries } from '../application.ts';
import { NO_ROLES } from '../authorize.ts';
import type { Mail } from '../mail-ports.ts';
import type { UndeliveredMailRow } from '../ports.ts';
import { emptyPage, readPage } from './page.ts';
import { isSeen, type Sight } from './sight.ts';

type MailQueries = Pick<
  Queries,
  | 'notificationSettings'
  | 'mailDelivery'
  | 'canManageNotifications'
  | 'undeliveredMails'
  | 'countUndeliveredMails'
  | 'notificationPreferences'
>;

/** The mail server, mails that could not be delivered, and what people want to be told. */
export function mailQueries(mail: Mail, sight: Sight): MailQueries {
  const onPlatform = (principal: Principal) =>
    may(principal, 'platform.manage', { organizationId: PLATFORM_TARGET_ID }, NO_ROLES);
  const mayLookAfter = async (principal: Principal, organizationId: string | null) => {
    if (organizationId === null) return isSeen(onPlatform(principal));
    const policy = await sight.policy(principal, organizationId);
    return policy !== null && isSeen(policy.may('organization.manage'));
  };
  return {
    async notificationSettings(principal) {
      return isSeen(onPlatform(principal)) ? mail.inForce() : null;
    },
    mailDelivery: () => mail.delivery(),
    canManageNotifications: (principal) => onPlatform(principal),
    async undeliveredMails(principal, organizationId, page) {
      if (!(await mayLookAfter(principal, organizationId))) return emptyPage(page);
      const placeOf = ({ failedAt, id }: UndeliveredMailRow): [number, string] => [failedAt.getTime(), id];
      return readPage({ name: 'undelivered', shape: ['number', 'string'], placeOf }, page, (after, limit) =>
        mail.undelivered.list(
          organizationId,
          after === null ? null : { failedAt: new Date(Number(after[0])), id: String(after[1]) },
          limit,
        ),
      );
    },
    async countUndeliveredMails(principal, organizationId) {
      return (await mayLookAfter(principal, organizationId)) ? mail.undelivered.count(organizationId) : 0;
    },
    async notificationPreferences(principal, organizationId) {
      const policy = await sight.organization(principal, organizationId);
      const { userId } = principal;
      if (userId === null || policy === null || !policy.snapshot.people.has(userId)) return null;
      return (await mail.preferences(userId, organizationId)) ?? EVERYTHING;
    },
  };
}
