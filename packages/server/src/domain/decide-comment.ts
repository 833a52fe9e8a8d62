import { may } from './access.ts';
import { requestTarget } from './access-targets.ts';
import type { Actor, Principal } from './actor.ts';
import type { RecordDraft } from './audit-record-types.ts';
import type { CertificateRequest } from './certificate-request.ts';
import { type Change, requestRecord } from './change.ts';
import type { StandingFacts } from './decision-facts.ts';
import { assertPermitted } from './permission.ts';
import { checkPlainText, MAX_TEXT_LENGTH } from './plain-text.ts';

/** Says something about a request, open or over; it changes nothing else. */
export function decideComment(
  request: CertificateRequest,
  principal: Principal,
  command: { readonly text: string },
  facts: StandingFacts,
): Change {
  const target = requestTarget(request, facts.pinned, facts.current);
  assertPermitted(may(principal, 'request.comment', target, facts.access));
  return { next: request, decision: null, records: [commentRecord(request, principal.actor, command.text, 'text')] };
}

/** The comment that came with a decision, if one did. */
export function commentsWith(
  request: CertificateRequest,
  actor: Actor,
  text: string | null | undefined,
): RecordDraft[] {
  if (text === null || text === undefined || text.trim() === '') return [];
  return [commentRecord(request, actor, text, 'comment')];
}

function commentRecord(request: CertificateRequest, actor: Actor, text: string, field: string): RecordDraft {
  const plain = checkPlainText(text, { min: 1, max: MAX_TEXT_LENGTH, field: [field] });
  return requestRecord('request.commented', actor, request, { text: plain });
}
