import { sha256Hex } from './sha256.ts';

export interface LedgerEntry {
  readonly prev: string;
  readonly seq: number;
  readonly detail: Readonly<Record<string, unknown>>;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(entry: string): unknown {
  try {
    return JSON.parse(entry);
  } catch {
    return null;
  }
}

/** What the chain shows of a stored entry; null where the text is no entry any more. */
export function readEntry(entry: string): LedgerEntry | null {
  const value = parsed(entry);
  if (!isObject(value) || typeof value.prev !== 'string' || typeof value.seq !== 'number') return null;
  return { prev: value.prev, seq: value.seq, detail: isObject(value.detail) ? value.detail : {} };
}

/** The entry for reading; its stored text as it is where that is no JSON. */
export function prettyEntry(entry: string): string {
  const value = parsed(entry);
  return value === null ? entry : JSON.stringify(value, null, 2);
}

/** SHA-256(0x00 || UTF-8(entry)): the chain hash, and the RFC 6962 leaf hash, computed here from the text as it came. */
export function entryHash(entry: string): string {
  const text = new TextEncoder().encode(entry);
  const message = new Uint8Array(text.length + 1);
  message.set(text, 1);
  return sha256Hex(message);
}
