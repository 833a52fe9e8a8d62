import type { batchMail } from '../mail/batch-mail.ts';
import type { MailMessage } from '../mail/message.ts';
import type { requestMail } from '../mail/request-mail.ts';
import type { JobQueue } from '../store/job-queue.ts';
import type { GatheredNotification, NotificationGroup, Notifications } from '../store/notifications.ts';
import type { Deps } from '../usecases/ports.ts';
import { MAIL_QUEUE, mailJobId } from './mail-jobs.ts';
import { readFacts, type StoredFacts } from './stored-facts.ts';

export interface GatheringParts {
  readonly deps: Pick<Deps, 'publicUrl' | 'log'>;
  readonly notifications: Notifications<StoredFacts>;
  readonly queue: Pick<JobQueue, 'add'>;
  /** What a mail about one request says, and one about several. */
  readonly compose: { readonly one: typeof requestMail; readonly many: typeof batchMail };
  /** The newest checkpoint of a ledger, for the foot. */
  readonly checkpoint: (ledger: string) => Promise<string | null>;
}

/** Requests that one mail lists at most. */
const MOST = 100;
/** Threads that one mail belongs to at most: a header has its bounds. */
const MOST_THREADS = 20;

/** Makes mails of what waits to be told: what is of one kind and comes at once, to one person, is one mail. */
export async function gatherMails(parts: GatheringParts): Promise<void> {
  const { deps, notifications } = parts;
  for (const group of await notifications.due()) {
    try {
      await gatherGroup(parts, group);
    } catch (error) {
      // One organization's mails wait; the others' do not wait with them.
      deps.log(`telling people by mail of ${group.organizationId} failed; it is tried again`, {
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
  }
}

async function gatherGroup(parts: GatheringParts, group: NotificationGroup): Promise<void> {
  const { notifications, queue } = parts;
  for (let told = MOST; told === MOST; ) {
    told = await notifications.gather(group, MOST, async (gathered, transaction) => {
      const message = await compose(parts, group, gathered);
      await queue.add(MAIL_QUEUE, mailJobId(message.messageId, message.to.address), message, transaction);
      return message.messageId;
    });
  }
}

async function compose(
  { deps, compose: words, checkpoint }: GatheringParts,
  { organizationId, event }: NotificationGroup,
  gathered: readonly GatheredNotification<StoredFacts>[],
): Promise<MailMessage> {
  const [first] = gathered;
  const last = gathered.at(-1);
  if (first === undefined || last === undefined) throw new Error('a mail tells of something');
  const note = await checkpoint(last.ledger);
  // What happened to one request again meanwhile is told as it is now.
  const newest = new Map(gathered.map(({ requestId, facts }) => [requestId, readFacts(facts, note)]));
  const told = [...newest.values()];
  const [only] = told;
  const rendered =
    told.length === 1 && only !== undefined
      ? words.one(only)
      : words.many(told, { url: new URL('/approvals', deps.publicUrl).href, checkpoint: note });
  const threads = [...new Set(gathered.flatMap(({ thread }) => thread ?? []))].slice(0, MOST_THREADS);
  return {
    ...rendered,
    to: { name: first.toName, address: first.toAddress },
    messageId: first.ownMessageId,
    references: threads.length === 0 ? null : threads.join(' '),
    about: { organizationId, event, requestIds: [...newest.keys()] },
  };
}
