/** Deeper nesting is in no record, and could exhaust the stack. */
const MAX_JSON_DEPTH = 64;

const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

const FIRST_SURROGATE = 0xd800;
const LAST_SURROGATE = 0xdfff;

const SHORT_ESCAPES = '"\\bfnrt';
/** Control characters without a short escape: `\u00` and two lower-case hex digits (RFC 8785 §3.2.2.2). */
const LONG_ESCAPE = /u00(?:0[0-7bef]|1[0-9a-f])/y;
/** 15 digits are always below 2^53. */
const SAFE_DIGITS = 15;

/**
 * Reads canonical JSON (RFC 8785, within what a ledger may hold) in one pass, without building it: each method moves past
 * what it accepts and says whether it was there in canonical form. Several times faster than parsing and writing it anew.
 */
export class CanonicalScanner {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get ended(): boolean {
    return this.at === this.text.length;
  }

  literal(expected: string): boolean {
    if (!this.text.startsWith(expected, this.at)) return false;
    this.at += expected.length;
    return true;
  }

  value(depth = 0): boolean {
    if (depth > MAX_JSON_DEPTH) return false;
    switch (this.text.charCodeAt(this.at)) {
      case QUOTE:
        return this.string();
      case OPEN_BRACE:
        return this.object(depth);
      case OPEN_BRACKET:
        return this.#array(depth);
      case 0x74:
        return this.literal('true');
      case 0x66:
        return this.literal('false');
      case 0x6e:
        return this.literal('null');
      default:
        return this.integer();
    }
  }

  string(): boolean {
    const { text } = this;
    if (text.charCodeAt(this.at) !== QUOTE) return false;
    const { length } = text;
    for (let i = this.at + 1; i < length; i++) {
      const code = text.charCodeAt(i);
      // Most characters by far need no second look.
      if (code > BACKSLASH && code < FIRST_SURROGATE) continue;
      if (code === QUOTE) {
        this.at = i + 1;
        return true;
      }
      if (code < 0x20) return false;
      if (code === BACKSLASH) {
        const escaped = this.#escapeLength(i + 1);
        if (escaped === 0) return false;
        i += escaped;
      } else if (code >= FIRST_SURROGATE && code <= LAST_SURROGATE) {
        if (!this.#isPair(code, i + 1)) return false;
        i++;
      }
    }
    return false;
  }

  integer(): boolean {
    const { text } = this;
    const start = this.at;
    const first = text.charCodeAt(start) === MINUS ? start + 1 : start;
    let end = first;
    while (isDigit(text.charCodeAt(end))) end++;
    if (end === first) return false;
    // No leading zero, and no minus zero.
    if (text.charCodeAt(first) === ZERO && end - start > 1) return false;
    if (end - first > SAFE_DIGITS && !Number.isSafeInteger(Number(text.slice(start, end)))) return false;
    this.at = end;
    return true;
  }

  object(depth = 0): boolean {
    if (!this.#skip(OPEN_BRACE)) return false;
    if (this.#skip(CLOSE_BRACE)) return true;
    // Before the first key stands an empty one, which sorts below all.
    let previousStart = this.at;
    let previousEnd = this.at;
    do {
      const start = this.at + 1;
      const end = this.#key();
      if (end < 0 || !this.#isBelow(previousStart, previousEnd, start, end)) return false;
      previousStart = start;
      previousEnd = end;
      if (!this.value(depth + 1)) return false;
    } while (this.#skip(COMMA));
    return this.#skip(CLOSE_BRACE);
  }

  #array(depth: number): boolean {
    this.at++;
    if (this.#skip(CLOSE_BRACKET)) return true;
    do {
      if (!this.value(depth + 1)) return false;
    } while (this.#skip(COMMA));
    return this.#skip(CLOSE_BRACKET);
  }

  /** Moves past a key with its quotes and colon, and says where the key ends; −1 where there is none. */
  #key(): number {
    const { text } = this;
    if (text.charCodeAt(this.at) !== QUOTE) return -1;
    const start = this.at + 1;
    let end = start;
    while (isLetterOrDigit(text.charCodeAt(end))) end++;
    if (end === start || text.charCodeAt(end) !== QUOTE || text.charCodeAt(end + 1) !== COLON) return -1;
    this.at = end + 2;
    return end;
  }

  /** Compares two stretches of the text by UTF-16 code units (RFC 8785 §3.2.3). */
  #isBelow(start: number, end: number, otherStart: number, otherEnd: number): boolean {
    const { text } = this;
    for (let i = start, j = otherStart; i < end && j < otherEnd; i++, j++) {
      const difference = text.charCodeAt(i) - text.charCodeAt(j);
      if (difference !== 0) return difference < 0;
    }
    return end - start < otherEnd - otherStart;
  }

  #skip(code: number): boolean {
    if (this.text.charCodeAt(this.at) !== code) return false;
    this.at++;
    return true;
  }

  /** Length of the escape after a backslash; 0 when it is not the canonical one. */
  #escapeLength(at: number): number {
    if (at < this.text.length && SHORT_ESCAPES.includes(this.text.charAt(at))) return 1;
    LONG_ESCAPE.lastIndex = at;
    return LONG_ESCAPE.test(this.text) ? 5 : 0;
  }

  #isPair(high: number, at: number): boolean {
    const low = this.text.charCodeAt(at);
    return high <= 0xdbff && low >= 0xdc00 && low <= 0xdfff;
  }
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

function isLetterOrDigit(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || isDigit(code);
}
