import { PLATFORM_TARGET_ID } from '../domain/access-targets.ts';
import type { sealedMail } from '../mail/sealed-mail.ts';
import type { JobQueue } from '../store/job-queue.ts';
import type { SealedLedger, SealedLedgers } from '../store/reads/sealed-ledgers.ts';
import type { Deps } from '../usecases/ports.ts';
import { MAIL_QUEUE, mailJobId } from './mail-jobs.ts';
import { type RepeatingTask, startRepeatingTask } from './repeating-task.ts';

export interface SealingMailerOptions {
  readonly ledgers: SealedLedgers;
  readonly queue: Pick<JobQueue, 'add'>;
  readonly compose: typeof sealedMail;
  /** The newest checkpoint of the platform's ledger, for the foot; null: there is none. */
  readonly checkpoint: () => Promise<string | null>;
  readonly publicUrl: URL;
  readonly log: Deps['log'];
}

const EVERY_MS = 1_000;

/**
 * Tells every superuser once of each ledger that is sealed. It looks at the heads, not at a record: a platform's ledger that
 * does not verify cannot tell of itself.
 */
export function startSealingMailer(options: SealingMailerOptions): RepeatingTask {
  const told = new Set<string>();
  return startRepeatingTask({
    name: 'telling superusers of sealed ledgers',
    everyMs: EVERY_MS,
    log: options.log,
    async run() {
      const sealed = await options.ledgers.sealed();
      const untold = sealed.filter((one) => !told.has(keyOf(one)));
      for (const one of untold) {
        await tell(options, one);
        told.add(keyOf(one));
      }
    },
  });
}

function keyOf({ ledger, sealedAt }: SealedLedger): string {
  return `${ledger} ${sealedAt.toISOString()}`;
}

async function tell(options: SealingMailerOptions, sealed: SealedLedger): Promise<void> {
  const { ledgers, queue, compose, publicUrl, log } = options;
  const checkpoint = await options.checkpoint().catch((error: unknown) => {
    // It may be the very ledger that does not verify.
    log('a mail about a sealed ledger goes out without a checkpoint', { error: String(error) });
    return null;
  });
  const { organizationId, organization, ledger, sealedAt, sealedBecause, sealedVerdict } = sealed;
  const url = new URL('/audit-chain', publicUrl);
  url.searchParams.set('organization', organizationId);
  for (const { id, name, email } of await ledgers.superusers()) {
    const rendered = compose({
      organization: organizationId === PLATFORM_TARGET_ID ? null : (organization ?? organizationId),
      ledger,
      firstBroken: sealedVerdict?.firstBroken ?? null,
      what: sealedVerdict?.what ?? null,
      explanation: `${sealedBecause}.`,
      sealedAt,
      url: url.href,
      checkpoint,
    });
    const thread = `${ledger.replaceAll('/', '.')}.sealed.${sealedAt.getTime()}`;
    await queue.add(MAIL_QUEUE, mailJobId('sealed', keyOf(sealed), id), {
      ...rendered,
      to: { name, address: email },
      messageId: `<${thread}.${id}@${publicUrl.hostname}>`,
      references: `<${thread}@${publicUrl.host.replace(':', '.')}>`,
    });
  }
}
