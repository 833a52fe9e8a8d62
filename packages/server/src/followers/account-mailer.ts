import { hash } from 'node:crypto';
import type { accountMail } from '../mail/account-mail.ts';
import type { MailSender } from '../mail/smtp-sender.ts';
import type { JobQueue } from '../store/job-queue.ts';
import type { AccountMail, AccountMailer } from '../usecases/account-mail.ts';
import type { Deps } from '../usecases/ports.ts';
import { ACCOUNT_MAIL_QUEUE, mailJobId } from './mail-jobs.ts';

export interface AccountMailerOptions {
  readonly queue: Pick<JobQueue, 'add' | 'work'>;
  readonly sender: Pick<MailSender, 'send'>;
  readonly compose: typeof accountMail;
  /** Under an id that nothing else is sealed under. */
  readonly seal: (id: string, text: string) => string;
  readonly open: (id: string, sealed: string) => string;
  readonly now: () => Date;
  readonly publicUrl: URL;
  readonly log: Deps['log'];
}

/** What waits in the queue: all of the mail but its link, which whoever reads the database must not be able to follow. */
interface AccountMailJob extends Omit<AccountMail, 'url' | 'expiresAt'> {
  readonly id: string;
  readonly sealedUrl: string;
  readonly expiresAt: string;
}

/** Sends one-time links by mail. Whatever could not be sent before its link has died is not sent any more. */
export async function startAccountMailer(options: AccountMailerOptions): Promise<AccountMailer> {
  const { queue, sender, compose, seal, open, now, publicUrl, log } = options;
  await queue.work<AccountMailJob>(ACCOUNT_MAIL_QUEUE, {
    async handle({ id, sealedUrl, expiresAt, kind, to, invitation }) {
      const until = new Date(expiresAt);
      if (until <= now()) return 'its link has expired';
      const url = open(id, sealedUrl);
      const { refusal } = await sender.send({
        ...compose({ kind, name: to.name, url, expiresAt: until, invitation }),
        to: { name: to.name, address: to.email },
        messageId: `<${id}@${publicUrl.hostname}>`,
        references: `<account.${to.userId}@${publicUrl.host.replace(':', '.')}>`,
      });
      return refusal;
    },
    async onGivenUp(_id, { kind, to }, error) {
      log('a mail with a link could not be delivered, and is given up', { kind, to: to.email, error });
    },
  });
  return {
    async send({ url, expiresAt, ...rest }) {
      const id = mailJobId('account', hash('sha256', url, 'hex'));
      const job: AccountMailJob = { ...rest, id, sealedUrl: seal(id, url), expiresAt: expiresAt.toISOString() };
      await queue.add(ACCOUNT_MAIL_QUEUE, id, job);
    },
  };
}
