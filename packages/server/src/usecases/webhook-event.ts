import { readEntry } from '../domain/audit-record.ts';
import type { JsonObject } from '../domain/audit-record-types.ts';
import { type EventRequest, type WebhookMessage, webhookHeaders, webhookMessage } from '../domain/webhook-message.ts';
import type { WebhookAnswer } from '../domain/webhook-retries.ts';
import type { CommandReads, CommittedRecord, Deps, WebhookDeliveryRow, WebhookRow } from './ports.ts';
import type { WebhookParts } from './webhook-ports.ts';

/** What is looked up to tell of an event. */
export type EventReads = Pick<CommandReads, 'request' | 'certificate' | 'profileVersion'>;

/** A committed record as a webhook tells it. */
export async function messageOf(
  reads: EventReads,
  webhookId: string,
  record: CommittedRecord,
): Promise<WebhookMessage> {
  return webhookMessage(
    webhookId,
    { ...record, detail: detailOf(record.entry) },
    await requestOfEvent(reads, record.subjectId),
  );
}

/** Of an entry that somebody has tampered with, nothing: that it is there is told all the same, and `verify` tells the rest. */
function detailOf(entry: string): JsonObject {
  try {
    return readEntry(entry).detail;
  } catch {
    return {};
  }
}

/** What of the request is the same whenever it is told. */
async function requestOfEvent(reads: EventReads, subjectId: string): Promise<EventRequest | null> {
  const requestId = subjectId.startsWith('crt_') ? (await reads.certificate(subjectId))?.requestId : subjectId;
  const loaded = requestId?.startsWith('apr_') === true ? await reads.request(requestId) : null;
  if (loaded === null) return null;
  const { id, domains, environment, trustProfileId, profileVersion } = loaded.row;
  const profile = await reads.profileVersion(trustProfileId, profileVersion);
  return { id, domains, environment, trustProfileId, trustProfileName: profile?.name ?? '' };
}

/** One attempt, signed with every secret that is valid now. */
export function attempt(
  deps: Pick<Deps, 'clock'>,
  { post, openSecret }: Pick<WebhookParts, 'post' | 'openSecret'>,
  webhook: WebhookRow,
  message: WebhookMessage,
  signal?: AbortSignal,
): Promise<WebhookAnswer> {
  const now = deps.clock.now();
  const { id, url, sealedSecret, previousSealedSecret, previousSecretUntil } = webhook;
  const secrets = [openSecret(id, sealedSecret)];
  if (previousSealedSecret && previousSecretUntil && previousSecretUntil > now) {
    secrets.push(openSecret(id, previousSealedSecret));
  }
  return post({ url, headers: webhookHeaders(message, secrets, now), body: message.body }, signal);
}

/** The attempt as the log keeps it. */
export function deliveryRow(
  deps: Pick<Deps, 'ids'>,
  about: {
    readonly webhookId: string;
    readonly message: WebhookMessage;
    readonly place: { readonly ledger: string; readonly seq: number } | null;
    readonly attempt: number;
    readonly at: Date;
    readonly nextAttemptAt: Date | null;
  },
  answer: WebhookAnswer,
): WebhookDeliveryRow {
  const { webhookId, message, place, at, nextAttemptAt } = about;
  return {
    id: deps.ids.random(16).toString('hex'),
    webhookId,
    messageId: message.id,
    eventType: message.type,
    ledger: place?.ledger ?? null,
    seq: place?.seq ?? null,
    attempt: about.attempt,
    at,
    durationMs: answer.durationMs,
    statusCode: answer.statusCode,
    error: answer.error,
    responseBody: answer.body,
    nextAttemptAt,
  };
}
