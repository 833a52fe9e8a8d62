import { CanonicalScanner } from './canonical-scanner.ts';

/** Where a record says that it stands. */
export interface EntryPlace {
  readonly ledger: string;
  readonly prev: string;
  readonly seq: number;
  readonly ts: string;
}

const HASH = /^[0-9a-f]{64}$/;
const TIMESTAMP = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/**
 * The place of an entry that is byte for byte what a ledger writes: RFC 8785 within what a ledger may hold, and the members
 * of a record (docs/ledger.md). Null for any other text. A `prev` that is the expected one is not looked at any closer.
 */
export function readPlace(entry: string, expectedPrev: string): EntryPlace | null {
  const scan = new CanonicalScanner(entry);
  if (!areTexts(scan, '{"actor":{"id":', ',"kind":', ',"name":')) return null;
  if (!scan.literal('},"detail":') || !scan.object(1) || !scan.literal(',"org":')) return null;
  const ledger = inside(scan);
  if (ledger === null || !scan.literal(',"prev":')) return null;
  const prev = inside(scan);
  if (prev === null || !(prev === expectedPrev || HASH.test(prev)) || !scan.literal(',"seq":')) return null;
  const number = scan.at;
  if (!scan.integer()) return null;
  const seq = Number(entry.slice(number, scan.at));
  if (seq < 0 || !areTexts(scan, ',"subject":{"id":', ',"kind":') || !scan.literal('},"ts":')) return null;
  const ts = inside(scan);
  if (ts === null || !TIMESTAMP.test(ts)) return null;
  if (!areTexts(scan, ',"type":') || !scan.literal(',"v":1}') || !scan.ended) return null;
  return { ledger, prev, seq, ts };
}

/** Moves past these, each followed by a string. */
function areTexts(scan: CanonicalScanner, ...before: readonly string[]): boolean {
  return before.every((literal) => scan.literal(literal) && scan.string());
}

/** Moves past a string, and gives it as it stands between its quotes; null where there is none. */
function inside(scan: CanonicalScanner): string | null {
  const start = scan.at + 1;
  return scan.string() ? scan.text.slice(start, scan.at - 1) : null;
}
