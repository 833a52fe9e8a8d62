import { readEntry } from '../domain/audit-record.ts';
import type { JsonObject } from '../domain/audit-record-types.ts';
import { contactsTold, EVERYTHING, isWanted, type NotifiedEvent, whoIsTold } from '../domain/notification.ts';
import type { Notification, Notifications } from '../store/notifications.ts';
import { membersOf } from '../usecases/members-of.ts';
import type { CommittedRecord, Deps } from '../usecases/ports.ts';
import { pinnedProfile, requestOf } from '../usecases/request-rows.ts';
import { contactKey, mailJobId } from './mail-jobs.ts';
import { type StoredFacts, storedFacts } from './stored-facts.ts';

export interface TellingParts {
  readonly deps: Pick<Deps, 'reads' | 'policies' | 'publicUrl'>;
  readonly notifications: Pick<Notifications<StoredFacts>, 'preferences'>;
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

/** Who is to be told of a record, and what. */
export async function notificationsOf(
  parts: TellingParts,
  record: CommittedRecord,
): Promise<Notification<StoredFacts>[]> {
  const { deps, notifications } = parts;
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
  const preferences = await notifications.preferences(request.organizationId);
  const people = whoIsTold(event, { request, pinned, current }, membersOf(snapshot)).flatMap(({ userId, kind }) => {
    const person = snapshot.people.get(userId);
    if (person === undefined || !isWanted(event, kind, preferences.get(userId) ?? EVERYTHING)) return [];
    return [{ key: userId, kind, name: person.name, address: person.email }];
  });
  const addresses = people.map(({ address }) => address);
  const contacts = contactsTold(event, { request, current }, addresses).map((address) => ({
    key: contactKey(address),
    kind: 'attention' as const,
    name: '',
    address,
  }));
  return [...people, ...contacts].map(({ key, kind, name, address }) => {
    const facts = storedFacts({
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
    });
    return {
      id: mailJobId(record.ledger, record.seq, record.hash, key),
      organizationId: request.organizationId,
      recipient: key,
      toName: name,
      toAddress: address,
      requestId: request.id,
      event,
      ledger: record.ledger,
      seq: record.seq,
      ownMessageId: `<${record.ledger.replace('/', '.')}.${record.seq}.${key}@${deps.publicUrl.hostname}>`,
      facts,
    };
  });
}
