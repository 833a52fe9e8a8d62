import type { Config } from '../config.ts';
import { startMailer } from '../followers/mailer.ts';
import { startQuorumMailer } from '../followers/quorum-mailer.ts';
import { startSealingMailer } from '../followers/sealing-mailer.ts';
import type { LedgerFeed } from '../ledger/feed.ts';
import { quorumMail } from '../mail/quorum-mail.ts';
import { requestMail } from '../mail/request-mail.ts';
import { sealedMail } from '../mail/sealed-mail.ts';
import { createSmtpSender } from '../mail/smtp-sender.ts';
import type { Database } from '../store/database.ts';
import { createFollowerPlaces } from '../store/follower-places.ts';
import { openJobQueue } from '../store/job-queue.ts';
import type { QuorumFindings } from '../store/quorum-findings.ts';
import { createSealedLedgers } from '../store/reads/sealed-ledgers.ts';
import type { Deps } from '../usecases/ports.ts';
import type { Log } from './log.ts';

/** Tells people by mail, if SMTP is configured. Answers what ends it. */
export async function startMail(
  config: Pick<Config, 'smtpUrl'>,
  parts: {
    readonly database: Database;
    readonly deps: Deps;
    readonly feed: LedgerFeed;
    readonly findings: QuorumFindings;
    /** The newest signed note of a ledger. */
    readonly checkpoint: (ledger: string) => Promise<string | null>;
    readonly platformCheckpoint: () => Promise<string | null>;
    readonly log: Log;
  },
): Promise<() => Promise<void>> {
  const { smtpUrl } = config;
  if (smtpUrl === null) return async () => undefined;
  const { database, deps, feed, findings, checkpoint, platformCheckpoint, log } = parts;
  const { publicUrl } = deps;
  const sender = createSmtpSender({
    url: smtpUrl,
    from: { name: 'Countersign', address: `countersign@${publicUrl.hostname}` },
  });
  const queue = await openJobQueue(database.url, log.warn);
  const mailer = await startMailer({
    deps,
    places: createFollowerPlaces(database),
    queue,
    sender,
    compose: requestMail,
    read: (ledger, seq) => feed.read(ledger, seq),
    checkpoint,
  });
  feed.onCommitted(() => mailer.poke());
  const sealings = startSealingMailer({
    ledgers: createSealedLedgers(database),
    queue,
    compose: sealedMail,
    checkpoint: platformCheckpoint,
    publicUrl,
    log: log.info,
  });
  const quorums = startQuorumMailer({ deps, findings, queue, compose: quorumMail });
  return async () => {
    await quorums.stop();
    await sealings.stop();
    await mailer.stop();
    await queue.stop();
    sender.close();
  };
}
