import { type Area, MAY } from './matrix.ts';
import { nothing, organization, undeliveredMail } from './things.ts';

const inside = (organizationId: string) => ({ organizationId });

/** The mail server, mails that could not be delivered, and what people want to be told. */
export const notifications: Area = {
  'Query.notificationSettings': { on: nothing, may: MAY.readPlatform },
  // Nothing is set yet: whoever may is told just that.
  'Mutation.sendTestMail': {
    on: nothing,
    ask: () => ({ input: { to: 'somebody@people.example' } }),
    may: MAY.managePlatform,
    short: 'INVALID_INPUT',
  },
  'Mutation.updateNotificationSettings': {
    on: nothing,
    ask: () => ({ input: { host: '127.0.0.1', port: 25, tls: 'NONE', fromAddress: 'mail@home.example' } }),
    may: MAY.managePlatform,
  },
  'Query.undeliveredMails': {
    on: async (scene) => (await undeliveredMail(scene)) && scene.home,
    ask: inside,
    may: '+  +  +  0  0  0  0  0  0  0  0  0  0  s  s  s  +  0  u  u',
  },
  'Query.undeliveredMails of the platform': {
    on: async (scene) => (await undeliveredMail(scene)) && '',
    may: MAY.readPlatform,
  },
  'Mutation.retryUndeliveredMail': {
    on: undeliveredMail,
    ask: (id) => ({ input: { id } }),
    may: MAY.administer,
  },
  // Who is no member is told nothing by mail.
  'Query.notificationPreferences': {
    on: organization,
    ask: inside,
    may: '0  0  +  +  +  +  +  +  +  +  0  0  0  +  s  s  s  0  u  u',
  },
  'Mutation.updateNotificationPreferences': {
    on: organization,
    ask: (id) => ({ input: { organizationId: id, warnings: false } }),
    may: '-  -  +  +  +  +  +  +  +  +  0  0  0  -  s  s  s  0  u  u',
  },
};
