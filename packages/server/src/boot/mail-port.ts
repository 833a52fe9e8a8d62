import { sendTestMail } from '../mail/test-mail.ts';
import type { MailStore } from '../store/mail-settings.ts';
import type { UndeliveredMails } from '../store/undelivered-mails.ts';
import type { Mail } from '../usecases/mail-ports.ts';
import type { MailAccounts } from './mail-account.ts';

/** Mail as the use cases see it, of its parts. */
export function createMail(parts: {
  readonly store: MailStore;
  readonly accounts: MailAccounts;
  readonly undelivered: UndeliveredMails;
  readonly publicUrl: URL;
}): Mail {
  const { store, accounts, undelivered, publicUrl } = parts;
  return {
    saved: store.saved,
    inForce: accounts.inForce,
    sealPassword: accounts.sealPassword,
    async passwordFor({ host, port, username }) {
      const now = await accounts.inForce();
      return now.host === host && now.port === port && now.username === username ? accounts.password() : null;
    },
    async sendTest(to) {
      const account = await accounts.current();
      return account === null ? null : sendTestMail(account, to, publicUrl.href);
    },
    delivery: store.delivery,
    undelivered,
    preferences: store.preferences,
    savePreferences: store.savePreferences,
  };
}
