import { DomainError } from './errors.ts';
import { checkPlainText, MAX_TEXT_LENGTH } from './plain-text.ts';

/** The reason of a decision; null if there is none and none is required, else REASON_REQUIRED. */
export function checkReason(text: string | null | undefined, required: boolean): string | null {
  if (text !== null && text !== undefined && text.trim() !== '') {
    return checkPlainText(text, { min: 1, max: MAX_TEXT_LENGTH, field: ['reason'] });
  }
  if (!required) return null;
  throw new DomainError('REASON_REQUIRED', 'Give a reason for this decision.', { field: ['reason'] });
}
