import { type ExpectedRow, says, saysAll, saysTime, sourceOf } from './claims.ts';
import { inState, type RequestTale, type Step } from './request-tale.ts';
import { type ToldRecord, textIn } from './told-record.ts';

/** What votes, comments and other endings make of a request. */
export const DECISION_STEPS: Readonly<Record<string, Step>> = {
  'request.approved': (tale, record) => {
    const isFinal = record.detail.outcome === 'approved';
    const issuanceStatus = tale.keyOrigin === 'AWAITED' ? 'AWAITING_CSR' : 'ISSUING';
    if (record.actor.kind !== 'policy') tale.decisions.set(record.actor.id, voteRow(tale, 'APPROVE', record));
    if (!isFinal) return {};
    return {
      claims: { ...inState(tale, record, 'APPROVED', issuanceStatus), ...saysTime('decidedAt', sourceOf(record)) },
    };
  },
  'request.rejected': (tale, record) => {
    tale.decisions.set(record.actor.id, voteRow(tale, 'REJECT', record));
    return endedAs('REJECTED', true)(tale, record);
  },
  'request.voided': endedAs('VOIDED', true),
  'request.withdrawn': endedAs('WITHDRAWN', true),
  // Time gives its reason in the record alone.
  'request.expired': endedAs('EXPIRED', false),
  'request.warned': (tale, record) => ({
    claims: { ...tale.claims, ...saysTime('warnedAt', sourceOf(record)) },
  }),
  'request.escalated': (tale, record) => ({
    claims: { ...tale.claims, ...saysTime('escalatedAt', sourceOf(record)) },
  }),
  'request.commented': (tale, record) => {
    const { actor, detail, ts } = record;
    const key = freeCommentKey(tale.comments, {
      authorKind: actor.kind,
      authorId: actor.id,
      authorName: actor.name,
      createdAt: ts,
      text: textIn(detail, 'text') ?? '',
    });
    const thing = `The comment of ${actor.name} on request ${tale.id}, as it was written,`;
    tale.comments.set(key, { thing, newest: sourceOf(record), claims: {} });
    return {};
  },
};

export interface SaidComment {
  readonly authorKind: string;
  readonly authorId: string;
  readonly authorName: string;
  /** RFC 3339, ms. */
  readonly createdAt: string;
  readonly text: string;
}

/** Records do not name comments, so one is known by all that it is. Said twice at once, it stands there twice. */
export function freeCommentKey(taken: ReadonlyMap<string, unknown>, comment: SaidComment): string {
  const { authorKind, authorId, authorName, createdAt, text } = comment;
  const said = JSON.stringify([authorKind, authorId, authorName, createdAt, text]);
  let count = 0;
  while (taken.has(`${said}#${count}`)) count += 1;
  return `${said}#${count}`;
}

function endedAs(status: string, keepsReason: boolean): Step {
  return (tale, record) => ({
    claims: {
      ...inState(tale, record, status, 'NOT_STARTED'),
      ...saysTime('decidedAt', sourceOf(record)),
      ...(keepsReason ? says('outcomeReason', record.detail.reason, sourceOf(record)) : {}),
    },
  });
}

function voteRow({ id, submitted }: RequestTale, verdict: 'APPROVE' | 'REJECT', record: ToldRecord): ExpectedRow {
  const { actor, detail } = record;
  const by = sourceOf(record);
  return {
    thing: `The vote of ${actor.name} on request ${id}`,
    newest: by,
    claims: {
      ...saysAll(
        {
          verdict,
          approverKind: actor.kind,
          approverName: actor.name,
          // A token votes for its creator, who is not named here.
          approverUserId: actor.kind === 'user' ? actor.id : undefined,
          reason: detail.reason,
          revision: detail.revision,
          // It stays the same for as long as the request lives; not every record of a vote repeats it.
          templateSha256: detail.templateSha256 ?? submitted.detail.templateSha256,
        },
        by,
      ),
      ...saysTime('decidedAt', by),
    },
  };
}
