import type { RecordedArea } from './recorded.ts';

export const notifications: RecordedArea = {
  updateNotificationSettings: {
    record: 'setting.changed',
    by: 'PA',
    about: () => 'mail',
    ask: () => ({
      input: {
        host: '127.0.0.1',
        port: 2525,
        tls: 'NONE',
        username: 'mailer',
        password: 'the password of the mail server',
        fromAddress: 'mail@home.example',
      },
    }),
    detail: { before: null, after: { host: '127.0.0.1', port: 2525 }, passwordChanged: true },
  },
};
