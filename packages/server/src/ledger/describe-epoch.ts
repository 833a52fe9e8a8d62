import type { JsonObject, JsonValue } from '../domain/audit-record-types.ts';
import { parseLedgerName } from '../domain/ledger-name.ts';

/** What the first record of a ledger says of the ledger that it took the place of; null where it was the first. */
export function describeEpoch(ledger: string, { previous, reason }: JsonObject): string | null {
  const { epoch } = parseLedgerName(ledger);
  if (!(epoch > 1) || !isObject(previous)) return null;
  const { ledger: before, size, root, what, explanation } = previous;
  return (
    `epoch: this is epoch ${epoch}; epoch ${epoch - 1} (${said(before)}) ended at ${said(size)} records, root ${said(root)}, ` +
    `because it did not verify (${said(what)}): ${said(explanation)} It was opened anew because: ${said(reason)}`
  );
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function said(value: JsonValue | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : 'not said';
}
