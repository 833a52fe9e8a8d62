import type { Actor } from '../../domain/actor.ts';
import { readEntry } from '../../domain/audit-record.ts';
import { parseLedgerName } from '../../domain/ledger-name.ts';
import type { ReplayVerdict } from '../../domain/profile-replay.ts';
import type { TrustProfile } from '../../domain/trust-profile-rules.ts';
import type { ProfileReplay, ProfileVersion } from '../../usecases/application.ts';
import type { AuditRecordView } from '../../usecases/ledger-queries.ts';
import type {
  CommentRow,
  DecisionRow,
  LedgerEpochRow,
  LedgerVerificationRow,
  PendingChangeRow,
} from '../../usecases/ports.ts';
import { actorView } from './types/common.ts';

/** Plain objects with the names that the schema has, so that its fields need no resolver of their own. */

export function trustProfileView(profile: TrustProfile) {
  const { id, organizationId, name, version, active, rules } = profile;
  return { ...rules, id, organizationId, name, version, active };
}
export type TrustProfileView = ReturnType<typeof trustProfileView>;

/** An edit that waits, as a version of its own would say it. */
export function pendingChangeView(row: PendingChangeRow) {
  const { id, baseVersion, name, widens, proposedAt, status } = row;
  const { decidedByKind: kind, decidedById: decider, decidedByName } = row;
  return {
    id,
    baseVersion,
    name,
    widens,
    proposedBy: actorView({ kind: row.proposedByKind, id: row.proposedById, name: row.proposedByName }),
    proposedAt,
    status,
    decidedBy: kind && decider ? actorView({ kind, id: decider, name: decidedByName ?? decider }) : null,
    decidedAt: row.decidedAt ?? null,
    reason: row.reason ?? null,
    row,
  };
}

export function profileVersionView({ changedBy, approvedBy, ...version }: ProfileVersion) {
  const shown = (actor: Actor | null) => (actor === null ? null : actorView(actor));
  return { ...version, changedBy: shown(changedBy), approvedBy: shown(approvedBy) };
}

export function replayView({ differing, ...replay }: ProfileReplay) {
  const verdict = ({ profile, refusal, approvals }: ReplayVerdict) => ({
    trustProfileId: profile?.id ?? null,
    trustProfileName: profile?.name ?? null,
    refusal,
    approvals,
  });
  return {
    ...replay,
    differing: differing.map(({ request, before, after, effects }) => {
      return { request, before: verdict(before), after: verdict(after), effects };
    }),
  };
}

export function decisionView(row: DecisionRow) {
  const { verdict, decidedAt } = row;
  const approver = actorView({ kind: row.approverKind, id: row.approverId, name: row.approverName });
  return { verdict, approver, reason: row.reason ?? null, decidedAt };
}

export function commentView(row: CommentRow) {
  const { id, text, createdAt } = row;
  return { id, text, createdAt, author: actorView({ kind: row.authorKind, id: row.authorId, name: row.authorName }) };
}

/** A record that somebody tampered with is shown all the same, as far as it can be read: to look at it is what people came for. */
export function auditRecordView(record: AuditRecordView) {
  const entry = readOrNothing(record.entry);
  return {
    id: record.id,
    sequence: String(record.sequence),
    type: record.type,
    actor: actorView(entry?.actor ?? UNREADABLE),
    subjectId: entry?.subject.id ?? null,
    occurredAt: new Date(entry?.ts ?? 0),
    entry: record.entry,
    hash: record.hash,
    ledger: record.ledger,
  };
}

const UNREADABLE = { kind: 'system', id: 'system', name: 'unreadable' } as const;

function readOrNothing(entry: string) {
  try {
    return readEntry(entry);
  } catch {
    return null;
  }
}

export function verificationView(row: LedgerVerificationRow) {
  return {
    id: row.id,
    organizationId: row.organizationId,
    ledger: row.ledger,
    epoch: parseLedgerName(row.ledger).epoch,
    state: row.state,
    cause: row.cause,
    verified: String(row.verified),
    total: String(row.total),
    ok: row.ok ?? null,
    firstBroken: textOrNull(row.firstBroken),
    what: row.what ?? null,
    explanation: row.explanation ?? null,
    expected: row.expected ?? null,
    found: row.found ?? null,
    root: row.root ?? null,
    recordsPerSecond: row.recordsPerSecond ?? null,
    requestedBy: row.requestedBy,
    startedAt: row.startedAt,
    verifiedAt: row.finishedAt ?? null,
    closedEpochs: (row.closedEpochs ?? []).map((finding) => ({
      ...finding,
      size: String(finding.size),
      firstBroken: textOrNull(finding.firstBroken),
    })),
  };
}

export function ledgerEpochView(row: LedgerEpochRow, verifierKeys: readonly string[]) {
  const { ledger, epoch, size, origin, sealedAt, sealedBecause, sealedVerdict, lastCheckpoint, closedAt, reason } = row;
  return {
    ledger,
    epoch,
    size: String(size),
    origin,
    sealedAt,
    sealedBecause,
    firstBroken: textOrNull(sealedVerdict.firstBroken),
    what: sealedVerdict.what,
    verifiedSize: String(sealedVerdict.size),
    verifiedRoot: sealedVerdict.root,
    lastCheckpoint: lastCheckpoint ?? null,
    verifierKeys,
    closedAt,
    closedBy: actorView({ kind: row.closedByKind, id: row.closedById, name: row.closedByName }),
    reason,
  };
}

function textOrNull(number: number | null | undefined): string | null {
  return number === null || number === undefined ? null : String(number);
}
