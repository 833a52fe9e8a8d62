import type { AccountMailer } from '../usecases/account-mail.ts';

export interface AccountMailSwitch extends AccountMailer {
  /** Null: nobody sends mails. */
  connect(mailer: AccountMailer | null): void;
}

/** Stands in the use cases' parts before there is anybody who sends mails, and where nobody does. */
export function createAccountMailSwitch(): AccountMailSwitch {
  let connected: AccountMailer | null = null;
  return {
    async send(mail) {
      await connected?.send(mail);
    },
    connect(mailer) {
      connected = mailer;
    },
  };
}
