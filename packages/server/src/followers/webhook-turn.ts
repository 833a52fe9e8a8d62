import { ledgerName, parseLedgerName } from '../domain/ledger-name.ts';
import { isToldOf } from '../domain/webhook.ts';
import { judgeAnswer, type WebhookVerdict } from '../domain/webhook-retries.ts';
import type { CommittedRecord, Deps, WebhookRow } from '../usecases/ports.ts';
import { attempt, deliveryRow, type EventReads, messageOf } from '../usecases/webhook-event.ts';
import type { WebhookLease, WebhookParts, WebhookPlace } from '../usecases/webhook-ports.ts';

export interface TurnOptions {
  readonly deps: Pick<Deps, 'clock' | 'ids' | 'log'> & { readonly reads: EventReads };
  readonly parts: WebhookParts;
  /** Turns it off, recorded. */
  readonly disable: (webhookId: string, reason: string) => Promise<void>;
  readonly leaseMs: number;
  /** The server stops: what is under way is broken off, and sent again by whoever comes next. */
  readonly signal: AbortSignal;
}

/** Then others have their turn. */
const EVENTS_A_TURN = 100;
/** A webhook that is to be turned off and cannot be, as its organization is sealed, is tried so seldom. */
const SELDOM_MS = 3_600_000;

/** Sends what is next for a webhook that has been leased, in order, until there is no more or something goes wrong. */
export async function startTurn(options: TurnOptions, lease: WebhookLease): Promise<void> {
  const { deps, parts, signal } = options;
  let held: WebhookLease | null = lease;
  let records: readonly CommittedRecord[] = [];
  try {
    for (let sent = 0; held !== null && sent < EVENTS_A_TURN && !signal.aborted; ) {
      const { webhookId, ledger, next }: WebhookLease = held;
      // As it stands now: it may have been turned off, or led elsewhere.
      const webhook = await parts.store.webhook(webhookId);
      if (webhook?.active !== true) return;
      if ((records.at(-1)?.seq ?? -1) < next) records = await parts.read(ledger, next);
      const end = records.at(-1);
      const told = records.find(({ seq, type }) => seq >= next && isToldOf(webhook.eventTypes, type));
      if (told !== undefined) {
        held = await tell(options, held, webhook, told);
        sent += 1;
        continue;
      }
      const further: WebhookPlace | null = end === undefined ? placeAfterEnd(held) : { ledger, next: end.seq + 1 };
      held = further === null ? null : await move(options, held, further, false);
      records = [];
    }
  } finally {
    await parts.store.release(lease, deps.clock.now());
  }
}

/** A closed ledger is followed by the next epoch; where the end of one was cut off, there is nothing to wait for. */
function placeAfterEnd({ ledger, next, headLedger, headSize }: WebhookLease): WebhookPlace | null {
  if (ledger !== headLedger) {
    const { organizationId, epoch } = parseLedgerName(ledger);
    return { ledger: ledgerName({ organizationId, epoch: epoch + 1 }), next: 0 };
  }
  return next < headSize ? { ledger, next: headSize } : null;
}

/** Null: the lease is lost, or somebody had it replayed. */
async function move(
  { deps, parts, leaseMs }: TurnOptions,
  lease: WebhookLease,
  to: WebhookPlace,
  accepted: boolean,
): Promise<WebhookLease | null> {
  const until = new Date(deps.clock.now().getTime() + leaseMs);
  if (!(await parts.store.move(lease, to, { accepted, until }))) return null;
  const failingSince = accepted ? null : lease.failingSince;
  return { ...lease, ...to, attempts: 0, eventFailingSince: null, failingSince };
}

/** Sends one event. Null: it was not accepted, or the webhook is somebody else's by now. */
async function tell(
  options: TurnOptions,
  lease: WebhookLease,
  webhook: WebhookRow,
  record: CommittedRecord,
): Promise<WebhookLease | null> {
  const { deps, parts, signal, disable } = options;
  // What lies before it is none of the webhook's business; from here on the place is the event's own.
  const held =
    lease.next === record.seq ? lease : await move(options, lease, { ledger: lease.ledger, next: record.seq }, false);
  if (held === null) return null;
  const at = deps.clock.now();
  const message = await messageOf(deps.reads, webhook.id, record);
  const answer = await attempt(deps, parts, webhook, message, signal);
  if (signal.aborted && answer.error !== null) return null;
  const attempts = held.attempts + 1;
  const eventFailingSince = held.eventFailingSince ?? at;
  const failingSince = held.failingSince ?? at;
  const now = deps.clock.now();
  const failures = { attempts, eventFailingSince, failingSince };
  const verdict = judgeAnswer(answer, failures, now, deps.ids.random(4).readUInt32BE(0) / 2 ** 32);
  const again = nextAttempt(verdict, now);
  const place = { ledger: record.ledger, seq: record.seq };
  const about = { webhookId: webhook.id, message, place, attempt: attempts, at };
  await parts.store.note(
    deliveryRow(deps, { ...about, nextAttemptAt: verdict.kind === 'retry' ? again : null }, answer),
  );
  if (again === null) {
    return move(options, held, { ledger: record.ledger, next: record.seq + 1 }, verdict.kind === 'accepted');
  }
  await parts.store.postpone(held, { ...failures, at: again });
  if (verdict.kind === 'disable') await disable(webhook.id, verdict.reason);
  return null;
}

/** Null: it is done with. */
function nextAttempt(verdict: WebhookVerdict, now: Date): Date | null {
  switch (verdict.kind) {
    case 'accepted':
    case 'give-up':
      return null;
    case 'retry':
      return verdict.at;
    case 'disable':
      return new Date(now.getTime() + SELDOM_MS);
  }
}
