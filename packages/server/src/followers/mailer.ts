import { readEntry } from '../domain/audit-record.ts';
import type { JsonObject } from '../domain/audit-record-types.ts';
import { contactsTold, type NotifiedEvent, whoIsTold } from '../domain/notification.ts';
import type { MailMessage } from '../mail/message.ts';
import type { requestMail } from '../mail/request-mail.ts';
import type { MailSender } from '../mail/smtp-sender.ts';
import type { FollowerPlaces } from '../store/follower-places.ts';
import type { JobQueue } from '../store/job-queue.ts';
import { membersOf } from '../usecases/members-of.ts';
import type { CommittedRecord, Deps } from '../usecases/ports.ts';
import { pinnedProfile, requestOf } from '../usecases/request-rows.ts';
import { contactKey, MAIL_QUEUE, mailJobId } from './mail-jobs.ts';
import { type RepeatingTask, startRepeatingTask } from './repeating-task.ts';

export interface MailerOptions {
  readonly deps: Pick<Deps, 'reads' | 'policies' | 'publicUrl' | 'log'>;
  readonly places: FollowerPlaces;
  readonly queue: JobQueue;
  readonly sender: MailSender;
  /** What a mail says. */
  readonly compose: typeof requestMail;
  /** Records of a ledger from `seq` on. */
  readonly read: (ledger: string, seq: number) => Promise<readonly CommittedRecord[]>;
  /** The newest checkpoint of a ledger, for the foot. */
  readonly checkpoint: (ledger: string) => Promise<string | null>;
}

const FOLLOWER = 'mailer';
const EVERY_MS = 1_000;

/**
 * Tells people by mail. It follows the ledgers: each record that somebody is to be told of becomes one job a person, under
 * an id that the record and the person make, so that however often and on however many servers it is looked at, it is
 * queued once. Sending is the job's, with its retries; no decision ever waits for a mail server.
 */
export async function startMailer(options: MailerOptions): Promise<RepeatingTask> {
  const { deps, places, queue, sender } = options;
  await places.startAtHeads(FOLLOWER);
  await queue.work<MailMessage>(MAIL_QUEUE, {
    handle: async (message) => (await sender.send(message)).refusal,
    onGivenUp: ({ to, subject, messageId }, error) =>
      deps.log('a mail could not be delivered, and is given up', { to: to.address, subject, messageId, error }),
  });
  return startRepeatingTask({
    name: 'telling people by mail',
    everyMs: EVERY_MS,
    log: deps.log,
    async run() {
      for (const { ledger, next, size } of await places.behind(FOLLOWER)) {
        try {
          await follow(options, ledger, next, size);
        } catch (error) {
          // One organization's mails wait; the others' do not wait with them.
          deps.log(`telling people by mail of ${ledger} failed; it is tried again`, {
            error: error instanceof Error ? (error.stack ?? error.message) : String(error),
          });
        }
      }
    },
  });
}

async function follow(options: MailerOptions, ledger: string, from: number, size: number): Promise<void> {
  const { places, read, queue } = options;
  for (let next = from; ; ) {
    const records = await read(ledger, next);
    const last = records.at(-1);
    // Where its end was cut off, there is nothing to wait for.
    if (last === undefined) return places.moveTo(FOLLOWER, ledger, size);
    for (const record of records) {
      for (const { id, message } of await mailsFor(options, record)) await queue.add(MAIL_QUEUE, id, message);
    }
    next = last.seq + 1;
    await places.moveTo(FOLLOWER, ledger, next);
  }
}

const EVENTS: Readonly<Record<string, NotifiedEvent>> = {
  'request.submitted': 'submitted',
  'request.warned': 'warned',
  'request.escalated': 'escalated',
  'request.approved': 'approved',
  'request.rejected': 'rejected',
  'request.voided': 'voided',
  'request.expired': 'expired',
  'certificate.issued': 'issued',
  'certificate.failed': 'failed',
  'certificate.quarantined': 'quarantined',
};

/** What a record tells of, if it is something that people are told. */
function eventOf(record: CommittedRecord, detail: JsonObject): NotifiedEvent | null {
  const event = EVENTS[record.type] ?? null;
  // Of an attempt that failed nobody need know while it is tried again by itself.
  if (event === 'failed') return detail.final === false ? null : event;
  if (event !== 'approved') return event;
  // Only the vote that completes the quorum; and what policy let through is told when it is issued.
  return detail.outcome === 'approved' && record.actor.kind !== 'policy' ? event : null;
}

async function mailsFor(
  options: MailerOptions,
  record: CommittedRecord,
): Promise<{ id: string; message: MailMessage }[]> {
  const { deps } = options;
  if (EVENTS[record.type] === undefined) return [];
  const { detail } = readEntry(record.entry);
  const event = eventOf(record, detail);
  const loaded = event === null ? null : await deps.reads.request(record.subjectId);
  if (event === null || loaded === null) return [];
  const snapshot = await deps.policies.at(loaded.row.organizationId, loaded.authority);
  if (snapshot === null) return [];
  const request = requestOf(loaded);
  const pinned = await pinnedProfile(deps, request, snapshot);
  const current = snapshot.profiles.get(request.trustProfileId) ?? { ...pinned, active: false };
  const people = whoIsTold(event, { request, pinned, current }, membersOf(snapshot)).flatMap(({ userId, kind }) => {
    const person = snapshot.people.get(userId);
    return person === undefined ? [] : [{ key: userId, kind, name: person.name, address: person.email }];
  });
  const addresses = people.map(({ address }) => address);
  const contacts = contactsTold(event, { request, current }, addresses).map((address) => ({
    key: contactKey(address),
    kind: 'attention' as const,
    name: '',
    address,
  }));
  const told = [...people, ...contacts];
  if (told.length === 0) return [];
  const checkpoint = await options.checkpoint(record.ledger);
  const { host, hostname } = deps.publicUrl;
  return told.map(({ key, kind, name, address }) => {
    const rendered = options.compose({
      event,
      kind,
      at: record.ts,
      domains: request.domains,
      environment: request.environment,
      profile: { name: pinned.name, version: pinned.version },
      requester: request.requester,
      justification: request.justification,
      reason: typeof detail.reason === 'string' ? detail.reason : null,
      decidedBy: record.actor.kind === 'user' || record.actor.kind === 'token' ? record.actor.name : null,
      approval:
        kind === 'decide'
          ? {
              given: request.decisions.length,
              required: request.requiredApprovals,
              awaitsCsr: request.keyOrigin === 'AWAITED',
            }
          : null,
      expiresAt: kind === 'decide' ? request.expiresAt : null,
      url: new URL(`/approvals/${request.id}`, deps.publicUrl).href,
      checkpoint,
    });
    return {
      id: mailJobId(record.ledger, record.seq, record.hash, key),
      message: {
        ...rendered,
        to: { name, address },
        messageId: `<${record.ledger.replace('/', '.')}.${record.seq}.${key}@${hostname}>`,
        references: `<${request.id}@${host.replace(':', '.')}>`,
      },
    };
  });
}
