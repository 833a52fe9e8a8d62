import { DomainError } from './errors.ts';
import { checkPlainText } from './plain-text.ts';
import { checkReason } from './reason.ts';

/** What a reason is chosen for: a decision, or the justification of a request. */
export const REASON_KINDS = ['APPROVE', 'REJECT', 'VOID', 'REQUEST'] as const;
export type ReasonKind = (typeof REASON_KINDS)[number];

const LONGEST = 200;
/** Of each kind, in use or not: what nobody can oversee helps nobody. */
export const MOST_REASONS = 100;

/** An entry of an organization's vocabulary. */
export interface ManagedReason {
  readonly id: string;
  readonly organizationId: string;
  readonly kind: ReasonKind;
  readonly text: string;
  readonly sortOrder: number;
  /** One that is not in use any more is kept, and cannot be chosen. */
  readonly active: boolean;
}

export type ManagedReasons = ReadonlyMap<string, ManagedReason>;

/** What somebody gave as the reason of a decision: an entry of the vocabulary, words of their own, or both. */
export interface GivenReason {
  readonly reason: string | null;
  readonly reasonId?: string | null;
}

/** The text of an entry: one line. */
export function checkManagedText(text: string): string {
  const plain = checkPlainText(text, { min: 1, max: LONGEST, field: ['text'] });
  if (!/[\n\t]/.test(plain)) return plain;
  throw new DomainError('INVALID_INPUT', 'A reason of the vocabulary is one line. Remove the line breaks and tabs.', {
    field: ['text'],
  });
}

/**
 * The words that a decision's record keeps: those of the chosen entry as they are now, and after a colon one's own. Throws
 * NOT_FOUND for an id that is no entry of this kind here, and REASON_REQUIRED where one is required and none is given.
 */
export function decisionReason(
  given: GivenReason,
  kind: ReasonKind,
  reasons: ManagedReasons,
  required: boolean,
): string | null {
  const { reason, reasonId } = given;
  if (reasonId === null || reasonId === undefined) return checkReason(reason, required);
  const chosen = reasons.get(reasonId);
  const field = ['reasonId'];
  if (chosen?.kind !== kind) {
    const message = 'This is no reason for such a decision in this organization. Choose another, or write one.';
    throw new DomainError('NOT_FOUND', message, { field });
  }
  if (!chosen.active) {
    const message = `“${chosen.text}” is not in use any more. Choose another reason, or write one.`;
    throw new DomainError('INVALID_INPUT', message, { field });
  }
  const own = checkReason(reason, false);
  return checkReason(own === null ? chosen.text : `${chosen.text}: ${own}`, true);
}

/** Those of one kind, in the order in which they are offered. */
export function reasonsOfKind(reasons: ManagedReasons, kind: ReasonKind): ManagedReason[] {
  return [...reasons.values()]
    .filter((reason) => reason.kind === kind)
    .sort((one, other) => one.sortOrder - other.sortOrder || (one.id < other.id ? -1 : 1));
}
