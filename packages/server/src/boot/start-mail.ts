import type { KeyVault } from '../ca/key-vault.ts';
import { startAccountMailer } from '../followers/account-mailer.ts';
import { MAIL_QUEUE } from '../followers/mail-jobs.ts';
import { MAILER, startMailer } from '../followers/mailer.ts';
import { startQuorumMailer } from '../followers/quorum-mailer.ts';
import { startRepeatingTask } from '../followers/repeating-task.ts';
import { startSealingMailer } from '../followers/sealing-mailer.ts';
import type { StoredFacts } from '../followers/stored-facts.ts';
import type { LedgerFeed } from '../ledger/feed.ts';
import { accountMail } from '../mail/account-mail.ts';
import { batchMail } from '../mail/batch-mail.ts';
import { createCurrentSender } from '../mail/current-sender.ts';
import { quorumMail } from '../mail/quorum-mail.ts';
import { renewalRefusedMail } from '../mail/renewal-refused-mail.ts';
import { requestMail } from '../mail/request-mail.ts';
import { sealedMail } from '../mail/sealed-mail.ts';
import type { Database } from '../store/database.ts';
import { createFollowerPlaces } from '../store/follower-places.ts';
import { openJobQueue } from '../store/job-queue.ts';
import { createNotifications } from '../store/notifications.ts';
import type { QuorumFindings } from '../store/quorum-findings.ts';
import { createSealedLedgers } from '../store/reads/sealed-ledgers.ts';
import { createUndeliveredMails } from '../store/undelivered-mails.ts';
import type { Deps } from '../usecases/ports.ts';
import type { AccountMailSwitch } from './account-mail-switch.ts';
import type { Log } from './log.ts';
import type { MailAccounts } from './mail-account.ts';

const LOOK_EVERY_MS = 2_000;

export interface MailParts {
  readonly database: Database;
  readonly deps: Deps;
  readonly feed: LedgerFeed;
  readonly accounts: MailAccounts;
  readonly accountMail: AccountMailSwitch;
  readonly vault: KeyVault;
  readonly findings: QuorumFindings;
  /** The newest signed note of a ledger. */
  readonly checkpoint: (ledger: string) => Promise<string | null>;
  readonly platformCheckpoint: () => Promise<string | null>;
  readonly log: Log;
}

/**
 * Tells people by mail as soon as there is a mail server, from the environment or from an admin. Until then nothing is
 * followed, and what happens is told to nobody later. Answers what ends it.
 */
export async function startMail(parts: MailParts): Promise<() => Promise<void>> {
  const { database, feed, accounts, log } = parts;
  const places = createFollowerPlaces(database);
  let running: Awaited<ReturnType<typeof run>> | null = null;
  const look = async () => {
    if (running !== null) return;
    if ((await accounts.current()) === null) return places.skipToHeads(MAILER);
    running = await run(parts);
  };
  await look();
  const unlisten = feed.onCommitted(() => running?.poke());
  const looking = startRepeatingTask({
    name: 'looking for a mail server',
    everyMs: LOOK_EVERY_MS,
    log: log.error,
    run: look,
  });
  return async () => {
    unlisten();
    await looking.stop();
    await running?.stop();
  };
}

async function run(parts: MailParts) {
  const { database, deps, feed, accounts, findings, checkpoint, platformCheckpoint, log } = parts;
  const queue = await openJobQueue(database.url, log.warn);
  const hurry = () => queue.hurry(MAIL_QUEUE);
  const sender = createCurrentSender(accounts.current, hurry);
  let version: string | undefined;
  const isOn = async () => {
    const account = await accounts.current();
    // What waits for an hour because of the old settings is tried by the new ones at once.
    if (account !== null && version !== undefined && account.version !== version) await hurry();
    version = account?.version ?? version;
    return account !== null;
  };
  const mailer = await startMailer({
    deps,
    places: createFollowerPlaces(database),
    queue,
    sender,
    notifications: createNotifications<StoredFacts>(database),
    undelivered: createUndeliveredMails(database),
    compose: { one: requestMail, many: batchMail },
    composeRefusal: renewalRefusedMail,
    read: (ledger, seq) => feed.read(ledger, seq),
    isOn,
    checkpoint,
  });
  const sealings = startSealingMailer({
    ledgers: createSealedLedgers(database),
    queue,
    compose: sealedMail,
    checkpoint: platformCheckpoint,
    publicUrl: deps.publicUrl,
    log: log.info,
  });
  const quorums = startQuorumMailer({ deps, findings, queue, compose: quorumMail });
  const accountMailer = await startAccountMailer({
    queue,
    sender,
    compose: accountMail,
    seal: (id, text) => parts.vault.seal(id, Buffer.from(text)).toString('base64'),
    open: (id, sealed) => parts.vault.open(id, Buffer.from(sealed, 'base64')).toString(),
    now: deps.clock.now,
    publicUrl: deps.publicUrl,
    log: log.info,
  });
  parts.accountMail.connect(accountMailer);
  return {
    poke: () => mailer.poke(),
    async stop() {
      parts.accountMail.connect(null);
      await quorums.stop();
      await sealings.stop();
      await mailer.stop();
      await queue.stop();
      sender.close();
    },
  };
}
