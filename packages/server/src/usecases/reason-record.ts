import type { Principal } from '../domain/actor.ts';
import type { RecordDraft } from '../domain/audit-record-types.ts';
import { DomainError } from '../domain/errors.ts';
import type { ManagedReason } from '../domain/managed-reason.ts';
import { RefusedByConstraint } from './ports.ts';

type Told = Pick<ManagedReason, 'text' | 'sortOrder' | 'active'>;

/** The record of a new entry, or of what differs in an old one. */
export function reasonRecord(principal: Principal, before: ManagedReason | null, after: ManagedReason): RecordDraft {
  const subject = { kind: 'setting', id: after.id } as const;
  if (before === null) {
    const { kind, text, sortOrder, active } = after;
    const detail = { setting: 'reason', before: null, after: { kind, text, sortOrder, active } };
    return { type: 'setting.changed', actor: principal.actor, subject, detail };
  }
  const differs = (['text', 'sortOrder', 'active'] as const).filter((field) => before[field] !== after[field]);
  const only = (reason: Told) => Object.fromEntries(differs.map((field) => [field, reason[field]]));
  const detail = { setting: 'reason', before: only(before), after: only(after) };
  return { type: 'setting.changed', actor: principal.actor, subject, detail };
}

/** Two entries of one kind that read alike would leave the choice to chance. */
export function textTaken(error: unknown, text: string): unknown {
  if (!(error instanceof RefusedByConstraint) || error.constraint !== 'reason_text') return error;
  return new DomainError('INVALID_INPUT', `There is a reason “${text}” of this kind already.`, { field: ['text'] });
}
