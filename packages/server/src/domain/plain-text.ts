import { DomainError } from './errors.ts';

/** Longest justification, reason or comment, in characters. */
export const MAX_TEXT_LENGTH = 4096;
export const MIN_JUSTIFICATION_LENGTH = 10;

export interface PlainTextLimits {
  /** In characters (Unicode code points), after trimming. */
  readonly min: number;
  readonly max: number;
  /** Path of the input field, for the error. */
  readonly field: readonly string[];
}

/** Controls other than newline and tab, what reorders the text on screen, line and paragraph separators, half characters. */
const REFUSED = /[^\P{Cc}\n\t]|\p{Bidi_Control}|\p{Zl}|\p{Zp}|\p{Cs}/u;
const UNPRINTABLE = /[\p{C}\p{Z}]/gu;
const LONGEST_SHOWN = 80;

/**
 * A text that people write for people: trimmed, line ends as `\n`, within its limits, and showing on every screen just what
 * it says. Anything else is an INVALID_INPUT.
 */
export function checkPlainText(text: string, { min, max, field }: PlainTextLimits): string {
  const plain = text.replaceAll('\r\n', '\n').trim();
  const [refused] = REFUSED.exec(plain) ?? [];
  if (refused !== undefined) {
    const message = `The text holds a character that cannot be shown, ${codePoint(refused)}. Remove it.`;
    throw new DomainError('INVALID_INPUT', message, { field });
  }
  const length = [...plain].length;
  if (length < min) throw new DomainError('INVALID_INPUT', tooShort(min), { field });
  if (length > max) {
    const message = `The text has ${length} characters; it may have ${max}. Shorten it.`;
    throw new DomainError('INVALID_INPUT', message, { field });
  }
  return plain;
}

/** Somebody's text in quotes within a message: shortened, and with nothing in it that could disturb the rest. */
export function shownText(text: string): string {
  const characters = [...text];
  const start = characters.slice(0, LONGEST_SHOWN).join('');
  const safe = start.replace(UNPRINTABLE, (character) => (character === ' ' ? character : `<${codePoint(character)}>`));
  return `"${safe}${characters.length > LONGEST_SHOWN ? '…' : ''}"`;
}

function tooShort(min: number): string {
  return min === 1 ? 'Write something here.' : `Write at least ${min} characters.`;
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
