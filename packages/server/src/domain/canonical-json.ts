import type { JsonObject, JsonValue } from './audit-record-types.ts';
import { DomainError } from './errors.ts';

/** Deeper nesting is refused by writer and scanner alike, so that no text can exhaust the stack. */
export const MAX_JSON_DEPTH = 64;

const KEY = /^[A-Za-z0-9]+$/;

/**
 * The one text of a value: RFC 8785 (JCS), within the ledger's subset: integers within ±(2^53−1), keys of `[A-Za-z0-9]+`.
 * Object members whose value is undefined are left out. A lone surrogate is an INVALID_INPUT, since it comes from outside;
 * anything else that the subset lacks is a fault of ours and a TypeError.
 */
export function canonicalJson(value: JsonValue): string {
  return write(value, 0);
}

function write(value: JsonValue, depth: number): string {
  if (depth > MAX_JSON_DEPTH) throw new TypeError(`Canonical JSON nests at most ${MAX_JSON_DEPTH} levels.`);
  if (typeof value === 'string') return canonicalString(value);
  if (typeof value === 'number') return writeInteger(value);
  if (value === null || value === true || value === false) return String(value);
  if (isArray(value)) return writeArray(value, depth);
  if (typeof value === 'object') return writeObject(value, depth);
  throw new TypeError(`Canonical JSON has no ${typeof value}.`);
}

/** A string in RFC 8785 §3.2.2.2: well-formed `JSON.stringify` is exactly that. */
export function canonicalString(text: string): string {
  if (!text.isWellFormed()) {
    throw new DomainError('INVALID_INPUT', 'The text holds half a character (a lone surrogate). Type it again.');
  }
  return JSON.stringify(text);
}

function writeInteger(value: number): string {
  if (!Number.isSafeInteger(value))
    throw new TypeError(`Canonical JSON has only whole numbers up to 2^53−1, not ${value}.`);
  return String(value);
}

function writeArray(values: readonly JsonValue[], depth: number): string {
  let text = '[';
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value === undefined) throw new TypeError('Canonical JSON has no undefined in a list.');
    text += (i === 0 ? '' : ',') + write(value, depth + 1);
  }
  return `${text}]`;
}

function writeObject(object: JsonObject, depth: number): string {
  let text = '{';
  for (const key of Object.keys(object).sort()) {
    const value = object[key];
    if (value === undefined) continue;
    if (!KEY.test(key)) throw new TypeError(`Canonical JSON keys are letters and digits, not ${JSON.stringify(key)}.`);
    text += `${text.length === 1 ? '' : ','}"${key}":${write(value, depth + 1)}`;
  }
  return `${text}}`;
}

/** `Array.isArray` that also narrows a readonly list. */
function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
