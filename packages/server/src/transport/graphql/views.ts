import { readEntry } from '../../domain/audit-record.ts';
import type { TrustProfile } from '../../domain/trust-profile-rules.ts';
import type { AuditRecordView } from '../../usecases/application.ts';
import type { CommentRow, DecisionRow, LedgerVerificationRow } from '../../usecases/ports.ts';
import { actorView } from './types/common.ts';

/** Plain objects with the names that the schema has, so that its fields need no resolver of their own. */

export function trustProfileView(profile: TrustProfile) {
  const { id, organizationId, name, version, rules } = profile;
  return { ...rules, id, organizationId, name, version };
}
export type TrustProfileView = ReturnType<typeof trustProfileView>;

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
    state: row.state,
    verified: String(row.verified),
    total: String(row.total),
    ok: row.ok ?? null,
    firstBroken: row.firstBroken === null || row.firstBroken === undefined ? null : String(row.firstBroken),
    explanation: row.explanation ?? null,
    verifiedAt: row.finishedAt ?? null,
  };
}
