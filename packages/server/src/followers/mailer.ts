import type { MailMessage } from '../mail/message.ts';
import type { renewalRefusedMail } from '../mail/renewal-refused-mail.ts';
import type { MailSender } from '../mail/smtp-sender.ts';
import type { FollowerPlaces } from '../store/follower-places.ts';
import type { JobQueue } from '../store/job-queue.ts';
import type { UndeliveredMails } from '../store/undelivered-mails.ts';
import type { CommittedRecord, Deps } from '../usecases/ports.ts';
import { type GatheringParts, gatherMails } from './gather-mails.ts';
import { MAIL_QUEUE, mailJobId } from './mail-jobs.ts';
import { notificationsOf } from './notifications-of.ts';
import { renewalRefusalMails } from './renewal-refusal-mails.ts';
import { type RepeatingTask, startRepeatingTask } from './repeating-task.ts';

export interface MailerOptions extends GatheringParts {
  readonly deps: Pick<Deps, 'reads' | 'policies' | 'publicUrl' | 'log'>;
  readonly places: FollowerPlaces;
  readonly queue: JobQueue;
  readonly sender: MailSender;
  readonly undelivered: Pick<UndeliveredMails, 'keep' | 'delivered' | 'queueRetries'>;
  readonly composeRefusal: typeof renewalRefusedMail;
  /** Records of a ledger from `seq` on. */
  readonly read: (ledger: string, seq: number) => Promise<readonly CommittedRecord[]>;
  /** Whether there is a mail server to send by. */
  readonly isOn: () => Promise<boolean>;
}

export const MAILER = 'mailer';
const EVERY_MS = 500;
const FORGET_EVERY_MS = 3_600_000;

/**
 * Tells people by mail. It follows the ledgers: that somebody is to be told of a record is noted once, under an id that the
 * record and the person make, however often and on however many servers it is looked at. What was noted becomes part of one
 * mail, which is queued in the same transaction. Sending is the job's, with its retries; no decision ever waits for a mail
 * server.
 */
export async function startMailer(options: MailerOptions): Promise<RepeatingTask> {
  const { deps, places, queue, sender, notifications, undelivered, isOn } = options;
  await places.startAtHeads(MAILER);
  await queue.work<MailMessage>(MAIL_QUEUE, {
    async handle(message) {
      const { refusal } = await sender.send(message);
      if (refusal === null && message.retryOf !== undefined) await undelivered.delivered(message.retryOf);
      return refusal;
    },
    async onGivenUp(id, message, error) {
      const { to, subject, messageId } = message;
      deps.log('a mail could not be delivered, and is given up', { to: to.address, subject, messageId, error });
      await undelivered.keep(message.retryOf ?? id, message, error);
    },
  });
  let forgotten = 0;
  return startRepeatingTask({
    name: 'telling people by mail',
    everyMs: EVERY_MS,
    log: deps.log,
    async run() {
      if (!(await isOn())) return places.skipToHeads(MAILER);
      for (const { ledger, next, size } of await places.behind(MAILER)) {
        try {
          await follow(options, ledger, next, size);
        } catch (error) {
          // One organization's mails wait; the others' do not wait with them.
          deps.log(`telling people by mail of ${ledger} failed; it is tried again`, {
            error: error instanceof Error ? (error.stack ?? error.message) : String(error),
          });
        }
      }
      await gatherMails(options);
      await undelivered.queueRetries((id, attempts, message) =>
        queue.add(MAIL_QUEUE, mailJobId('retry', id, attempts), { ...message, retryOf: id }),
      );
      if (performance.now() - forgotten < FORGET_EVERY_MS) return;
      forgotten = performance.now();
      await notifications.forgetOld();
    },
  });
}

async function follow(options: MailerOptions, ledger: string, from: number, size: number): Promise<void> {
  const { places, read, queue, notifications } = options;
  for (let next = from; ; ) {
    const records = await read(ledger, next);
    const last = records.at(-1);
    // Where its end was cut off, there is nothing to wait for.
    if (last === undefined) return places.moveTo(MAILER, ledger, size);
    for (const record of records) {
      await notifications.add(await notificationsOf(options, record));
      for (const { id, message } of await renewalRefusalMails(options, record))
        await queue.add(MAIL_QUEUE, id, message);
    }
    next = last.seq + 1;
    await places.moveTo(MAILER, ledger, next);
  }
}
